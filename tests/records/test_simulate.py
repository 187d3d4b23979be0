"""Wars fought by the engine, their records, and the same wars fought again."""

import json
from pathlib import Path

import numpy as np
import pytest

from sim import read, simulate
from sim.engines.agents import Mediator
from sim.engines.model import CeasefireModel
from sim.records import reproduce as reproducing
from sim.records.errors import RecordError
from sim.records.frames import so_far, truce_values
from sim.records.reproduce import reproduce
from sim.scenario import ScenarioError, load
from sim.scenario.library import scenario_files
from sim.scenario.schema import Case

WAR = Path(__file__).with_name("small-war.toml")


def test_two_tables_by_default_and_all_on_request():
    few = simulate(WAR, replicates=3)
    assert len(few.runs) == 3
    assert few.seed == 11
    assert set(few.frames) == {"runs", "truces"}
    with pytest.raises(RecordError, match="days were not kept"):
        _ = few.days
    whole = simulate(WAR, replicates=3, keep=("days", "events"))
    assert whole.runs.equals(few.runs)
    assert set(whole.events["replicate"]) == {0, 1, 2}


def test_a_war_is_the_same_alone_and_among_others():
    many = simulate(WAR, replicates=4, seed=3, keep=["runs", "truces", "days", "events"])
    alone = simulate(WAR, seed=3, first_replicate=2, keep=["runs", "truces", "days", "events"])
    for name, frame in alone.frames.items():
        assert frame.equals(many.only(2).frames[name]), name


def test_seed_and_settings_bind():
    base = simulate(WAR, replicates=2)
    assert not simulate(WAR, replicates=2, seed=12).runs["deaths"].equals(base.runs["deaths"])
    quiet = simulate(WAR, replicates=2, set={"mechanisms.agreements": False})
    assert quiet.runs["truces"].sum() == 0
    again = simulate(load(WAR), replicates=2, set={"mechanisms.agreements": False})
    assert again.runs.equals(quiet.runs)


def test_rows_agree_with_each_other():
    runs = simulate(WAR, replicates=20, keep=("runs", "truces", "days", "events"))
    assert runs.runs["truces"].sum() == len(runs.truces) > 0
    for replicate, row in runs.runs.set_index("replicate").iterrows():
        days = runs.days[runs.days["replicate"] == replicate]
        assert days["deaths_north"].sum() == row["deaths_north"]
        assert days["engagements"].sum() == row["engagements"]
        assert days["line_river"].iloc[-1] / 6.0 == pytest.approx(row["share_final_river"])
    broken = runs.truces[~runs.truces["censored"]]
    assert (broken["lifetime_days"] >= 0.0).all()
    assert broken["ended_day"].notna().all()


@pytest.mark.parametrize("seed", range(12))
def test_a_truce_alive_is_seen_to_the_end_of_the_run(seed):
    model = CeasefireModel(case=load(WAR), rng=seed)
    while model.running:
        model.step()
        if model.tick == 40 or not model.running:
            _assert_lives(model, model.log.counts[2] if model.running else model.day)


def _assert_lives(model, days):
    """While the war goes on, what is seen is the days that are written."""
    values = truce_values(so_far(model.finished()))
    alive = values["censored"]
    effective = model.world.truces["effective_hour"][model.world.truces["active"] == 1] / 24.0
    assert values["lifetime_days"][alive] == pytest.approx(np.maximum(days - effective, 0.0))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"replicates": 0}, "replicates"),
        ({"replicates": 1.5}, "whole number"),
        ({"seed": -1}, "seed"),
        ({"seed": 2**64}, "seed"),
        ({"workers": 0}, "workers: too small"),
        ({"engine": "mesaa"}, "did you mean mesa"),
        ({"keep": ["event"]}, "did you mean events"),
        ({"first_replicate": -1}, "first_replicate"),
        ({"set": {"mechanism.agreements": False}}, "mechanisms"),
    ],
)
def test_wrong_arguments_are_said(arguments, message):
    with pytest.raises(ScenarioError, match=message):
        simulate(WAR, **arguments)


def test_reproduction_is_identical(tmp_path):
    simulate(WAR, replicates=3, keep=("runs", "truces", "days", "events")).write(tmp_path / "a")
    found = reproduce(tmp_path / "a")
    assert found == (True, [], [])


def test_reproduction_needs_no_scenario_file(tmp_path):
    mine = tmp_path / "war.toml"
    mine.write_text(WAR.read_text("utf-8"), "utf-8")
    runs = simulate(mine, replicates=2, set={"rules.truces.break_pace": 100.0})
    runs.write(tmp_path / "a")
    mine.write_text("gone")
    assert reproduce(tmp_path / "a").identical
    again = read(tmp_path / "a")
    assert again.scenario.case == runs.scenario.case
    assert again.scenario.overrides == {"rules.truces.break_pace": 100.0}
    assert again.scenario.text == runs.scenario.text
    assert simulate(again.scenario, replicates=2).runs.equals(runs.runs)


def test_what_differs_is_named(tmp_path, monkeypatch):
    simulate(WAR, replicates=2).write(tmp_path / "a")
    path = tmp_path / "a" / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["scenario"]["case"]["belligerents"]["north"]["strength"] = 5.0
    path.write_text(json.dumps(manifest), "utf-8")
    monkeypatch.setattr(reproducing, "machine_fingerprint", lambda: "another")
    found = reproduce(tmp_path / "a")
    assert not found.identical
    assert "table runs" in [one.what for one in found.differences]
    assert [one.what for one in found.circumstances] == ["exp and log of this machine"]


class Absent(Mediator):
    """A mediator that never goes in."""

    def launch(self):
        return super().launch()._replace(go=False)


def test_decisions_of_ones_own_are_recorded_but_cannot_be_reproduced(tmp_path):
    runs = simulate(WAR, replicates=2, agents={"contact_group": Absent}, keep=["events"])
    assert "initiative" not in set(runs.events["kind"])
    runs.write(tmp_path / "a")
    assert list(read(tmp_path / "a").agents) == ["contact_group"]
    with pytest.raises(RecordError, match=r"contact_group .*Absent"):
        reproduce(tmp_path / "a")


def test_a_part_of_a_run_is_reproduced_as_far_as_it_went(tmp_path):
    import sim.records.simulate as simulating
    from sim.records.columns import TABLES
    from sim.records.plan import Plan
    from sim.records.tables import Collector

    scenario = load(WAR)
    plan = Plan(scenario, 11, 0, 5, "mesa")
    wars = list(simulating.wars(scenario, 11, 0, 2))
    collector = Collector(wars[0].cast)
    collector.add(wars[0], TABLES)
    collector.add(wars[1], ["runs", "truces"])
    runs = simulating.collected(collector, plan, simulating.now())
    assert (runs.fought, runs.replicates, runs.wars["days"]) == (2, 5, 1)
    runs.write(tmp_path / "a")
    assert reproduce(tmp_path / "a").identical
    assert set(runs.only(1).frames) == {"runs", "truces"}


@pytest.mark.parametrize("path", scenario_files(), ids=lambda path: path.stem)
def test_a_manifest_holds_a_shipped_scenario_whole(path):
    case = load(path).case
    again = Case.model_validate_json(json.dumps(json.loads(case.model_dump_json())))
    assert again == case
    assert again.model_dump_json() == case.model_dump_json()
