"""One compiled war for the session, and a small war to begin with."""

from collections.abc import Callable

import pytest

from sim.kernel.log import Log
from sim.kernel.world import World
from sim.scenario.scenario import Scenario
from tests.engines.compiled import compiled_war
from tests.properties.small import SMALL
from tests.strategies import scenario_of


@pytest.fixture(scope="session")
def fight() -> Callable[[World, Log, int], int]:
    """The compiled step in a loop, compiled once per session."""
    return compiled_war()


@pytest.fixture
def small_war() -> Scenario:
    """A small eventful war."""
    return scenario_of(SMALL)
