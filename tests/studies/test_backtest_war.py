"""`sim backtest SCENARIO`: scores against closed forms and by hand, gates, and what is refused."""

import dataclasses
import itertools
import json
import math
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from sim.cli import main
from sim.records.uncertainty import uncertainty
from sim.report.generated import DOCS, fill
from sim.scenario import load
from sim.scenario.addresses import values as values_of
from sim.scenario.errors import ScenarioError
from sim.scenario.schema.parties import Belligerent
from sim.studies.backtest.war import docs as documented
from sim.studies.backtest.war.carrying import carried_fields, carrying, fitted_ones, own_fields
from sim.studies.backtest.war.gates import Dull, Gate, read_gates
from sim.studies.backtest.war.held import changed, predict
from sim.studies.backtest.war.predicting import read_predictions, write_predictions
from sim.studies.backtest.war.scoring import (
    Scored,
    in_band,
    log_score,
    mean_crps,
    members,
    scored,
)
from sim.studies.backtest.war.verdicts import FAILS, HOLDS, NOTHING, judged, verdicts
from sim.studies.backtest.war.war import War, records, the_war
from sim.studies.record_file import Figure, read_record, shipped_record
from sim.studies.record_measures import MEASURES

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


# ------------------------------------------------------------------------------------- scores


def test_crps_of_an_ensemble_is_its_definition() -> None:
    """E|X - y| - E|X - X'|/2 over all pairs, by hand."""
    wars, came = np.array([1.0, 4.0, 6.0]), 3.0
    pairs = [abs(a - b) for a, b in itertools.product(wars, wars)]
    expected = np.mean(np.abs(wars - came)) - 0.5 * np.mean(pairs)
    assert mean_crps(wars, came, came, 9) == pytest.approx(expected)
    assert expected == pytest.approx(2.0 - 0.5 * 20.0 / 9.0)


def test_crps_of_many_quantiles_of_a_normal_is_its_closed_form() -> None:
    """Gneiting and Raftery 2007, equation 21."""
    wars = stats.norm.ppf((np.arange(4000) + 0.5) / 4000, loc=10.0, scale=2.0)
    z = (13.0 - 10.0) / 2.0
    closed = z * (2 * stats.norm.cdf(z) - 1) + 2 * stats.norm.pdf(z) - 1 / math.sqrt(math.pi)
    assert mean_crps(wars, 13.0, 13.0, 9) == pytest.approx(2.0 * closed, rel=1e-3)


def test_crps_of_yes_or_no_is_the_brier_score() -> None:
    wars = np.array([1.0] * 7 + [0.0] * 3)
    assert mean_crps(wars, 1.0, 1.0, 9) == pytest.approx(0.3**2)
    assert mean_crps(wars, 0.0, 0.0, 9) == pytest.approx(0.7**2)
    assert log_score(wars, 1.0) == pytest.approx(-math.log(7.5 / 11.0))
    assert log_score(wars, 0.0) == pytest.approx(-math.log(3.5 / 11.0))


def test_crps_of_bounds_is_the_mean_between_them() -> None:
    wars = np.array([2.0])
    assert mean_crps(wars, 0.0, 1.0, 3) == pytest.approx((2.0 + 1.5 + 1.0) / 3.0)


def test_bands_by_hand() -> None:
    wars = np.arange(1.0, 101.0)
    assert in_band(wars, 25.0, 25.0, 0.5)
    assert not in_band(wars, 24.0, 24.0, 0.5)
    assert in_band(wars, 90.0, 90.0, 0.8)
    assert not in_band(wars, 91.0, 91.0, 0.8)
    assert in_band(wars, 95.5, 200.0, 0.9) is False
    assert in_band(wars, 95.0, 200.0, 0.9)
    assert in_band(wars, 0.0, 1000.0, 0.5)


def test_dull_predictions_have_the_distribution_they_name() -> None:
    some = {"source": "x"}
    low = members(Dull.model_validate(some | {"lognormal": {"median": 150.0, "sd": 1.5}}))
    assert np.median(low) == pytest.approx(150.0, rel=0.01)
    assert np.log(low).std() == pytest.approx(1.5, rel=0.01)
    count = members(Dull.model_validate(some | {"geometric": {"mean": 3.0}}))
    assert count.min() == 0.0
    assert count.mean() == pytest.approx(3.0, rel=0.02)
    even = members(Dull.model_validate(some | {"uniform": {"low": -1.0, "high": 1.0}}))
    assert (even.min(), even.max(), even.mean()) == pytest.approx((-0.999, 0.999, 0.0), abs=1e-9)
    assert members(Dull.model_validate(some | {"chance": 0.3})).mean() == pytest.approx(0.3)
    with pytest.raises(ValueError, match="exactly one"):
        Dull.model_validate(some | {"chance": 0.3, "uniform": {"low": 0.0, "high": 1.0}})


