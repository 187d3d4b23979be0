"""The self-audit: what is moved and between which values, what differs, verdicts, edges, output."""

import dataclasses
import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim.cast import cast_of
from sim.cli import main
from sim.engines.ensemble import fight_one
from sim.engines.ready import make_ready
from sim.kernel.world import STATUSES
from sim.scenario.loading import load
from sim.scenario.scenario import Scenario
from sim.studies.audit import Audit, audit, reasons, seeds
from sim.studies.audit.bounds import assumed_range, ends, whole_ends
from sim.studies.audit.data import as_dict, faults
from sim.studies.audit.effects import largest_effect
from sim.studies.audit.explained import explanation, stale
from sim.studies.audit.field import Field, Stopped
from sim.studies.audit.machine import START, Edge
from sim.studies.audit.moves import Move, claimed_moves, moves, switches
from sim.studies.audit.reading import Reached, edges_of
from sim.studies.audit.rows import difference
from sim.studies.audit.verdicts import Verdict, judge, moves_something
from sim.studies.audit.words import WIDTH, lines

WARS = 8
TALKS = "mediators.lake_talks.mandate.terms: "


@pytest.fixture(scope="module", autouse=True)
def ready() -> None:
    make_ready(load("first-war"), print)


@pytest.fixture
def war(tiny: Path) -> Scenario:
    return load(tiny)


@pytest.fixture
def field(war: Scenario) -> Field:
    return Field(war, 5, WARS)


def with_text(tiny: Path, more: str) -> Scenario:
    tiny.write_text(tiny.read_text(encoding="utf-8").replace("seed = 5\n", f"seed = 5\n{more}"))
    return load(tiny)


# ---- what is moved, and between which values


def test_the_ends_of_a_range_are_its_5_and_95_percent_values() -> None:
    assert ends(10.0, 30.0) == pytest.approx((11.0, 29.0))
    assert whole_ends(3, 6) == (3, 6)
    assert whole_ends(0, 100) == (5, 95)
    assert whole_ends(1, 2) == (1, 2)


@pytest.mark.parametrize(
    ("address", "value", "low", "high"),
    [
        ("rules.truces.break_pace", 300.0, 150.0, 450.0),
        ("rules.truces.misperception", 0.8, 0.4, 1.0),
        ("belligerents.north.belief.mean", -0.4, -0.6, -0.2),
        ("belligerents.north.attrition", 0.0, 0.0, 1.0),
        ("belligerents.north.tolerance", 0.0, 0.0, 900.0),
        ("belligerents.north.patience_days", 0.0, 0.0, 60.0),
        ("belligerents.north.aim_hardening", 0.0, -1.0, 1.0),
        ("mediators.panel.tempo.rounds", 1, 1, 2),
        ("fronts.river.held", 1, 0, 2),
    ],
)
def test_a_number_without_a_range(address: str, value: float, low: float, high: float) -> None:
    keys = tuple(address.split("."))
    known = {("belligerents", "south", "tolerance"): 900.0}
    assert assumed_range(keys, value, known) == pytest.approx((low, high))


def test_levers_are_moved_between_their_ends_and_ranges_within_theirs() -> None:
    lever, *_ = claimed_moves(load("first-war"))
    assert (lever.basis, lever.arms) == ("lever", (0.0, 3.0))
    accuracy = next(
        move
        for move in claimed_moves(load("karabakh-2020"))
        if move.address == "mediators.moscow.signal_accuracy"
    )
    assert (accuracy.basis, accuracy.arms) == ("range", pytest.approx((0.52, 0.88)))


def test_everything_that_may_take_other_values_is_moved_once() -> None:
    scenario = load("first-war")
    found = {move.label: move for move in moves(scenario)}
    assert len(found) == len(moves(scenario))
    terms = ["line", "monitors", "peacekeepers", "prisoners"]
    assert found[f"{TALKS}monitors"].arms == (terms, ["line", "peacekeepers", "prisoners"])
    assert found["belligerents.westland.doctrine"].arms[0] == "generous"
    assert len(found["belligerents.westland.doctrine"].arms) == 8
    assert found["scenario.initiatives"].arms == ("endogenous", "scripted")
    assert not any(label.startswith("mechanisms.") for label in found)
    assert not any(label.endswith((".name", ".seed", "step_hours")) for label in found)
    assert {move.arms for move in switches(scenario)} == {(True, False)}


# ---- what differs, and by how much


