"""Worlds and logs go into compiled code as pointers to their own memory, whatever their size."""

import sys

import numba
import numpy as np
import pytest

from sim.build import begin, build, empty_log
from sim.engines.compiling import register
from sim.kernel.log import Log
from sim.kernel.world import World
from sim.scenario.loading import load


@numba.njit
def touch(world, log, f, s, k):
    """Read and write arrays of one, two and three dimensions, at their last places."""
    log.counts[2] += 1
    world.fronts[f]["line"] += 1
    world.sides[f, s]["war"] = world.held[f, s, k]
    return world.fronts.shape[0], world.positions.shape[1], log.terms.shape[1]


@pytest.fixture(autouse=True)
def registered() -> None:
    register()


def fresh(name: str) -> tuple[World, Log]:
    case = load(name).case
    return begin(build(case), 1, 0), empty_log(case, events=3)


def test_compiled_code_reads_and_writes_the_arrays_themselves() -> None:
    shapes = set()
    for name in ("karabakh-2020", "first-war"):
        world, log = fresh(name)
        f, s, k = (length - 1 for length in world.held.shape)
        world.held[f, s, k] = 0.625
        line = int(world.fronts[f]["line"])
        fronts, positions, terms = touch(world, log, f, s, k)
        assert (fronts, positions, terms) == (f + 1, k, log.terms.shape[1])
        assert world.sides[f, s]["war"] == 0.625
        assert world.fronts[f]["line"] == line + 1
        assert log.counts.tolist() == [0, 0, 1]
        shapes.add(world.held.shape)
    assert len(shapes) == 2  # of two sizes,
    assert len(touch.signatures) == 1  # and compiled once


def test_nothing_holds_on_to_the_arrays() -> None:
    world, log = fresh("karabakh-2020")
    before = [sys.getrefcount(array) for array in (*world, *log)]
    for _ in range(3):
        touch(world, log, 0, 0, 0)
    assert [sys.getrefcount(array) for array in (*world, *log)] == before


def test_arrays_with_gaps_are_refused() -> None:
    world, log = fresh("karabakh-2020")
    gaps = world._replace(held=np.zeros((*world.held.shape[:2], 50))[..., ::2])
    with pytest.raises(TypeError, match="without gaps"):
        touch(gaps, log, 0, 0, 0)
