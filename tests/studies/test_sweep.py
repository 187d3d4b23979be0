"""Sweeps: the same table however they were fought, going on, extending, refusing, failing."""

import errno
import json
import os
import stat
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim import simulate
from sim.records.errors import RecordError, WritingError
from sim.scenario import ScenarioError
from sim.studies import chunks as cutting
from sim.studies import folder as folders
from sim.studies import sweep as sweeping
from sim.studies.folder import Folder
from sim.studies.merge import merge
from sim.studies.progress import Count
from sim.studies.study_page import write_sweep_page
from sim.studies.sweep import sweep
from sim.studies.swept import read_sweep, summary

STRENGTH = "belligerents.south.strength"


def same(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    pd.testing.assert_frame_equal(one, other)
    return True


@pytest.fixture
def small_chunks(monkeypatch):
    """Chunks of few wars, so that a small sweep has many."""
    monkeypatch.setattr(cutting, "WARS_PER_CHUNK", {"mesa": 4, "compiled": 4})
    monkeypatch.setattr(cutting, "BLOCK_LEAST", 2)


def stopped_after(chunks: int):
    """A follower that breaks off like Ctrl-C after so many chunks."""
    seen = []

    def follow(count: Count) -> None:
        seen.append(count.done)
        if len(seen) == chunks:
            raise KeyboardInterrupt

    return follow


def test_rows_are_those_of_simulate(studied, tiny, tmp_path):
    done = sweep(studied(), tmp_path / "out")
    runs = done.runs
    assert runs[["point", "replicate"]].to_numpy().tolist() == [
        [point, replicate] for point in range(3) for replicate in range(12)
    ]
    for point, strength in enumerate((0.9, 1.1, 1.4)):
        alone = simulate(tiny, replicates=12, seed=3, set={STRENGTH: strength})
        part = runs[runs["point"] == point].reset_index(drop=True)
        assert (part[STRENGTH] == strength).all()
        assert same(part[list(alone.runs)], alone.runs)
        truces = done.truces
        mine = truces[truces["point"] == point].drop(columns="point").reset_index(drop=True)
        assert same(mine, alone.truces)
    assert (done.count.planned, done.count.done, done.count.failed) == (36, 36, 0)


def test_pandas_reads_the_folder_whole(studied, tmp_path):
    done = sweep(studied(), tmp_path / "out")
    whole = pd.read_parquet(tmp_path / "out" / "runs")
    assert same(whole.sort_values(["point", "replicate"], ignore_index=True), done.runs)


@pytest.mark.usefixtures("small_chunks")
def test_workers_shards_and_interruptions_do_not_show(studied, tmp_path):
    whole = sweep(studied(), tmp_path / "one", workers=1)
    threads = sweep(studied(), tmp_path / "four", workers=4)
    assert same(threads.runs, whole.runs)
    for stop in (1, 3):
        with pytest.raises(KeyboardInterrupt):
            sweep(studied(), tmp_path / "cut", workers=2, follow=stopped_after(stop))
    rest = sweep(studied(), tmp_path / "cut", workers=2)
    assert 0 < rest.count.skipped < 36
    assert rest.count.skipped + rest.count.done == 36
    assert same(rest.runs, whole.runs)
    assert same(rest.truces, whole.truces)
    parts = [tmp_path / "parts" / str(k) for k in (1, 2, 3)]
    for k, part in enumerate(parts, 1):
        sweep(studied(), part, shard=(k, 3))
    merged = merge(parts)
    assert (merged.directory, merged.done, merged.missing) == (tmp_path / "parts", 36, 0)
    assert same(read_sweep(merged.directory), whole.runs)
    assert same(read_sweep(merged.directory, "truces"), whole.truces)
    assert merge(parts).skipped == 36


@pytest.mark.usefixtures("small_chunks")
def test_a_broken_off_sweep_is_balanced(studied, tmp_path):
    with pytest.raises(KeyboardInterrupt):
        sweep(studied(), tmp_path / "out", workers=1, follow=stopped_after(4))
    counts = read_sweep(tmp_path / "out").groupby("point").size()
    assert len(counts) == 3
    assert counts.max() - counts.min() <= 6


def test_more_replicates_and_points_extend(studied, tmp_path):
    few = sweep(studied({STRENGTH: [0.9, 1.4]}, replicates=5), tmp_path / "out")
    assert few.count.done == 10
    more = sweep(studied(replicates=8), tmp_path / "out")
    assert (more.count.skipped, more.count.done) == (10, 14)
    assert more.points[STRENGTH].tolist() == [0.9, 1.4, 1.1]  # what was there keeps its number
    fresh = sweep(studied({STRENGTH: [0.9, 1.4, 1.1]}, replicates=8), tmp_path / "fresh")
    assert same(more.runs, fresh.runs)


@pytest.mark.parametrize(
    ("keys", "vary", "words"),
    [
        ({"seed": 4}, None, "seed: 4, was 3"),
        ({"replicates": 11}, None, "replicates: 11, were 12"),
        ({}, {STRENGTH: [0.9, 1.4]}, "not in the study any more"),
        ({}, {"belligerents.north.strength": [1.0]}, "was belligerents.south.strength"),
        ({"design": "list"}, None, "design: list, was grid"),
    ],
)
def test_any_other_change_is_refused(studied, tmp_path, keys, vary, words):
    sweep(studied(), tmp_path / "out")
    before = sorted((tmp_path / "out").rglob("*"))
    with pytest.raises(ScenarioError, match=words):
        sweep(studied(vary, **keys), tmp_path / "out")
    assert sorted((tmp_path / "out").rglob("*")) == before


def test_a_changed_scenario_is_refused_by_value(studied, tiny, tmp_path):
    sweep(studied(), tmp_path / "out")
    tiny.write_text(tiny.read_text().replace("value = 900", "value = 950"))
    with pytest.raises(ScenarioError, match=r"belligerents\.north\.tolerance: 950.*was 900"):
        sweep(studied(), tmp_path / "out")


def test_a_changed_simulator_or_machine_is_refused(studied, tmp_path):
    sweep(studied(), tmp_path / "out")
    path = tmp_path / "out" / "sweep.json"
    state = json.loads(path.read_text())
    path.write_text(json.dumps(state | {"code": "other", "fingerprint": "other"}))
    with pytest.raises(ScenarioError, match="model has been changed since; the machine"):
        sweep(studied(), tmp_path / "out")


def test_fail_and_overwrite(studied, tmp_path):
    out = tmp_path / "out"
    sweep(studied(), out)
    (out / "notes.txt").write_text("mine")
    with pytest.raises(ScenarioError, match="a sweep is in this folder already"):
        sweep(studied(), out, if_exists="fail")
    again = sweep(studied(seed=4), out, if_exists="overwrite")
    assert (again.count.skipped, again.count.done) == (0, 36)
    assert (out / "notes.txt").read_text() == "mine"
    with pytest.raises(ScenarioError, match="did you mean continue"):
        sweep(studied(), out, if_exists="contine")


def test_a_point_that_raises_becomes_rows(studied, tmp_path, monkeypatch):
    fight = sweeping.fighter

    def flawed(scenario, seed, engine, draws):
        inner = fight(scenario, seed, engine, draws)

        def one(first, count, stop):
            strength = scenario.case.belligerents["south"].strength
            if strength == 1.1 and first <= 7 < first + count:
                raise ZeroDivisionError("no shares")
            return inner(first, count, stop)

        return one

    whole = sweep(studied(), tmp_path / "whole").runs
    monkeypatch.setattr(sweeping, "fighter", flawed)
    done = sweep(studied(), tmp_path / "out")
    assert (done.count.done, done.count.failed) == (35, 1)
    runs = done.runs
    (row,) = runs[runs["status"] == "failed"].to_dict("records")
    assert (row["point"], row["replicate"], row[STRENGTH]) == (1, 7, 1.1)
    assert row["message"] == "ZeroDivisionError: no shares"
    assert np.isnan(row["deaths"])
    others = runs["status"] == "done"
    assert runs.loc[others, "deaths"].tolist() == whole.loc[others, "deaths"].tolist()
    assert done.means(["deaths", "outcome:war"])["n"].tolist() == [12, 12, 11, 11, 12, 12]
    page = write_sweep_page(done)
    assert "1 wars failed" in page.read_text()


def test_a_point_that_cannot_be_built_becomes_rows(studied, tmp_path):
    vary = {"fronts.river.positions": [6, 4], "fronts.river.held": [3, 5]}
    done = sweep(studied(vary, replicates=2), tmp_path / "out")
    failed = done.runs[done.runs["status"] == "failed"]
    assert failed["point"].tolist() == [3, 3]
    assert failed["message"].str.contains(r"fronts\.river\.held").all()


def test_two_sweeps_cannot_share_a_folder(studied, tmp_path):
    with (
        Folder(tmp_path / "out").locked(),
        pytest.raises(WritingError, match="another sweep is at work"),
    ):
        sweep(studied(), tmp_path / "out")
    assert sweep(studied(), tmp_path / "out").count.done == 36


def full(path, write):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.usefixtures("small_chunks")
def test_a_full_disk_costs_nothing_that_was_finished(studied, tmp_path, monkeypatch):
    with pytest.raises(KeyboardInterrupt):
        sweep(studied(), tmp_path / "out", workers=1, follow=stopped_after(2))
    before = sorted((tmp_path / "out" / "runs").iterdir())
    with monkeypatch.context() as disk:
        disk.setattr(folders, "write_file", full)
        with pytest.raises(WritingError, match=r"the disk is full\. What was finished"):
            sweep(studied(), tmp_path / "out")
    assert sorted((tmp_path / "out" / "runs").iterdir()) == before
    assert not list((tmp_path / "out" / ".part").iterdir())
    whole = sweep(studied(), tmp_path / "whole")
    assert same(sweep(studied(), tmp_path / "out").runs, whole.runs)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes anywhere")
def test_a_read_only_folder(studied, tmp_path):
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with pytest.raises(WritingError, match="cannot be written to"):
            sweep(studied(), tmp_path / "out")
    finally:
        tmp_path.chmod(stat.S_IRWXU)


def test_a_folder_that_forbids_writing(studied, tmp_path, monkeypatch):
    def forbidden(self, **_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(folders.FileLock, "acquire", forbidden)
    with pytest.raises(WritingError, match="cannot be written to"):
        sweep(studied(), tmp_path / "out")


def test_damaged_folders_are_refused(studied, tmp_path):
    done = sweep(studied(), tmp_path / "out")
    (chunk, *_) = sorted((tmp_path / "out" / "runs").iterdir())
    chunk.write_bytes(chunk.read_bytes()[:100])
    with pytest.raises(RecordError, match="cannot be read"):
        _ = done.runs
    (tmp_path / "out" / "sweep.json").write_text("{")
    with pytest.raises(RecordError, match="damaged or cut off"):
        sweep(studied(), tmp_path / "out")
    with pytest.raises(RecordError, match="no sweep here"):
        read_sweep(tmp_path)


def test_parts_of_another_sweep_do_not_merge(studied, tmp_path):
    sweep(studied(), tmp_path / "parts" / "1", shard=(1, 2))
    sweep(studied(seed=8), tmp_path / "parts" / "2", shard=(2, 2))
    with pytest.raises(ScenarioError, match="another seed"):
        merge([tmp_path / "parts" / "1", tmp_path / "parts" / "2"])


def test_means_are_those_of_the_table(studied, tmp_path):
    done = sweep(studied(), tmp_path / "out")
    found = summary(tmp_path / "out", ["deaths", "end_day", "outcome:war"])
    runs = done.runs
    for row in found.itertuples():
        part = runs[runs["point"] == row.point]
        war = (part["outcome"] == "war").astype(float)
        column = war if row.measure == "outcome:war" else part[row.measure]
        assert row.n == column.count()
        assert row.mean == pytest.approx(column.mean())
        assert row.sd == pytest.approx(column.std(), nan_ok=True)
    assert done.outputs("deaths") == pytest.approx(runs.groupby("point")["deaths"].mean())


@pytest.mark.slow
@pytest.mark.usefixtures("small_chunks")
def test_both_engines_give_the_same_tables(studied, tmp_path):
    mesa, compiled = (
        sweep(studied(), tmp_path / engine, engine=engine) for engine in ("mesa", "compiled")
    )
    pd.testing.assert_frame_equal(compiled.runs, mesa.runs, rtol=1e-12)
    pd.testing.assert_frame_equal(compiled.truces, mesa.truces, rtol=1e-12)
    with pytest.raises(ScenarioError, match="by the other engine"):
        sweep(studied(), tmp_path / "mesa", engine="compiled")


def test_arguments_are_checked(studied, tmp_path):
    for wrong in ({"workers": 0}, {"shard": (4, 3)}, {"engine": "warp"}):
        with pytest.raises(ScenarioError):
            sweep(studied(), tmp_path / "out", **wrong)
    (tmp_path / "file").write_text("")
    with pytest.raises(ScenarioError, match="not a folder"):
        sweep(studied(), Path(tmp_path / "file"))
    assert not (tmp_path / "out").exists()
