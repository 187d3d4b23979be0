"""Library, scenarios, wars: what the page draws is what the command line fights and reports."""

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sim import simulate
from sim.classroom.controls import controls
from sim.classroom.library import Library
from sim.classroom.variants import stated, vary
from sim.report.replay import replay
from sim.report.story import tell
from sim.report.war import war_of
from sim.scenario.library import entries
from sim.scenario.loading import load

CREDIBILITY = "mediators.lake_talks.credibility"


def reported(case: str, **changes: Any) -> Any:
    """The document that the report of the same war embeds."""
    runs = simulate(
        case, engine="mesa", keep=("runs", "truces", "days", "events"), set=changes.get("set"),
        seed=changes.get("seed"), first_replicate=changes.get("replicate", 0),
    )  # fmt: skip
    war = war_of(runs.scenario, runs)
    return json.loads(json.dumps(replay(war, list(tell(war.events, war.scenario)))))


def test_every_shipped_scenario_is_in_the_library_once(room: TestClient) -> None:
    groups = room.get("/api/library").json()["groups"]
    listed = [one["id"] for group in groups for one in group["scenarios"]]
    assert sorted(listed) == sorted(entry.id for entry in entries())
    assert groups[0]["id"] == "classroom"
    assert groups[-1]["id"] == "theory"


@pytest.mark.parametrize("case", ["first-war", "karabakh-2020"])
def test_a_war_is_the_one_of_the_report(ask: Any, case: str) -> None:
    assert ask("/api/war", {"scenario": case})["war"] == reported(case)


def test_changes_seed_and_replicate_give_the_war_of_the_command_line(ask: Any) -> None:
    message = {"scenario": "first-war", "changes": {CREDIBILITY: 0.2}, "seed": "9", "replicate": 3}
    answer = ask("/api/war", message)
    expected = reported("first-war", set={CREDIBILITY: 0.2}, seed=9, replicate=3)
    assert answer["war"] == expected
    assert answer["different"] == [{"address": CREDIBILITY, "file": 0.7, "now": 0.2}]
    assert any("Changed by the user" in label for label in answer["war"]["labels"])


def test_what_equals_the_file_is_no_change(ask: Any) -> None:
    plain = ask("/api/war", {"scenario": "first-war"})
    same = ask("/api/war", {"scenario": "first-war", "changes": {CREDIBILITY: 0.7}})
    assert same["different"] == []
    assert same["war"] == plain["war"]


def test_a_seed_that_browsers_would_round_goes_as_text(ask: Any) -> None:
    largest = str(2**64 - 1)
    assert ask("/api/war", {"scenario": "first-war", "seed": largest})["seed"] == largest


def test_mediators_are_taken_away_and_added(ask: Any) -> None:
    message = {
        "scenario": "karabakh-2020",
        "remove": ["mediators.minsk_group"],
        "add": [{"mediator": "astana", "from": "karabakh-2020-astana-type"}],
    }
    answer = ask("/api/war", message)
    there = {one["id"] for one in answer["war"]["actors"]}
    assert "astana" in there
    assert "minsk_group" not in there
    assert {row["address"] for row in answer["different"]} == {
        "mediators.minsk_group",
        "mediators.astana",
    }


def test_whoever_is_brought_into_a_real_war_is_labelled(room: TestClient, ask: Any) -> None:
    add = [{"mediator": "geneva", "from": "syria-2012-2020"}]
    saved = ask("/api/save", {"scenario": "karabakh-2020", "add": add})["toml"]
    assert "counterfactual = true" in saved.partition("[mediators.geneva]")[2]


@pytest.mark.parametrize("case", [entry.id for entry in entries()])
def test_controls_hold_their_values_and_can_be_used(room: TestClient, case: str) -> None:
    described = room.get(f"/api/scenarios/{case}").json()
    addresses = [control["address"] for control in described["controls"]]
    assert len(addresses) == len(set(addresses))
    for control in described["controls"]:
        value, name = control["value"], control["address"]
        assert control["label"], name
        assert control["sentence"].endswith((".", "?", "!")), name
        if control["kind"] == "number":
            assert control["low"] <= value <= control["high"], name
            assert 0 < control["step"] <= control["high"] - control["low"], name
        elif control["kind"] in ("choice", "set"):
            assert set(value if control["kind"] == "set" else [value]) <= set(control["choices"])
        else:
            assert isinstance(value, bool), name


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize(
    ("address", "english", "french"),
    [
        ("rules.truces.reconsiders", "thinks it over", "y réfléchit de nouveau"),
        ("rules.truces.forbearance", "twice the tension", "deux fois la tension"),
        ("mechanisms.foresight", "land has changed hands", "en d’autres mains"),
        ("mediators.minsk_group.credibility", "At the start", "crédibilité au début"),
        ("rules.pressure.half_life_days", "After signing", "demi-vie de la pression"),
    ],
)
def test_what_can_be_changed_is_explained_in_either_language(
    room: TestClient, lang: str, address: str, english: str, french: str
) -> None:
    described = room.get(f"/api/scenarios/karabakh-2020?lang={lang}").json()
    found = next(one for one in described["controls"] if one["address"] == address)
    told = f"{found['label']} {found['sentence']}"
    assert (english if lang == "en" else french) in told


