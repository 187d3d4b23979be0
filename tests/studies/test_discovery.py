"""Scenario discovery: known boxes found again, conditions, differences from a base, refusals."""

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.cli import main
from sim.records.errors import RecordError
from sim.scenario import ScenarioError
from sim.studies.against import base_of, knows
from sim.studies.condition import read_condition
from sim.studies.design import count_points
from sim.studies.discovery import FEWEST_POINTS, discover
from sim.studies.discovery_page import result_lines
from sim.studies.prim import chance, find_boxes
from sim.studies.study_file import read_study
from sim.studies.swept import read_sweep

KILLED, CONCERN = "fronts.river.deaths.north", "states.norway.concern"
TWO = {KILLED: {"low": 5, "high": 15}, CONCERN: {"low": 0.1, "high": 0.9}}
KNOWN = ["outcome:settlement", "outcome:victory:north", "deaths"]


def uniform(count: int = 1000, columns: int = 4) -> pd.DataFrame:
    generator = np.random.default_rng(1)
    return pd.DataFrame(generator.random((count, columns))).rename(columns=lambda k: f"x{k}")


def test_a_known_box_is_found_again():
    points = uniform()
    yes = ((points["x1"] > 0.6) & (points["x2"] < 0.3)).to_numpy()
    found = find_boxes(points, yes, threshold=0.95, mass_min=0.05)
    box = found.boxes[0]
    limits = {limit.parameter: limit for limit in box.limits}
    assert limits.keys() == {"x1", "x2"}
    # a step peels 5 % of what is left, so no limit is nearer than that
    assert limits["x1"].low == pytest.approx(0.6, abs=0.05)
    assert limits["x2"].high == pytest.approx(0.3, abs=0.05)
    assert (limits["x1"].high, limits["x2"].low) == (None, None)
    assert box.dense
    assert box.density >= 0.95
    assert box.coverage >= 0.9
    assert all(chance(limit) < 1e-6 for limit in box.limits)
    inside = (points["x1"] >= limits["x1"].low) & (points["x2"] <= limits["x2"].high)
    assert (found.inside == 1).tolist() == inside.tolist()
    assert (box.points, box.fulfil) == (inside.sum(), (inside & yes).sum())
    assert box.coverage == pytest.approx(box.fulfil / yes.sum())
    assert box.mass == pytest.approx(box.points / 1000)


def test_two_boxes_one_after_the_other():
    points = uniform(1500)
    corner, band = points["x0"] < 0.25, points["x3"] > 0.8
    yes = (corner | band).to_numpy()
    found = find_boxes(points, yes, threshold=0.9, mass_min=0.05)
    first, second = found.boxes[:2]
    assert {limit.parameter for limit in first.limits} == {"x0"}
    assert {limit.parameter for limit in second.limits} >= {"x3"}
    assert first.coverage + second.coverage > 0.85
    for number, box in enumerate(found.boxes, 1):
        assert (found.inside == number).sum() == box.points
        way = found.trajectory[found.trajectory["box"] == number]
        taken = way[way["chosen"]]
        assert len(taken) == 1
        assert taken["density"].item() == box.density
        assert not (way[way["coverage"] > box.coverage]["density"] >= 0.9).any()


def test_words_truths_and_whole_numbers():
    generator = np.random.default_rng(2)
    points = pd.DataFrame(
        {
            "rule": generator.choice(["any", "chair", "consensus"], 600),
            "open": generator.random(600) < 0.5,
            "members": generator.integers(1, 7, 600),
            "same": np.ones(600),
        }
    )
    yes = (points["rule"] != "chair") & points["open"] & (points["members"] >= 3)
    found = find_boxes(points, yes.to_numpy(), threshold=0.99, mass_min=0.05)
    limits = {limit.parameter: limit for limit in found.boxes[0].limits}
    assert limits.keys() == {"rule", "open", "members"}
    assert limits["rule"].values == ("any", "consensus")
    assert limits["open"].values == ("True",)
    assert 2.0 < limits["members"].low <= 3.0
    assert found.boxes[0].coverage == 1.0


def test_chance_alone_gives_no_dense_box():
    points = uniform(300)
    yes = np.random.default_rng(3).random(300) < 0.3
    found = find_boxes(points, yes, threshold=1.0, mass_min=0.3)
    assert len(found.boxes) == 1
    assert not found.boxes[0].dense
    assert found.boxes[0].density == found.trajectory["density"].max()


