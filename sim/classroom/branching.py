"""A war frozen at a moment and continued twice under the same luck: as it was, and changed."""

import math
from typing import Any, NamedTuple

from sim.build import begin, build, empty_log, last_tick
from sim.build.branch import Branch, branch
from sim.cast import cast_of
from sim.classroom.answers import UNUSABLE, Refusal
from sim.classroom.engine import Engine
from sim.classroom.limits import refuse_too_large
from sim.classroom.variants import Variant
from sim.classroom.wars import EVENTS_AT_FIRST, computable, on_to
from sim.engines.finished import Finished
from sim.kernel.log import Log
from sim.kernel.world import World
from sim.records.events import Event, events_from
from sim.scenario.scenario import Scenario


class Moment(NamedTuple):
    """A war before one of its steps."""

    world: World
    log: Log
    tick: int
    hour: float


class Parting(NamedTuple):
    """A moment from which a war goes on twice.

    Attributes:
        before, after: the scenario of either branch.
        base: the moment. changed: the same moment under the changed scenario.
    """

    before: Scenario
    after: Scenario
    base: Moment
    changed: Branch


def moment(engine: Engine, scenario: Scenario, seed: int, replicate: int, at_hour: float) -> Moment:
    """A war at the first step that begins at an hour or after it.

    Raises:
        Refusal: the war is over by then, or too large.
    """
    refuse_too_large(scenario.case)
    step = scenario.case.scenario.step_hours
    last = last_tick(scenario.case)
    tick = min(last, math.ceil(at_hour / step - 1e-9))
    with computable():
        start = begin(build(scenario.case), seed, replicate)
    world, log = on_to(engine, start, empty_log(scenario.case, EVENTS_AT_FIRST), 0, tick)
    if world.war[0]["over"] == 1 or tick >= last:
        ended = float(world.war[0]["ended_hour"])
        raise Refusal(
            UNUSABLE, "the war is over by then", address="at_hour", found=f"{at_hour:g}",
            allowed=f"before hour {ended:g}",
        )  # fmt: skip
    return Moment(world, log, tick, tick * step)


def part(
    engine: Engine, base: Variant, then: Variant, leaving: tuple[str, ...],
    luck: tuple[int, int], at_hour: float,
) -> Parting:  # fmt: skip
    """A war at a moment, and the same under a changed scenario.

    Args:
        leaving: mediators that leave the table at that moment, for good.
        luck: seed and replicate.
    """
    refuse_too_large(then.scenario.case)
    start = moment(engine, base.scenario, *luck, at_hour)
    before, after = base.scenario.case, then.scenario.case
    with computable():
        changed = branch(start.world, start.log, before, after, start.tick, leaving)
    return Parting(base.scenario, then.scenario, start, changed)


def ends(engine: Engine, parting: Parting, luck: tuple[int, int]) -> tuple[Finished, Finished]:
    """Both branches fought to their ends."""
    tick = parting.base.tick
    starts = (
        (parting.before, parting.base.world, parting.base.log),
        (parting.after, parting.changed.world, parting.changed.log),
    )
    first, second = (
        Finished(
            scenario,
            cast_of(scenario.case),
            *on_to(engine, world, log, tick, last_tick(scenario.case)),
            *luck,
        )
        for scenario, world, log in starts
    )
    return first, second


def parted_hour(first: Finished, second: Finished) -> float | None:
    """The hour of the first event in which two wars differ; None if they never part.

    Two events are the same if who, what and when are, and every number that they rest on.
    """
    ours, theirs = (
        sorted(events_from(one.log, one.cast), key=lambda event: (event.tick, event.hour))
        for one in (first, second)
    )
    for mine, other in zip(ours, theirs, strict=False):
        if _same(mine) != _same(other):
            return min(mine.hour, other.hour)
    if len(ours) == len(theirs):
        return None
    longer = max(ours, theirs, key=len)
    return longer[min(len(ours), len(theirs))].hour


def _same(event: Event) -> tuple[Any, ...]:
    return (
        event.hour, event.kind, event.actor, event.target, event.front, event.value,
        tuple(event.terms.values()),
    )  # fmt: skip