def test_what_differs_is_told_in_the_language_of_the_page(room: TestClient) -> None:
    war = {
        "scenario": "karabakh-2020",
        "remove": ["mediators.minsk_group"],
        "add": [{"mediator": "lake_talks", "from": "first-war"}],
    }
    rows = room.post("/api/war", json=war, headers={"Accept-Language": "fr"}).json()["different"]
    said = {one["address"]: (one["file"], one["now"]) for one in rows}
    assert said["mediators.minsk_group"] == ("présent", "retiré")
    assert said["mediators.lake_talks"] == ("absent", "ajouté, comme dans first-war")


def test_every_mediator_can_be_taken_from_every_war() -> None:
    """With whatever speaks of it: events, invitations, endorsements."""
    for entry in entries():
        scenario = load(entry.path)
        for name in scenario.case.mediators:
            if all(front.truce is None for front in scenario.case.fronts.values()):
                assert name not in vary(scenario, {}, [f"mediators.{name}"]).scenario.case.mediators


def test_every_mediator_on_offer_can_be_added() -> None:
    library = Library()
    for name in ("first-war", "karabakh-2020", "syria-2012-2020"):
        scenario = library.scenario(name)
        offered = library.can_add(scenario)
        assert offered
        for one in offered:
            added = [library.addition(one["mediator"], one["from"])]
            variant = vary(scenario, {}, [], added).scenario.case
            assert one["mediator"] in variant.mediators
            invented = variant.mediators[one["mediator"]].counterfactual
            assert invented or variant.scenario.fictional


@pytest.mark.parametrize("case", ["first-war", "karabakh-2020"])
def test_every_end_of_every_slider_is_allowed(case: str) -> None:
    scenario = load(case)
    for control in controls(scenario):
        if control["kind"] == "number":
            for end in ("low", "high"):
                address = control["address"]
                assert (
                    stated(vary(scenario, {address: control[end]}).scenario, address)
                    == (control[end])
                )


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ({"scenario": "frist-war"}, "did you mean first-war?"),
        ({"scenario": "first-war", "changes": {"mediators.lake.x": 1}}, "lake_talks"),
        ({"scenario": "first-war", "changes": {CREDIBILITY: 2}}, "at most 1"),
        ({"scenario": "first-war", "changes": {"mediators.lake_talks.name": "x"}}, "names"),
        ({"scenario": "karabakh-2020", "remove": ["scenario.counterfactual"]}, "no element"),
        ({"scenario": "first-war", "remove": ["mediators.cica"]}, "does not have"),
        ({"scenario": "first-war", "add": [{"mediator": "x", "from": "first-war"}]}, "lake_talks"),
    ],
)
def test_a_mistake_is_explained(ask: Any, message: Any, words: str) -> None:
    error = ask("/api/war", message, status=422)["error"]
    assert {"problem", "address", "found", "allowed", "hint"} <= error.keys()
    assert words in json.dumps(error)


def saved_file(ask: Any, folder: Path, message: dict[str, Any]) -> Path:
    answer = ask("/api/save", message)
    path = folder / answer["filename"]
    path.write_text(answer["toml"], "utf-8")
    return path


SAVED = [
    {"scenario": "first-war", "seed": 12},
    {"scenario": "first-war", "changes": {CREDIBILITY: 0.2, "scenario.horizon_days": 30}},
    {
        "scenario": "karabakh-2020",
        "changes": {
            "mediators.cica.mandate.terms": ["monitors", "line"],
            "mediators.cica.opens": "2020-10-01",
            "states.kazakhstan.deploys.monitors": 200,
            "fronts.karabakh.positions.lachin.terrain": "open",
            "belligerents.armenia.tolerance": 1234.5,
            "mechanisms.audience": False,
        },
        "remove": ["mediators.minsk_group"],
        "add": [{"mediator": "astana", "from": "karabakh-2020-astana-type"}],
        "seed": 5,
    },
]


@pytest.mark.parametrize("message", SAVED)
def test_a_saved_scenario_fights_the_same_war(
    ask: Any, tmp_path: Path, message: dict[str, Any]
) -> None:
    path = saved_file(ask, tmp_path, message)
    again = reported(str(path))
    shown = ask("/api/war", message)["war"]
    for key in ("story", "deaths", "admitted", "fronts", "decisions", "hours"):
        assert again[key] == shown[key], key
    assert load(path).case.scenario.counterfactual == (message["scenario"] != "first-war")


def test_a_name_becomes_the_id_and_the_title(ask: Any, tmp_path: Path) -> None:
    path = saved_file(ask, tmp_path, {"scenario": "first-war", "name": "L'été  / ..\n chaud"})
    assert path.name == "l-ete-chaud.toml"
    assert load(path).case.scenario.name == "L'été / .. chaud"
