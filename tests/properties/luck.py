"""The draws of a war by address: a test mode that finds two draws with one address."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple
from unittest.mock import patch

import sim.kernel.phases
from sim.kernel.phases import common
from sim.kernel.world import World


class Address(NamedTuple):
    """Where a draw stands, within one seed and replicate."""

    tick: int
    purpose: int
    subject: int
    index: int


def modules_that_draw() -> list[str]:
    """Names of the phases that hold the function `draw`."""
    found = pkgutil.iter_modules(sim.kernel.phases.__path__, "sim.kernel.phases.")
    names = [module.name for module in found]
    return [name for name in names if hasattr(importlib.import_module(name), "draw")]


@contextmanager
def recorded_luck() -> Iterator[dict[Address, float]]:
    """Within this block every draw is kept by its address; a second draw there is a fault."""
    drawn: dict[Address, float] = {}
    plain: Callable[[World, int, int, int, int], float] = common.draw

    def draw(world: World, tick: int, purpose: int, subject: int, index: int) -> float:
        address = Address(int(tick), int(purpose), int(subject), int(index))
        assert address not in drawn, f"drawn twice: {address}"
        assert 0 <= address.index < 1 << 24, address
        assert 0 < address.subject < 1 << 32, address
        drawn[address] = plain(world, tick, purpose, subject, index)
        return drawn[address]

    patches = [patch(f"{name}.draw", draw) for name in modules_that_draw()]
    for one in patches:
        one.start()
    try:
        yield drawn
    finally:
        for one in patches:
            one.stop()
