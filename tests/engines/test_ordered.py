"""Tasks in threads: their order, and what Ctrl-C leaves of them."""

import functools
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future

import numpy as np
import pandas as pd
import pytest

from sim import load, simulate
from sim.engines import ordered
from sim.engines.batch import Batch
from sim.engines.ensemble import FIRST_CHUNK, Ensemble
from sim.engines.ordered import in_order
from sim.records.columns import TABLES

PATIENCE = 30.0  # seconds


def test_results_come_in_the_order_of_the_tasks():
    last = threading.Event()

    def one(k: int) -> int:
        if k == 0:
            assert last.wait(PATIENCE)  # the first is over after the second
        elif k == 1:
            last.set()
        return k

    tasks = (functools.partial(one, k) for k in range(20))
    assert list(in_order(tasks, workers=2)) == list(range(20))


def test_tasks_are_asked_for_as_threads_come_free():
    asked = []

    def tasks() -> Iterator[Callable[[], int]]:
        for k in range(100):
            asked.append(k)
            yield functools.partial(int, k)

    results = in_order(tasks(), workers=1)
    assert next(results) == 0
    results.close()
    assert len(asked) == ordered.AHEAD


@pytest.fixture
def interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is pressed while the fourth result is waited for."""

    class Interrupted(Future):
        asked = 0

        def result(self, timeout: float | None = None) -> object:
            value = super().result(timeout)
            Interrupted.asked += 1
            if Interrupted.asked == 4:
                raise KeyboardInterrupt
            return value

    monkeypatch.setattr("concurrent.futures._base.Future", Interrupted)


@pytest.mark.usefixtures("interrupted")
@pytest.mark.parametrize("cut", [None, 4])
def test_after_ctrl_c_what_has_begun_comes_without_a_gap(cut):
    under_way, halted = threading.Barrier(3), threading.Event()

    def one(k: int) -> tuple[int, bool]:
        if 3 <= k < 6:
            under_way.wait(PATIENCE)
        if k > 3:
            assert halted.wait(PATIENCE)
        return k, k != cut

    seen: list[tuple[int, bool]] = []
    tasks = (functools.partial(one, k) for k in range(20))
    with pytest.raises(KeyboardInterrupt):
        seen.extend(in_order(tasks, 3, halted.set, lambda result: result[1]))
    assert [k for k, _ in seen] == list(range(len(seen)))
    if cut is None:
        assert 6 <= len(seen) < 20
    else:
        assert seen[-1] == (cut, False)


@pytest.mark.slow
@pytest.mark.usefixtures("interrupted")
def test_after_ctrl_c_the_compiled_engine_gives_the_wars_that_are_over():
    batches: list[Batch] = []
    ensemble = Ensemble(load("first-war"), seed=1, workers=2)
    with pytest.raises(KeyboardInterrupt):
        batches.extend(ensemble.batches(0, 100_000))
    fought = np.concatenate([batch.replicates for batch in batches])
    assert fought.tolist() == list(range(len(fought)))
    assert 3 * FIRST_CHUNK < len(fought) < 100_000
    again = np.concatenate([batch.war for batch in ensemble.batches(0, len(fought))])
    assert np.array_equal(again, np.concatenate([batch.war for batch in batches]))


@pytest.mark.slow
def test_days_and_events_do_not_depend_on_the_number_of_threads():
    one, three = (
        simulate("first-war", 12, engine="compiled", keep=TABLES, workers=workers)
        for workers in (1, 3)
    )
    for table in TABLES:
        pd.testing.assert_frame_equal(getattr(three, table), getattr(one, table))
