"""`sim run`: what is on the screen, on disk, and said when it cannot go on."""

import errno
import json
import re
from pathlib import Path

import pytest

from sim import read
from sim.records import atomic
from sim.records import simulate as simulating
from sim.records.events import events_in
from sim.report.story import tell

WAR = str(Path(__file__).parent.parent / "records" / "small-war.toml")


def only_run(scenario: str = "small-war") -> Path:
    """The one folder of a run below `results`."""
    (folder,) = (Path("results") / scenario).iterdir()
    return folder


def test_a_war_is_told_and_written(sim):
    answer = sim("run", WAR, "--no-report")
    assert answer.status == 0
    assert answer.out.startswith("A small war (seed 11, war 0)\nFICTIONAL")
    told = [line for line in answer.out.splitlines() if line.startswith("Day ")]
    runs = read(only_run())
    assert told == [str(line) for line in tell(events_in(runs.events), runs.scenario)]
    assert "\nOutcome: " in answer.out
    assert "no forecast" in answer.out
    assert f"The record is written: {only_run()}" in answer.err
    assert sorted(path.name for path in only_run().iterdir()) == sorted(
        [f"{name}.{kind}" for name in ("runs", "truces", "days", "events")
         for kind in ("csv", "parquet")] + ["manifest.json", "schema.json"]
    )  # fmt: skip


@pytest.mark.slow
def test_a_report_is_written_too(sim):
    assert sim("run", WAR).status == 0
    assert (only_run() / "report.html").stat().st_size > 1000


def test_many_wars_end_in_tables(sim):
    answer = sim("run", WAR, "--replicates", "20", "--no-report")
    assert answer.status == 0
    assert "How 20 wars ended" in answer.out
    assert "95 % interval" in answer.out
    assert "deaths_north" in answer.out
    assert not any(line.startswith("Day ") for line in answer.out.splitlines())


def test_json_is_one_document(sim):
    answer = sim("run", WAR, "--replicates", "10", "--seed", "3", "--no-report", "--json")
    found = answer.document
    assert answer.status == 0
    assert found["directory"] == str(only_run())
    assert found["run_id"] == only_run().name
    assert (found["seed"], found["replicates"], found["engine"]) == (3, 10, "mesa")
    assert sum(row["count"] for row in found["outcomes"].values()) == 10
    for row in found["outcomes"].values():
        assert set(row) == {"count", "share", "low", "high"}
        assert row["low"] <= row["share"] <= row["high"]
    assert {"mean", "median", "p05", "p95"} <= set(found["measures"]["deaths"])
    assert json.loads((only_run() / "manifest.json").read_text("utf-8"))["seed"] == 3


def test_replicate_fights_that_war_alone(sim):
    many = sim("run", WAR, "--replicates", "4", "--no-report", "--json").document
    alone = sim("run", WAR, "--replicate", "3", "--no-report", "--json").document
    assert alone["first_replicate"] == 3
    assert alone["replicates"] == 1
    assert alone["run_id"] != many["run_id"]
    last = Path(many["directory"], "runs.csv").read_text("utf-8").splitlines()[-1]
    assert Path(alone["directory"], "runs.csv").read_text("utf-8").splitlines()[-1] == last


def test_the_same_run_is_verified_and_reused(sim, monkeypatch):
    first = sim("run", WAR, "--no-report")
    before = {path: path.stat().st_mtime_ns for path in only_run().iterdir()}

    def fights(*_: object, **__: object) -> None:
        raise AssertionError("fought again")

    monkeypatch.setattr(simulating, "CeasefireModel", fights)
    again = sim("run", WAR, "--no-report")
    assert again.status == 0
    assert again.out == first.out
    assert "verified and used again" in again.err
    assert {path: path.stat().st_mtime_ns for path in only_run().iterdir()} == before
    assert sim("run", WAR, "--no-report", "--json").document["reused"] is True


def test_force_fights_again(sim):
    sim("run", WAR, "--no-report")
    before = (only_run() / "runs.parquet").stat().st_mtime_ns
    answer = sim("run", WAR, "--no-report", "--force", "--json")
    assert answer.document["reused"] is False
    assert (only_run() / "runs.parquet").stat().st_mtime_ns > before


def test_a_changed_table_is_refused_until_forced(sim):
    sim("run", WAR, "--no-report")
    other = sim("run", WAR, "--no-report", "--seed", "4", "--out", "other", "--json").document
    table = only_run() / "truces.parquet"
    table.write_bytes((Path(other["directory"]) / "events.parquet").read_bytes())
    answer = sim("run", WAR, "--no-report")
    assert answer.status == 1
    assert "--force" in answer.err
    assert sim("run", WAR, "--no-report", "--force").status == 0
    assert "used again" in sim("run", WAR, "--no-report").err


