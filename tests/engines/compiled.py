"""The compiled engine's own loop, for tests that lead it by hand or compile more around it."""

import functools
from collections.abc import Callable

import numba

from sim.engines.loop import compiled, fight_on
from sim.kernel.log import Log
from sim.kernel.world import World


@functools.cache
def compiled_war() -> Callable[[World, Log, int], int]:
    """A compiled function that fights a world to its end and returns the number of steps."""
    fight_from = compiled(fight_on)

    @numba.njit(nogil=True)  # type: ignore[untyped-decorator]
    def fight(world: World, log: Log, ticks: int) -> int:
        return fight_from(world, log, 0, ticks)  # type: ignore[no-any-return]

    return fight  # type: ignore[no-any-return]
