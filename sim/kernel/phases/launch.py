"""Phase 4a, mediate: who goes in, and through whom.

Source: Beardsley 2011 and Greig and Diehl 2012 (when mediation is offered); the product of rates is
`assumed`, as is that mediators read ripeness off the line: few moves in a week.
"""

from typing import NamedTuple

from sim.kernel import log as logs
from sim.kernel import purposes
from sim.kernel.log import Log, emit
from sim.kernel.phases.coalition import acts, rivals_at_it, salience_of, weight_in
from sim.kernel.phases.common import (
    draw,
    mediator_number,
    party,
    state_number,
    step_days,
    step_end,
)
from sim.kernel.rules.arithmetic import probability_within
from sim.kernel.rules.mediation import launch_rate
from sim.kernel.world import ANY, CHAIR, NOBODY, TRUCE_HOLDS, WAR, World


class Launch(NamedTuple):
    """A mediator's choice to go in, and what it rested on."""

    go: bool
    front: int
    acting: int
    rate: float
    concern: float
    salience: float
    ripeness: float
    credibility: float
    rivals: float


def concern_of(world: World, m: int) -> float:
    """How much a format cares: as its chair, its keenest member or (consensus) its coolest."""
    rule = world.mediators[m]["decision"]
    highest = 0.0
    lowest = 1.0
    for s in range(world.states.shape[0]):
        if acts(world, m, s, NOBODY):
            concern = float(world.states[s]["concern"])
            if rule == CHAIR and world.members[m, s]["role"] == 1:
                return concern
            highest = max(highest, concern)
            lowest = min(lowest, concern)
    if rule == ANY:
        return highest
    if highest <= 0.0:
        return 0.0
    return lowest


def acting_member(world: World, m: int, u: float) -> int:
    """Who acts: where any member may, all together (NOBODY) with a chance of `together`, else one
    drawn by concern; under other rules all together."""
    together = float(world.mediators[m]["together"])
    if world.mediators[m]["decision"] != ANY or u < together:
        return NOBODY
    u = (u - together) / (1.0 - together)
    total = 0.0
    for s in range(world.states.shape[0]):
        if acts(world, m, s, NOBODY):
            total += weight_in(world, m, s) * world.states[s]["concern"]
    left = u * total
    chosen = NOBODY
    for s in range(world.states.shape[0]):
        if acts(world, m, s, NOBODY):
            left -= weight_in(world, m, s) * world.states[s]["concern"]
            if chosen == NOBODY and left <= 0.0:
                chosen = s
    return chosen


def front_in_need(world: World) -> int:
    """The front with the most killing that is open to mediation, NOBODY if none."""
    best = NOBODY
    toll = -1.0
    for f in range(world.fronts.shape[0]):
        status = world.fronts[f]["status"]
        open_to = status == WAR or (status == TRUCE_HOLDS and world.truces[f]["settlement"] == 0)
        if open_to and world.fronts[f]["toll"] > toll:
            best = f
            toll = float(world.fronts[f]["toll"])
    return best


def among_friends(world: World, m: int, f: int) -> bool:
    """Whether both parties of front f are friends enough for mediator m to address them."""
    least = 1.0
    for s in range(2):
        least = min(least, float(world.standing[party(world, f, s), m]["value"]))
    return bool(least >= world.mediators[m]["friends_above"])


