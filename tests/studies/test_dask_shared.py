"""Workers that write into a shared folder: the same tables; who does not see it is refused."""

import json
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from sim.cli import main
from sim.records.errors import WritingError
from sim.scenario import ScenarioError
from sim.studies import chunks as cutting
from sim.studies import dask_shared
from sim.studies import folder as folders
from sim.studies.chunks import Chunk
from sim.studies.dask_shared import Hindered, Shared, place, room_for
from sim.studies.folder import Folder
from sim.studies.progress import Count
from sim.studies.rows import Tables
from sim.studies.sensitivity import sensitivity
from sim.studies.sweep import sweep

pytest.importorskip("distributed")
pytestmark = pytest.mark.slow
FIRST = Chunk(0, 1, 0, 1)


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of few wars, so that a small sweep has many."""
    monkeypatch.setattr(cutting, "WARS_PER_CHUNK", {"mesa": 4, "compiled": 4})
    monkeypatch.setattr(cutting, "BLOCK_LEAST", 2)


def blinded(client: Any, worker: str) -> Any:
    """Make a worker look for a token that is not there; returns what undoes it."""

    def blind() -> None:
        import sim.studies.dask_shared as there

        there.TOKEN = ".elsewhere-"

    def undo() -> None:
        import sim.studies.dask_shared as there

        there.TOKEN = ".shared-"

    client.run(blind, workers=[worker])
    return lambda: client.run(undo, workers=[worker])


def test_rows_are_those_that_come_back_and_those_of_one_machine(
    client, studied, tmp_path, monkeypatch
):
    whole = sweep(studied(), tmp_path / "whole")
    back = sweep(studied(), tmp_path / "back", dask=client)
    out = tmp_path / "shared"
    with monkeypatch.context() as here:
        here.setattr(Folder, "take", None)  # nothing lands from this process
        done = sweep(studied(), out, dask=client, shared=True)
    assert (done.count.done, done.count.failed) == (36, 0)
    for table in ("runs", "truces"):
        pd.testing.assert_frame_equal(getattr(done, table), getattr(whole, table))
        pd.testing.assert_frame_equal(getattr(back, table), getattr(whole, table))
        names = [sorted(one.name for one in (tmp_path / way / table).iterdir())
                 for way in ("whole", "shared")]  # fmt: skip
        assert names[0] == names[1]
    assert not list(out.glob(".shared-*"))
    assert sweep(studied(), out, dask=client, shared=True).count.skipped == 36


def test_interrupted_while_workers_write(client, studied, tmp_path):
    def stop(count: Count) -> None:
        if count.done > 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sweep(studied(), tmp_path / "out", dask=client, shared=True, follow=stop)
    assert len(list((tmp_path / "out" / "runs").iterdir())) > 1
    rest = sweep(studied(), tmp_path / "out")
    pd.testing.assert_frame_equal(rest.runs, sweep(studied(), tmp_path / "whole").runs)
    assert rest.count.skipped > 8


def test_a_worker_that_does_not_see_the_folder_is_refused(client, studied, tmp_path):
    before = sweep(studied(), tmp_path / "out").runs
    stranger = sorted(client.nthreads())[1]
    undo = blinded(client, stranger)
    try:
        with pytest.raises(ScenarioError, match=f"{stranger}: does not see it") as refused:
            sweep(
                studied(seed=9), tmp_path / "out", dask=client, shared=True, if_exists="overwrite"
            )
    finally:
        undo()
    assert "without --shared, results come back" in str(refused.value)
    assert not list((tmp_path / "out").glob(".shared-*"))
    pd.testing.assert_frame_equal(sweep(studied(), tmp_path / "out").runs, before)  # all there


def test_a_worker_that_came_later_is_refused_before_its_first_chunk(
    client, studied, tmp_path, monkeypatch
):
    monkeypatch.setattr(dask_shared, "hindrance", lambda shared: "")  # of those there at first
    undo = [blinded(client, worker) for worker in client.nthreads()]
    try:
        with pytest.raises(ScenarioError, match=r"tcp://127\.0\.0\.1:\d+: does not see it"):
            sweep(studied(), tmp_path / "out", dask=client, shared=True)
    finally:
        for one in undo:
            one()
    assert not list((tmp_path / "out" / "runs").iterdir())


def test_a_folder_that_is_not_there_is_not_seen(tmp_path):
    with pytest.raises(Hindered, match="does not see it"):
        place(Shared(str(tmp_path / "nowhere"), "token"))


def test_a_worker_cut_off_lands_nothing_in_the_next_sweep(studied, tmp_path):
    done = sweep(studied(), tmp_path / "out")
    cut_off = room_for(Shared(str(done.directory), "old"))
    cut_off.parts.mkdir()
    Folder(done.directory).begin()
    some = pa.table({"point": [7]})
    with pytest.raises(WritingError):
        cut_off.take(Chunk(7, 8, 0, 1), Tables(some, some, 0))
    for table in ("runs", "truces"):
        assert not list((tmp_path / "out" / table).glob("*-points-0000007-*"))


def test_what_workers_say_they_wrote_must_be_seen_here(tmp_path, monkeypatch):
    monkeypatch.setattr(folders, "SEEN_WITHIN", 0.0)
    (tmp_path / "runs").mkdir()
    with pytest.raises(WritingError, match="1 chunks that are not seen here"):
        Folder(tmp_path).wait_for([FIRST])
    (tmp_path / "runs" / FIRST.file).touch()
    Folder(tmp_path).wait_for([FIRST])


def test_sensitivity_on_a_cluster(cluster, tiny, capsys):
    study = tiny.with_name("study.toml")
    study.write_text(
        '[study]\nscenario = "tiny-war.toml"\ndesign = "morris"\nsamples = 2\nreplicates = 2\n'
        'measures = ["deaths"]\n[vary]\n"belligerents.south.strength" = { low = 0.9, high = 1.4 }\n'
    )
    words = ["--dask", cluster.scheduler_address, "--out", str(tiny.with_name("far")), "--json"]
    assert main(["sensitivity", str(study), *words]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["index"] for row in rows} == {"mu_star", "mu", "sigma"}
    far = sensitivity(study, tiny.with_name("far"), dask=cluster.scheduler_address, shared=True)
    assert far.sweep.count.done == 0
    assert far.rows == rows == sensitivity(study, tiny.with_name("near")).rows


def test_shared_with_whom(studied, tmp_path):
    with pytest.raises(ScenarioError, match="only together with --dask"):
        sweep(studied(), tmp_path / "out", shared=True)
    assert not (tmp_path / "out").exists()
