"""`one-demand`, `two-types`, `alternating-offers`, `mediation-ceiling` beyond their closed forms.

What the loop can express goes through the engine, the rest is checked at level `rule`; the scenario
files say which.
"""

import numpy as np
import pytest

from sim import Belligerent, CeasefireModel, simulate
from sim.kernel.phases.appraise import bargaining_range
from sim.kernel.phases.direct import DirectOffer, decide_direct
from sim.kernel.rules.ceiling import mediation_ceiling
from sim.kernel.rules.demands import fearon_two_types
from sim.studies.facts.formal.bargaining import HAIR, LINES, at_cost, costs, odds, opened, signs
from sim.studies.facts.wars import ends

WARS = 2_000


@pytest.mark.parametrize("margin", [-0.04, 0.04])
def test_the_risky_demand_pays_below_the_critical_probability(closed_form, margin):
    """Over wars with b's type drawn: what a gets by either demand."""
    for row in closed_form("fearon_two_types"):
        p, cost = float(row["p"]), float(row["cost_A"])
        strong, weak = float(row["cost_B_strong(low)"]), float(row["cost_B_weak(high)"])
        critical, safe, risky = fearon_two_types(p, cost, strong, weak)
        set = odds(p) | costs("a", cost, cost) | costs("b", strong + HAIR, weak + HAIR)
        set |= {"belligerents.b.resolve.high_cost": 1.0 - critical - margin}
        drawn = ends("two-types", WARS, set).belligerents[:, 1]["cost"]
        share_strong = np.mean(drawn < 0.5 * (strong + weak))
        assert (share_strong < critical) == (margin < 0.0)
        world = opened("two-types", set)
        payoff = {}
        for line in (round(safe * LINES), round(risky * LINES)):
            refused = np.zeros(WARS, bool)
            for own in np.unique(drawn):
                at_cost(world, 1, own)
                refused[drawn == own] = signs(world, 1, line) < 0.5
            assert refused.any() == (line == round(risky * LINES))
            war = float(world.sides[0, 0]["war"])
            payoff[line] = np.where(refused, war, line / LINES).mean()
        assert (payoff[round(risky * LINES)] > payoff[round(safe * LINES)]) == (margin < 0.0)


class RiskyDemand(Belligerent):
    """Demands what only a weak opponent accepts, once."""

    def offer(self, front):
        return DirectOffer(self.model.tick == 0, 0, 32, True, 0.0)


def test_the_demand_goes_through_the_whole_war_loop():
    """On Mesa, with a's demand a decision of one's own: peace exactly with a weak b."""
    set = costs("b", 0.05, 0.301)
    drawn = ends("two-types", 60, set).belligerents[:, 1]["cost"]
    runs = simulate("two-types", replicates=60, set=set, agents={"a": RiskyDemand}).runs
    assert runs["outcome"].tolist() == np.where(drawn > 0.1, "settlement", "war").tolist()
    assert {"settlement", "war"} == {*runs["outcome"]}
    quiet = simulate("two-types", replicates=5, set=set).runs
    assert {*quiet["outcome"]} == {"war"}  # nobody else makes offers


def test_alternating_offers_end_at_once_on_mesa():
    runs = simulate("alternating-offers", replicates=10, keep=["runs", "events"])
    assert {*runs.runs["outcome"]} == {"settlement"}
    signed = runs.events[runs.events["kind"] == "signed"]
    assert [terms[2] for terms in signed["terms"]] == [24.0] * 10
    assert (signed["tick"] == 0).all()


def test_each_pair_of_types_settles_when_types_are_known(closed_form):
    for row in closed_form("mediation_ceiling"):
        theta, p = float(row["theta"]), float(row["p"])
        waste = 1.0 - theta
        for wins in (0.5, p):
            set = odds(wins) | costs("a", wins * waste, wins * waste)
            set |= costs("b", (1 - wins) * waste, (1 - wins) * waste)
            world = opened("mediation-ceiling", set)
            first, second = (float(side["war"]) for side in world.sides[0])
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
