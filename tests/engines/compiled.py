"""The kernel's whole step, compiled from outside: every function of the kernel is registered with
numba as it stands, and the plain `step` becomes a loop over a war."""

import functools
import importlib
import inspect
import pkgutil
from collections.abc import Callable
from types import ModuleType

import numba
from numba.extending import register_jitable

import sim.kernel
from sim.kernel.log import Log
from sim.kernel.step import step
from sim.kernel.world import World


def kernel_modules() -> list[ModuleType]:
    """Every module below `sim.kernel`."""
    found = pkgutil.walk_packages(sim.kernel.__path__, "sim.kernel.")
    return [importlib.import_module(module.name) for module in found]


NOT_COMPILED = {"subject_hash", "seed_words", "record", "copy_world"}  # used by `build` only


@functools.cache
def compiled_war() -> Callable[[World, Log, int], int]:
    """A compiled function that fights a world to its end and returns the number of steps."""
    for module in kernel_modules():
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and name not in NOT_COMPILED:
                register_jitable(function)

    @numba.njit(nogil=True)  # type: ignore[untyped-decorator]
    def fight(world: World, log: Log, ticks: int) -> int:
        for tick in range(ticks):
            step(world, log, tick)
            if world.war[0]["over"] == 1:
                return tick + 1
        return ticks

    return fight  # type: ignore[no-any-return]