# ------------------------------------------------------------------------------------- gates


def row(
    middle: float, low: float, high: float | None = None, measure: str = "end_day",
    bands: tuple[bool, ...] | None = (True, True, True), ratio: float = 0.5,
) -> Scored:  # fmt: skip
    form: dict[str, object] = {
        "statement": "s", "value": low, "unit": MEASURES[measure].unit, "sample": "held out",
        "measure": measure, "source": "x",
    }  # fmt: skip
    if MEASURES[measure].about != "war":
        form[MEASURES[measure].about] = 1
    return Scored("one", Figure.model_validate(form), True, low, low if high is None else high,
                  1.0, middle, bands, 0.5, ratio, 1.0, None, None)  # fmt: skip


def says(gate: str, *rows: Scored) -> str:
    return judged(rows, GATES.gates[gate], GATES)[0]


def test_coverage_wants_four_of_five() -> None:
    inside, outside = row(1, 1), row(1, 1, bands=(False, False, False))
    assert says("coverage", inside, inside, inside, inside, outside) == HOLDS
    assert says("coverage", inside, inside, inside, outside) == FAILS
    assert says("coverage", row(1, 1, measure="frozen", bands=None)) == NOTHING


def test_bands_that_hold_too_much_fail_too() -> None:
    """Ten of ten in the 50 % band: once in a thousand by chance."""
    inside = row(1, 1)
    assert says("bands", *[inside] * 4) == HOLDS
    assert says("bands", *[inside] * 10) == FAILS
    half = row(1, 1, bands=(False, True, True))
    assert says("bands", *[inside, half] * 5) == HOLDS


def test_tolerances_by_hand() -> None:
    assert says("days", row(90.0, 45.0)) == HOLDS
    assert says("days", row(91.0, 45.0)) == FAILS
    assert says("days", row(22.4, 45.0)) == FAILS
    assert says("lives", row(1.0, 5.0, 9.0, measure="life")) == HOLDS
    assert says("lives", row(46.0, 5.0, 9.0, measure="life")) == FAILS
    assert says("truces", row(2.0, 1.0, measure="truces")) == HOLDS
    assert says("truces", row(3.0, 6.0, measure="truces")) == HOLDS  # within half
    assert says("truces", row(3.0, 1.0, measure="truces")) == FAILS
    assert says("land", row(0.425, 0.325, measure="taken")) == HOLDS
    assert says("land", row(0.43, 0.325, measure="taken")) == FAILS
    assert says("outcome", row(0.4, 0.0, measure="frozen", bands=None)) == HOLDS
    assert says("outcome", row(0.4, 1.0, measure="frozen", bands=None)) == FAILS
    assert says("crps", row(1, 1, ratio=0.5), row(1, 1, ratio=1.4)) == HOLDS
    assert says("crps", row(1, 1, ratio=0.5), row(1, 1, ratio=1.6)) == FAILS
    assert says("deaths", row(1, 1)) == NOTHING
    assert says("days", row(math.nan, 45.0)) == FAILS


def test_figures_in_sample_decide_nothing() -> None:
    known = dataclasses.replace(row(1000.0, 1.0), held_out=False)
    found = {one.gate: one for one in verdicts([known, row(1.0, 1.0)], GATES)}
    assert found["days"].verdict == HOLDS
    assert found["days"].of_all == "fails: 1 of 2"


def test_every_measure_of_every_record_has_a_dull_prediction() -> None:
    assert set(GATES.dull) == set(MEASURES)
    judging = {measure for gate in GATES.gates.values() for measure in gate.measures}
    assert judging <= set(MEASURES)
    for measure, known in GATES.dull.items():
        assert "all" in known or {"interstate", "civil"} == set(known), measure
    assert isinstance(GATES.gates["crps"], Gate)


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


def test_the_page_is_that_of_its_data() -> None:
    page = (DOCS / documented.PAGE).read_text("utf-8")
    assert fill(page, documented.SUMMARIES, documented.summary_text(DOCS)) == page
    for path in sorted((DOCS / documented.FOLDER).glob("*.json")):
        if not path.name.endswith(".scores.json"):
            for mark, text in documented.parts(DOCS, path.stem).items():
                assert fill(page, mark, text) == page, f"run sim backtest {path.stem} --docs docs"
