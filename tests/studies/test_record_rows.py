"""Rows of the comparison, from values and from wars written down by hand."""

import math

import numpy as np
import pytest

from sim.studies.record import RECORD, compare_with_record
from sim.studies.record_file import Bounds, Figure, Quantiles, read_record, shipped_record
from sim.studies.record_rows import Row, row_of
from sim.studies.record_words import cells, coverage, outside, shares
from tests.studies.handmade import settled

NONE = math.nan


def figure(
    value: float | Bounds, measure: str = "truces_before_the_end", unit: str = "truces"
) -> Figure:
    return Figure(
        statement="so many", value=value, unit=unit, sample="held out", measure=measure, source="me"
    )


def row(values: list[float], value: float | Bounds) -> Row:
    return row_of("mine", figure(value), np.array(values), Quantiles())


def test_a_band_is_made_of_values_of_wars() -> None:
    found = row([float(k) for k in range(1, 101)], 30.0)
    assert (found.low, found.middle, found.high, found.width) == (5.0, 50.0, 95.0, 90.0)
    assert found.percentile == pytest.approx(0.295)
    assert (found.inside, found.wide, found.wars) == (True, True, 100)


def test_inside_is_within_or_on_the_band() -> None:
    values = [float(k) for k in range(1, 101)]
    assert [row(values, x).inside for x in (4.9, 5.0, 95.0, 95.1)] == [False, True, True, False]


def test_what_the_record_bounds_is_inside_where_it_meets_the_band() -> None:
    values = [float(k) for k in range(1, 101)]
    assert row(values, Bounds(low=95.0, high=120.0)).inside
    assert not row(values, Bounds(low=96.0, high=120.0)).inside
    assert row(values, Bounds(low=21.0, high=80.0)).percentile == pytest.approx(0.5)


def test_wars_without_the_figure_are_left_out() -> None:
    found = row([NONE, 2.0, NONE, 4.0], 3.0)
    assert (found.wars, found.low, found.high, found.percentile) == (2, 2.0, 4.0, 0.5)


def test_ties_count_half() -> None:
    assert row([3.0, 3.0, 3.0, 3.0], 3.0).percentile == 0.5


def test_what_never_comes_about_makes_a_band_without_end() -> None:
    found = row([1.0] * 10 + [math.inf] * 10, 3.0)
    assert (found.high, found.width, found.wide) == (math.inf, math.inf, True)
    assert cells(found)[6:8] == ("never", "no end")


def test_a_sum_of_shares_is_not_outside_by_its_last_digit() -> None:
    shares_of_land = [0.1 + 0.2] * 20
    assert row_of("land", figure(0.3, "taken", "share of land"), np.array(shares_of_land),
                  Quantiles()).inside  # fmt: skip


def test_a_band_of_all_that_is_possible_says_little() -> None:
    values = np.array([0.0] * 50 + [1.0] * 50)
    found = row_of("so", figure(1.0, "guarded_settlement", "1 if so"), values, Quantiles())
    assert found.inside
    assert found.wide
    assert shares([found]) == ["`so` came about in 50 % of the wars (95 % interval 40 to 60 %)."]


def test_no_war_has_it() -> None:
    found = row([NONE, NONE], 3.0)
    assert (found.inside, found.wars) == (False, 0)
    assert outside([found]) == "Outside: no simulated war has it: `mine`."


def test_words() -> None:
    values = [float(k) for k in range(1, 101)]
    rows = [row(values, x) for x in (1.0, 30.0, 90.0, 200.0)]
    assert coverage(rows) == (
        "Inside their bands: 2 of 4 figures (0 of 0 in sample, 2 of 4 held out); "
        "1 of them by width alone: `mine`."
    )
    assert outside(rows) == "Outside: record above the band: `mine`; record below the band: `mine`."
    assert cells(rows[1]) == (
        "`mine`", "truces", "held out", "30", "5", "50", "95", "90", "30", "by width", "100",
    )  # fmt: skip


def test_hand_made_wars_beside_the_record() -> None:
    record = read_record(shipped_record(RECORD))
    wars = [settled(), settled(ended=False), settled(ended=False)]
    rows = compare_with_record(record, wars)
    assert [found.id for found in rows] == list(record.figures)
    by_id = {found.id: found for found in rows}
    assert by_id["truces_before"].inside
    assert (by_id["end_day"].low, by_id["end_day"].high) == (12.0, math.inf)
    assert by_id["end_day"].percentile == pytest.approx(1 / 3)
    assert by_id["accusation_moscow"].wars == 3
    assert by_id["accusation_washington"].wars == 0
    assert by_id["deaths_ratio_last"].wars == 1
    assert by_id["guarded_settlement"].mean == pytest.approx(1 / 3)
