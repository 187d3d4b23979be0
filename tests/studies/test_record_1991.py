"""The record of 1991 to 1994 agrees with its scenario: days with dates, land with its places."""

import datetime as dt

import pytest

from sim.scenario import load
from sim.studies.record_file import Record, read_record, shipped_record

AREA = 0.074  # a quarter of the 4,400 square kilometres of Nagorno-Karabakh, of 14,875
EVES = {  # figure -> its date, and the last place taken by then
    "taken_khojaly": (dt.date(1992, 2, 26), "khojaly"),
    "taken_lachin": (dt.date(1992, 5, 18), "lachin"),
    "taken_summer_offensive": (dt.date(1992, 9, 7), "lachin"),
    "taken_kalbajar": (dt.date(1993, 4, 3), "kalbajar"),
    "taken_august": (dt.date(1993, 8, 31), "qubadli"),
}
SUMMER = {"taken_summer_offensive": AREA}  # of Nagorno-Karabakh, in Azerbaijani hands then
LOST = "shahumyan"  # by the Armenian side in June 1992, for good


@pytest.fixture(scope="module")
def record() -> Record:
    return read_record(shipped_record("karabakh-1991-94-record"))


def test_its_scenarios_are_shipped(record: Record) -> None:
    starts = {load(name).case.scenario.start for name in record.scenarios}
    assert starts == {dt.date(1991, 9, 1)}
    end = dt.date(1994, 5, 12) - dt.date(1991, 9, 1)
    assert record.figures["end_day"].value == end.days + 1


def test_nothing_is_said_to_be_held_out(record: Record) -> None:
    assert {figure.sample for figure in record.figures.values()} == {"in sample"}


def test_the_land_of_each_date_is_that_of_the_places(record: Record) -> None:
    """The places in the order of the front, less what the summer of 1992 took back."""
    places = load("karabakh-1991-94").case.fronts["karabakh"].positions
    assert not isinstance(places, int)
    land = {place.id: place.share for place in places}
    assert sum(land.values()) == pytest.approx(1.0)
    order = [place.id for place in reversed(places) if place.holder == "azerbaijan"]
    for name, (date, last) in EVES.items():
        figure = record.figures[name]
        assert figure.day == (date - dt.date(1991, 9, 1)).days + 1
        taken = sum(land[place] for place in order[: order.index(last) + 1])
        if date > dt.date(1992, 6, 16):
            taken -= land[LOST] + SUMMER.get(name, 0.0)
        assert figure.low - 0.03 <= taken <= figure.high + 0.03, name