def test_what_limits_cannot_better_has_none():
    points = uniform(300)
    yes = np.ones(300, dtype=bool)
    yes[[7, 150]] = False  # far inside
    points.iloc[[7, 150]] = 0.5
    found = find_boxes(points, yes, threshold=0.8, mass_min=0.97)
    assert [box.limits for box in found.boxes] == [[]]
    assert found.boxes[0].coverage == 1.0


def test_conditions():
    means = np.array([0.2, 0.3, np.nan, 0.4])
    for text, holds in (
        ("outcome:settlement>0.3", [False, False, False, True]),
        (" outcome:settlement >= 3e-1 ", [False, True, False, True]),
        ("deaths<0.3", [True, False, False, False]),
        ("outcome:victory:north<=.3", [True, True, False, False]),
    ):
        assert read_condition(text, KNOWN).holds(means).tolist() == holds


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no comparison in it"),
        ("outcome:settlement", "no comparison in it"),
        ("outcome:settlment>0.3", "did you mean outcome:settlement"),
        ("settlement>0.3", "did you mean outcome:settlement"),
        ("deaths>>1", "did you mean >?"),
        ("deaths=>1", "did you mean >=?"),
        ("deaths==1", "no such comparison"),
        ("deaths>many", "not a number"),
        ("deaths>1 and deaths<2", "not a number"),
        ("deaths>", "found:   nothing"),
        ("deaths>inf", "not a number"),
        (">1", "no such measure"),
        ("outcome:settlement>30", "30 % is 0.3"),
    ],
)
def test_conditions_that_are_none(text, said):
    with pytest.raises(ScenarioError) as refused:
        read_condition(text, KNOWN)
    assert said in str(refused.value)
    assert "--where" in str(refused.value)


def test_wars_have_boxes_and_a_page(studied, tmp_path):
    tables = studied(TWO, design="latin-hypercube", samples=60, replicates=4)
    found = discover(tables, tmp_path / "out", where="deaths<57")
    runs = read_sweep(tmp_path / "out")
    means = runs.groupby("point")["deaths"].mean()
    assert found.points["fulfils"].tolist() == (means < 57).tolist()
    assert 0 < found.fulfil == (means < 57).sum() < 60
    assert found.points.columns[-5:].tolist() == ["n", "mean", "sd", "fulfils", "box"]
    page = found.write()
    text = page.read_text(encoding="utf-8")
    assert "Discovery: study" in text
    assert f"{found.fulfil} of 60 do" in text
    assert "belligerents.north.tolerance = 900" in text  # held fixed
    document = json.loads((page.parent / "discovery.json").read_text(encoding="utf-8"))
    assert document == json.loads(json.dumps(found.as_dict()))
    assert len(document["boxes"]) == len(found.boxes) >= 1
    table = pd.read_parquet(page.parent / "discovery-points.parquet")
    assert table["point"].tolist() == list(range(60))
    assert (table["box"] == 1).sum() == found.boxes[0].points
    way = pd.read_parquet(page.parent / "discovery-trajectory.parquet")
    assert way["chosen"].sum() == len(found.boxes)
    for name in ("discovery-trajectory", "discovery-limits", "discovery-points"):
        assert (page.parent / f"{name}.png").exists()
    for rank, said in ((1, "are mostly luck"), (54, "as dense as asked for")):
        number = float(found.points["mean"].nsmallest(rank).max())
        one = discover(tables, tmp_path / "out", where=f"deaths<={number!r}")
        assert said in " ".join(result_lines(one))
    again = discover(tables, tmp_path / "out", where="deaths<57")
    assert again.sweep.count.done == 0
    assert again.as_dict() == found.as_dict()


def other_war(tiny: Path, name: str, *changes: tuple[str, str]) -> Path:
    text = tiny.read_text(encoding="utf-8").replace('"tiny-war"', f'"{name}"')
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tiny.with_name(f"{name}.toml")
    path.write_text(text, encoding="utf-8")
    return path


def test_differences_are_of_the_same_wars(studied, tiny, tmp_path):
    short = other_war(tiny, "short-war", ("horizon_days = 3", "horizon_days = 2"),
                      ("[states.norway]", ""), ('name = "Norway"', ""))  # fmt: skip
    tables = studied(TWO, design="latin-hypercube", samples=52, replicates=3)
    found = discover(tables, tmp_path / "out", where="deaths>21", against=short)
    assert found.against.unknown == [CONCERN]
    key = ["point", "replicate"]
    mine = read_sweep(tmp_path / "out").set_index(key)
    base = read_sweep(tmp_path / "out" / "against-short_war").set_index(key)
    assert (mine[KILLED] == base[KILLED]).all()
    by = (mine["deaths"] - base["deaths"]).groupby("point").agg(["mean", "std"])
    assert found.points["mean"].tolist() == pytest.approx(by["mean"].tolist())
    assert found.points["sd"].tolist() == pytest.approx(by["std"].tolist())
    page = found.write().read_text(encoding="utf-8")
    assert "in difference from short-war" in page.replace("\n", " ")
    assert f"Not in the base, so without effect there: {CONCERN}." in page


