"""Single demands (Fearon 1995) and alternating offers (Rubinstein 1982)."""

import math
from typing import Any

import numpy as np

from sim.build import begin, build
from sim.kernel.phases.appraise import appraise
from sim.kernel.phases.direct import decide_direct
from sim.kernel.phases.launch import open_initiative
from sim.kernel.phases.means import bare_deal
from sim.kernel.phases.offer import decide_offer
from sim.kernel.phases.respond import decide_response
from sim.kernel.rules.demands import fearon_demand, fearon_two_types, rubinstein_share
from sim.kernel.world import NOBODY, World
from sim.scenario.loading import load
from sim.studies.facts.closed_forms import printed, rows
from sim.studies.facts.comparison import Comparison, exact, share
from sim.studies.facts.wars import Settings, ends

LINES = 40  # positions of the theory scenarios: a demand is a line
PACE = 0.001  # engagements per day in them
BISECTIONS = 60
HAIR = 1e-6  # a side that is just indifferent accepts


def odds(p: float) -> dict[str, Any]:
    """A war that the first side wins with p, whose whole cost is the multiplier of resolve."""
    held = round(p * LINES)
    cost = PACE / (held * (LINES - held))
    return {
        "fronts.line.held": held,
        "belligerents.a.death_cost": cost,
        "belligerents.b.death_cost": cost,
    }


def costs(side: str, low: float, high: float) -> dict[str, Any]:
    """What war costs a side if it is strong (`low`) or weak, in units of the prize."""
    return {f"belligerents.{side}.resolve.low": low, f"belligerents.{side}.resolve.high": high}


def opened(name: str, settings: Settings) -> World:
    """The first war of a scenario, before its first step."""
    return begin(build(load(name, set=dict(settings)).case), 1, 0)


def at_cost(world: World, side: int, cost: float) -> None:
    """Let a side's war cost `cost`, in units of the prize."""
    world.belligerents[side]["cost"] = cost
    appraise(world, 0)


def signs(world: World, side: int, line: int) -> float:
    """Probability that a side signs for a line."""
    return decide_response(world, 0, 0, side, NOBODY, NOBODY, bare_deal(world, line, True)).chance


def refusing_below(world: World, line: int, ceiling: float) -> float:
    """The cost of war below which the second side refuses a line, by bisection."""
    at_cost(world, 1, ceiling)
    if signs(world, 1, line) < 0.5:
        return ceiling
    low, high = 0.0, ceiling
    for _ in range(BISECTIONS):
        middle = 0.5 * (low + high)
        at_cost(world, 1, middle)
        if signs(world, 1, line) < 0.5:
            low = middle
        else:
            high = middle
    return high


def one_demand(wars: int) -> list[Comparison]:
    """b refuses x exactly below x - p; over all lines, a's best demand is Fearon's."""
    found = []
    for row in rows("fearon_risk_return"):
        p, cost, ceiling = (float(row[key]) for key in ("p_A_wins", "cost_A", "cB_uniform_max"))
        world = opened("one-demand", odds(p) | costs("a", cost or 1e-12, cost or 1e-12))
        war = float(world.sides[0, 0]["war"])
        where = f"p = {p:g}, cA = {cost:g}, cB up to {ceiling:g}"
        found.append(exact(f"value of war, {where}", war, p - cost))
        risks = np.array([refusing_below(world, k, ceiling) / ceiling for k in range(LINES + 1)])
        demands = np.arange(LINES + 1) / LINES
        payoffs = (1.0 - risks) * demands + risks * war
        best = int(np.argmax(payoffs))
        exact_demand, exact_risk = fearon_demand(p, cost, ceiling)
        table = printed(row["P_war"]), printed(row["payoff_A"])
        found += [
            exact(f"best demand, {where}", demands[best], *printed(row["optimal_demand_x"])),
            exact(f"best demand by the formula, {where}", demands[best], exact_demand),
            exact(f"its risk of war, {where}", risks[best], exact_risk),
            exact(f"its risk of war, table, {where}", risks[best], *table[0]),
            exact(f"its payoff, {where}", payoffs[best], *table[1]),
        ]
    return found


