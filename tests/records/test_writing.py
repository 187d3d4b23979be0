"""What is on disk after a run, and what is not there after a failure."""

import errno
import json
import os
import platform

import pandas as pd
import pytest

from sim.cast import cast_of
from sim.records import atomic, writing
from sim.records.columns import TABLES
from sim.records.errors import RecordError, WritingError
from sim.records.hashing import table_hash
from sim.records.manifest import manifest_of, run_id
from sim.records.plan import Plan
from sim.records.reading import changed_tables, read, read_manifest
from sim.records.runs import Runs
from sim.records.tables import Collector
from sim.records.writing import csv_cell, write_runs


def test_round_trip(runs, tmp_path):
    folder = runs.write(tmp_path / "deep" / "run")
    again = read(folder)
    for name in TABLES:
        pd.testing.assert_frame_equal(again.frames[name], runs.frames[name])
    assert again.scenario.case == runs.scenario.case
    assert (again.seed, again.replicates, again.fought, again.engine) == (5, 2, 2, "mesa")
    assert again.outcomes() == runs.outcomes()
    assert changed_tables(again, read_manifest(folder)) == []
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [f"{name}.{kind}" for name in TABLES for kind in ("csv", "parquet")]
        + ["manifest.json", "schema.json"]
    )
    assert [path.name for path in folder.parent.iterdir()] == ["run"]


def test_other_programs_can_read_the_tables(runs, tmp_path):
    runs.write(tmp_path / "run")
    parquet = pd.read_parquet(tmp_path / "run" / "truces.parquet")
    csv = pd.read_csv(tmp_path / "run" / "truces.csv")
    assert parquet["lifetime_days"].tolist() == csv["lifetime_days"].tolist()
    assert csv["broker"].isna().tolist() == parquet["broker"].isna().tolist()
    events = pd.read_csv(tmp_path / "run" / "events.csv")
    assert json.loads(events["terms"][1]) == [1.0, 0.9]


def test_schema_names_the_terms(runs, tmp_path):
    runs.write(tmp_path / "run")
    schema = json.loads((tmp_path / "run" / "schema.json").read_text("utf-8"))
    assert schema["terms"]["verdict"] == ["right", "accuracy"]
    assert schema["numbers"]["collapse.cause"][1] == "broken"
    assert list(schema["tables"]["truces"]) == list(runs.truces.columns)


def test_manifest_says_what_was_run_but_not_where(runs):
    manifest = manifest_of(runs)
    assert manifest["scenario"]["id"] == "two-sides"
    assert manifest["scenario"]["text"] == "# by hand"
    assert manifest["seed"] == 5
    assert manifest["complete"] is True
    packages = {"python", "sim", "mesa", "numba", "numpy", "pandas", "pyarrow"}
    assert set(manifest["versions"]) == packages
    assert manifest["tables"]["runs"] == {
        "rows": 2, "wars": 2, "hash": table_hash(runs.runs),
    }  # fmt: skip
    assert platform.node() not in json.dumps(manifest["platform"])


def test_run_id_changes_with_what_determines_the_run_alone(runs):
    scenario = runs.scenario
    plan = Plan(scenario, 5, 0, 2, "mesa")
    changed = [
        Plan(scenario, 6, 0, 2, "mesa"),
        Plan(scenario, 5, 1, 2, "mesa"),
        Plan(scenario, 5, 0, 3, "mesa"),
        Plan(scenario, 5, 0, 2, "mesa", {"north": "mine.North"}),
    ]
    assert manifest_of(runs)["run_id"] == run_id(plan) == run_id(Plan(scenario, 5, 0, 2, "mesa"))
    assert len({run_id(one) for one in (plan, *changed)}) == 5


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_leaves_nothing(runs, tmp_path, monkeypatch, code):
    real = os.fsync
    calls = []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 3:
            raise OSError(code, os.strerror(code))
        real(handle)

    monkeypatch.setattr(atomic.os, "fsync", full)
    with pytest.raises(WritingError, match="disk is full"):
        write_runs(runs, tmp_path / "two-sides" / "run")
    assert list(tmp_path.iterdir()) == []


