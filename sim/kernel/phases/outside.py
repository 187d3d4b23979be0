"""Phase 0: what happens at a date from outside. An initiative of the record opens its talks."""

from sim.kernel import log as logs
from sim.kernel.log import Log, emit
from sim.kernel.phases.common import mediator_number, state_number, step_end
from sim.kernel.phases.launch import open_initiative
from sim.kernel.world import NOBODY, World

ARMS, SALIENCE, ULTIMATUM, TIE, INITIATIVE, EXPIRY, PATRON = 0, 1, 2, 3, 4, 5, 6


def apply_tie(world: World, e: int) -> None:
    """A tie of state `by` to belligerent or state `who` changes, within 0 and 1."""
    event = world.outside[e]
    s = int(event["by"]) - world.belligerents.shape[0]
    who = int(event["who"])
    field = event["field"]
    value = float(event["value"])
    if who < world.belligerents.shape[0]:
        tie = world.ties[s, who]
        if field == 0:
            tie["trust"] = min(1.0, max(0.0, tie["trust"] + value))
            raise_standing(world, s, who, value)
        elif field == 1:
            tie["trade"] = min(1.0, max(0.0, tie["trade"] + value))
        elif field == 2:
            tie["arms"] = min(1.0, max(0.0, tie["arms"] + value))
        elif field == 3:
            tie["bias"] = min(1.0, max(0.0, tie["bias"] + value))
    else:
        t = who - world.belligerents.shape[0]
        for a, b in ((s, t), (t, s)):
            row = world.relations[a, b]
            if field == 0:
                row["trust"] = min(1.0, max(0.0, row["trust"] + value))
            elif field == 4:
                row["rivalry"] = min(1.0, max(0.0, row["rivalry"] + value))


def raise_standing(world: World, s: int, i: int, value: float) -> None:
    """Trust in a state carries over to the formats it is a member of, by its weight."""
    for m in range(world.mediators.shape[0]):
        if world.members[m, s]["role"] > 0:
            row = world.standing[i, m]
            gain = value * world.members[m, s]["weight"]
            row["value"] = min(1.0, max(0.0, row["value"] + gain))


def open_scripted(world: World, log: Log, tick: int, e: int) -> None:
    """A mediator opens talks at the hour of the record; what comes of them is up to the parties."""
    event = world.outside[e]
    m = int(event["mediator"])
    f = int(event["front"])
    by = int(event["by"])
    acting = NOBODY
    if by != NOBODY:
        acting = by - world.belligerents.shape[0]
    hour = float(event["hour"])
    open_initiative(world, m, f, acting, hour, hour)
    world.mediators[m]["script_terms"] = event["terms"]
    world.mediators[m]["script_notice"] = event["notice_hours"]
    emit(
        log, tick, hour, logs.INITIATIVE, mediator_number(world, m), state_number(world, acting),
        f, 1.0, (0.0, 0.0, 0.0, 0.0, float(world.mediators[m]["credibility"]), 0.0, 1.0),
    )  # fmt: skip


def happen(world: World, log: Log, tick: int, e: int) -> None:
    """Event e takes effect."""
    event = world.outside[e]
    kind = event["kind"]
    who = int(event["who"])
    value = float(event["value"])
    if kind == INITIATIVE:
        if world.war[0]["scripted"] == 1 and world.on[0]["mediation"] == 1:
            open_scripted(world, log, tick, e)
        return
    if kind == ARMS:
        world.belligerents[who]["strength"] *= 1.0 + value
        for f in range(world.fronts.shape[0]):
            world.fronts[f]["stale"] = 1
    elif kind == SALIENCE:
        world.war[0]["alarm"] += value
    elif kind == ULTIMATUM:
        world.belligerents[who]["ultimatum"] += value
    elif kind == TIE:
        apply_tie(world, e)
    elif kind == EXPIRY:
        world.mediators[event["mediator"]]["closes_hour"] = event["hour"]
    elif kind == PATRON and world.on[0]["patrons"] == 1:
        for j in range(world.belligerents.shape[0]):
            if j != who:
                world.pairs[who, j]["belief_mean"] += value
        for f in range(world.fronts.shape[0]):
            world.fronts[f]["stale"] = 1
    emit(
        log, tick, float(event["hour"]), logs.EXOGENOUS, who, int(event["by"]),
        int(event["front"]), float(e), (float(e), value),
    )  # fmt: skip


def outside_events(world: World, log: Log, tick: int) -> None:
    """Every dated event whose hour has come."""
    if world.on[0]["events"] == 0:
        return
    for e in range(world.outside.shape[0]):
        event = world.outside[e]
        if event["done"] == 0 and event["hour"] < step_end(world, tick):
            event["done"] = 1
            happen(world, log, tick, e)