def decide_launch(world: World, tick: int, m: int) -> Launch:
    """Whether mediator m goes in during this step."""
    row = world.mediators[m]
    now = step_end(world, tick)
    days = step_days(world)
    subject = row["subject"]
    idle = row["open"] == 0 and row["opens_hour"] < now and row["rests_until"] < now
    idle = idle and now < row["closes_hour"] and world.war[0]["scripted"] == 0
    idle = idle and row["endorsed"] == NOBODY
    u = 1.0
    if idle:
        u = draw(world, tick, purposes.LAUNCH, subject, 0)
    # everything that speaks against going in can only lower the rate: most draws decide at once
    if not idle or u >= probability_within(row["launch_rate"], days):
        return Launch(False, NOBODY, NOBODY, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    f = front_in_need(world)
    if f == NOBODY or not among_friends(world, m, f):
        return Launch(False, NOBODY, NOBODY, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    concern = concern_of(world, m)
    salient = salience_of(world, f)
    ripe = 1.0 / (1.0 + float(world.fronts[f]["moves"]))
    credibility = float(row["credibility"])
    rivals = rivals_at_it(world, m, f)
    rate = launch_rate(
        row["launch_rate"], concern, salient, ripe, credibility,
        world.rules[0]["discouragement"], rivals,
    )  # fmt: skip
    go = u < probability_within(rate, days)
    acting = NOBODY
    if go:
        acting = acting_member(world, m, draw(world, tick, purposes.ACTING, subject, 0))
    return Launch(go, f, acting, rate, concern, salient, ripe, credibility, float(rivals))


def open_initiative(world: World, m: int, f: int, acting: int, now: float, talks: float) -> None:
    """Mediator m goes in on front f; talks at hour `talks`."""
    row = world.mediators[m]
    row["open"] = 1
    row["front"] = f
    row["acting"] = acting
    row["round"] = 0
    row["joined"] = NOBODY
    row["launched_hour"] = now
    row["talks_hour"] = talks
    row["leaves_hour"] = talks + 24.0 * row["deadline_days"]


def apply_launch(world: World, log: Log, tick: int, m: int, choice: Launch) -> None:
    """Open the initiative; it may join one that is already at it."""
    row = world.mediators[m]
    if not choice.go or choice.front == NOBODY or row["open"] == 1:
        return
    now = step_end(world, tick)
    if endorses(world, log, tick, m, choice.front):
        return
    open_initiative(world, m, choice.front, choice.acting, now, now + 24.0 * row["lag_days"])
    row["script_terms"] = -1
    row["script_notice"] = -1.0
    emit(
        log, tick, now, logs.INITIATIVE, mediator_number(world, m),
        state_number(world, choice.acting), choice.front, 1.0,
        (choice.rate, choice.concern, choice.salience, choice.ripeness, choice.credibility,
         choice.rivals, 0.0),
    )  # fmt: skip
    for other in range(world.mediators.shape[0]):
        willing = float(world.invites[m, other]["willingness"])
        there = hosts(world, other, choice.front)
        free = other != m and there and willing > 0.0 and row["joined"] == NOBODY
        subject = world.invites[m, other]["subject"]
        if free and draw(world, tick, purposes.JOIN, subject, 0) < willing:
            row["joined"] = other
            emit(
                log, tick, now, logs.JOINS, mediator_number(world, m),
                mediator_number(world, other), choice.front, 1.0, (willing,),
            )  # fmt: skip


def hosts(world: World, m: int, f: int) -> bool:
    """Whether mediator m has an initiative of its own open on front f."""
    row = world.mediators[m]
    return bool(row["open"] == 1 and row["front"] == f and row["joined"] == NOBODY)


def endorses(world: World, log: Log, tick: int, m: int, f: int) -> bool:
    """Whether mediator m, ready to go in, endorses from a distance a format that is already at
    it: its members' leverage stands behind the other, and it opens no rival table.

    `assumed`: a fixed willingness per pair of formats.
    """
    row = world.mediators[m]
    if world.on[0]["endorsement"] == 0:
        return False
    for other in range(world.mediators.shape[0]):
        willing = float(world.invites[m, other]["endorses"])
        free = other != m and willing > 0.0 and hosts(world, other, f)
        subject = world.invites[m, other]["subject"]
        if free and draw(world, tick, purposes.ENDORSE, subject, 0) < willing:
            row["endorsed"] = other
            emit(
                log, tick, step_end(world, tick), logs.ENDORSES, mediator_number(world, m),
                mediator_number(world, other), f, 1.0, (willing,),
            )  # fmt: skip
            return True
    return False