def test_an_older_record_survives_a_full_disk(runs, tmp_path, monkeypatch):
    folder = runs.write(tmp_path / "run")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writing.pq, "write_table", full)
    with pytest.raises(WritingError, match="disk is full"):
        write_runs(runs, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_read_only_folder_is_said(runs, tmp_path, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(atomic.Path, "mkdir", refuse)
    with pytest.raises(WritingError, match="cannot be written to"):
        write_runs(runs, tmp_path / "run")
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_a_folder_should_be(runs, tmp_path):
    (tmp_path / "results").write_text("mine")
    with pytest.raises(WritingError, match="results"):
        write_runs(runs, tmp_path / "results" / "run")
    assert (tmp_path / "results").read_text() == "mine"


def test_an_interrupt_leaves_nothing(runs, tmp_path, monkeypatch):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(writing, "_write_csv", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_runs(runs, tmp_path / "a" / "run")
    assert list(tmp_path.iterdir()) == []


def test_writing_over_a_run_keeps_what_else_is_there(runs, tmp_path):
    folder = runs.write(tmp_path / "run")
    (folder / "notes.txt").write_text("mine")
    (folder / "manifest.json").write_text("cut of")
    runs.write(folder)
    assert (folder / "notes.txt").read_text() == "mine"
    assert read(folder).fought == 2
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_no_csv_of_ten_megabytes(runs, tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "CSV_LIMIT", 600)
    runs.write(tmp_path / "run")
    assert (tmp_path / "run" / "runs.csv").exists()
    assert not (tmp_path / "run" / "days.csv").exists()
    assert (tmp_path / "run" / "days.parquet").exists()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\ta"])
def test_no_cell_is_a_formula(runs, tmp_path, text):
    assert csv_cell(text) == f"'{text}"
    runs.runs["scenario"] = text
    runs.write(tmp_path / "run")
    assert pd.read_csv(tmp_path / "run" / "runs.csv")["scenario"].tolist() == [f"'{text}"] * 2
    assert read(tmp_path / "run").runs["scenario"].tolist() == [text] * 2


def test_other_cells_are_as_they_are(runs, tmp_path):
    assert csv_cell("victory:north") == "victory:north"
    assert csv_cell(None) is None
    runs.runs["share_taken_river"] = -0.25
    runs.write(tmp_path / "run")
    assert pd.read_csv(tmp_path / "run" / "runs.csv")["share_taken_river"].tolist() == [-0.25] * 2


def test_no_manifest_is_said(tmp_path):
    with pytest.raises(RecordError, match="no such folder"):
        read(tmp_path / "nowhere")
    with pytest.raises(RecordError, match=r"no run here: it has no manifest\.json$"):
        read(tmp_path)


def test_the_nearest_run_is_named(runs, tmp_path):
    runs.write(tmp_path / "two-sides" / "abc")
    with pytest.raises(RecordError, match=r"nearest run is in .*two-sides.abc"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"format": "ceasefire-sim run", "ver', "damaged or cut off"),
        ("[1, 2]", "not the manifest of a run"),
        ('{"name": "somebody else"}', "not the manifest of a run"),
        ('{"format": "ceasefire-sim run", "version": 99}', "version 99"),
        ('{"format": "ceasefire-sim run", "version": 1}', '"run_id" is missing'),
        ("\xff\xfe", "damaged or cut off"),
    ],
)
def test_foreign_and_damaged_manifests(tmp_path, text, message):
    (tmp_path / "manifest.json").write_text(text, "latin-1")
    with pytest.raises(RecordError, match=message):
        read(tmp_path)


def test_a_damaged_scenario_in_a_manifest(runs, tmp_path):
    folder = runs.write(tmp_path / "run")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    del manifest["scenario"]["case"]["fronts"]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(RecordError, match="fronts"):
        read(folder)


def test_a_damaged_table(runs, tmp_path):
    folder = runs.write(tmp_path / "run")
    whole = (folder / "truces.parquet").read_bytes()
    (folder / "truces.parquet").write_bytes(whole[:100])
    with pytest.raises(RecordError, match=r"truces\.parquet: cannot be read"):
        read(folder)
    (folder / "truces.parquet").unlink()
    with pytest.raises(RecordError, match=r"truces\.parquet: cannot be read"):
        read(folder)


def test_changed_tables_are_named(runs, tmp_path):
    folder = runs.write(tmp_path / "run")
    manifest = read_manifest(folder)
    runs.runs["deaths"] = 1
    runs.write(folder)
    assert changed_tables(read(folder), manifest) == ["runs"]


def test_the_hash_is_of_the_content(runs):
    frame = runs.events
    assert table_hash(frame.copy()) == table_hash(frame)
    for name, value in (("hour", 1e-13), ("value", 5.0), ("actor", "x"), ("tick", 3)):
        other = frame.copy()
        other.loc[0, name] = other.loc[0, name] + value if name == "hour" else value
        assert table_hash(other) != table_hash(frame), name
    assert table_hash(frame.rename(columns={"hour": "hours"})) != table_hash(frame)
    assert table_hash(frame.iloc[:-1]) != table_hash(frame)


def test_tables_not_kept_are_said(finished):
    war = finished(0)
    collector = Collector(war.cast)
    collector.add(war, ["runs", "truces"])
    frames = {name: collector.frame(name) for name in ("runs", "truces")}
    some = Runs(war.scenario, 5, 0, 1, "mesa", frames, {"runs": 1, "truces": 1}, "", "")
    with pytest.raises(
        RecordError, match=r'events were not kept: .*keep=\["runs", "truces", "events"\]'
    ):
        _ = some.events
    assert repr(some) == "<1 war of two-sides under seed 5: runs, truces>"


def test_one_war_of_many(runs):
    one = runs.only(1)
    assert one.runs["replicate"].tolist() == [1]
    assert set(one.events["replicate"]) == {1}
    assert (one.first_replicate, one.replicates, one.fought) == (1, 1, 1)
    with pytest.raises(RecordError, match="they are 0 to 1"):
        runs.only(2)


def test_the_cast_of_runs(runs):
    assert runs.cast == cast_of(runs.scenario.case)
