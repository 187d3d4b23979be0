"""`sim backtest SCENARIO`: what is carried over, a whole war, the two steps, what is refused."""

import json
from pathlib import Path

import numpy as np
import pytest

from sim.cli import main
from sim.records.uncertainty import uncertainty
from sim.report.generated import DOCS, fill
from sim.scenario import load
from sim.scenario.addresses import values as values_of
from sim.scenario.errors import ScenarioError
from sim.scenario.schema.parties import Belligerent
from sim.studies.backtest.war import docs as documented
from sim.studies.backtest.war.carrying import carried_fields, carrying, fitted_ones, own_fields
from sim.studies.backtest.war.gates import read_gates
from sim.studies.backtest.war.held import changed, predict
from sim.studies.backtest.war.predicting import read_predictions, write_predictions
from sim.studies.backtest.war.scoring import in_band, mean_crps, members, scored
from sim.studies.backtest.war.war import War, records, the_war
from sim.studies.record_file import read_record, shipped_record

GATES = read_gates()
RECORD = """
[record]
id = "mine"
name = "A war of my own"
scenarios = ["first-war"]
known_until = 2030-01-01

[record.figures.end_day]
statement = "It ended on day 20"
value = 20
unit = "day of the war"
sample = "held out"
measure = "end_day"
source = "invented"

[record.figures.settled]
statement = "There was no settlement"
value = 0
unit = "1 if so"
sample = "held out"
measure = "settlement"
source = "invented"
"""


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(RECORD, encoding="utf-8")
    return path


# ----------------------------------------------------------------------------- carrying over


def test_every_number_of_a_side_is_a_rule_or_the_wars_own() -> None:
    assert not set(carried_fields()) & set(own_fields())
    assert set(carried_fields()) | set(own_fields()) == set(Belligerent.model_fields)


def test_every_fitted_number_is_told_apart() -> None:
    drawn = uncertainty("fitted", load("karabakh-2020"), 1).addresses
    assert set(fitted_ones()) == set(drawn)
    for address, where in fitted_ones().items():
        keys = address.split(".")
        rule = keys[0] == "belligerents" and keys[2] in carried_fields()
        assert where == ("carried" if rule else "own"), address


@pytest.mark.parametrize("name", ["karabakh-2016", "syria-2012-2020-as-it-happened"])
def test_a_war_has_the_rules_of_the_other_and_forces_of_its_own(name: str) -> None:
    scenario = load(name)
    found = next(one for one in records().values() if name in one.scenarios)
    assert found.carried is not None
    wars = carrying(scenario, found.carried, 3, "record")
    own, given = values_of(scenario.case), values_of(wars.within(4).case)
    source = values_of(wars.source.case) | wars.fitted.draw(4)
    for address, value in given.items():
        keys = address.split(".")
        if keys[0] == "rules":
            assert value == source[address]
        elif keys[0] == "belligerents" and keys[2] == "belief":
            role = found.carried.roles[keys[1]]
            assert value == source[".".join(["belligerents", role, *keys[2:]])]
        elif address in scenario.uncertainties and wars.own is not None:
            if address in wars.own.addresses:
                low, high = scenario.uncertainties[address]
                assert low <= value <= high
        elif keys[0] in ("states", "fronts", "mediators", "events", "scenario"):
            assert value == own[address]


def test_roles_must_name_somebody() -> None:
    scenario = load("karabakh-2016")
    carried = read_record(shipped_record("karabakh-2016-record")).carried
    assert carried is not None
    wrong = carried.model_copy(update={"roles": {"armenia": "armenia", "azerbaijan": "azerbaijn"}})
    with pytest.raises(ScenarioError, match="did you mean azerbaijan"):
        carrying(scenario, wrong, 1, "mine.toml")
    missing = carried.model_copy(update={"roles": {"armenia": "armenia"}})
    with pytest.raises(ScenarioError, match="lacks azerbaijan"):
        carrying(scenario, missing, 1, "mine.toml")


