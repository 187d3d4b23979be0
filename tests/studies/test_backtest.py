"""`sim backtest CSV`: censoring and scores by hand, the table's faults, and what comes out."""

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.cli import main
from sim.scenario.errors import ScenarioError
from sim.studies.backtest import backtest as whole
from sim.studies.backtest.backtest import backtest
from sim.studies.backtest.bank import ACCIDENTS, TEMPTATIONS, Bank, fight_bank
from sim.studies.backtest.baselines import constant_hazard, kaplan_meier
from sim.studies.backtest.censoring import Lives, lives
from sim.studies.backtest.covariates import covariates
from sim.studies.backtest.detectable import detectable
from sim.studies.backtest.mapping import START, fit, predict
from sim.studies.backtest.scores import GRID, LEAST, integrated, parts, unseen
from sim.studies.backtest.splits import splits
from sim.studies.backtest.table import read_table
from tests.studies.synthetic_ceasefires import synthetic_table

INF = np.inf


@pytest.fixture(scope="module")
def bank() -> Bank:
    return fight_bank(10, 1)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "ceasefires.csv"
    synthetic_table().to_csv(path, index=False)
    return path


def written(tmp_path: Path, **cells: object) -> Path:
    """A table of three rows; cells of the second are set."""
    data = synthetic_table(3).astype(object)
    for name, value in cells.items():
        data.loc[1, name] = value
    path = tmp_path / "three.csv"
    data.to_csv(path, index=False)
    return path


def rows(*ends: dict[str, object]) -> pd.DataFrame:
    """A table as it is read, with what matters for lives."""
    plain = {"days": None, "fixed": 0, "fixed_time": "0", "end": None, "start": "2020-12-01"}
    data = pd.DataFrame([plain | one for one in ends], index=range(1, len(ends) + 1))
    for name in ("start", "end"):
        data[name] = pd.to_datetime(data[name])
    return data.assign(days=data["days"].astype(float))


def found(life: list[float], failed: list[int], term: list[float] | None = None) -> Lives:
    """Lives by hand; where the term is reached it ran out."""
    days, ends = np.array(life), np.array(failed) == 1
    until = np.full(len(days), INF) if term is None else np.array(term)
    return Lives(np.arange(len(days)), days, ends, until, ~ends & (days >= until), {})


def test_each_way_to_end() -> None:
    data = rows(
        {"ended": 2, "days": 5},  # revoked on day 5
        {"ended": 3},  # never in force: failed on day 0
        {"ended": 4, "days": 7},  # superseded
        {"ended": 0},  # no end: 30 days to the end of the data
        {"ended": 1, "days": 9, "fixed": 1, "fixed_time": "10"},  # ran out a day early
        {"ended": 1, "fixed": 1, "fixed_time": "10"},  # ran out, when it should
        {"ended": 2, "days": 40, "fixed": 1, "fixed_time": "10"},  # revoked when it was over
        {"ended": 2, "days": 10, "fixed": 1, "fixed_time": "10"},  # revoked on its last day
        {"ended": 2},  # revoked, nobody knows when
        {"ended": 2, "end": "2020-12-04"},  # from the dates
    )
    seen = lives(data, "known")
    assert seen.rows.tolist() == [1, 2, 3, 4, 5, 6, 7, 8, 10]
    assert (seen.life - 0.5).tolist() == [5, 0, 7, 30, 9, 10, 10, 10, 3]
    assert seen.failed.tolist() == [True, True, *[False] * 5, True, True]
    assert seen.over.tolist() == [False] * 4 + [True] * 3 + [False] * 2
    assert seen.unused == {"end unknown": 0, "length of life unknown": 1}


def test_unknown_ends_are_read_in_three_ways() -> None:
    data = rows(
        {"ended": -1},
        {"ended": -1, "fixed": 1, "fixed_time": "10"},
        {"ended": -1, "days": 4},
    )
    assert lives(data, "known").unused["end unknown"] == 3
    held, failed = lives(data, "held"), lives(data, "failed")
    assert (held.life - 0.5).tolist() == [30, 10, 4]
    assert not held.failed.any()
    assert held.over.tolist() == [False, True, False]
    assert (failed.life - 0.5).tolist() == [0, 0, 4]
    assert failed.failed.all()


def test_an_end_before_entry_into_force_is_a_life_of_nothing(tmp_path: Path) -> None:
    path = written(
        tmp_path, declared="2015-02-06", effective="2015-02-07", end="2015-02-06", days=-1, ended=2
    )
    data, bad = read_table(path)
    assert bad == []
    assert lives(data.loc[[2]], "known").life.tolist() == [0.5]