def test_settings_make_another_run(sim):
    sim("run", WAR, "--no-report")
    answer = sim(
        "run", WAR, "--no-report", "--set", "mechanisms.agreements=false",
        "--set", "belligerents.north.strength=3", "--json",
    )  # fmt: skip
    assert answer.document["measures"]["truces"]["mean"] == 0.0
    assert len(list(Path("results/small-war").iterdir())) == 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--replicates", "0"), "--replicates: too small"),
        (("--replicate", "-1"), "--replicate: too small"),
        (("--replicates", "2", "--replicate", "1"), "two answers to one question"),
        (("--seed", "-1"), "seed: too small"),
        (("--seed", "many"), "valid integer"),
        (("--workers", "0"), "workers: too small"),
        (("--engine", "mess"), "did you mean mesa?"),
        (("--lang", "de"), "no such language"),
        (("--set", "belligerents.north.strenght=2"), "did you mean belligerents.north.strength?"),
        (("--set", "nonsense"), "not an assignment"),
    ],
)
def test_wrong_options_are_said(sim, words, message):
    answer = sim("run", WAR, *words)
    assert answer.status == 2
    assert message in answer.err
    assert answer.out == ""
    assert not Path("results").exists()


def test_an_unknown_scenario_is_said(sim):
    answer = sim("run", "smal-war")
    assert answer.status == 2
    assert "did you mean small-war?" in answer.err


@pytest.fixture
def interrupted(monkeypatch):
    """Ctrl-C during the third war."""

    class Interrupted(simulating.CeasefireModel):
        def step(self):
            if self.replicate == 2 and self.tick == 5:
                raise KeyboardInterrupt
            super().step()

    monkeypatch.setattr(simulating, "CeasefireModel", Interrupted)


@pytest.mark.usefixtures("interrupted")
def test_after_ctrl_c_what_is_fought_stays(sim):
    answer = sim("run", WAR, "--replicates", "5", "--no-report", "--json")
    assert answer.status == 130
    assert answer.document["replicates"] == 2
    assert "2 of 5 wars are fought and written" in answer.err
    manifest = json.loads((only_run() / "manifest.json").read_text("utf-8"))
    assert (manifest["fought"], manifest["replicates"], manifest["complete"]) == (2, 5, False)
    assert sim("reproduce", str(only_run())).status == 0


def test_an_interrupted_run_is_fought_to_its_end_next_time(sim, interrupted, monkeypatch):
    sim("run", WAR, "--replicates", "5", "--no-report")
    folder = only_run()
    monkeypatch.setattr(simulating, "CeasefireModel", simulating.CeasefireModel.__mro__[1])
    answer = sim("run", WAR, "--replicates", "5", "--no-report", "--json")
    assert answer.status == 0
    assert answer.document["replicates"] == 5
    assert only_run() == folder
    assert json.loads((folder / "manifest.json").read_text("utf-8"))["complete"] is True


@pytest.mark.usefixtures("interrupted")
def test_ctrl_c_before_the_first_war_is_over_leaves_nothing(sim):
    answer = sim("run", WAR, "--replicate", "2", "--no-report")
    assert answer.status == 130
    assert "nothing is written" in answer.err
    assert not Path("results").exists()


def test_a_full_disk_is_said(sim, monkeypatch):
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(atomic.os, "fsync", full)
    answer = sim("run", WAR, "--no-report")
    assert answer.status == 1
    assert "the disk is full" in answer.err
    assert "Traceback" not in answer.err
    assert not Path("results").exists()


def test_a_folder_that_is_a_file_is_said(sim):
    Path("results").write_text("mine")
    answer = sim("run", WAR, "--no-report")
    assert answer.status == 1
    assert str(Path("results")) in answer.err


def test_a_page_that_replays_it_is_written_on_request(sim):
    answer = sim("run", "small-war", "--no-report", "--page")
    page = next(Path("results").glob("small-war/*/page.html"))
    assert f"The page: {page}" in answer.err
    assert not (page.parent / "report.html").exists()
    again = sim("run", "small-war", "--no-report", "--page", "--json")
    assert again.document["reused"]
    assert again.status == 0


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (
            ("--replicates", "0"),
            ["--replicates: trop petit", "trouvé\u202f:  0", "un nombre entier à partir de 1"],
        ),
        (("--engine", "mess"), ["engine: ce moteur n’existe pas", "vouliez-vous dire mesa"]),
        (("--set", "nonsense"), ["--set: pas une affectation", "par exemple rules.truces"]),
        (
            ("--set", "belligerents.north.strength=-1"),
            ["belligerents.north.strength: nombre hors des limites", "permis\u202f:  un nombre"],
        ),
        (("--wars-per-draw", "2"), ["--wars-per-draw: seulement avec --uncertainty"]),
        (("--uncertainty", "prior"), ["n’indique aucun intervalle où tirer"]),
        (("--uncertainty", "fitted"), ["n’a pas d’ajustement", "sim calibrate en fait un"]),
    ],
)
def test_refusals_in_french(sim, words, lines):
    answer = sim("run", WAR, "--lang", "fr", *words)
    assert answer.status == 2
    for line in lines:
        assert line in answer.err
    assert not re.search(r"^ +(found|allowed|hint):", answer.err, re.MULTILINE)


def test_an_unknown_scenario_in_french_and_the_next_command_in_english(sim):
    french = sim("run", "karabak-2020", "--lang", "fr").err
    assert "aucun scénario ne porte cet identifiant" in french
    assert "ou le chemin d’un fichier .toml" in french
    assert "no scenario has this id" in sim("run", "karabak-2020").err
