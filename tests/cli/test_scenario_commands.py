"""`sim list`, `show`, `check`, `new`, `schema`."""

from pathlib import Path

import pytest

from sim.scenario import load

COMMANDS = ("list", "show", "check", "new", "schema")


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_an_example(name, sim):
    """Every command explains itself."""
    answer = sim(name, "--help")
    assert (answer.status, answer.err) == (0, "")
    assert f"Example: sim {name}" in answer.out


def test_list(sim, library):
    """Each scenario with its id, name and one sentence; a broken file is shown as such."""
    (library / "broken.toml").write_text("[scenario", encoding="utf-8")
    answer = sim("list")
    assert answer.status == 0
    assert "small-war" in answer.out
    assert [set(row) for row in sim("list", "--json").document] == [
        {"id", "name", "group", "summary", "path"}
    ] * 2


def test_show_prints_a_scenario_file(sim):
    """What is shown loads again, changes included."""
    answer = sim("show", "small-war", "--set", "belligerents.north.quality=1.5")
    Path("again.toml").write_text(answer.out, encoding="utf-8")
    assert load("again.toml").case.belligerents["north"].quality == 1.5
    assert "discipline" not in answer.out
    assert "discipline" in sim("show", "small-war", "--defaults").out


def test_show_json(sim):
    """The resolved scenario, with ranges and origins."""
    document = sim("show", "small-war", "--set", "rules.truces.break_pace=7", "--json").document
    assert document["rules"]["truces"]["break_pace"] == 7
    assert document["uncertainties"] == {
        "belligerents.north.tolerance": {"low": 2000, "high": 6000}
    }
    assert document["origins"]["rules.truces.break_pace"] == "--set"


def test_check_a_sound_scenario(sim):
    """Nothing wrong."""
    answer = sim("check", "small-war", "--sources")
    assert answer.status == 0
    assert "no fault. 2 belligerents, 0 states" in answer.out
    assert sim("check", "small-war", "--json").document == {"ok": True, "errors": []}


def test_check_says_all_faults(sim, library):
    """Two faults, two messages, status 2."""
    path = library / "small-war.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("tolerance", "tolerence").replace('"south"]', '"sooth"]'))
    answer = sim("check", "small-war")
    assert (answer.status, answer.out) == (2, "")
    assert "did you mean tolerance?" in answer.err
    assert "did you mean south?" in answer.err
    assert answer.err.endswith("2 faults.\n")
    answer = sim("check", "small-war", "--json")
    assert answer.status == 2
    assert answer.document["ok"] is False
    assert {"file", "line", "address", "found", "allowed", "hint"} <= set(
        answer.document["errors"][0]
    )


def test_check_sources(sim, library):
    """A number without source or reason is named; status 1."""
    path = library / "small-war.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('fronts = "assumed: invented"', ""))
    answer = sim("check", "small-war", "--sources")
    assert answer.status == 1
    assert "fronts.valley.positions.mill.share = 0.5 has no source" in answer.err
    document = sim("check", "small-war", "--sources", "--json").document
    assert (document["ok"], len(document["unsourced"])) == (False, 2)
    assert sim("check", "small-war").status == 0


def test_new_and_check(sim):
    """A new file is sound; a second one of that name is refused."""
    assert sim("new", "mine").status == 0
    assert sim("check", "mine.toml", "--sources").status == 0
    answer = sim("new", "mine")
    assert answer.status == 2
    assert "exists already" in answer.err
    assert sim("new", "variant", "--from", "small-war", "--json").document == {
        "id": "variant",
        "path": "variant.toml",
    }
    assert sim("check", "variant.toml").status == 0


def test_schema(sim):
    """JSON Schema, the same each time."""
    assert sim("schema").document["$defs"]["Belligerent"]["type"] == "object"
    assert sim("schema").out == sim("schema", "--json").out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("show", "smal-war"), "did you mean small-war?"),
        (("show", "none.toml"), "none.toml: cannot be read: No such file"),
        (("show", "small-war", "--set", "x"), "ADDRESS=VALUE"),
        (("show", "small-war", "--set", "rules.truces.break_pac=1"), "rules.truces.break_pace?"),
        (("show",), "Missing argument 'SCENARIO'"),
        (("show", "small-war", "--jsn"), "--json"),
        (("shwo", "small-war"), "did you mean show?"),
        (("qqq",), "commands are list, show"),
        (("new", "My War"), "not a valid id"),
    ],
)
def test_wrong_input(words, message, sim):
    """Status 2 and one message with the way out; nothing on stdout, no traceback."""
    answer = sim(*words)
    assert (answer.status, answer.out) == (2, "")
    assert message in answer.err
    assert "Traceback" not in answer.err
