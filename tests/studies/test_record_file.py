"""The record as data: what is in it agrees with itself, and a broken one is refused in words."""

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from sim.scenario import ScenarioError, load
from sim.studies.record import RECORD
from sim.studies.record_file import read_record, shipped_record
from sim.studies.record_measures import autocorrelation, dispersion, ratio_around

PATH = shipped_record(RECORD)
SHIPPED = read_record(PATH)
FIRST_DAY = dt.date(2020, 9, 27)


def day_of(date: dt.date) -> int:
    return (date - FIRST_DAY).days + 1


def test_its_scenarios_are_shipped() -> None:
    for name in SHIPPED.scenarios:
        assert load(name).case.scenario.start == FIRST_DAY


def test_what_is_held_out_was_not_known() -> None:
    known = day_of(SHIPPED.known_until)
    for name, figure in SHIPPED.figures.items():
        if figure.day is not None:
            assert (figure.sample == "in sample") == (figure.day <= known), name
        if figure.truce is not None:  # the third took effect on 26 October
            assert (figure.sample == "in sample") == (figure.truce <= 2), name


def test_figures_of_the_daily_deaths_are_those_of_the_series() -> None:
    assert SHIPPED.daily_deaths is not None
    assert SHIPPED.daily_deaths.first_party_from == FIRST_DAY
    series = np.array(SHIPPED.daily_deaths.first_party, dtype=float)
    assert len(series) == day_of(dt.date(2020, 11, 25))
    fought = series[: int(SHIPPED.figures["end_day"].low) - 1]
    hours = {
        "moscow": 13 * 24 + 12,
        "paris": 21 * 24,
        "washington": 29 * 24 + 8,
        "last": 44 * 24 + 1,
    }
    expected = {f"deaths_ratio_{name}": ratio_around(series, hour) for name, hour in hours.items()}
    expected |= {
        "daily_mean": float(fought.mean()),
        "daily_dispersion": dispersion(fought),
        "daily_autocorrelation": autocorrelation(fought),
    }
    for name, value in expected.items():
        assert SHIPPED.figures[name].value == pytest.approx(value, abs=0.05, rel=0.01), name


def test_the_places_taken_by_each_eve_are_those_of_the_scenario() -> None:
    """The land of the places up to each eve, in the order of the front, is the record's share."""
    places = load("karabakh-2020").case.fronts["karabakh"].positions
    assert not isinstance(places, int)
    land = {place.id: place.share for place in reversed(places)}
    eves = {
        "taken_eve_of_moscow": "hadrut",
        "taken_eve_of_paris": "fuzuli",
        "taken_eve_of_washington": "qubadli",
        "taken": "shusha_villages",
        "lost_in_all": "lachin",
    }
    order = list(land)
    for name, last in eves.items():
        taken = sum(land[place] for place in order[: order.index(last) + 1])
        assert SHIPPED.figures[name].value == pytest.approx(taken, abs=0.0015), name


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        SHIPPED.figures["end_day"].value = 44  # type: ignore[misc]


BROKEN: dict[str, tuple[str, str, str]] = {
    "unknown key": ('source = "JAM', 'sorce = "JAM', "did you mean source?"),
    "unknown measure": ('"end_day"', '"end_dya"', "unknown measure end_dya: did you mean end_day?"),
    "another unit": ('unit = "truces"', 'unit = "hours"', "the measure's is truces"),
    "no truce": ("truce = 1\n", "", "first_accusation needs truce"),
    "a day too many": ('sample = "held out"\nmeasure = "end_day"',
                       'sample = "held out"\nday = 3\nmeasure = "end_day"',
                       "end_day takes no day"),
    "a word for a number": ("value = 45\n", 'value = "45"\n', "a number, or { low = "),
    "a key left out": ('unit = "day of the war"\n', "", "record.figures.end_day.unit: missing"),
    "bounds out of order": ("low = 3825, high = 4012", "low = 4012, high = 3825", "low is above"),
    "a sample of its own": ('sample = "in sample"', 'sample = "test"', "'in sample' or 'held out'"),
    "no number": ("value = 0.188", "value = nan", "taken_eve_of_washington.value"),
    "quantiles": ("middle = 0.5", "middle = 0.01", "do not rise"),
    "not TOML": ("[record]\n", "[record\n", "not a TOML file"),
}  # fmt: skip


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_record_is_refused_in_words(fault: str, tmp_path: Path) -> None:
    old, new, words = BROKEN[fault]
    text = PATH.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "mine.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        read_record(path)
    assert words in str(caught.value)
    assert "mine.toml" in str(caught.value)
    assert len(caught.value.faults) == (2 if fault == "unknown key" else 1)  # one missing, one more


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    text = PATH.read_text(encoding="utf-8").replace('"end_day"', '"end_dya"', 1)
    path = tmp_path / "mine.toml"
    path.write_text(text.replace('unit = "truces"', 'unit = "hours"', 1), encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        read_record(path)
    assert [fault.address for fault in caught.value.faults] == [
        "record.figures.end_day",
        "record.figures.truces_before",
    ]


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read(content: Any, tmp_path: Path) -> None:
    path = tmp_path / "none.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ScenarioError, match=r"none\.toml"):
        read_record(path)
