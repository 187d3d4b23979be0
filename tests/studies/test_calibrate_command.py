"""`sim calibrate` from the command line, on a tiny war."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.cli import main
from sim.scenario import ScenarioError, load
from sim.studies.calibration.study import read_calibration

RECORD = """\
[record]
id = "tiny-record"
name = "A tiny war"
scenarios = ["tiny-war"]
known_until = 2020-01-03
[record.daily_deaths]
first_party_from = 2020-01-01
first_party = [12, 9, 11, 8]
source = "invented"
[record.figures.taken]
statement = "Land taken by the third day"
value = 0.1
unit = "share of land"
sample = "in sample"
measure = "taken_by_day"
day = 3
source = "invented"
[record.figures.end]
statement = "The end"
value = 3
unit = "day of the war"
sample = "held out"
measure = "end_day"
source = "invented"
"""
STUDY = """\
[calibration]
scenario = "tiny-war.toml"
record = "tiny-record.toml"
parameters = ["belligerents.south.strength"]
statistics = ["taken", "deaths:mean:1-3"]
particles = 20
populations = 2
prior_wars = 60
predicted_wars = 50
seed = 4
[calibration.fitted]
id = "tiny-fitted"
name = "A tiny war, fitted"
extends = "tiny-war.toml"
"""
Edited = Callable[..., Path]


@pytest.fixture
def study(tiny: Path) -> Edited:
    """The study's file, with some texts in it replaced."""
    text = tiny.read_text("utf-8").replace("seed = 5", "seed = 5\nstart = 2020-01-01")
    tiny.write_text(text, "utf-8")
    (tiny.parent / "tiny-record.toml").write_text(RECORD, "utf-8")

    def written(*changes: tuple[str, str]) -> Path:
        text = STUDY
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = tiny.parent / "tiny-fit.toml"
        path.write_text(text, "utf-8")
        return path

    return written


def test_a_tiny_war_is_fitted(study: Edited, capsys: pytest.CaptureFixture[str]) -> None:
    path = study()
    folder = path.parent / "fit"
    command = ["calibrate", str(path), "--out", str(folder)]
    assert main([*command, "--populations", "1"]) == 0
    capsys.readouterr()
    assert main([*command, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["accepted"] for one in told["populations"]] == [20, 20]
    assert told["inside"]["held out"]["figures"] == 1
    assert [row["fitted_to"] for row in told["record_rows"]] == [True, False]
    posterior = pd.read_parquet(folder / "posterior.parquet")
    assert posterior["weight"].sum() == pytest.approx(1.0)
    assert posterior["belligerents.south.strength"].between(0.8, 1.6).all()
    page = (folder / "calibration.html").read_text("utf-8")
    assert "Held out" in page
    assert "In sample" in page

    scenario = load(folder / "tiny-fitted.toml")
    low, high = scenario.uncertainties["belligerents.south.strength"]
    strength = scenario.case.belligerents["south"].strength
    assert 0.8 <= low <= strength <= high <= 1.6
    draws = pd.read_csv(folder / "tiny-fitted.draws.csv")
    assert draws["weight"].sum() == pytest.approx(1.0, abs=1e-4)
    assert len(draws) == 20


def test_another_fit_does_not_go_on_in_the_folder(
    study: Edited, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["calibrate", str(study()), "--out", str(study().parent / "fit")]
    assert main([*command, "--populations", "1"]) == 0
    study(("seed = 4", "seed = 5"))
    assert main(command) == 2
    assert "changed: the seed" in capsys.readouterr().err


TWELVE = ", ".join(f'"belligerents.south.x{k}"' for k in range(13))
FAULTS = {
    "too many parameters": (('["belligerents.south.strength"]', f"[{TWELVE}]"), 4),
    "states no range for it": (("south.strength", "south.tolerance"), 4),
    "did you mean belligerents.south.strength": (("south.strength", "south.strenght"), 4),
    "no such statistic": (('"taken"', '"takn"'), 5),
    "did you mean taken": (('"taken"', '"takn"'), 5),
    "held out: it judges": (('"taken"', '"end"'), 5),
    "held out: nothing after day 3": (("1-3", "1-4"), 5),
    "no such days": (("1-3", "0-2"), 5),
    "there is no such file": (('"tiny-war.toml"\nrecord', '"tny-war.toml"\nrecord'), 2),
    "there is no such record": (("tiny-record", "record"), 3),
    "value out of range": (("particles = 20", "particles = 1"), 6),
    "wrong kind of value": (("particles = 20", 'particles = "20"'), 6),
    "did you mean particles": (("particles = 20", "partikles = 20"), 6),
    "required, but missing": (('record = "tiny-record.toml"\n', ""), 1),
}


@pytest.mark.parametrize("words", FAULTS)
def test_faults_are_located(words: str, study: Edited, capsys: pytest.CaptureFixture[str]) -> None:
    change, line = FAULTS[words]
    path = study(change)
    assert main(["calibrate", str(path)]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert f"tiny-fit.toml:{line}: calibration" in said


def test_a_name_and_an_option_that_are_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ScenarioError, match="did you mean karabakh-2020-fit"):
        read_calibration("karabakh-2020-fitt")
    assert main(["calibrate", "karabakh-2020-fit", "--particles", "3"]) == 2
    assert "--particles" in capsys.readouterr().err


def test_the_shipped_study_is_whole_and_sees_nothing_late() -> None:
    study = read_calibration("karabakh-2020-fit")
    assert len(study.ranges) == 12
    assert study.question
    for name in study.statistics:
        if name in study.record.figures:
            figure = study.record.figures[name]
            assert figure.sample == "in sample"
            assert figure.truce in (None, 1, 2)
            assert figure.measure != "deaths_of_the_second_party"
    days = study.statistics["deaths:mean:22-29"]
    assert days.low == days.high == pytest.approx(np.mean([81, 112, 81, 63, 78, 75, 41, 71]))
