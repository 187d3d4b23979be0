"""`sim backtest CSV --docs`: scores of many ceasefires kept for docs/honesty.md."""

import datetime as dt
import json
from pathlib import Path

import numpy as np
import pytest

from sim.cli import main
from sim.records.errors import WritingError
from sim.scenario.loading import load
from sim.scenario.root import scenario_root
from sim.studies.backtest import backtest as whole
from sim.studies.backtest.backtest import Backtest, backtest
from sim.studies.backtest.bank import ACCIDENTS, PROVISIONS, SCENARIO, TEMPTATIONS, Bank
from sim.studies.backtest.kept import FILE, write_kept
from sim.studies.backtest.scores import GRID
from sim.studies.honesty.ceasefires import ceasefires_sentence, ceasefires_text
from sim.studies.honesty.kept import NOT_YET, rows_of
from tests.studies.synthetic_ceasefires import synthetic_table


def made_up() -> Bank:
    """Curves that no war was fought for: the more tempting war is, the shorter truces live."""
    rate = (
        0.001
        * np.exp(6.0 * TEMPTATIONS)[None, None, :, None]
        * np.ones((PROVISIONS, len(ACCIDENTS), 1, 1))
    )
    holding = 0.01 + 0.98 * np.exp(-rate * GRID)
    return Bank(holding, 10, load(scenario_root() / "facts" / SCENARIO))


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("table") / "mine.csv"
    synthetic_table().to_csv(path, index=False)
    return path


@pytest.fixture(scope="module")
def result(table: Path) -> Backtest:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(whole, "fight_bank", lambda wars, seed, landed: made_up())
        return backtest(table, count=1, seed=7, wars=10)


def test_what_is_kept_is_what_is_shown(result: Backtest, tmp_path: Path) -> None:
    path = write_kept(result, tmp_path / "docs", dt.date(2030, 5, 1))
    data = json.loads(path.read_text("utf-8"))
    assert data["command"] == "sim backtest mine.csv --splits 1 --seed 7 --wars 10 --docs docs"
    text = ceasefires_text(path.parent)
    assert "Made on 2030-05-01 by `sim backtest mine.csv" in text
    scores = result.as_dict()["scores"]
    rows = {row["prediction"]: row for row in rows_of(text)}
    assert len(rows) == len(scores)
    score = scores["model"]["integrated_brier"]
    assert rows["the model"]["integrated Brier score"].startswith(f"{score:.3f} (")
    worse = scores["cox"]["worse_log"][0]
    assert rows["Cox regression"]["less the model's"].startswith(f"{worse:+.3f} (")
    assert all(name in text for name in result.readings)
    assert "Kaplan-Meier by class" in ceasefires_sentence(path.parent)


def test_no_row_of_the_table_is_kept(result: Backtest, table: Path, tmp_path: Path) -> None:
    kept = write_kept(result, tmp_path).read_text("utf-8")
    assert str(table.parent) not in kept
    assert not [name for name in synthetic_table()["location"].unique() if name in kept]
    assert "fitted" not in json.loads(kept)["readings"]["known"]


def test_the_command_keeps_them_only_when_told(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(whole, "fight_bank", lambda wars, seed, landed: made_up())
    words = ["backtest", str(table), "--splits", "1"]
    assert main(words) == 0
    assert not list(tmp_path.rglob(FILE))
    assert main([*words, "--docs", "docs"]) == 0
    assert (tmp_path / "docs" / FILE).is_file()


def test_a_folder_that_cannot_be_written(result: Backtest, tmp_path: Path) -> None:
    (tmp_path / "docs").write_text("a file", encoding="utf-8")
    with pytest.raises(WritingError, match=FILE):
        write_kept(result, tmp_path / "docs")


def test_none_kept_yet(tmp_path: Path) -> None:
    assert NOT_YET in ceasefires_text(tmp_path)
    assert ceasefires_sentence(tmp_path) == NOT_YET
