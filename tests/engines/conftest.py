"""One compiled war for the session, and what two records of a war have in common."""

from collections.abc import Callable

import pytest

from sim.kernel.log import Log
from sim.kernel.world import World
from tests.engines.compiled import compiled_war


@pytest.fixture(scope="session")
def fight() -> Callable[[World, Log, int], int]:
    """The compiled step in a loop, compiled once per session."""
    return compiled_war()
