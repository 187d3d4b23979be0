"""Phase 4e, mediate: another round of talks, or the mediator leaves, perhaps handing over.

`assumed`: rounds at fixed intervals until a deadline; willingness to hand over is the scenario's.
"""

from sim.kernel import log as logs
from sim.kernel import purposes
from sim.kernel.log import Log, emit
from sim.kernel.phases.common import draw, mediator_number
from sim.kernel.phases.launch import open_initiative
from sim.kernel.world import NOBODY, World


def leave(world: World, log: Log, tick: int, m: int, hour: float) -> None:
    """Mediator m leaves; it may hand over to a format it trusts with that."""
    row = world.mediators[m]
    f = int(row["front"])
    hour = max(hour, float(row["launched_hour"]))
    row["open"] = 0
    row["rests_until"] = hour + 24.0 * row["rest_days"]
    emit(
        log, tick, hour, logs.LEAVES, mediator_number(world, m), -1, f, 0.0,
        (float(row["round"]), float(hour - row["launched_hour"]) / 24.0),
    )  # fmt: skip
    for other in range(world.mediators.shape[0]):
        following = world.mediators[other]
        if following["joined"] == m and following["open"] == 1:
            following["joined"] = NOBODY
        if following["endorsed"] == m:
            following["endorsed"] = NOBODY
            following["rests_until"] = hour + 24.0 * following["rest_days"]


def next_round(world: World, log: Log, tick: int, m: int) -> None:
    """No agreement: another round after a gap, or the mediator leaves, perhaps handing over."""
    row = world.mediators[m]
    hour = float(row["talks_hour"])
    following = hour + 24.0 * row["gap_days"]
    if row["round"] < row["rounds"] and following <= row["leaves_hour"]:
        row["talks_hour"] = following
        return
    f = int(row["front"])
    leave(world, log, tick, m, hour)
    if world.war[0]["scripted"] == 1:
        return
    for other in range(world.mediators.shape[0]):
        heir = world.mediators[other]
        willing = float(world.invites[m, other]["willingness"])
        free = heir["open"] == 0 and heir["opens_hour"] < hour < heir["closes_hour"]
        free = free and other != m and willing > 0.0
        subject = world.invites[m, other]["subject"]
        if free and draw(world, tick, purposes.JOIN, subject, 1) < willing:
            open_initiative(world, other, f, NOBODY, hour, hour + 24.0 * heir["lag_days"])
            heir["script_terms"] = -1
            heir["script_notice"] = -1.0
            emit(
                log, tick, hour, logs.JOINS, mediator_number(world, m),
                mediator_number(world, other), f, 0.0, (willing,),
            )  # fmt: skip
            return
