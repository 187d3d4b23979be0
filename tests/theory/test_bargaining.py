"""`one-demand`, `two-types`, `alternating-offers`, `mediation-ceiling`.

What the loop can express goes through the engine, the rest is checked at level `rule`; the scenario
files say which.
"""

import math

import numpy as np
import pytest

from sim import Belligerent, CeasefireModel, simulate
from sim.build import begin, build
from sim.kernel.phases.appraise import appraise, bargaining_range
from sim.kernel.phases.direct import DirectOffer, decide_direct
from sim.kernel.phases.launch import open_initiative
from sim.kernel.phases.means import bare_deal
from sim.kernel.phases.offer import decide_offer
from sim.kernel.phases.respond import decide_response
from sim.kernel.rules.ceiling import mediation_ceiling
from sim.kernel.rules.demands import fearon_demand, fearon_two_types, rubinstein_share
from sim.kernel.world import NOBODY
from sim.scenario.loading import load

LINES = 40
WARS = 20_000
PACE = 0.001  # engagements per day in the files


def odds(p):
    """A war that the first side wins with p, whose whole cost is the multiplier of resolve."""
    held = round(p * LINES)
    cost = PACE / (held * (LINES - held))
    return {
        "fronts.line.held": held,
        "belligerents.a.death_cost": cost,
        "belligerents.b.death_cost": cost,
    }


def costs(side, low, high):
    return {f"belligerents.{side}.resolve.low": low, f"belligerents.{side}.resolve.high": high}


def opened(name, set):
    return begin(build(load(name, set=set).case), 1, 0)


def at_cost(world, side, cost):
    """The world in which a side's war costs `cost`, in units of the prize."""
    world.belligerents[side]["cost"] = cost
    appraise(world, 0)


def signs(world, side, line):
    """Probability that a side signs for a line."""
    return decide_response(world, 0, 0, side, NOBODY, NOBODY, bare_deal(world, line, True)).chance


def refusing_below(world, line, ceiling):
    """The cost of war below which the second side refuses a line, by bisection."""
    low, high = 0.0, ceiling
    at_cost(world, 1, ceiling)
    if signs(world, 1, line) < 0.5:
        return ceiling
    for _ in range(50):
        middle = 0.5 * (low + high)
        at_cost(world, 1, middle)
        if signs(world, 1, line) < 0.5:
            low = middle
        else:
            high = middle
    return high


def test_one_demand_meets_fearon(closed_form):
    """b refuses x exactly below x - p; over all lines, a's best demand is Fearon's."""
    for row in closed_form("fearon_risk_return"):
        p, cost, ceiling = (float(row[key]) for key in ("p_A_wins", "cost_A", "cB_uniform_max"))
        world = opened("one-demand", odds(p) | costs("a", cost or 1e-12, cost or 1e-12))
        war = float(world.sides[0, 0]["war"])
        assert war == pytest.approx(p - cost, abs=1e-9)
        risks, payoffs = [], []
        for line in range(LINES + 1):
            demand = line / LINES
            threshold = refusing_below(world, line, ceiling)
            assert threshold == pytest.approx(min(max(demand - p, 0.0), ceiling), abs=2e-8)
            risks.append(threshold / ceiling)
            payoffs.append((1.0 - risks[-1]) * demand + risks[-1] * war)
        best = int(np.argmax(payoffs))
        assert best / LINES == pytest.approx(float(row["optimal_demand_x"]), abs=1e-9)
        assert risks[best] == pytest.approx(float(row["P_war"]), abs=1e-7)
        assert payoffs[best] == pytest.approx(float(row["payoff_A"]), abs=1e-7)
        assert fearon_demand(p, cost, ceiling) == pytest.approx(
            (float(row["optimal_demand_x"]), float(row["P_war"])), abs=5e-9
        )


def two_types(row):
    """p, cost of a, of a strong and a weak b, and the setting of a row of Fearon's table."""
    p, cost = float(row["p"]), float(row["cost_A"])
    strong, weak = float(row["cost_B_strong(low)"]), float(row["cost_B_weak(high)"])
    # a hair more: a side that is just indifferent accepts
    set = odds(p) | costs("a", cost, cost) | costs("b", strong + 1e-6, weak + 1e-6)
    return p, cost, strong, weak, set