# ------------------------------------------------------------------------------------- a whole war


def truth(record: Path, value: float) -> War:
    """The little war, with a record whose one figure is such a day."""
    record.write_text(RECORD.replace("value = 20", f"value = {value}"), encoding="utf-8")
    return the_war(load("first-war"), record, "none", 1)


def test_a_war_that_is_one_of_the_simulated_lies_in_their_bands(record: Path) -> None:
    """Synthetic truth: other wars of the same scenario, about as often as the band says."""
    war = truth(record, 20)
    _, values = predict(war, 200, 1)
    days = np.sort(values["end_day"])
    _, others = predict(war, 60, 2)
    inside = [in_band(days, day, day, 0.8) for day in others["end_day"]]
    assert 0.6 <= np.mean(inside) <= 1.0
    absurd = scored(truth(record, 60_000), values, GATES)[0]
    assert absurd.low == war.days == absurd.high  # beyond the last day: as never
    typical = scored(truth(record, round(float(np.median(days)))), values, GATES)[0]
    assert typical.bands == (True, True, True)
    assert typical.crps < typical.dull
    assert typical.percentile == pytest.approx(0.5, abs=0.3)


def test_what_few_wars_have_is_missed(record: Path) -> None:
    war = truth(record, 20)
    values = {name: np.full(100, np.nan) for name in war.record.figures}
    values["end_day"][:4] = 20.0
    values["settled"][:5] = 0.0
    day, settled = scored(war, values, GATES)
    assert day.missing
    assert day.bands == (False, False, False)
    assert day.ratio == GATES.rules.missed
    assert not settled.missing


def test_the_same_seed_predicts_the_same_and_another_does_not(record: Path, tmp_path: Path) -> None:
    war = truth(record, 20)
    first, _ = predict(war, 30, 1)
    write_predictions(first, tmp_path / "p.json")
    again, _ = predict(war, 30, 1)
    assert changed(read_predictions(tmp_path / "p.json"), again) == ""
    other, _ = predict(war, 30, 2)
    assert "seed: 1 was written, it is 2" in changed(first, other)
    assert "statement" not in first.text()  # nothing of what is on record


def test_predictions_stand_when_words_of_the_scenario_change(record: Path, tmp_path: Path) -> None:
    text = load("first-war").text
    digests = []
    for old, changed_to in (
        ("", ""),
        ("Try: give", "Why not give"),
        ("strength = 50", "strength = 51"),
    ):
        assert old in text
        path = tmp_path / "first-war.toml"
        path.write_text(text.replace(old, changed_to) if old else text, encoding="utf-8")
        war = the_war(load(str(path)), record, "none", 1)
        digests.append(predict(war, 2, 1)[0].scenario_digest)
    assert digests[0] == digests[1] != digests[2]


def test_all_records_can_be_predicted() -> None:
    for path, found in records().items():
        for name in found.scenarios:
            war = the_war(load(name), path, None, 1)
            assert war.held_out
            assert war.held_out < set(war.record.figures) or name.startswith("karabakh-2020")


# ------------------------------------------------------------------------------------- the command