def test_only_wars_that_differ_count(field: Field, war: Scenario) -> None:
    base = field.base(WARS)
    assert not difference(base, field.rows(war, WARS)).either.any()
    other = field.rows(field.changed({"belligerents.south.strength": 1.5}), WARS)
    found = difference(base, other)
    deaths = base.runs["deaths"] != other.runs["deaths"]
    assert found.runs.any()
    assert not (deaths & ~found.runs).any()


def test_a_difference_in_agreements_alone_is_found() -> None:
    scenario = load("attribution")
    field = Field(scenario, 1, 10)
    one = field.base(10)
    truces = {name: column.copy() for name, column in one.truces.items()}
    place = int(np.flatnonzero(truces["replicate"] == 3)[0])
    truces["monitors"][place] += 1.0
    found = difference(one, one._replace(truces=truces))
    assert np.flatnonzero(found.truces).tolist() == [3]
    assert not found.runs.any()


def test_the_effect_is_in_standard_deviations_of_the_scenarios_own_wars(war: Scenario) -> None:
    base = Field(war, 5, WARS).base(WARS).frame
    moved = base.assign(deaths=base["deaths"] + 2.0 * base["deaths"].std(ddof=1))
    found = largest_effect(cast_of(war.case), base, base, pd.DataFrame(moved))
    assert found is not None
    assert (found.measure, found.size, found.error) == (
        "deaths",
        pytest.approx(2.0),
        pytest.approx(0.0, abs=1e-9),
    )
    assert largest_effect(cast_of(war.case), base, base, base) is None


# ---- verdicts


def test_a_number_that_moves_the_war(field: Field) -> None:
    found = judge(field, next(m for m in moves(field.scenario) if m.address.endswith("h.strength")))
    assert (found.shows, found.dead, found.fixed) == ("runs", False, False)
    assert 0.0 < found.changed <= 1.0
    assert found.effect is not None
    assert moves_something(field, found.move, (2, WARS))


def test_what_a_switched_off_mechanism_needs_is_dead(tiny: Path) -> None:
    scenario = with_text(tiny, "[mechanisms]\nagreements = false\n")
    field = Field(scenario, 5, WARS)
    by_label = {move.label: move for move in moves(scenario)}
    found = judge(field, by_label["rules.truces.break_pace"])
    assert found.dead
    assert reasons.reason(scenario.case, found, Reached()) == "the mechanism agreements is off"
    assert not moves_something(field, found.move, (2, WARS))


def test_what_the_scenario_refuses_is_brought_closer_or_left(field: Field) -> None:
    move = Move("belligerents.north.discipline", "x", "assumed", (0.5, 4.5), 0.5)
    assert judge(field, move).arms == (0.5, 1.0)
    fixed = judge(field, Move("belligerents.north.belief.alpha", "x", "assumed", (0.0, 1.0), 0.0))
    assert fixed.fixed
    assert not fixed.dead
    assert "beta belief" in reasons.reason(field.scenario.case, fixed, Reached())


def test_a_difference_in_events_alone_is_said() -> None:
    scenario = load("karabakh-2020")
    accuracy = "mediators.moscow.signal_accuracy"
    move = next(move for move in claimed_moves(scenario) if move.address == accuracy)
    found = judge(Field(scenario, 2099, 4), move)
    assert (found.shows, found.dead, found.effect) == ("events", True, None)


def test_an_audit_that_is_stopped_stops(field: Field, war: Scenario) -> None:
    field.stop.set()
    with pytest.raises(Stopped):
        field.rows(war, WARS)
    with pytest.raises(Stopped):
        list(field.logged(war, 1))


# ---- what a file explains


def test_an_explanation_covers_what_lies_below(tiny: Path) -> None:
    text = '[scenario.explained]\nbelligerents = "a"\n"belligerents.north" = "b"\n'
    case = with_text(tiny, text).case
    assert explanation(case, "belligerents.north.tolerance") == "b"
    assert explanation(case, "belligerents.south.strength") == "a"
    assert explanation(case, "rules.truces.break_pace") == ""
    move = Move("belligerents.north.tolerance", "x", "range", (1.0, 2.0), 1.0)
    dead, alive = (Verdict(move, (1.0, 2.0), shows) for shows in ("nothing", "runs"))
    assert stale(case, [dead]) == []
    assert stale(case, [alive]) == ["belligerents", "belligerents.north"]


# ---- the machine of agreements


@pytest.mark.parametrize("name", ["first-war", "constant-hazard", "insincere-truces"])
def test_the_edges_lead_to_where_the_war_ended(name: str) -> None:
    scenario = load(name)
    for replicate in range(20):
        war = fight_one(scenario, 3, replicate)
        passed = list(edges_of(war))
        for one, following in pairwise(passed):
            assert one.after == following.before  # these wars have one front
        assert passed[0].before == START
        assert passed[-1].after == STATUSES[int(war.world.fronts[0]["status"])]