def test_safe_and_risky_demands_meet_fearon(closed_form):
    for row in closed_form("fearon_two_types"):
        p, cost, strong, weak, set = two_types(row)
        world = opened("two-types", set)
        critical, safe, risky = fearon_two_types(p, cost, strong, weak)
        assert critical == pytest.approx(float(row["q_star_prob_strong"]), abs=1e-9)
        for own, demand, key in ((strong, safe, "safe_demand"), (weak, risky, "risky_demand")):
            at_cost(world, 1, own)
            # what b's war leaves to a is the most that this b accepts
            assert 1.0 - world.sides[0, 1]["war"] == pytest.approx(float(row[key]), abs=1e-9)
            assert demand == pytest.approx(float(row[key]), abs=1e-9)
            at_cost(world, 1, own + 1e-6)
            assert signs(world, 1, round(demand * LINES)) > 1.0 - 1e-9
            assert signs(world, 1, round(demand * LINES) + 1) < 1e-9


@pytest.mark.parametrize("margin", [-0.04, 0.04])
def test_the_risky_demand_pays_below_the_critical_probability(many, agree, closed_form, margin):
    """Over 20,000 wars with b's type drawn: who is refused, and what a gets."""
    for row in closed_form("fearon_two_types"):
        p, cost, strong, weak, set = two_types(row)
        critical, safe, risky = fearon_two_types(p, cost, strong, weak)
        rare = critical + margin
        set |= {"belligerents.b.resolve.high_cost": 1.0 - rare}
        drawn = many("two-types", WARS, ticks=0, set=set).belligerents[:, 1]["cost"]
        world = opened("two-types", set)
        payoff = {}
        for line in (round(safe * LINES), round(risky * LINES)):
            refused = np.zeros(WARS, bool)
            for own in np.unique(drawn):
                at_cost(world, 1, own)
                refused[drawn == own] = signs(world, 1, line) < 0.5
            if line == round(risky * LINES):
                agree.share(refused, rare)
            else:
                assert not refused.any()
            war = float(world.sides[0, 0]["war"])
            payoff[line] = np.where(refused, war, line / LINES).mean()
        assert (payoff[round(risky * LINES)] > payoff[round(safe * LINES)]) == (margin < 0.0)


class RiskyDemand(Belligerent):
    """Demands what only a weak opponent accepts, once."""

    def offer(self, front):
        return DirectOffer(self.model.tick == 0, 0, 32, True, 0.0)


def test_the_demand_goes_through_the_whole_war_loop(many):
    """On Mesa, with a's demand a decision of one's own: peace exactly with a weak b."""
    set = costs("b", 0.05, 0.301)
    drawn = many("two-types", 60, ticks=0, set=set).belligerents[:, 1]["cost"]
    runs = simulate("two-types", replicates=60, set=set, agents={"a": RiskyDemand}).runs
    assert runs["outcome"].tolist() == np.where(drawn > 0.1, "settlement", "war").tolist()
    assert {"settlement", "war"} == {*runs["outcome"]}
    quiet = simulate("two-types", replicates=5, set=set).runs
    assert {*quiet["outcome"]} == {"war"}  # nobody else makes offers


def test_alternating_offers_meet_rubinstein_at_level_rule(closed_form):
    for row in closed_form("rubinstein_split"):
        first, second = float(row["delta1"]), float(row["delta2"])
        share = rubinstein_share(first, second)
        assert share == pytest.approx(float(row["share_player1_when_1_proposes"]), abs=1e-9)
        assert 1 - share == pytest.approx(float(row["share_player2_when_1_proposes"]), abs=1e-9)
        later = float(row["share_player1_when_2_proposes"])
        assert first * share == pytest.approx(later, abs=1e-9)
        own = 1.0  # backward induction from a last proposal that takes all
        for _ in range(4000):
            own = 1.0 - second * (1.0 - first * own)
        assert share == pytest.approx(own, abs=1e-9)