def test_the_command_in_two_steps(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    words = ["backtest", "first-war", "--record", str(record), "--docs", "docs"]
    assert main(words) == 2
    assert "there are no predictions" in capsys.readouterr().err
    assert main([*words, "--predict", "--replicates", "20", "--seed", "4"]) == 0
    page = Path("docs", "backtest.md").read_text("utf-8")
    assert "Not yet compared" in page
    assert main([*words, "--seed", "5"]) == 2
    said = capsys.readouterr().err
    assert "not what the same seed gives now" in said
    assert "commit that before" in said
    assert main([*words, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["seed"], told["replicates"]) == (4, 20)
    assert set(told["figures"]) == {"end_day", "settled"}
    page = Path("docs", "backtest.md").read_text("utf-8")
    assert "Not yet compared" not in page
    for mark, text in documented.parts(Path("docs"), "first-war").items():
        assert fill(page, mark, text) == page
    assert Path("docs", "figures", "backtest-first-war.png").is_file()
    html = Path("results", "backtest", "first-war", "backtest.html").read_text("utf-8")
    assert "A war of my own" in html
    assert main([*words, "--predict", "--replicates", "20"]) == 0  # takes the old scores away
    assert "Not yet compared" in Path("docs", "backtest.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('measure = "end_day"', 'measure = "end_days"', "did you mean end_day"),
        ('unit = "1 if so"', 'unit = "hours"', "the measure's is 1 if so"),
        ("value = 20", 'value = "many"', "record.figures.end_day.value"),
        ("value = 20", "value = 20\nday = 3", "takes no day"),
        ("value = 20", 'value = 20\nfront = "valey"', "record.figures.end_day.front"),
        ("[record.figures.settled]", "[record.figure.settled]", "did you mean figures"),
        ("known_until = 2030-01-01", 'known_until = 2030-01-01\nkind = "big"', "record.kind"),
        ('id = "mine"', 'id = "mine', "not a TOML file"),
    ],
)
def test_a_malformed_record_is_refused(
    record: Path, before: str, after: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    record.write_text(RECORD.replace(before, after), encoding="utf-8")
    assert main(["backtest", "first-war", "--record", str(record)]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "mine.toml" in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["karabakh-2061"], "did you mean karabakh-2016"),
        (["first-war"], "no record of this war comes along"),
        (["karabakh-2016", "--splits", "3"], "--splits"),
        (["some.csv", "--predict"], "--predict"),
        (["karabakh-2016", "--uncertainty", "fited"], "did you mean fitted"),
        (["karabakh-2016", "--record", "absent.toml"], "absent.toml: cannot be read"),
    ],
)
def test_what_the_command_refuses(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backtest", *words]) == 2
    assert said in capsys.readouterr().err


def test_a_file_that_is_neither_war_nor_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("x", encoding="utf-8")
    assert main(["backtest", str(path)]) == 2
    assert "neither a war nor a table" in capsys.readouterr().err


def test_damaged_predictions_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    path.write_text('{"figures": {}}', encoding="utf-8")
    with pytest.raises(ScenarioError, match="no file of predictions"):
        read_predictions(path)


def test_damaged_scores_are_refused(tmp_path: Path) -> None:
    path = documented.scores_file(tmp_path, "first-war")
    path.parent.mkdir()
    path.write_text('{"scenario": "first-war"}', encoding="utf-8")
    with pytest.raises(ScenarioError, match="no file of scores"):
        documented.summary_text(tmp_path)


def test_the_page_is_that_of_its_data() -> None:
    page = (DOCS / documented.PAGE).read_text("utf-8")
    assert fill(page, documented.SUMMARIES, documented.summary_text(DOCS)) == page
    for path in sorted((DOCS / documented.FOLDER).glob("*.json")):
        if not path.name.endswith(".scores.json"):
            for mark, text in documented.parts(DOCS, path.stem).items():
                assert fill(page, mark, text) == page, f"run sim backtest {path.stem} --docs docs"


def test_the_crps_of_logarithms_stands_beside(record: Path) -> None:
    """Of a day that all wars agree on: |log ratio| over the dull prediction's."""
    war = truth(record, 19)
    values = {name: np.full(50, 9.0) for name in war.record.figures}
    values["settled"][:] = 0.0
    day, settled = scored(war, values, GATES)
    boring = np.minimum(members(GATES.dull_of("end_day", "interstate")), war.days)
    dull = mean_crps(np.log1p(boring), np.log(20.0), np.log(20.0), 9)
    assert day.in_logs == pytest.approx(np.log(2.0) / dull)
    assert day.ratio == pytest.approx(10.0 / day.dull)
    assert settled.in_logs == settled.ratio == 0.0
