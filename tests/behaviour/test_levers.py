"""Each lever does what it should by the mechanism that is said to be responsible, and only by it.

Two arms of the same replicates under the same seed. The effect must be more than 3.29 standard
errors of the paired differences: by luck alone a lever without effect passes once in 2,000. Most
levers stand at more than 6.6, so that other luck would fail one of them less than once in 2,000.
The knock-out is exact: with the mechanism off the same lever changes the measure in no war at all.
"""

import numpy as np
import pytest

from tests.behaviour.conftest import Laboratory
from tests.behaviour.levers import TALKS, TRUCES, WARS, Lever
from tests.behaviour.many import interval

LEVERS = {lever.name: lever for lever in (*TRUCES, *TALKS, *WARS)}


@pytest.mark.parametrize("lever", LEVERS.values(), ids=LEVERS)
def test_lever(laboratory: Laboratory, lever: Lever) -> None:
    before = laboratory.values(lever.scenario, lever.wars, lever.base, lever.measure)
    after = laboratory.values(lever.scenario, lever.wars, lever.base | lever.change, lever.measure)
    effect = interval(after - before)
    assert effect.rises if lever.rises else effect.falls, (before.mean(), effect)


@pytest.mark.parametrize("lever", LEVERS.values(), ids=LEVERS)
def test_without_its_mechanism(laboratory: Laboratory, lever: Lever) -> None:
    off = {f"mechanisms.{lever.mechanism}": False}
    count = lever.wars // 3
    before = laboratory.values(lever.scenario, count, lever.base | off, lever.measure)
    after = laboratory.values(lever.scenario, count, lever.base | lever.change | off, lever.measure)
    np.testing.assert_array_equal(before, after)
