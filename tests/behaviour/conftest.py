"""The compiled step for tests of behaviour, and comparisons of wars that it has fought."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from tests.behaviour.many import Array, Fight, Measure, Settings, War, fought
from tests.engines.compiled import compiled_war


class Laboratory(NamedTuple):
    """Wars on demand."""

    fight: Fight

    def wars(self, name: str | Path, count: int, set: Settings, seed: int = 1) -> list[War]:
        """Replicates 0, 1, ... of a scenario, with some of its values set."""
        return fought(self.fight, name, count, set, seed)

    def values(self, name: str | Path, count: int, set: Settings, measure: Measure) -> Array:
        """A measure on each of those wars."""
        return np.array([measure(war) for war in self.wars(name, count, set)])


@pytest.fixture(scope="session")
def laboratory() -> Laboratory:
    """Wars by the compiled step, which is compiled once per session."""
    return Laboratory(compiled_war())
