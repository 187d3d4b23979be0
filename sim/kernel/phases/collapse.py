"""Phase 6d, watch: collapse, expiry, hand-over by dated steps, consolidation.

War resumes when a side that has fired on purpose gains more by breaking than its margin, or when
tension passes its limit; orders to resume travel too. Source: model section 7, `assumed` in form.
"""

from typing import NamedTuple

from sim.kernel import log as logs
from sim.kernel import purposes
from sim.kernel.chance import exponential
from sim.kernel.log import Log, emit
from sim.kernel.phases.common import draw, first_land, party, step_end, step_start
from sim.kernel.phases.conduct import in_force
from sim.kernel.phases.ending import end_truce
from sim.kernel.rules.truces import consolidated, tension_borne
from sim.kernel.world import NEVER, NOBODY, World


class End(NamedTuple):
    """How an agreement ends in a step at the latest: hour, cause (CENSORED: not in it), by whom."""

    hour: float
    cause: int
    who: int


def giver_of(world: World, f: int) -> int:
    """The side of front f that has still to leave a position, NOBODY if neither has."""
    truce = world.truces[f]
    line = world.fronts[f]["line"]
    if truce["settlement"] == 0 or line == truce["line"]:
        return NOBODY
    if line < truce["line"]:
        return 1
    return 0


def certain_end(world: World, tick: int, f: int) -> End:
    """When the agreement on front f ends in this step if nothing brings it down before: by the
    constant hazard of a theory scenario, as a term nobody renews, or by a default on a step."""
    truce = world.truces[f]
    hour = step_end(world, tick)
    cause = logs.CENSORED
    who = NOBODY
    if truce["hazard"] > 0.0:
        u = draw(world, tick, purposes.HAZARD, world.fronts[f]["subject"], 0)
        start = max(step_start(world, tick), float(truce["effective_hour"]))
        strikes = start + 24.0 * exponential(u, truce["hazard"])
        if strikes < hour:
            hour = strikes
            cause = logs.HAZARD
            who = 0
    if not renews(world, f) and truce["fixed_until"] < hour:
        hour = float(truce["fixed_until"])
        cause = logs.EXPIRED
        who = NOBODY
    giver = giver_of(world, f)
    due = giver != NOBODY and truce["next_handover"] < hour
    if due and world.sides[f, giver]["means_to_keep"] == 0:
        hour = float(truce["next_handover"])
        cause = logs.DEFAULTED
        who = giver
    return End(hour, cause, who)


def resumes_because(world: World, f: int, s: int) -> int:
    """Why side s of front f means to go back to war: a cause, or CENSORED if it does not."""
    side = world.sides[f, s]
    me = world.belligerents[party(world, f, s)]
    if side["broke"] == 1 and side["break_"] - side["keep"] > me["resume_margin"]:
        return logs.BROKEN
    if world.on[0]["tension"] == 1 and world.truces[f]["tension"] > tension_limit(world, f, s):
        return logs.ESCALATED
    return logs.CENSORED


def tension_limit(world: World, f: int, s: int) -> float:
    """Tension at which side s of front f goes back to war."""
    side = world.sides[f, s]
    limit = world.belligerents[party(world, f, s)]["tension_limit"]
    gain = side["keep"] - side["break_"]
    return tension_borne(limit, gain, world.rules[0]["forbearance"])


def collapse(world: World, log: Log, tick: int, f: int, s: int, hour: float, cause: int) -> None:
    """Side s resumes war on front f at `hour`; the rest of the step is fought in the next one."""
    side = world.sides[f, s]
    i = party(world, f, s)
    me = world.belligerents[i]
    truce = world.truces[f]
    emit(
        log, tick, hour, logs.COLLAPSE, i, party(world, f, 1 - s), f, float(truce["number"]),
        (float(cause), float(side["keep"]), float(side["break_"]), float(me["resume_margin"]),
         float(truce["tension"]), tension_limit(world, f, s),
         hour - float(truce["effective_hour"])),
    )  # fmt: skip
    end_truce(world, log, f, hour, cause, i)
    world.fronts[f]["exposure"] = max(0.0, step_end(world, tick) - hour) / 24.0


def may_collapse(world: World, log: Log, tick: int, f: int, end: End) -> None:
    """The side that is first to resume war does so; else the agreement ends as was certain."""
    truce = world.truces[f]
    rate = world.rules[0]["collapse_rate"]
    soonest = NEVER
    who = 0
    why = logs.CENSORED
    for s in range(2):
        cause = resumes_because(world, f, s)
        if cause != logs.CENSORED:
            start = max(step_start(world, tick), float(truce["effective_hour"]))
            if truce["shaken_hour"] < NEVER:
                start = max(start, float(truce["shaken_hour"]))
            u = draw(world, tick, purposes.COLLAPSE, world.fronts[f]["subject"], s)
            hour = start + 24.0 * exponential(u, rate)
            if hour < soonest:
                soonest = hour
                who = s
                why = cause
    if soonest < end.hour:
        collapse(world, log, tick, f, who, soonest, why)
    elif end.cause == logs.EXPIRED:
        expire(world, log, tick, f, end.hour)
    elif end.cause != logs.CENSORED:
        collapse(world, log, tick, f, end.who, end.hour, end.cause)


