"""The library of scenarios, new files, sources, the JSON Schema."""

import json
import os

import pytest

from sim.scenario import ScenarioError, load
from sim.scenario.json_schema import json_schema
from sim.scenario.library import entries, find
from sim.scenario.new import write_new
from sim.scenario.sources import source, unsourced


@pytest.fixture
def library(tmp_path, small_war, monkeypatch):
    """A library with a war, a broken file, and things that are no scenarios."""
    monkeypatch.setattr("sim.scenario.library.scenario_root", lambda: tmp_path)
    files = {
        "valley/small-war.toml": small_war,
        "valley/other-name.toml": small_war.replace('"small-war"', '"second-war"'),
        "broken.toml": "[scenario\n",
        "odd.toml": "scenario = 3\n",
        "studies/study.toml": "[study]\n",
        "facts/small-war.toml": "[facts]\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_broken_file_does_not_break_the_list(library):
    """Scenarios by group and id; studies and facts are other things."""
    listed = [(entry.group, entry.id) for entry in entries()]
    assert listed == [
        ("broken", "broken"),
        ("broken", "odd"),
        ("valley", "second-war"),
        ("valley", "small-war"),
    ]
    assert entries()[3].summary == "Two invented sides fight over three places."


def test_find_by_id(library, monkeypatch):
    """By file name or by id inside; else the nearest id, or a file that is here."""
    assert find("small-war") == library / "valley" / "small-war.toml"
    assert find("second-war").name == "other-name.toml"
    assert load("second-war").id == "second-war"
    with pytest.raises(ScenarioError, match=r"did you mean small-war\?"):
        load("smal-war")
    monkeypatch.chdir(library / "studies")
    with pytest.raises(ScenarioError, match=r"write study\.toml"):
        load("study")


def test_extends_by_id(library, tmp_path):
    """A file anywhere may vary a scenario of the library."""
    path = tmp_path / "mine.toml"
    path.write_text('[scenario]\nid = "mine"\nname = "M"\nsummary = "S"\nextends = "small-war"\n')
    assert list(load(path).case.fronts) == ["valley"]
    path.write_text('[scenario]\nid = "mine"\nname = "M"\nsummary = "S"\nextends = "smal-war"\n')
    with pytest.raises(ScenarioError) as refused:
        load(path)
    assert (refused.value.faults[0].line, refused.value.faults[0].hint) == (
        5,
        "did you mean small-war?",
    )


def test_new_is_a_complete_war(tmp_path, monkeypatch):
    """The starter is valid, sourced, executable and named as asked."""
    monkeypatch.chdir(tmp_path)
    path = write_new("two-valleys")
    scenario = load(path)
    assert (scenario.id, scenario.case.scenario.name) == ("two-valleys", "Two valleys")
    assert unsourced(scenario) == []
    assert os.access(path, os.X_OK)
    assert scenario.text.startswith("#!/usr/bin/env -S sim run\n#:schema ")


def test_new_from_another(library, tmp_path, monkeypatch):
    """A variant is valid as written, and so is every line it offers."""
    monkeypatch.chdir(tmp_path)
    path = write_new("mine", "small-war")
    assert load(path).case.fronts == load("small-war").case.fronts
    heading, _, offers = path.read_text(encoding="utf-8").partition("\n# Levers")
    rows = [row.removeprefix("# ") for row in offers.split("\n") if row.startswith("# ")]
    stated = [row for row in rows if row.startswith("[") or " = " in row]
    stated = [row for row in stated if "ADDRESS" not in row]
    path.write_text(heading + "\n" + "\n".join(stated), encoding="utf-8")
    opened = load(path)
    assert str(opened.where("belligerents.north.tolerance")).startswith("mine.toml:")
    assert opened.case.mediators == load("small-war").case.mediators


def test_new_refuses(tmp_path, monkeypatch):
    """Nothing is overwritten; a name is an id; a folder must exist."""
    monkeypatch.chdir(tmp_path)
    write_new("mine")
    for name, problem in [
        ("mine", "exists already"),
        ("My War", "not a valid id"),
        ("none/mine.toml", "folder does not exist"),
    ]:
        with pytest.raises(ScenarioError, match=problem):
            write_new(name)


def test_sources_cover_what_lies_below(write, small_war):
    """The longest address above a number says where it comes from."""
    scenario = load(write())
    assert source(scenario, "belligerents.north.tolerance") == "assumed: invented"
    assert source(scenario, "fronts.valley.positions.mill.share") == "a map"
    missing = unsourced(scenario)
    assert "fronts.valley.positions.bridge.share" in missing
    assert not [address for address in missing if address.startswith(("bell", "scenario"))]
    covered = small_war.replace("[sources]", '[sources]\nfronts = "a"\nstates = "b"')
    covered = covered.replace("[sources]", '[sources]\nmediators = "c"\nevents = "d"')
    assert unsourced(load(write(covered))) == []


def test_schema_lets_every_number_carry_a_range():
    """A number, or a table of value, low and high with the number's own limits."""
    schema = json_schema()
    assert schema == json.loads(json.dumps(schema))
    assert schema["required"] == ["scenario"]
    discipline = schema["$defs"]["Belligerent"]["properties"]["discipline"]
    number, spread = discipline["anyOf"]
    assert number == {"type": "number", "minimum": 0.0, "maximum": 1.0}
    assert spread["required"] == ["value", "low", "high"]
    assert spread["properties"]["low"] == number
    assert discipline["default"] == 0.9
    assert "required" not in schema["$defs"]["Position"]
    assert schema["$defs"]["Heading"]["required"] == ["id", "name", "summary"]


def test_a_variant_is_listed_with_the_war_that_it_varies() -> None:
    groups = {entry.id: entry.group for entry in entries()}
    assert groups["karabakh-2020-minsk-only"] == groups["karabakh-2020"] == "karabakh"
    assert "own" not in groups.values()
