"""Phase 8, record: the day's row, and whether the run is over."""

from sim.kernel import log as logs
from sim.kernel.log import Log, emit
from sim.kernel.phases.common import held_worth, party, step_end
from sim.kernel.world import ANNOUNCED, DECIDED, NOBODY, WAR, World

HOURS = 24.0


def note_ripeness(world: World, log: Log, tick: int, f: int) -> None:
    """Log when a front becomes ripe or ceases to be."""
    front = world.fronts[f]
    if front["ripe"] == front["was_ripe"]:
        return
    front["was_ripe"] = front["ripe"]
    line = int(front["line"])
    emit(
        log, tick, step_end(world, tick), logs.RIPE, NOBODY, NOBODY, f, float(front["ripe"]),
        (float(world.sides[f, 0]["war"]), float(world.sides[f, 1]["war"]),
         held_worth(world, f, 0, line), held_worth(world, f, 1, line)),
    )  # fmt: skip


def write_day(world: World, log: Log, day: int) -> None:
    """The row of a day that has ended."""
    log.counts[2] = day + 1
    keep = day < log.day_fronts.shape[0]
    for i in range(world.belligerents.shape[0]):
        if keep:
            row = log.day_sides[day, i]
            me = world.belligerents[i]
            row["deaths"] = 0.0
            row["reported_deaths"] = me["admitted"]
            row["war_value"] = 0.0
            row["held_value"] = 0.0
            row["force"] = me["strength"]
    for f in range(world.fronts.shape[0]):
        front = world.fronts[f]
        if keep:
            write_front(world, log, day, f)
        front["day_engagements"] = 0
        world.sides[f, 0]["day_deaths"] = 0.0
        world.sides[f, 1]["day_deaths"] = 0.0


def write_front(world: World, log: Log, day: int, f: int) -> None:
    """A front's share of a day's row."""
    front = world.fronts[f]
    row = log.day_fronts[day, f]
    row["line"] = front["line"]
    row["engagements"] = front["day_engagements"]
    row["tension"] = 0.0
    if world.truces[f]["active"] == 1:
        row["tension"] = world.truces[f]["tension"]
    row["ripe"] = front["ripe"]
    row["range_width"] = front["range_width"]
    row["status"] = front["status"]
    row["intensity"] = front["y"]
    line = int(front["line"])
    for s in range(2):
        i = party(world, f, s)
        j = party(world, f, 1 - s)
        side = log.day_sides[day, i]
        side["deaths"] += world.sides[f, s]["day_deaths"]
        side["war_value"] += world.sides[f, s]["war"]
        side["held_value"] += held_worth(world, f, s, line)
        side["belief"] = world.pairs[i, j]["belief_mean"]
        side["type_belief"] = world.pairs[i, j]["type_belief"]


def is_over(world: World, tick: int) -> bool:
    """Whether the run ends: decided, fought to the horizon, or followed through its aftermath.

    An agreement never ends the clock: the world runs on for the aftermath. One truce after the
    other does not prolong it for ever: horizon and aftermath together are the longest run.
    """
    war = world.war[0]
    now = step_end(world, tick)
    fighting = False
    decided = True
    latest = 0.0
    for f in range(world.fronts.shape[0]):
        status = world.fronts[f]["status"]
        if status != DECIDED:
            decided = False
            effective = float(world.truces[f]["effective_hour"])
            if status == WAR or (status == ANNOUNCED and effective > now):
                fighting = True
            else:
                latest = max(latest, effective)
    if decided or now >= war["horizon_hours"] + war["aftermath_hours"]:
        return True
    if fighting:
        return bool(now >= war["horizon_hours"])
    return bool(now >= latest + war["aftermath_hours"])


def close_step(world: World, log: Log, tick: int) -> None:
    """Record what the step leaves."""
    now = step_end(world, tick)
    for f in range(world.fronts.shape[0]):
        note_ripeness(world, log, tick, f)
    day = int(now / HOURS + 1.0e-9) - 1
    over = is_over(world, tick)
    if day >= log.counts[2] or over:
        write_day(world, log, max(day, int(log.counts[2])))
    if over:
        world.war[0]["over"] = 1
        world.war[0]["ended_hour"] = now
