"""Sweeps on a Dask cluster of two processes: the same tables, whoever dies; strangers refused."""

import os
import signal
import socket
import sys
import threading
from typing import Any

import pandas as pd
import pytest

from sim.cli import main
from sim.scenario import ScenarioError
from sim.studies import chunks as cutting
from sim.studies.dask_worker import differences, facts
from sim.studies.progress import Count
from sim.studies.sweep import sweep

pytest.importorskip("distributed")

# A worker that is killed leaves its sockets to the garbage collector of Dask's own loop.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:unclosed.*:ResourceWarning:distributed"),
]


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of few wars, so that a small sweep has many."""
    monkeypatch.setattr(cutting, "WARS_PER_CHUNK", {"mesa": 4, "compiled": 4})
    monkeypatch.setattr(cutting, "BLOCK_LEAST", 2)


def test_a_worker_dies_and_the_table_is_the_same(cluster, client, studied, tmp_path):
    study = studied(replicates=40)
    whole = sweep(study, tmp_path / "whole", engine="mesa")
    victim = next(iter(client.run(os.getpid).values()))
    killed = []

    def follow(count: Count) -> None:
        if not killed:
            killed.append(count.done)
            os.kill(victim, signal.SIGKILL)

    done = sweep(
        study, tmp_path / "dask", engine="mesa", dask=cluster.scheduler_address, follow=follow
    )
    assert 0 < killed[0] < 120
    assert done.count.done == 120
    assert victim not in client.run(os.getpid).values()
    pd.testing.assert_frame_equal(done.runs, whole.runs)
    pd.testing.assert_frame_equal(done.truces, whole.truces)
    files = [sorted(path.name for path in (tmp_path / one / "runs").iterdir())
             for one in ("whole", "dask")]  # fmt: skip
    assert files[0] == files[1]


def test_interrupted_and_continued_with_a_client_of_ones_own(client, studied, tmp_path):
    def stop(count: Count) -> None:
        if count.done > 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sweep(studied(), tmp_path / "out", dask=client, follow=stop)
    rest = sweep(studied(), tmp_path / "out", dask=client)
    assert 8 < rest.count.skipped < 36
    assert rest.count.skipped + rest.count.done == 36
    whole = sweep(studied(), tmp_path / "whole")
    pd.testing.assert_frame_equal(rest.runs, whole.runs)
    assert client.status == "running"


def test_failed_wars_are_rows(client, studied, tmp_path):
    study = studied({"belligerents.south.strength": [1.0]}, replicates=4)

    def broken() -> None:
        import sim.studies.sweep as sweeping

        def none(*_: object) -> None:
            raise ArithmeticError("no war here")

        sweeping.fighter_before, sweeping.fighter = sweeping.fighter, none  # type: ignore[attr-defined]

    def mended() -> None:
        import sim.studies.sweep as sweeping

        sweeping.fighter = sweeping.fighter_before  # type: ignore[attr-defined]

    client.run(broken)
    try:
        done = sweep(study, tmp_path / "out", dask=client)
    finally:
        client.run(mended)
    assert (done.count.done, done.count.failed) == (0, 4)
    assert set(done.runs["message"]) == {"ArithmeticError: no war here"}


def pretending(name: str, value: str) -> Any:
    """What makes a worker give another answer, and what undoes it."""

    def pretend() -> None:
        import sim.studies.dask_worker as worker

        before = worker.facts
        worker.facts_before = before  # type: ignore[attr-defined]
        worker.facts = lambda: {**before(), name: value}

    def undo() -> None:
        import sim.studies.dask_worker as worker

        worker.facts = worker.facts_before  # type: ignore[attr-defined]

    return pretend, undo


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("numpy", "numpy 1.0, here 2"),
        ("model", "the model's code is another"),
        ("fingerprint", "exp and log give other last digits"),
    ],
)
def test_a_worker_that_differs_is_refused(client, studied, tmp_path, name, words):
    stranger = sorted(client.nthreads())[1]
    pretend, undo = pretending(name, "1.0")
    client.run(pretend, workers=[stranger])
    try:
        with pytest.raises(ScenarioError, match=words) as refused:
            sweep(studied(), tmp_path / "out", dask=client)
    finally:
        client.run(undo, workers=[stranger])
    assert stranger in str(refused.value)
    assert "127.0.0.1" in str(refused.value)
    assert not (tmp_path / "out").exists()


def test_a_worker_that_comes_later_is_refused_too(client, studied, tmp_path):
    pretend, undo = pretending("sim", "0.0")
    seen = []

    def follow(count: Count) -> None:
        if not seen:
            seen.append(count.done)
            client.run(pretend)

    try:
        with pytest.raises(ScenarioError, match=r"sim 0\.0, here"):
            sweep(
                studied(replicates=100), tmp_path / "out", engine="mesa", dask=client,
                follow=follow,
            )  # fmt: skip
    finally:
        client.run(undo)
    assert list((tmp_path / "out" / "runs").iterdir())


def test_differences_are_named():
    here = facts()
    assert differences(here, here) == []
    assert differences({**here, "pandas": "1"}, here) == [f"pandas 1, here {here['pandas']}"]
    assert differences({}, {"mesa": "3"}) == ["mesa nothing, here 3"]


@pytest.mark.parametrize("address", ["nonsense", "tcp://127.0.0.1", "foo://h:1", "tcp://h:70000"])
def test_what_is_no_address_is_refused(studied, tmp_path, address):
    with pytest.raises(ScenarioError, match="not an address"):
        sweep(studied(), tmp_path / "out", dask=address)


def hang_up(server: socket.socket) -> None:
    """Take one call and say nothing."""
    server.accept()[0].close()


def test_nobody_answers(tiny, tmp_path, capsys):
    study = tiny.with_name("study.toml")
    study.write_text(
        '[study]\nscenario = "tiny-war.toml"\ndesign = "list"\nreplicates = 2\n'
        '[vary]\n"belligerents.south.strength" = [1.0]\n'
    )
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    words = ["sweep", str(study), "--out", str(tmp_path / "out"), "--dask"]
    assert main([*words, f"tcp://127.0.0.1:{port}"]) == 2
    assert "no Dask scheduler answers" in capsys.readouterr().err
    with socket.create_server(("127.0.0.1", 0)) as other:
        listener = threading.Thread(target=hang_up, args=(other,))
        listener.start()
        assert main([*words, f"tcp://127.0.0.1:{other.getsockname()[1]}"]) == 2
        listener.join()
    assert "closed the connection" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_workers_are_the_clusters_own(studied, tmp_path):
    with pytest.raises(ScenarioError, match="not together with --dask"):
        sweep(studied(), tmp_path / "out", workers=2, dask="tcp://127.0.0.1:1")


def test_without_the_extra(studied, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ScenarioError, match=r"pip install 'ceasefire-sim\[dask\]'"):
        sweep(studied(), tmp_path / "out", dask="tcp://127.0.0.1:1")