@pytest.mark.parametrize(
    ("first", "second", "p"), [(0.1, 0.3, 0.5), (0.2, 0.2, 0.3), (0.3, 0.1, 0.6)]
)
def test_direct_offers_are_the_limit_of_quick_alternation(first, second, p):
    set = odds(p) | costs("a", first, first) | costs("b", second, second)
    world = opened("alternating-offers", set)
    patient = math.exp(-1e-7)
    gains = first + second
    split = p - first + gains * rubinstein_share(patient, patient)
    sides = {}
    for replicate in range(20):
        world.war[0]["replicate"] = replicate
        offer = decide_direct(world, 0, 0)
        assert offer.made
        sides[offer.side] = offer.line
    assert {*sides} == {0, 1}
    for line in sides.values():
        assert line / LINES == pytest.approx(split, abs=1e-7)  # patience is not quite 1


@pytest.mark.parametrize("bias", [0.0, 0.2, 0.5, 0.8])
def test_a_leaning_broker_is_the_limit_for_unequal_haste(bias):
    world = opened("alternating-offers", {"states.friend.ties.a.bias": bias})
    open_initiative(world, 0, 0, NOBODY, 0.0, 0.0)
    offer = decide_offer(world, 0, 0)
    haste = 1e-7
    own, other = math.exp(-haste * (1.0 - bias)), math.exp(-haste * (1.0 + bias))
    split = 0.4 + 0.4 * rubinstein_share(own, other)
    assert offer.line / LINES == pytest.approx(split, abs=1.0 / LINES)


def test_alternating_offers_end_at_once_on_mesa():
    runs = simulate("alternating-offers", replicates=10, keep=["runs", "events"])
    assert {*runs.runs["outcome"]} == {"settlement"}
    signed = runs.events[runs.events["kind"] == "signed"]
    assert [terms[2] for terms in signed["terms"]] == [24.0] * 10
    assert (signed["tick"] == 0).all()


def test_the_ceiling_meets_its_table_at_level_rule(closed_form):
    for row in closed_form("mediation_ceiling"):
        ceiling = mediation_ceiling(*(float(row[key]) for key in ("theta", "p", "q")))
        expected = float(row["max_peace_prob(arbitration=mediation)"])
        assert ceiling == pytest.approx(expected, abs=5e-9)  # as printed


def test_each_pair_of_types_is_a_war_of_the_engine(closed_form):
    for row in closed_form("mediation_ceiling"):
        theta, p = float(row["theta"]), float(row["p"])
        waste = 1.0 - theta
        equals = odds(0.5) | costs("a", waste / 2, waste / 2) | costs("b", waste / 2, waste / 2)
        unequal = odds(p) | costs("a", p * waste, p * waste)
        unequal |= costs("b", (1 - p) * waste, (1 - p) * waste)
        for set, wins in ((equals, 0.5), (unequal, p)):
            world = opened("mediation-ceiling", set)
            first, second = (float(side["war"]) for side in world.sides[0])
            assert first == pytest.approx(wins * theta, abs=1e-9)
            assert second == pytest.approx((1.0 - wins) * theta, abs=1e-9)
            low, high = bargaining_range(world, 0, first, second)
            assert low <= high
            line = decide_direct(world, 0, 0).line
            assert min(signs(world, 0, line), signs(world, 1, line)) > 1.0 - 1e-9
            if wins == p and float(row["p_HH"]) == 0.0:
                assert first == pytest.approx(float(row["b_H_share"]), abs=1e-9)


def test_known_types_always_settle_on_mesa():
    """What keeps peace below 1 in the table is that strength is private."""
    set = odds(0.8) | costs("a", 0.16, 0.16) | costs("b", 0.04, 0.04)
    runs = simulate("mediation-ceiling", replicates=10, set=set).runs
    assert {*runs["outcome"]} == {"settlement"}
    assert mediation_ceiling(0.8, 0.8, 0.3) < 0.8
    assert CeasefireModel(case="mediation-ceiling", rng=1).mediators[0].id == "broker"
