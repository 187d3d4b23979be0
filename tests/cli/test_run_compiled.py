"""`sim run` on the compiled engine: the same record, what is said, what Ctrl-C leaves."""

import json
from pathlib import Path

import pytest

from sim import read
from sim.engines.ensemble import Ensemble
from tests.cli.test_run import WAR, only_run

WORDS = ("run", WAR, "--replicates", "60", "--no-report")


def test_the_engines_leave_one_run(sim):
    mesa = sim(*WORDS, "--engine", "mesa", "--json").document
    hashes = tables_of(only_run())
    fast = sim(*WORDS, "--engine", "compiled", "--workers", "2", "--force", "--json").document
    assert (mesa["engine"], fast["engine"]) == ("mesa", "compiled")
    assert fast["run_id"] == mesa["run_id"] == only_run().name
    assert tables_of(only_run()) == hashes
    reused = sim(*WORDS, "--engine", "mesa", "--json").document
    assert (reused["reused"], reused["engine"]) == (True, "compiled")
    assert sim("reproduce", str(only_run())).status == 0


def tables_of(folder: Path) -> dict[str, str]:
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    return {name: table["hash"] for name, table in manifest["tables"].items()}


def test_a_war_is_told_alike(sim):
    mesa = sim("run", WAR, "--no-report")
    fast = sim("run", WAR, "--no-report", "--force", "--engine", "compiled")
    assert fast.out == mesa.out
    assert any(line.startswith("Day ") for line in fast.out.splitlines())


def test_one_war_never_waits_for_a_compiler(sim, monkeypatch):
    def compiles(*_: object) -> None:
        raise AssertionError("the compiler was called")

    monkeypatch.setattr("sim.engines.ready.make_ready", compiles)
    monkeypatch.setattr("sim.engines.ready.is_ready", compiles)
    assert sim("run", WAR, "--no-report", "--json").document["engine"] == "mesa"


@pytest.fixture
def interrupted(monkeypatch):
    """Ctrl-C after the second chunk, once."""
    whole = Ensemble.batches
    pressed = []

    def batches(ensemble, first, count):
        for number, batch in enumerate(whole(ensemble, first, count)):
            if number == 2 and not pressed:
                pressed.append(first)
                raise KeyboardInterrupt
            yield batch

    monkeypatch.setattr(Ensemble, "batches", batches)


@pytest.mark.usefixtures("interrupted")
def test_after_ctrl_c_what_is_computed_stays(sim):
    answer = sim(*WORDS, "--engine", "compiled", "--workers", "1", "--json")
    assert answer.status == 130
    runs = read(only_run())
    assert 1 < runs.fought < 60
    assert answer.document["replicates"] == runs.fought == len(runs.runs)
    assert runs.wars == {"runs": runs.fought, "truces": runs.fought, "days": 1, "events": 1}
    assert f"{runs.fought} of 60 wars are fought and written" in answer.err
    assert sim("reproduce", str(only_run())).status == 0


def test_ctrl_c_while_it_compiles_leaves_nothing(sim, monkeypatch):
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sim.engines.ready.make_ready", stopped)
    answer = sim(*WORDS, "--engine", "compiled")
    assert answer.status == 130
    assert "nothing is written" in answer.err
    assert not Path("results").exists()
