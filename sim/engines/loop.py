"""The compiled loop: many wars of one scenario, no Python object per war."""

import functools
from collections.abc import Callable
from typing import Any

import numba

from sim.engines.compiling import register
from sim.kernel.log import Log
from sim.kernel.phases.opening import open_war
from sim.kernel.step import step
from sim.kernel.world import Array, World

EVENTS, FINISHED, DAYS = 0, 1, 2


def fight_wars(
    template: Array, block: Array, world: World, log: Log, first: int, count: int, last_tick: int,
    war: Array, belligerents: Array, fronts: Array, sides: Array, alive: Array,
    truces: Array, owner: Array, stop: Array,
) -> tuple[int, int]:  # fmt: skip
    """Fight replicates `first` to `first + count - 1`, each from the template.

    Returns how many wars were fought to their end (fewer if `stop[0]` was set or the room for
    finished agreements ran out) and how many agreements those wars finished.
    """
    total = 0
    for r in range(count):
        if stop[0] != 0:
            return r, total
        block[:] = template
        log.counts[:] = 0
        world.war[0]["replicate"] = first + r
        open_war(world)
        for tick in range(last_tick):
            step(world, log, tick)
            if world.war[0]["over"] == 1:
                break
        finished = log.counts[FINISHED]
        if finished > log.truces.shape[0] or total + finished > truces.shape[0]:
            return r, total
        war[r] = world.war[0]
        for i in range(belligerents.shape[1]):
            belligerents[r, i] = world.belligerents[i]
        for f in range(fronts.shape[1]):
            fronts[r, f] = world.fronts[f]
            alive[r, f] = world.truces[f]
            for s in range(2):
                sides[r, f, s] = world.sides[f, s]
        for k in range(finished):
            truces[total + k] = log.truces[k]
            owner[total + k] = r
        total += finished
    return count, total


def fight_on(world: World, log: Log, first_tick: int, last_tick: int) -> int:
    """Fight a war on from where it stands to its end; returns the tick after its last step."""
    for tick in range(first_tick, last_tick):
        step(world, log, tick)
        if world.war[0]["over"] == 1:
            return tick + 1
    return last_tick


@functools.cache
def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """One of the two functions above, compiled; cached on disk where that is possible."""
    cached = register() is not None
    jitted: Callable[..., Any] = numba.njit(nogil=True, cache=cached)(function)
    return jitted
