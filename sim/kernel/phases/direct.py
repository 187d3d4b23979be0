"""Phase 4d: nobody needs a mediator. Direct offers, and unilateral halts.

Source: ETH/PRIO Civil Conflict Ceasefire Dataset (Clayton et al. 2022): most ceasefires have no
mediator, many are unilateral. Rates `assumed`.
"""

from typing import NamedTuple

from sim.kernel import log as logs
from sim.kernel import purposes
from sim.kernel.chance import normal, pick2
from sim.kernel.log import Log, emit
from sim.kernel.phases.appraise import bargaining_range, other_war_value
from sim.kernel.phases.common import draw, held_worth, party, step_days, step_end
from sim.kernel.phases.means import bare_deal
from sim.kernel.phases.offer import Draft, best_line
from sim.kernel.phases.sign import sign
from sim.kernel.rules.arithmetic import logistic, probability_within
from sim.kernel.rules.bargaining import ripeness
from sim.kernel.world import FIXED_TERM, LINE, NOBODY, PRISONERS, WAR, World


class DirectOffer(NamedTuple):
    """An offer of one side to the other."""

    made: bool
    side: int
    line: int
    settles: bool
    rate: float


def ripeness_of(world: World, f: int) -> float:
    """How ripe front f is, 0 to 1: both sides' gains from stopping where they stand."""
    line = int(world.fronts[f]["line"])
    own = held_worth(world, f, 0, line) - world.sides[f, 0]["war"]
    other = held_worth(world, f, 1, line) - world.sides[f, 1]["war"]
    return ripeness(own, other, world.rules[0]["ripe_scale"])


def decide_direct(world: World, tick: int, f: int) -> DirectOffer:
    """Whether one side of front f makes the other an offer in this step, and which line."""
    front = world.fronts[f]
    if front["status"] != WAR or world.on[0]["direct_talks"] == 0:
        return DirectOffer(False, 0, 0, False, 0.0)
    rate = world.rules[0]["direct_rate"] * ripeness_of(world, f)
    u = draw(world, tick, purposes.DIRECT, front["subject"], 0)
    if u >= probability_within(rate, step_days(world)):
        return DirectOffer(False, 0, 0, False, rate)
    s = pick2(draw(world, tick, purposes.DIRECT, front["subject"], 1), 1.0, 1.0)
    j = party(world, f, 1 - s)
    q = world.pairs[party(world, f, s), j]["type_belief"]
    opponent = world.belligerents[j]
    multiplier = q * opponent["cost_high"] + (1.0 - q) * opponent["cost_low"]
    z = normal(draw(world, tick, purposes.DIRECT_PERCEPTION, front["subject"], 0))
    error = world.rules[0]["direct_noise"] * z
    line = int(front["line"])
    other = other_war_value(world, f, s, multiplier, line) + error
    own = float(world.sides[f, s]["war"])
    bare = bare_deal(world, line, True)
    draft = Draft(own, other, bare)
    if s == 1:
        draft = Draft(other, own, bare)
    k, _ = best_line(world, f, 0, draft, 0.0)
    if k < 0:
        return DirectOffer(True, s, line, False, rate)
    return DirectOffer(True, s, k, True, rate)


def record_direct(world: World, log: Log, tick: int, f: int, offer: DirectOffer) -> int:
    """Record a direct offer; returns its terms."""
    terms = PRISONERS
    if offer.settles:
        terms = terms | LINE
    low, high = bargaining_range(
        world, f, float(world.sides[f, 0]["war"]), float(world.sides[f, 1]["war"])
    )
    hour = step_end(world, tick)
    emit(
        log, tick, hour, logs.OFFER, party(world, f, offer.side), party(world, f, 1 - offer.side),
        f, float(offer.line),
        (float(offer.line), 0.0, float(terms), hour, float(world.sides[f, 0]["war"]),
         float(world.sides[f, 1]["war"]), float(low), float(high), 0.0, 0.0, 0.0,
         float(world.rules[0]["public_attribution"]), 0.0, float(logs.DIRECT_TALKS)),
    )  # fmt: skip
    return terms


def halt_rate_of(world: World, f: int, s: int) -> float:
    """Rate [1/day] at which side s would halt alone: the more, the better it likes the line."""
    line = int(world.fronts[f]["line"])
    gap = held_worth(world, f, s, line) - world.sides[f, s]["war"]
    return float(world.rules[0]["halt_rate"]) * logistic(gap / world.rules[0]["ripe_scale"])


def halt(world: World, log: Log, tick: int, f: int, s: int) -> None:
    """Side s may halt alone for a fixed number of days; the other may use it or honour it."""
    if world.fronts[f]["status"] != WAR or world.on[0]["unilateral_halts"] == 0:
        return
    i = party(world, f, s)
    side = world.belligerents[i]
    rate = halt_rate_of(world, f, s)
    u = draw(world, tick, purposes.HALT, world.sides[f, s]["subject"], 0)
    if u >= probability_within(rate, step_days(world)):
        return
    hour = step_end(world, tick)
    days = float(side["halt_days"])
    line = int(world.fronts[f]["line"])
    emit(
        log, tick, hour, logs.HALT, i, party(world, f, 1 - s), f, days,
        (days, float(world.sides[f, s]["war"]), held_worth(world, f, s, line), rate),
    )  # fmt: skip
    sign(
        world, log, tick, hour, f, NOBODY, NOBODY, logs.UNILATERAL,
        bare_deal(world, line, False), FIXED_TERM, hour, days,
    )  # fmt: skip
