"""Intervals and verdicts of stylised facts against hand-made tables."""

import math
from typing import Any

import numpy as np
import pytest
from lifelines import KaplanMeierFitter, NelsonAalenFitter

from sim.studies.facts.gates import CheckGate
from sim.studies.facts.quantities import (
    CumulativeHazard,
    Estimate,
    Holding,
    Less,
    Lives,
    Median,
    Over,
    Pooled,
    estimate,
    share,
)
from sim.studies.facts.stylised_fact import all_of, judged, verdict_of

ABOVE = {"above": 0.05}
BELOW = {"below": -0.02}
BAND = {"between": (0.2, 0.6)}


@pytest.mark.parametrize(
    ("rule", "low", "high", "verdict"),
    [
        (ABOVE, 0.06, 0.20, "met"),
        (ABOVE, -0.2, 0.04, "missed"),
        (ABOVE, 0.04, 0.20, "undecided"),
        (ABOVE, 0.05, 0.05, "missed"),  # a threshold is not above itself
        (ABOVE, 0.06, math.inf, "met"),
        (BELOW, -0.3, -0.03, "met"),
        (BELOW, 0.0, 0.0, "missed"),
        (BELOW, -0.3, 0.1, "undecided"),
        (BAND, 0.2, 0.6, "met"),
        (BAND, 0.7, 0.9, "missed"),
        (BAND, 0.0, 0.1, "missed"),
        (BAND, 0.1, 0.3, "undecided"),
        (BAND, 0.1, 0.9, "undecided"),  # covers the band and both sides of it
        (BAND, math.nan, math.nan, "undecided"),
    ],
)
def test_a_check_is_judged_by_its_whole_interval(
    rule: dict[str, Any], low: float, high: float, verdict: str
) -> None:
    gate = CheckGate(words="w", measure="m", **rule)
    assert judged(gate, Estimate(0.5 * (low + high), low, high, 500), 100) == verdict


def test_too_few_members_decide_nothing() -> None:
    gate = CheckGate(words="w", measure="m", above=0.0)
    clear = Estimate(0.5, 0.4, 0.6, 99)
    assert judged(gate, clear, 100) == "undecided"
    assert judged(gate, clear, 99) == "met"
    assert judged(gate.model_copy(update={"fewest": 99}), clear, 100) == "met"


@pytest.mark.parametrize(
    ("checks", "together"),
    [
        (["met", "met"], "holds"),
        (["met", "undecided"], "undecided"),
        (["undecided", "missed"], "fails"),
        (["missed"], "fails"),
    ],
)
def test_checks_together(checks: list[str], together: str) -> None:
    assert all_of(checks) == together


@pytest.mark.parametrize(
    ("on", "off", "verdict"),
    [
        ("holds", "fails", "holds"),
        ("holds", "holds", "built-in"),
        ("holds", "undecided", "undecided"),
        ("fails", "fails", "fails"),
        ("fails", "holds", "fails"),
        ("undecided", "fails", "undecided"),
    ],
)
def test_a_fact_holds_only_if_it_fails_without_its_mechanism(
    on: str, off: str, verdict: str
) -> None:
    assert verdict_of(on, off) == verdict


ONES = np.ones(3)
LIVES = Lives(
    [1.0, 2.0, 2.0, 5.0, 9.0, 12.0], [True, True, False, True, False, True],
    np.array([0, 1, 2, 0, 1, 2]), 3,
)  # fmt: skip


def test_survival_is_kaplan_and_meiers() -> None:
    days, ended = [1.0, 2.0, 2.0, 5.0, 9.0, 12.0], [1, 1, 0, 1, 0, 1]
    fitted = KaplanMeierFitter().fit(days, ended)
    hazard = NelsonAalenFitter(nelson_aalen_smoothing=False).fit(days, ended)
    for day in (0.5, 1.0, 2.0, 4.0, 5.0, 11.0, 12.0):
        assert Holding(LIVES, day).at(ONES) == pytest.approx(float(fitted.predict(day)), abs=1e-12)
    assert Holding(LIVES, 5.0).at(ONES) == pytest.approx(5 / 6 * 4 / 5 * 2 / 3, abs=1e-12)
    assert CumulativeHazard(LIVES, 5.0).at(ONES) == pytest.approx(
        float(hazard.predict(5.0)), abs=1e-9
    )
    assert Median(LIVES).at(ONES) == 5.0


def test_a_point_that_counts_twice_is_a_point_that_is_there_twice() -> None:
    twice = Lives(
        [1.0, 5.0, 1.0, 5.0, 2.0, 9.0], [True, True, True, True, True, False],
        np.array([0, 0, 1, 1, 2, 2]), 3,
    )  # fmt: skip
    weights = np.array([2.0, 1.0, 0.0])
    once = LIVES
    assert Holding(once, 6.0).at(weights) == pytest.approx(Holding(twice, 6.0).at(ONES), abs=1e-12)


def test_more_than_half_alive_have_no_median() -> None:
    assert Median(Lives([1.0, 2.0], [False, False], np.array([0, 1]), 2)).at(np.ones(2)) == math.inf


def test_shares_ratios_and_differences() -> None:
    point = np.array([0, 0, 1, 2])
    flags = share([True, False, True, True], point, 3)
    assert flags.at(ONES) == 0.75
    assert flags.at(np.array([2.0, 0.0, 1.0])) == pytest.approx(3 / 5)
    ratio = Pooled(np.array([6.0, 1.0]), np.array([2.0, 2.0]), np.array([0, 1]), 3)
    assert ratio.at(ONES) == 1.75
    assert Less(ratio, flags).at(ONES) == 1.0
    assert Over(ratio, flags).at(ONES) == pytest.approx(7 / 3)
    assert Over(ratio, flags).size == 2
    nothing = share([False], np.array([0]), 3)
    assert Over(ratio, nothing).at(ONES) == math.inf
    assert math.isnan(Over(nothing, nothing).at(ONES))


def test_groups_without_members_have_no_value() -> None:
    empty = np.zeros(0, np.int64)
    lives = Lives([], [], empty, 3)
    for one in (
        share([], empty, 3),
        Holding(lives, 9.0),
        CumulativeHazard(lives, 9.0),
        Median(lives),
    ):
        assert math.isnan(one.at(ONES))
        found = estimate(one, 50, 1)
        assert math.isnan(found.low)
        assert found.size == 0


def test_intervals_resample_points_with_all_their_wars() -> None:
    """Wars of one point that are all alike say no more than one of them."""
    rng = np.random.default_rng(5)
    of_point = rng.random(200) < 0.3
    point = np.repeat(np.arange(200), 50)
    clustered = estimate(share(np.repeat(of_point, 50), point, 200), 400, 7)
    lone = estimate(share(of_point, np.arange(200), 200), 400, 7)
    assert clustered[:3] == pytest.approx(lone[:3])
    half = 0.5 * (lone.high - lone.low)
    assert half == pytest.approx(1.96 * np.sqrt(0.3 * 0.7 / 200), rel=0.25)
    assert estimate(share(of_point, np.arange(200), 200), 400, 7) == lone  # repeats


def test_nothing_varies_when_both_arms_are_the_same_wars() -> None:
    same = share(np.arange(30) % 2 == 0, np.repeat(np.arange(10), 3), 10)
    assert estimate(Less(same, same), 100, 1)[:3] == (0.0, 0.0, 0.0)