def expire(world: World, log: Log, tick: int, f: int, hour: float) -> None:
    """A fixed term runs out at `hour`; the rest of the step is fought in the next one."""
    truce = world.truces[f]
    emit(
        log, tick, hour, logs.EXPIRY, NOBODY, NOBODY, f, float(truce["number"]),
        (float(truce["fixed_days"]),),
    )  # fmt: skip
    end_truce(world, log, f, hour, logs.EXPIRED, NOBODY)
    world.fronts[f]["exposure"] = max(0.0, step_end(world, tick) - hour) / 24.0


def renews(world: World, f: int) -> bool:
    """Whether a fixed term on front f would be renewed: both sides mean to keep."""
    return bool(world.sides[f, 0]["means_to_keep"] == 1 and world.sides[f, 1]["means_to_keep"] == 1)


def may_renew(world: World, log: Log, tick: int, f: int) -> None:
    """A fixed term that runs out is renewed, at most once a step, if both mean to keep."""
    truce = world.truces[f]
    until = float(truce["fixed_until"])
    if not in_force(world, f) or until >= step_end(world, tick):
        return
    days = float(truce["fixed_days"])
    first = world.sides[f, 0]
    second = world.sides[f, 1]
    truce["fixed_until"] = max(until + 24.0 * days, step_end(world, tick))
    emit(
        log, tick, until, logs.RENEWAL, NOBODY, NOBODY, f, float(truce["number"]),
        (days, float(first["keep"]), float(first["break_"]), float(second["keep"]),
         float(second["break_"])),
    )  # fmt: skip


def hand_over(world: World, log: Log, tick: int, f: int) -> None:
    """Dated steps of withdrawal: control passes without battle (a default is a certain end).

    What is left is spread evenly over the steps that are left.
    """
    truce = world.truces[f]
    front = world.fronts[f]
    for _ in range(front["positions"]):  # each dated step passes one position at least
        giver = giver_of(world, f)
        waiting = in_force(world, f) and giver != NOBODY
        if not waiting or truce["next_handover"] >= step_end(world, tick):
            return
        hour = float(truce["next_handover"])
        left = max(1, int(truce["steps_left"]))
        count = (abs(int(front["line"]) - int(truce["line"])) + left - 1) // left
        for _ in range(count):
            position = int(front["line"])
            if giver == 0:
                position = int(front["line"]) - 1
            pass_position(world, log, tick, f, giver, position, hour)
        truce["steps_left"] = left - 1.0
        truce["next_handover"] = hour + 24.0 * world.rules[0]["handover_days"]


def pass_position(
    world: World, log: Log, tick: int, f: int, giver: int, position: int, hour: float
) -> None:
    """The giver leaves a position and the other side moves in."""
    front = world.fronts[f]
    row = world.positions[f, position]
    if giver == 0:
        front["line"] -= 1
    else:
        front["line"] += 1
    front["share_now"] = first_land(world, f)
    front["displaced"] += row["people"]
    i = party(world, f, giver)
    world.belligerents[i]["displaced"] += row["people"]
    front["stale"] = 1
    emit(
        log, tick, hour, logs.HANDOVER, i, party(world, f, 1 - giver), f, float(position),
        (float(position), float(row["share"]), float(row["people"]), float(front["line"])),
    )  # fmt: skip


def may_consolidate(world: World, log: Log, tick: int, f: int) -> None:
    """A truce that has held long enough in calm is consolidated; its broker regains standing."""
    truce = world.truces[f]
    if not in_force(world, f) or truce["consolidated"] == 1:
        return
    now = step_end(world, tick)
    days = (now - float(truce["effective_hour"])) / 24.0
    rules = world.rules[0]
    if not consolidated(days, rules["consolidation_days"], truce["tension"], rules["calm_tension"]):
        return
    truce["consolidated"] = 1
    emit(
        log, tick, now, logs.CONSOLIDATION, NOBODY, NOBODY, f, float(truce["number"]),
        (days, float(truce["tension"])),
    )  # fmt: skip
    m = int(truce["broker"])
    if m != NOBODY and world.on[0]["memory"] == 1:
        for s in range(2):
            standing = world.standing[party(world, f, s), m]
            standing["value"] += rules["success"] * (1.0 - standing["value"])
        broker = world.mediators[m]
        broker["credibility"] += rules["success"] * (1.0 - broker["credibility"])
