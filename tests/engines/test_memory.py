"""Compiled wars seldom ask for memory: threads that ask in every step wait for each other."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from numba.core.runtime import _nrt_python, rtsys

from sim.engines.ensemble import Ensemble
from sim.scenario.library import scenario_files
from sim.scenario.loading import load

SHIPPED = {path.stem: path for path in scenario_files()}
WARS = 20
A_WAR = 2.0  # pieces of memory that a chunk or a war may take whatever happens
A_STEP = 0.1  # one in ten steps of war, at most


@pytest.fixture
def counted() -> Iterator[None]:
    """Memory that compiled code asks for is counted."""
    _nrt_python.memsys_enable_stats()
    yield
    _nrt_python.memsys_disable_stats()


@pytest.mark.parametrize("path", SHIPPED.values(), ids=SHIPPED)
def test_a_step_asks_for_no_memory(path: Path, counted: None) -> None:
    ensemble = Ensemble(load(str(path)), 1, workers=1)
    ensemble.fight(0, 1)
    before = rtsys.get_allocation_stats().alloc
    ensemble.fight(1, WARS)
    asked = rtsys.get_allocation_stats().alloc - before
    assert asked <= WARS * (A_WAR + A_STEP * ensemble.ticks)
