"""A war that parts in two: from a moment on, the same world under a changed scenario.

What the change does not touch goes on from where it stands; what it touches begins as the changed
scenario has it. All luck is addressed by ids, so both wars keep it.
"""

from typing import NamedTuple

import numpy as np

from sim.build.template import begin, build, empty_log
from sim.cast import Cast, cast_of
from sim.kernel.log import Log
from sim.kernel.phases.departure import leave
from sim.kernel.world import Array, World
from sim.scenario.errors import one_of, refusal
from sim.scenario.schema import Case

# Arrays whose change moves what fighting on is expected to bring: it must be weighed again.
WEIGHED = ("on", "rules", "belligerents", "pairs", "fronts", "sides", "positions", "held", "nodes")
FIXED = {
    "belligerents": "the belligerents",
    "fronts": "the fronts",
    "issues": "the issues",
}


class Branch(NamedTuple):
    """A war about to go on under a changed scenario: its world and its record so far."""

    world: World
    log: Log


def branch(
    world: World, log: Log, before: Case, after: Case, tick: int, leaving: tuple[str, ...] = ()
) -> Branch:
    """The war of `before`, as it stands, under the scenario `after`; neither array is shared.

    Args:
        world, log: the war before step `tick`, unchanged by this.
        before: the scenario that it was fought under.
        after: the same with values changed, or mediators and states added after the others.
        tick: the step to come.
        leaving: ids of mediators that leave now, and do not come back.

    Raises:
        ScenarioError: the change cannot be made in the middle of a war.
    """
    old, new = cast_of(before), cast_of(after)
    refuse_what_cannot_change(before, after)
    seed = (int(world.war[0]["key1"]) << 32) | int(world.war[0]["key0"])
    replicate = int(world.war[0]["replicate"])
    was = begin(build(before), seed, replicate)
    becomes = begin(build(after), seed, replicate)
    arrays = {
        name: carried_on(getattr(was, name), getattr(world, name), getattr(becomes, name))
        for name in World._fields
    }
    branched = World(**arrays)
    if any(touched(getattr(was, name), getattr(becomes, name)) for name in WEIGHED):
        branched.fronts["stale"] = 1
    record = record_so_far(log, old, new, after)
    for name in leaving:
        dismiss(branched, record, new, tick, name)
    return Branch(branched, record)


def carried_on(was: Array, now: Array, becomes: Array) -> Array:
    """An array of the branch: as it stands where the change leaves it alone, else as changed.

    Rows that only the changed scenario has come last, and begin as it has them. An array that the
    change makes larger inside (quadrature of another belief) begins anew.
    """
    result = becomes.copy()
    if was.ndim and was.shape[2:] != becomes.shape[2:]:
        return result
    region = tuple(slice(0, size) for size in was.shape)
    part = result[region]
    if part.dtype.names is None:
        part[...] = np.where(was == part, now, part)
        return result
    for name in part.dtype.names:
        part[name] = np.where(was[name] == part[name], now[name], part[name])
    return result


def touched(was: Array, becomes: Array) -> bool:
    """Whether the change moves anything in an array."""
    return was.shape != becomes.shape or bool((was != becomes).any())


def record_so_far(log: Log, old: Cast, new: Cast, after: Case) -> Log:
    """A copy of the record, with the numbers that actors have in the changed scenario."""
    events, truces = log.events.copy(), log.truces.copy()
    numbers = np.array([*(new.actors.index(name) for name in old.actors), -1])
    written = min(int(log.counts[0]), len(events))
    for name in ("actor", "target"):
        events[name][:written] = numbers[events[name][:written]]
    days = empty_log(after, events=0)
    for mine, theirs in ((days.day_fronts, log.day_fronts), (days.day_sides, log.day_sides)):
        kept = min(len(mine), len(theirs))
        mine[:kept] = theirs[:kept]
    return Log(log.counts.copy(), events, log.terms.copy(), truces, days.day_fronts, days.day_sides)


def dismiss(world: World, log: Log, cast: Cast, tick: int, name: str) -> None:
    """A mediator leaves the table, if it is there, and can act no more."""
    m = cast.mediators.index(name)
    hour = tick * float(world.war[0]["step_hours"])
    if world.mediators[m]["open"] == 1:
        leave(world, log, tick, m, hour)
    world.mediators[m]["closes_hour"] = hour


def refuse_what_cannot_change(before: Case, after: Case) -> None:
    """Parties, places and the clock of a war stay what they were.

    Raises:
        ScenarioError: naming what the change would alter.
    """
    old, new = cast_of(before), cast_of(after)
    for group, words in FIXED.items():
        if getattr(old, group) != getattr(new, group):
            raise _cannot(words, one_of(getattr(old, group)))
    for group in ("states", "mediators", "events"):
        known, found = getattr(old, group), getattr(new, group)
        if found[: len(known)] != known:
            raise _cannot(f"which {group} there were", "more of them, after the others")
    for name, front in before.fronts.items():
        if _places(after, name) != _places(before, name):
            raise _cannot(f"the positions of the front {name}", "their worth, terrain and land")
        if after.fronts[name].parties != front.parties:
            raise _cannot(f"the parties of the front {name}", "its other values")
    for key in ("start", "step_hours"):
        if getattr(before.scenario, key) != getattr(after.scenario, key):
            raise _cannot(f"scenario.{key}", str(getattr(before.scenario, key)))


def _places(case: Case, front: str) -> int | list[str]:
    positions = case.fronts[front].positions
    return positions if isinstance(positions, int) else [one.id for one in positions]


def _cannot(what: str, allowed: str) -> Exception:
    return refusal(
        "branch", "this cannot change in the middle of a war", found=what, allowed=allowed,
        hint="change it from the start",
    )  # fmt: skip