def test_weights_of_censoring_by_hand() -> None:
    # Four ceasefires: failed at 2, censored at 3, failed at 5, seen until 9 (censored).
    seen = found([2.0, 3.0, 5.0, 9.0], [1, 0, 1, 0])
    # At 3 three are at risk and one is censored; at 9 the last one is.
    assert unseen(seen, np.array([1.0, 3.0, 3.1, 9.0, 9.1])).tolist() == pytest.approx(
        [1.0, 1.0, 2 / 3, 2 / 3, 0.0]
    )


def test_a_term_that_runs_out_is_no_chance_censoring() -> None:
    seen = found([3.0, 5.0, 9.0], [0, 1, 0], [3.0, INF, INF])
    assert unseen(seen, np.array([4.0, 9.0])).tolist() == [1.0, 1.0]


def test_the_brier_score_by_hand() -> None:
    seen = found([2.0, 3.0, 5.0, 900.0, 4.0], [1, 0, 1, 0, 0], [INF, INF, INF, INF, 4.0])
    curves = np.full((5, len(GRID)), 0.6)
    scored = parts(seen, curves)
    before, after = np.searchsorted(GRID, 2.2), np.searchsorted(GRID, 6.0)
    # Soon after day 2 one has failed, four hold; nobody is censored yet.
    assert scored.squares[:, before].tolist() == pytest.approx([0.36, 0.16, 0.16, 0.16, 0.16])
    # Later one of four at risk at 3 was censored (G = 3/4), and one has left by its term.
    assert scored.squares[:, after].tolist() == pytest.approx(
        [0.36, 0.0, 0.36 * 4 / 3, 0.16 * 4 / 3, 0.0]
    )
    assert scored.counted[:, after].tolist() == [True, True, True, True, False]


def test_the_integral_is_a_mean_over_log_time() -> None:
    ones = np.ones(len(GRID))
    assert integrated(0.25 * ones, ones) == pytest.approx(0.25)
    # A score that rises straight in log time from 0 to 1 has mean one half.
    assert integrated(np.log(GRID) / math.log(730.0), ones) == pytest.approx(0.5)
    assert integrated(2.0 * ones, np.where(GRID < 50.0, 4.0, 0.0)) == pytest.approx(0.5)


def test_the_log_score_by_hand() -> None:
    curves = np.tile(np.linspace(0.9, 0.1, len(GRID)), (4, 1))
    seen = found([0.5, GRID[3], 1000.0, 0.5], [1, 0, 1, 0])
    logs = parts(seen, curves).logs
    assert logs.tolist() == pytest.approx(
        [-math.log(0.1), -math.log(curves[0, 3]), -math.log(0.1), -math.log(0.95)]
    )
    never = parts(found([0.5], [1]), np.ones((1, len(GRID)))).logs
    assert never.tolist() == pytest.approx([-math.log(LEAST)])


def test_baselines_by_hand() -> None:
    seen = found([1.0, 3.0, 6.0, 10.0], [1, 0, 1, 0])
    data = pd.DataFrame({"class": [1, 1, 1, 2]})
    everyone = np.ones(4, bool)
    rate = 2.0 / 20.0
    assert constant_hazard(seen, data, everyone)[0, 0] == pytest.approx(math.exp(-rate))
    by_class = kaplan_meier(seen, data, everyone)
    # Class 1: one of three fails at 1, the one left at 6. Class 2: none.
    assert by_class[0, [0, 5, -1]].tolist() == pytest.approx([2 / 3, 2 / 3, 0.0])
    assert (by_class[3] == 1.0).all()
    train = np.array([True, True, True, False])
    assert kaplan_meier(seen, data, train)[3, 0] == pytest.approx(2 / 3)


def test_what_can_be_detected() -> None:
    data = covariates(*_seen())
    one = next(k for k in detectable(data, 100) if k.covariate == "mediated")
    wanted = (1.959964 + 0.841621) / math.sqrt(100 * one.share * (1 - one.share))
    assert one.ratio == pytest.approx(math.exp(wanted), rel=1e-5)


def _seen() -> tuple[pd.DataFrame, Lives]:
    data = synthetic_table()
    for name in ("declared", "effective", "end"):
        data[name] = pd.to_datetime(data[name])
    data = data.assign(days=pd.to_numeric(data["days"]), start=data["effective"])
    return data, lives(data, "known")


def test_splits_share_no_country_and_follow_the_seed() -> None:
    data, seen = _seen()
    rows_ = covariates(data, seen)
    first = splits(rows_, seen, 4, 1)
    assert all((a == b).all() for a, b in zip(first, splits(rows_, seen, 4, 1), strict=True))
    assert any((a != b).any() for a, b in zip(first, splits(rows_, seen, 4, 2), strict=True))
    for train in first:
        assert not set(rows_["country"][train]) & set(rows_["country"][~train])


