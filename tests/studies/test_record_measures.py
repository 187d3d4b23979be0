"""Measures of a war that was written down by hand."""

import math

import numpy as np
import pytest

from sim.kernel.world import LINE
from sim.studies.record_measures import MEASURES, autocorrelation, dispersion, ratio_around
from tests.studies.handmade import DEATHS, settled

WAR = settled()
UNSETTLED = settled(ended=False)
LAND = [float(WAR.world.positions[0, k]["share"]) for k in (22, 21, 20)]


def of(name: str, at: int = 0) -> float:
    return MEASURES[name].of(WAR, at)


def test_day_of_the_end() -> None:
    assert of("end_day") == 12  # hour 265 lies on the twelfth day
    assert MEASURES["end_day"].of(UNSETTLED, 0) == math.inf


def test_truces_count_if_both_signed_and_they_took_effect() -> None:
    assert of("truces_before_the_end") == 3
    assert MEASURES["truces_before_the_end"].of(UNSETTLED, 0) == 3


def test_first_accusation_is_in_minutes_and_skips_watched_truces_and_halts() -> None:
    assert of("first_accusation", 1) == pytest.approx(6.0)
    assert of("first_accusation", 2) == math.inf
    assert math.isnan(of("first_accusation", 3))


def test_life_is_in_hours() -> None:
    assert of("life", 1) == pytest.approx(6.0)
    assert of("life", 2) == pytest.approx(60.0)
    assert math.isnan(of("life", 3))


def test_deaths_around_a_truce_leave_its_own_day_out() -> None:
    assert of("deaths_after_over_before", 1) == pytest.approx((50 + 60 + 80) / (60 + 30 + 40))
    assert of("deaths_after_over_before", 2) == pytest.approx((60 + 70 + 40) / (50 + 60 + 80))
    assert of("deaths_after_over_before_the_end") == pytest.approx((1 + 3 + 0) / (60 + 70 + 40))
    assert math.isnan(MEASURES["deaths_after_over_before_the_end"].of(UNSETTLED, 0))


def test_a_ratio_needs_three_days_on_either_side() -> None:
    deaths = np.array(DEATHS)
    assert math.isnan(ratio_around(deaths, 50.0))
    assert math.isnan(ratio_around(deaths, 24.0 * 12))
    assert math.isnan(ratio_around(np.zeros(20), 100.0))


def test_a_settlement_is_guarded_with_peacekeepers() -> None:
    assert of("guarded_settlement") == 1
    assert MEASURES["guarded_settlement"].of(UNSETTLED, 0) == 0
    alone = settled()
    alone.world.truces[0]["terms"] = LINE
    assert MEASURES["guarded_settlement"].of(alone, 0) == 0


def test_deaths_of_either_party() -> None:
    assert of("deaths_of_the_first_party") == sum(DEATHS)
    assert of("deaths_of_the_second_party") == 500


def test_daily_deaths_are_those_of_whole_days_before_the_end() -> None:
    fought = np.array(DEATHS[:11])
    assert of("daily_deaths_mean") == pytest.approx(fought.mean())
    assert of("daily_deaths_dispersion") == pytest.approx(fought.var(ddof=1) / fought.mean())
    assert of("daily_deaths_autocorrelation") == pytest.approx(autocorrelation(fought))
    whole = MEASURES["daily_deaths_mean"].of(UNSETTLED, 0)
    assert whole == pytest.approx(np.mean(DEATHS))


def test_autocorrelation_and_dispersion() -> None:
    assert autocorrelation(np.array([1.0, -1.0] * 50)) == pytest.approx(-0.99)
    assert math.isnan(autocorrelation(np.ones(9)))
    assert math.isnan(autocorrelation(np.array([1.0, 2.0, 3.0])))
    assert dispersion(np.array([1.0, 3.0])) == pytest.approx(1.0)
    assert math.isnan(dispersion(np.zeros(5)))


def test_land_taken_by_fighting_is_not_land_handed_over() -> None:
    assert of("taken_by_day", 1) == pytest.approx(LAND[0])
    assert of("taken_by_day", 4) == pytest.approx(LAND[0] + LAND[1])
    assert of("taken_by_day", 99) == pytest.approx(sum(LAND)) == of("taken")
    assert of("lost_in_all") == pytest.approx(sum(LAND) + 0.4)


def test_land_retaken_counts_back() -> None:
    war = settled()
    event = war.log.events[2]
    event["actor"], event["target"] = event["target"], event["actor"]
    assert MEASURES["taken_by_day"].of(war, 99) == pytest.approx(LAND[0] + LAND[1] - LAND[2])
