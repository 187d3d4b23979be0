"""The compiled loop of the engine, as tests call it, also from compiled functions of their own."""

import functools
from collections.abc import Callable

import numba

from sim.engines.loop import compiled, fight_on
from sim.kernel.log import Log
from sim.kernel.world import World


@functools.cache
def compiled_war() -> Callable[[World, Log, int], int]:
    """A compiled function that fights a world to its end and returns the number of steps."""
    loop = compiled(fight_on)

    @numba.njit(nogil=True)
    def fight(world: World, log: Log, ticks: int) -> int:
        return loop(world, log, 0, ticks)

    return fight