def test_small_ceasefires_answer_to_what_is_mapped(bank: Bank) -> None:
    month, year = (int(np.searchsorted(GRID, days)) for days in (30.0, 365.0))
    held, lasting = bank.holding[..., month], bank.holding[..., year]
    assert held.shape == (4, len(ACCIDENTS), len(TEMPTATIONS))
    assert held[0, 2, 0] > held[0, 2, -1] + 0.3  # the more tempting war is, the less holds
    assert lasting[0, 0, 0] > lasting[0, -1, 0] + 0.2  # the more often men fire unordered, too
    assert lasting[2, 3].mean() > lasting[0, 3].mean() + 0.1  # soldiers between the lines help
    assert (np.diff(bank.holding, axis=-1) <= 0.0).all()


def test_fitting_finds_what_a_table_was_made_with(bank: Bank) -> None:
    data, seen = _seen()
    rows_ = pd.concat([covariates(data, seen)] * 3, ignore_index=True)
    truth = START._replace(temptation=0.25, spread=0.12, hardness=0.08, term=-0.1)
    curves = predict(bank, rows_, truth)
    luck = np.random.default_rng(5).random((len(rows_), 1))
    first = (curves < luck).argmax(axis=1)
    fails = (curves < luck).any(axis=1)
    life = np.where(fails, GRID[first] * 0.99, 731.0)
    fitted = fit(bank, rows_, found(list(life), list(fails.astype(int))))
    made = predict(bank, rows_, fitted)
    assert np.abs(made - curves).mean() < 0.04
    assert fitted.hardness > 0.03
    assert fitted.term < -0.03


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"declared": "12 May 1999"}, "declared"),
        ({"effective": "1999-02-30"}, "effective"),
        ({"days": "-5"}, "days"),
        ({"days": "long"}, "days"),
        ({"declared": "2003-01-09", "effective": "2003-01-09", "end": "2003-01-01"}, "end"),
        ({"ceasefire_class": 4}, "ceasefire_class"),
        ({"ended": "revoked"}, "ended"),
        ({"location": ""}, "location"),
    ],
)
def test_a_faulty_cell_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], cells: dict[str, object], column: str
) -> None:
    path = written(tmp_path, **cells)
    assert main(["backtest", str(path)]) == 2
    said = capsys.readouterr().err
    assert f"row 2, column {column}" in said
    assert "Traceback" not in said
    data, bad = read_table(path, skip=True)
    assert 2 not in data.index
    assert {one.row for one in bad} == {2}


def test_a_missing_column_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "wrong.csv"
    synthetic_table(3).rename(columns={"mediator_nego": "mediator_neg"}).to_csv(path, index=False)
    assert main(["backtest", str(path)]) == 2
    said = capsys.readouterr().err
    assert "mediator_nego" in said
    assert "did you mean mediator_neg" in said


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b'a,"b\n1,2\n3'])
def test_a_file_that_is_no_table(
    tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "none.csv"
    path.write_bytes(content)
    assert main(["backtest", str(path)]) == 2
    assert "none.csv" in capsys.readouterr().err
    assert main(["backtest", str(tmp_path / "absent.csv")]) == 2


def test_too_few_failures_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="too few countries"):
        backtest(written(tmp_path))


def test_the_command(
    table: Path, tmp_path: Path, bank: Bank, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(whole, "fight_bank", lambda wars, seed, landed: bank)
    words = ["backtest", str(table), "--splits", "2", "--out", str(tmp_path / "out")]
    assert main([*words, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["split"]["count"]) == (240, 2)
    assert told["used"] + sum(told["unused"].values()) == 240
    assert set(told["scores"]) == {"model", "cox", "kaplan_meier", "constant_hazard"}
    for one in told["scores"].values():
        assert one["low"] <= one["integrated_brier"] <= one["high"]
        assert 0.0 < one["integrated_brier"] < 1.0
        assert one["log_score"] > 0.0
    assert set(told["readings"]) == {"known", "held", "failed"}
    page = (tmp_path / "out" / "backtest.html").read_text("utf-8")
    assert "Kaplan-Meier by class" in page
    assert main([*words, "--splits", "1"]) == 0
    said = capsys.readouterr().out
    assert "240 ceasefires" in said
    assert "The model against Cox regression" in said


def test_fitting_on_another_table(
    table: Path, tmp_path: Path, bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "fight_bank", lambda wars, seed, landed: bank)
    with pytest.raises(ScenarioError, match="Country 00"):
        backtest(table, train=table)
    other = synthetic_table(120, seed=4)
    other["location"] = "Far " + other["location"]
    other.to_csv(tmp_path / "other.csv", index=False)
    result = backtest(tmp_path / "other.csv", train=table).as_dict()
    assert result["rows"] == 120
    assert result["used"] + sum(result["unused"].values()) == 120
    assert result["split"]["train"] == "ceasefires.csv"
