"""What keeping, breaking and refusing are worth to a side: the heart of the model.

Used by whoever signs, by whoever is bound by a truce, and by a mediator who wonders who will sign.
Source: Fearon 1995 (commitment); model section 6 (level-1 anticipation, `assumed`).
"""

from typing import NamedTuple

from sim.kernel.phases.appraise import other_war_value, own_war_value
from sim.kernel.phases.common import held_worth, issue_worth, party
from sim.kernel.rules.arithmetic import logistic
from sim.kernel.rules.bargaining import (
    audience_cost,
    break_value,
    hardened_aim,
    keep_value,
    kept_probability,
    moment_to_break,
    war_against_guarantors,
)
from sim.kernel.rules.reputation import trust
from sim.kernel.rules.truces import accident_hazard
from sim.kernel.world import World


class Deal(NamedTuple):
    """What is judged: a line, issues granted, and what stands behind them."""

    line: int
    issues: int
    guarantee_first: float
    guarantee_second: float
    attribution: float
    separation: float
    penalty_first: float
    penalty_second: float
    settles: bool
    hosts: bool


class Wars(NamedTuple):
    """What war is worth to a side [stake]: now; begun by itself at its best moment while the other
    keeps; begun by the other at the other's. They differ where land is still to change hands."""

    now: float
    own: float
    others: float


class Judgement(NamedTuple):
    """What a side makes of a deal, all [stake] but the probability."""

    keep: float
    break_: float
    kept_probability: float
    share: float


def deal_worth(world: World, f: int, s: int, deal: Deal) -> float:
    """Worth [stake] of a deal's line and issues to side s."""
    return held_worth(world, f, s, deal.line) + issue_worth(world, f, s, deal.issues)


def all_worth(world: World, f: int, s: int) -> float:
    """Worth [stake] to side s of the whole front: a first strike cannot win what is won already."""
    if s == 0:
        return held_worth(world, f, 0, int(world.fronts[f]["positions"]))
    return held_worth(world, f, 1, 0)


def guarantee_for(deal: Deal, s: int) -> float:
    """Share of side s's gain from breaking that guarantors take away."""
    if s == 0:
        return deal.guarantee_first
    return deal.guarantee_second


def least_guarantee(deal: Deal) -> float:
    """The guarantee of the side that is less bound by it."""
    return min(deal.guarantee_first, deal.guarantee_second)


def penalty_of(world: World, f: int, s: int, deal: Deal) -> float:
    """Penalty [stake] of side s for being seen to break: what it was pressed with, which wears
    off, and its good name, which does not.

    Source: Fortna 2004 (reputation as a cost of being seen to break); the size of the second is the
    scenario's.
    """
    pressed = deal.penalty_second
    if s == 0:
        pressed = deal.penalty_first
    if world.on[0]["reputation"] == 0:
        return pressed
    return pressed + float(world.belligerents[party(world, f, s)]["reputation"])


def accident_collapse_hazard(world: World, f: int, separation: float) -> float:
    """Hazard [1/day] that accidents alone bring a truce down, once orders have arrived.

    `assumed`: h x/(x + limit), x the mean tension that accidents keep up: rare ones hardly count.
    """
    rules = world.rules[0]
    if world.on[0]["accidents"] == 0 or world.on[0]["tension"] == 0:
        return 0.0
    rate = 0.0
    limit = 1.0e9
    for s in range(2):
        side = world.belligerents[party(world, f, s)]
        rate += accident_hazard(
            rules["accident_rate"], rules["residual_contact"], side["discipline"], separation
        )
        limit = min(limit, side["tension_limit"])
    tension = rate * rules["tension_weight"] * rules["tension_days"]
    return float(rate * tension / (tension + limit))


def breaking_line(world: World, f: int, s: int, deal: Deal) -> int:
    """The line from which side s would go back to war if it meant to break the deal."""
    line = int(world.fronts[f]["line"])
    if world.on[0]["foresight"] == 0 or not deal.settles:
        return line
    gains = deal.line > line
    if s == 1:
        gains = deal.line < line
    return moment_to_break(line, deal.line, gains)


def own_wars(world: World, f: int, s: int, deal: Deal) -> Wars:
    """What war is worth to side s, bound by the deal."""
    line = int(world.fronts[f]["line"])
    now = float(world.sides[f, s]["war"])
    own = now
    others = now
    mine = breaking_line(world, f, s, deal)
    theirs = breaking_line(world, f, 1 - s, deal)
    if mine != line:
        own = own_war_value(world, f, s, mine)
    if theirs != line:
        others = own_war_value(world, f, s, theirs)
    return Wars(now, own, others)


