"""Study files: what a good one holds, and what is said of a broken one."""

from pathlib import Path
from typing import NamedTuple

import pytest

from sim.scenario import ScenarioError
from sim.scenario.root import scenario_root
from sim.studies.study import Range
from sim.studies.study_file import read_study

GOOD = """\
# a study of the tiny war
[study]
scenario = "tiny-war.toml"
design = "grid"
replicates = 12
seed = 3
measures = ["deaths", "outcome:war"]

[vary]
"belligerents.south.strength" = [0.9, 1.1]
"belligerents.north.tolerance" = { low = 500, high = 1500, steps = 3 }
"""


class Broken(NamedTuple):
    """`old` becomes `new`; the fault is on the line that holds `line`."""

    old: str
    new: str
    line: str
    address: str
    problem: str
    hint: str = ""


STRENGTH = 'vary."belligerents.south.strength"'
TOLERANCE = 'vary."belligerents.north.tolerance"'
SAMPLER = 'design = "sobol"'
BROKEN = {
    "syntax": Broken("[vary]", "[vary", "[vary", "", "not valid TOML"),
    "no study": Broken("[study]", "[studi]", "", "study", "not a study file"),
    "a scenario": Broken("[study]", "[scenario]", "", "study", "not a study file", "sim run"),
    "unknown table": Broken("[vary]", "[varies]", "[varies]", "varies", "unknown key", "mean vary"),
    "unknown key": Broken("seed = 3", "sead = 3", "sead", "study.sead", "unknown key", "mean seed"),
    "no scenario": Broken(
        'scenario = "tiny-war.toml"\n', "", "[study]", "study.scenario", "required, but missing"
    ),
    "no such file": Broken(
        "tiny-war.toml", "tini-war.toml", "tini-war", "study.scenario", "no such file"
    ),
    "no such id": Broken(
        "tiny-war.toml", "karabak-2020", "karabak-2020", "study.scenario",
        "no scenario has this id", "mean karabakh-2020",
    ),
    "unknown design": Broken(
        '"grid"', '"gird"', "gird", "study.design", "unknown word", "mean grid"
    ),
    "replicates in quotes": Broken(
        "replicates = 12", 'replicates = "12"', "replicates", "study.replicates",
        "wrong kind of value", "without quotes: 12",
    ),
    "no replicates": Broken(
        "replicates = 12", "replicates = 0", "replicates", "study.replicates", "out of range"
    ),
    "unknown measure": Broken(
        '"deaths"', '"deahts"', "measures", "study.measures", "no such measure", "mean deaths"
    ),
    "unknown address": Broken(
        "south.strength", "south.strenght", "strenght", 'vary."belligerents.south.strenght"',
        "no such address", "mean belligerents.south.strength",
    ),
    "value out of range": Broken("[0.9, 1.1]", "[0.9, -1.1]", "-1.1", STRENGTH, "out of range"),
    "a word for a number": Broken(
        "[0.9, 1.1]", '["weak", "strong"]', "weak", STRENGTH, "wrong kind of value"
    ),
    "mixed kinds": Broken("[0.9, 1.1]", '[0.9, "much"]', "much", STRENGTH, "different or unknown"),
    "one value": Broken(
        "[0.9, 1.1]", "0.9", "= 0.9", STRENGTH, "neither values nor a range", "write [0.9]"
    ),
    "a value twice": Broken("[0.9, 1.1]", "[0.9, 0.9]", "[0.9", STRENGTH, "stands twice"),
    "no steps": Broken(", steps = 3", "", "low = 500", TOLERANCE, "a grid needs steps"),
    "empty range": Broken("high = 1500", "high = 400", "high", TOLERANCE, "an empty range"),
    "unquoted address": Broken(
        '"belligerents.south.strength"', "belligerents.south.strength", "south.strength",
        "vary.belligerents", "neither values nor a range", "in quotes",
    ),
    "nothing varies": Broken(
        GOOD[GOOD.index('"belligerents.south') :], "", "[vary]", "vary", "nothing varies"
    ),
    "list and range": Broken('"grid"', '"list"', "low = 500", TOLERANCE, "takes values"),
    "sampled values": Broken('"grid"', '"morris"', "[0.9", STRENGTH, "morris draws from ranges"),
    "samples of a grid": Broken(
        "seed = 3", "seed = 3\nsamples = 8", "samples", "study.samples", "samples of no sampler"
    ),
    "fixed table": Broken(
        "[vary]", '[set]\nrules.x = 1\n[vary]', "rules.x", "set.rules", "not a value", "in quotes"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_study_says_where_and_what(name: str, tiny: Path) -> None:
    case = BROKEN[name]
    assert case.old in GOOD
    text = GOOD.replace(case.old, case.new, 1)
    path = tiny.with_name("study.toml")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as refused:
        read_study(path)
    matching = [
        fault
        for fault in refused.value.faults
        if fault.address == case.address and case.problem in fault.problem
    ]
    assert len(matching) == 1, str(refused.value)
    (fault,) = matching
    assert Path(fault.file).name == "study.toml"
    assert case.hint in fault.hint
    rows = text.split("\n")
    assert fault.line is None if not case.line else case.line in rows[(fault.line or 0) - 1]


def test_all_faults_come_at_once(tiny: Path) -> None:
    path = tiny.with_name("study.toml")
    text = (
        GOOD.replace('"deaths"', '"deahts"').replace("[0.9, 1.1]", "[]").replace("= 500", '= "a"')
    )
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as refused:
        read_study(path)
    assert [fault.line for fault in refused.value.faults] == [7, 10, 11]


def test_a_good_study(tiny: Path) -> None:
    path = tiny.with_name("study.toml")
    path.write_text(GOOD, encoding="utf-8")
    study = read_study(path)
    assert (study.name, study.scenario.id, study.seed) == ("study", "tiny-war", 3)
    assert study.vary == {
        "belligerents.south.strength": (0.9, 1.1),
        "belligerents.north.tolerance": Range(500.0, 1500.0, 3),
    }
    assert study.measures == ("deaths", "outcome:war")


def test_without_vary_the_scenarios_own_ranges_vary(tiny: Path) -> None:
    study = read_study(
        {"study": {"scenario": str(tiny), "design": "latin-hypercube", "replicates": 1}}
    )
    assert study.vary == {
        "belligerents.north.tolerance": Range(500.0, 1500.0),
        "belligerents.south.strength": Range(0.8, 1.6),
    }
    assert study.seed == 5
    assert {"deaths", "end_day", "outcome:victory:north"} <= set(study.measures)


def test_fixed_values_are_set_at_all_points(tiny: Path) -> None:
    tables = {
        "study": {"scenario": str(tiny), "design": "list", "replicates": 1},
        "vary": {"belligerents.south.strength": [1.0]},
        "set": {"belligerents.north.strength": 2.0},
    }
    assert read_study(tables).scenario.case.belligerents["north"].strength == 2.0
    with pytest.raises(ScenarioError, match=r"set\.\"belligerents\.north\.strenght\""):
        read_study(tables | {"set": {"belligerents.north.strenght": 2.0}})


def test_sobol_wants_a_power_of_two(tiny: Path) -> None:
    study = {"scenario": str(tiny), "design": "sobol", "replicates": 1, "samples": 100}
    with pytest.raises(ScenarioError, match="the next one is 128"):
        read_study({"study": study})


def test_a_name_that_no_study_has() -> None:
    with pytest.raises(ScenarioError, match="did you mean trust-in-kazakhstan"):
        read_study("trust-in-kazakstan")


SHIPPED = [
    path
    for path in sorted((scenario_root() / "studies").glob("*.toml"))
    if "[study]" in path.read_text("utf-8")
]


@pytest.mark.parametrize("path", SHIPPED, ids=str)
def test_shipped_studies_are_whole(path: Path) -> None:
    study = read_study(path.stem)
    assert study.question
    assert study.vary
