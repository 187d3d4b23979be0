"""Phase 6, watch: what happens on a front while an agreement is in force."""

import math

from sim.kernel import log as logs
from sim.kernel import purposes
from sim.kernel.chance import exponential, poisson
from sim.kernel.log import Log
from sim.kernel.phases.collapse import (
    certain_end,
    hand_over,
    may_collapse,
    may_consolidate,
    may_renew,
)
from sim.kernel.phases.common import draw, party, step_days, step_start
from sim.kernel.phases.incidents import accuse, incident, publish, speak_up
from sim.kernel.phases.rounds import see_round, slips
from sim.kernel.rules.truces import accident_hazard, contact, tension_step
from sim.kernel.world import NEVER, World

ROUND_INDEX, BREAK_INDEX, ACCIDENT_INDEX, INVENT_INDEX = 0, 2, 4, 40
MAX_ACCIDENTS = 12


def from_hour(world: World, tick: int, f: int) -> float:
    """Hour of this step from which the agreement on front f is in force."""
    return max(step_start(world, tick), float(world.truces[f]["effective_hour"]))


def shaken(world: World, f: int, hour: float) -> None:
    """Remember the latest incident: a collapse comes after it."""
    truce = world.truces[f]
    if truce["shaken_hour"] >= NEVER or truce["shaken_hour"] < hour:
        truce["shaken_hour"] = hour


def play_round(
    world: World, log: Log, tick: int, f: int, fires_first: bool, fires_second: bool, until: float
) -> None:
    """One round of doctrine: what the sides meant to do, with slips, and what they see of it."""
    first = fires_first != slips(world, tick, f, 0)
    second = fires_second != slips(world, tick, f, 1)
    start = from_hour(world, tick, f)
    span = until - start
    for s in range(2):
        side = world.sides[f, s]
        side["rounds"] += 1.0
        shot = first
        meant = fires_first
        if s == 1:
            shot = second
            meant = fires_second
        if not shot:
            side["held_rounds"] += 1.0
        else:
            hour = start + span * draw(world, tick, purposes.EXECUTION, side["subject"], 1)
            cause = logs.ERROR
            if meant:
                cause = logs.ANSWER
            incident(world, log, tick, f, s, hour, cause, ROUND_INDEX + s)
            shaken(world, f, hour)
    see_round(world, tick, f, first, second)


def may_break(world: World, log: Log, tick: int, f: int, s: int, until: float) -> None:
    """Side s fires on purpose, once, at the hazard of its judgement."""
    side = world.sides[f, s]
    if side["broke"] == 1:
        return
    start = from_hour(world, tick, f)
    u = draw(world, tick, purposes.BREAK, side["subject"], 0)
    hour = start + 24.0 * exponential(u, side["hazard"])
    if hour < until:
        incident(world, log, tick, f, s, hour, logs.DELIBERATE, BREAK_INDEX + s)
        shaken(world, f, hour)


def accidents(world: World, log: Log, tick: int, f: int, s: int, end: float) -> None:
    """Fire that nobody ordered: the more contact, the less discipline and separation."""
    if world.on[0]["accidents"] == 0:
        return
    rules = world.rules[0]
    start = from_hour(world, tick, f)
    both = world.sides[f, 0]["means_to_keep"] == 1 and world.sides[f, 1]["means_to_keep"] == 1
    touch = 1.0
    if world.on[0]["orders_delay"] == 0:
        touch = 0.0
    else:
        since = 0.5 * (start + end) - float(world.truces[f]["effective_hour"])
        touch = contact(since, rules["order_hours"], both)
    touch = max(touch, float(rules["residual_contact"]))
    me = world.belligerents[party(world, f, s)]
    rate = accident_hazard(
        rules["accident_rate"], touch, me["discipline"], world.truces[f]["separation"]
    )
    subject = world.sides[f, s]["subject"]
    u = draw(world, tick, purposes.ACCIDENT, subject, 0)
    count = min(poisson(u, rate * (end - start) / 24.0), MAX_ACCIDENTS)
    hour = start
    for k in range(count):
        u = draw(world, tick, purposes.ACCIDENT, subject, k + 1)
        hour = hour + (end - hour) * (1.0 - math.exp(math.log(u) / (count - k)))
        incident(world, log, tick, f, s, hour, logs.ACCIDENT, ACCIDENT_INDEX + 2 * k + s)
        shaken(world, f, hour)


def may_invent(world: World, tick: int, f: int, s: int, until: float) -> None:
    """Side s accuses the other of what did not happen."""
    me = world.belligerents[party(world, f, s)]
    u = draw(world, tick, purposes.INVENT, world.sides[f, s]["subject"], 0)
    start = from_hour(world, tick, f)
    hour = start + 24.0 * exponential(u, me["invents"])
    if hour < until:
        accuse(world, tick, f, s, hour, logs.INVENTED, INVENT_INDEX + s)


def watch(world: World, log: Log, tick: int, f: int, fires_first: bool, fires_second: bool) -> None:
    """One step of an agreement in force on front f, given what both sides' doctrines answer.

    Where it is certain to end within the step, nothing happens under it after that hour.
    """
    end = certain_end(world, tick, f)
    play_round(world, log, tick, f, fires_first, fires_second, end.hour)
    for s in range(2):
        may_break(world, log, tick, f, s, end.hour)
        accidents(world, log, tick, f, s, end.hour)
        may_invent(world, tick, f, s, end.hour)
    speak_up(world, log, tick, f)
    publish(world, log, tick, f, end.hour)
    may_collapse(world, log, tick, f, end)
    may_renew(world, log, tick, f)
    hand_over(world, log, tick, f)
    may_consolidate(world, log, tick, f)
    truce = world.truces[f]
    truce["tension"] = tension_step(
        truce["tension"], world.rules[0]["tension_days"], step_days(world)
    )
