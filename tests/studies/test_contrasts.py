"""Differences: known cases, pairing, intervals that cover, and how many wars they take."""

import math

import numpy as np
import pytest

from sim.studies.contrasts import contrast


def normal(seed: int, size: int = 400) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=size)


def test_a_constant_shift_is_certain():
    x = normal(1)
    one = contrast("deaths", x, x + 2.0, True, 0)
    assert one.difference == pytest.approx(2.0)
    assert one.correlation == pytest.approx(1.0)
    assert one.high - one.low < 1e-9
    assert one.replicates_needed == 2


def test_no_difference_at_all():
    x = normal(1)
    one = contrast("deaths", x, x, True, 0)
    assert (one.difference, one.low, one.high) == (0.0, 0.0, 0.0)
    assert one.variance_ratio is None
    assert one.replicates_needed is None


def test_pairing_gives_what_the_formula_says():
    shared, x, y = normal(1, 4000), normal(2, 4000), normal(3, 4000)
    base, other = shared + 0.5 * x, shared + 0.5 * y + 0.1
    paired, apart = (contrast("deaths", base, other, p, 0) for p in (True, False))
    # var: 1.25 each; of the difference 0.5; correlation 1 / 1.25
    assert paired.variance_ratio == pytest.approx(5.0, rel=0.1)
    assert paired.correlation == pytest.approx(0.8, abs=0.02)
    assert (apart.variance_ratio, apart.correlation) == (pytest.approx(1.0), None)
    assert paired.difference == pytest.approx(apart.difference)
    gain = (apart.high - apart.low) / (paired.high - paired.low)
    assert gain == pytest.approx(math.sqrt(5.0), rel=0.1)
    variance = np.var(other - base, ddof=1)
    assert paired.replicates_needed == math.ceil(1.959964**2 * variance / paired.difference**2)


def test_the_interval_is_that_of_the_normal():
    d = normal(5, 1000) * 3.0
    one = contrast("deaths", np.zeros(1000), d, True, 0)
    half = 1.96 * d.std(ddof=1) / math.sqrt(1000)
    assert (one.low, one.high) == pytest.approx((d.mean() - half, d.mean() + half), abs=0.03)


def test_intervals_cover_as_often_as_they_say():
    covered = 0
    for seed in range(200):
        one = contrast("deaths", normal(seed, 60), normal(1000 + seed, 60) + 1.0, True, seed)
        covered += one.low <= 1.0 <= one.high
    assert 180 <= covered <= 198  # of 200 at 95 %


def test_wars_without_a_value_are_left_out():
    x, y = normal(1, 50), normal(2, 50)
    x[:10], y[5:20] = np.nan, np.nan
    assert contrast("end_day", x, y, True, 0).wars == 30
    apart = contrast("end_day", x, y, False, 0)
    assert apart.wars == 35
    assert apart.difference == pytest.approx(np.nanmean(y) - np.nanmean(x))
    nothing = contrast("end_day", np.full(50, np.nan), y, True, 0)
    assert (nothing.wars, nothing.difference, nothing.base_mean) == (0, None, None)


def test_the_same_seed_gives_the_same_interval():
    x, y = normal(1), normal(2)
    assert contrast("d", x, y, True, 4) == contrast("d", x, y, True, 4)
    assert contrast("d", x, y, True, 4).low != contrast("d", x, y, True, 5).low