def test_a_base_that_knows_nothing_of_it_is_fought_once(studied, tiny, tmp_path):
    bare = other_war(tiny, "bare-war", ("[states.norway]", ""), ('name = "Norway"', ""),
                     ("value = 1.2", "value = 1.5"))  # fmt: skip
    tables = studied({CONCERN: TWO[CONCERN]}, design="latin-hypercube", samples=50, replicates=2)
    with pytest.raises(RecordError, match=r"none of 50 points .* the mean is \S+ at all"):
        discover(tables, tmp_path / "out", where="deaths<-999", against=bare)
    base = read_sweep(tmp_path / "out" / "against-bare_war")
    assert base["point"].unique().tolist() == [0]
    assert len(base) == 2


def test_what_cannot_be_looked_for(studied, tmp_path):
    tables = studied(TWO, design="latin-hypercube", samples=50, replicates=1)
    with pytest.raises(RecordError, match="none of 50 points fulfil deaths < 0: the means go from"):
        discover(tables, tmp_path / "out", where="deaths<0")
    with pytest.raises(RecordError, match="all of 50 points fulfil"):
        discover(tables, tmp_path / "out", where="deaths>=0")
    with pytest.raises(RecordError, match=r"has a value at \d+ points only"):
        discover(tables, tmp_path / "out", where="end_day<2")
    with pytest.raises(ScenarioError, match=r"80 % is 0\.8"):
        discover(tables, tmp_path / "out", where="deaths<57", threshold=80)
    with pytest.raises(ScenarioError, match="--mass-min: not a share"):
        discover(tables, tmp_path / "out", where="deaths<57", mass_min=1.0)
    with pytest.raises(ScenarioError, match="did you mean karabakh-2020"):
        discover(tables, tmp_path / "out", where="deaths<57", against="karabak-2020")
    few = studied(TWO, design="latin-hypercube", samples=FEWEST_POINTS - 1)
    with pytest.raises(ScenarioError, match="too few points to find boxes among"):
        discover(few, tmp_path / "few", where="deaths<57")
    assert not (tmp_path / "few").exists()


def test_without_the_extra(studied, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "ema_workbench.analysis.prim", None)
    tables = studied(TWO, design="latin-hypercube", samples=50, replicates=1)
    with pytest.raises(ScenarioError, match=r"pip install 'ceasefire-sim\[discovery\]'"):
        discover(tables, tmp_path / "out", where="deaths<57")
    assert not (tmp_path / "out").exists()


STUDY = """\
[study]
scenario = "tiny-war.toml"
design = "latin-hypercube"
samples = 60
replicates = 4
seed = 3
[vary]
"fronts.river.deaths.north" = { low = 5, high = 15 }
"belligerents.north.tolerance" = { low = 500, high = 1500 }
"""


def test_the_command(tiny, monkeypatch, capsys):
    monkeypatch.chdir(tiny.parent)
    Path("study.toml").write_text(STUDY, encoding="utf-8")
    assert main(["discover", "study.toml", "--where", "deaths<57", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert {"where", "points", "fulfil", "unsure", "boxes", "trajectory"} <= document.keys()
    assert {"coverage", "density", "mass", "limits"} <= document["boxes"][0].keys()
    assert main(["discover", "study.toml", "--where", "deaths<57"]) == 0
    out, err = capsys.readouterr()
    assert f"{document['fulfil']} of 60 points fulfil deaths < 57" in out
    assert "box 1: coverage" in out
    assert "results/studies/study/discovery.html" in err
    for words, status in (
        (["--where", "deths<70"], 2),
        (["--where", "deaths<0"], 1),
        (["--where", "deaths<57", "--threshold", "2"], 2),
        ([], 2),
    ):
        assert main(["discover", "study.toml", *words]) == status
        assert "Traceback" not in capsys.readouterr().err


def test_the_study_that_comes_along_goes_with_its_base():
    study = read_study("where-kazakhstan-helps")
    base = base_of(study, "karabakh-2020-minsk-only")
    assert count_points(study) >= FEWEST_POINTS
    shared = [address for address in study.addresses if knows(base, address)]
    assert shared
    assert all(address.startswith("states.kazakhstan.") for address in shared)
    assert read_condition("outcome:settlement>0.3", study.measures).number == 0.3