def wars_of_other(world: World, f: int, s: int, deal: Deal, multiplier: float) -> Wars:
    """What side s thinks war is worth to the other, were it of type `multiplier`."""
    now = other_war_value(world, f, s, multiplier, int(world.fronts[f]["line"]))
    own = other_war_value(world, f, s, multiplier, breaking_line(world, f, 1 - s, deal))
    others = other_war_value(world, f, s, multiplier, breaking_line(world, f, s, deal))
    return Wars(now, own, others)


def shifted(wars: Wars, by: float) -> Wars:
    """All values of war off by as much: as a mediator sees them."""
    return Wars(wars.now + by, wars.own + by, wars.others + by)


def keeps_if(
    world: World, f: int, s: int, deal: Deal, wars: Wars, other_keeps: float
) -> tuple[float, float]:
    """K and B of side s if war is worth `wars` to it and it expects the other to keep with
    probability `other_keeps`."""
    side = world.belligerents[party(world, f, s)]
    share = deal_worth(world, f, s, deal)
    left = all_worth(world, f, s) - held_worth(world, f, s, deal.line)
    strike = min(float(side["first_strike"]), left) * (1.0 - deal.separation)
    keep = keep_value(other_keeps, share, wars.others, strike)
    guarantee = guarantee_for(deal, s)
    later = war_against_guarantors(wars.own, share, guarantee, deal.separation)
    war = war_against_guarantors(wars.now, share, guarantee, deal.separation)
    penalty = penalty_of(world, f, s, deal)
    breaking = break_value(other_keeps, later, war, strike, guarantee, deal.attribution, penalty)
    return keep, breaking


def other_keeps(world: World, f: int, s: int, deal: Deal, low: Wars, high: Wars) -> float:
    """Probability, in the eyes of side s, that the other keeps the deal.

    Args:
        low, high: values of war to the other if its costs are low or high.
    """
    i = party(world, f, s)
    j = party(world, f, 1 - s)
    back = world.pairs[j, i]
    faith = trust(back["kept"], back["broken"])
    hazard = accident_collapse_hazard(world, f, deal.separation)
    hazard = hazard * world.rules[0]["forecast_days"] / 30.0
    noise = world.rules[0]["choice_noise"]
    keep, breaking = keeps_if(world, f, 1 - s, deal, low, faith)
    firm = kept_probability(keep, breaking, noise, hazard)
    keep, breaking = keeps_if(world, f, 1 - s, deal, high, faith)
    soft = kept_probability(keep, breaking, noise, hazard)
    q = world.pairs[i, j]["type_belief"]
    return float(q * soft + (1.0 - q) * firm)


def judge(world: World, f: int, s: int, deal: Deal, wars: Wars) -> Judgement:
    """Side s judges a deal by its own values of war and its beliefs about the other."""
    j = party(world, f, 1 - s)
    low = wars_of_other(world, f, s, deal, world.belligerents[j]["cost_low"])
    high = wars_of_other(world, f, s, deal, world.belligerents[j]["cost_high"])
    kept = other_keeps(world, f, s, deal, low, high)
    keep, breaking = keeps_if(world, f, s, deal, wars, kept)
    return Judgement(keep, breaking, kept, deal_worth(world, f, s, deal))


def audience_of(world: World, f: int, s: int, deal: Deal) -> float:
    """Cost at home [stake] to side s of signing a deal.

    A mere cessation renounces nothing: it bears a share of what a settlement below the aim costs
    (`assumed`). Letting foreign soldiers in has a cost of its own.
    """
    if world.on[0]["audience"] == 0:
        return 0.0
    i = party(world, f, s)
    side = world.belligerents[i]
    aim = hardened_aim(side["aim"], side["aim_hardening"], side["losses"], side["tolerance"])
    weight = float(side["audience"])
    if not deal.settles:
        weight *= world.rules[0]["interim_audience"]
    hosting = 0.0
    if deal.hosts:
        hosting = float(side["hosting"])
    admitted = float(side["admitted"])
    if world.on[0]["admission"] == 0:
        admitted = float(side["losses"])  # this step's too
    return hosting + audience_cost(
        weight, aim, deal_worth(world, f, s, deal), side["audience_losses"], admitted,
        side["tolerance"], side["concealment"], side["losses"],
    )  # fmt: skip


def signing_gain(world: World, keep: float, breaking: float) -> float:
    """The better of keeping and breaking; of keeping alone if nobody signs to break."""
    if world.on[0]["insincere_signing"] == 0:
        return keep
    return max(keep, breaking)


def signing_chance(world: World, gain: float, audience: float, refuse: float) -> float:
    """P(sign) by quantal response."""
    return logistic((gain - audience - refuse) / world.rules[0]["signing_noise"])