def test_what_wars_reach_adds_up() -> None:
    scenario = load("constant-hazard")
    one, two = Reached(), Reached()
    one.take(fight_one(scenario, 3, 0))
    two.take(fight_one(scenario, 3, 1))
    one.add(two)
    assert one.wars == 2
    assert one.edges[Edge(START, "opens", "truce")] == 2
    assert one.states_missed == [state for state in STATUSES if not one.states[state]]
    assert Edge(START, "opens", "war") in one.edges_missed
    one.edges[Edge("settled", "reopened", "announced")] += 1
    assert one.unlisted == [Edge("settled", "reopened", "announced")]


# ---- the whole


@pytest.fixture(scope="module")
def audited() -> Audit:
    return audit(load("constant-hazard"), wars=WARS)


def test_a_seed_that_does_not_bind_is_a_fault(
    audited: Audit, field: Field, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert audited.ok
    monkeypatch.setattr(
        seeds, "hashes", lambda scenario, seed, wars, workers: {"runs": str(workers)}
    )
    found = seeds.check_seeds(field)
    assert (found.again, found.workers, found.bind) == (True, False, False)
    broken = dataclasses.replace(audited, seeds=found)
    assert not broken.ok
    assert [fault.address for fault in faults(broken)] == ["scenario.seed"]


Sim = Callable[..., tuple[int, str, str]]


@pytest.fixture
def sim(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Sim:
    def call(*words: str) -> tuple[int, str, str]:
        status = main(["check", *words])
        return status, *capsys.readouterr()

    return call


def test_as_data(sim: Sim, tiny: Path) -> None:
    with_text(tiny, "[mechanisms]\nagreements = false\n")
    status, out, _ = sim(str(tiny), "--audit", "--replicates", str(WARS), "--json")
    document: dict[str, Any] = json.loads(out)
    found = document["audit"]
    assert status == 1
    assert (document["ok"], found["ok"]) == (False, False)
    assert found["unexplained"] == ["belligerents.north.tolerance"]
    fault = document["errors"][0]
    assert {"file", "line", "address", "found", "allowed", "hint"} <= set(fault)
    assert fault["address"] == "belligerents.north.tolerance"
    assert (
        fault["line"]
        == tiny.read_text(encoding="utf-8")
        .splitlines()
        .index("tolerance = { value = 900, low = 500, high = 1500 }")
        + 1
    )
    assert found["seeds"]["bind"]
    assert set(found["seeds"]["hashes"]) == {"runs", "truces", "days", "events"}
    row = next(r for r in found["parameters"] if r["address"] == "belligerents.south.strength")
    assert (row["basis"], row["shows"], row["stated"]) == ("range", "runs", True)
    assert row["values"] == pytest.approx([0.84, 1.56])
    assert len(found["mechanisms"]) == len(switches(load(tiny)))
    assert found["costs"]["steps"] == 3.0
    assert {"announced", "truce", "settled"} <= set(found["states_missed"])


def test_in_words(sim: Sim, tiny: Path) -> None:
    text = '[scenario.explained]\n"belligerents.north" = "no talks, no cost that counts"\n'
    with_text(tiny, f"{text}[mechanisms]\nagreements = false\n")
    status, out, _ = sim(str(tiny), "--audit", "--replicates", str(WARS))
    assert status == 0
    assert "1 of 2 move something" in out
    assert "Dead, as the file explains: no talks, no cost that counts" in out
    assert "is explained." in out


def test_words_and_data(audited: Audit) -> None:
    written = list(lines(audited))
    assert max(map(len, written)) <= WIDTH
    assert any("truce -> war: constant hazard" in line for line in written)
    data = as_dict(audited)
    assert json.loads(json.dumps(data)) == data
    assert {"from": "truce", "to": "war", "what": "broken"} in data["edges_missed"]


@pytest.mark.parametrize("option", ["--replicates", "--workers"])
def test_options_of_an_audit_alone(sim: Sim, tiny: Path, option: str) -> None:
    status, _, err = sim(str(tiny), option, "3")
    assert status == 2
    assert "only with --audit" in err


def test_too_few_wars(sim: Sim, tiny: Path) -> None:
    status, _, err = sim(str(tiny), "--audit", "--replicates", "1")
    assert status == 2
    assert "at least 2" in err or "from 2" in err