def two_types(wars: int) -> list[Comparison]:
    """Safe and risky demand, and how often the risky one is refused, types drawn afresh."""
    found = []
    for row in rows("fearon_two_types"):
        p, cost = float(row["p"]), float(row["cost_A"])
        strong, weak = float(row["cost_B_strong(low)"]), float(row["cost_B_weak(high)"])
        settings = odds(p) | costs("a", cost, cost) | costs("b", strong + HAIR, weak + HAIR)
        world = opened("two-types", settings)
        critical, safe, risky = fearon_two_types(p, cost, strong, weak)
        where = f"p = {p:g}, cA = {cost:g}, cL = {strong:g}, cH = {weak:g}"
        found.append(
            exact(f"critical belief, {where}", critical, *printed(row["q_star_prob_strong"]))
        )
        for own, demand, key in ((strong, safe, "safe_demand"), (weak, risky, "risky_demand")):
            at_cost(world, 1, own)
            most = 1.0 - float(world.sides[0, 1]["war"])
            found.append(exact(f"{key.replace('_', ' ')}, {where}", most, *printed(row[key])))
            at_cost(world, 1, own + HAIR)
            line = round(demand * LINES)
            found.append(exact(f"accepted at it, {where}", signs(world, 1, line), 1.0))
            found.append(exact(f"refused above it, {where}", signs(world, 1, line + 1), 0.0))
        rare = critical - 0.04
        settings |= {"belligerents.b.resolve.high_cost": 1.0 - rare}
        drawn = ends("two-types", wars, settings).belligerents[:, 1]["cost"]
        refused = np.zeros(wars, bool)
        for own in np.unique(drawn):
            at_cost(world, 1, own)
            refused[drawn == own] = signs(world, 1, round(risky * LINES)) < 0.5
        found.append(share(f"risky demand refused, {where}", refused, rare))
    return found


def alternating(wars: int) -> list[Comparison]:
    """Rubinstein's split against its table and against backward induction."""
    found = []
    for row in rows("rubinstein_split"):
        first, second = float(row["delta1"]), float(row["delta2"])
        own = rubinstein_share(first, second)
        induced = 1.0  # backward induction from a last proposal that takes all
        for _ in range(4000):
            induced = 1.0 - second * (1.0 - first * induced)
        where = f"d1 = {first:g}, d2 = {second:g}"
        first_share = printed(row["share_player1_when_1_proposes"])
        later_share = printed(row["share_player1_when_2_proposes"])
        found += [
            exact(f"first proposer's share, {where}", own, *first_share),
            exact(f"when the other proposes, {where}", first * own, *later_share),
            exact(f"by backward induction, {where}", own, induced),
        ]  # fmt: skip
    return found


def quick_offers(wars: int) -> list[Comparison]:
    """Direct and brokered offers of the engine against the limit of ever quicker alternation.

    Where both sides discount alike the limit is a half of the gains; where they do not, in the
    ratio of their haste, to within a position.
    """
    found = []
    for first, second, p in ((0.1, 0.3, 0.5), (0.2, 0.2, 0.3), (0.3, 0.1, 0.6)):
        settings = odds(p) | costs("a", first, first) | costs("b", second, second)
        world = opened("alternating-offers", settings)
        limit = p - first + 0.5 * (first + second)
        lines = {}
        for replicate in range(20):
            world.war[0]["replicate"] = replicate
            offer = decide_direct(world, 0, 0)
            lines[offer.side] = offer.line / LINES
        for side, line in lines.items():
            who = "ab"[side]
            found.append(exact(f"offer of {who}, costs {first:g} and {second:g}", line, limit))
    for bias in (0.0, 0.2, 0.5, 0.8):
        world = opened("alternating-offers", {"states.friend.ties.a.bias": bias})
        open_initiative(world, 0, 0, NOBODY, 0.0, 0.0)
        haste = 1e-7
        patience = math.exp(-haste * (1.0 - bias)), math.exp(-haste * (1.0 + bias))
        limit = 0.4 + 0.4 * rubinstein_share(*patience)
        line = decide_offer(world, 0, 0).line / LINES
        name = f"offer of a broker that leans by {bias:g}"
        found.append(Comparison(name, limit, line, 1.0 / LINES, 0))
    return found
