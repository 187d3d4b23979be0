"""Arithmetic shared by the rules."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.kernel.rules import arithmetic

finite = st.floats(allow_nan=False, allow_infinity=False)


@given(finite)
def test_logistic_and_bounded_exp_are_total(x):
    assert 0.0 < arithmetic.logistic(x) <= 1.0
    assert 0.0 < arithmetic.bounded_exp(x) < math.inf


@given(st.floats(-30.0, 30.0))
def test_log_odds_inverts_logistic(x):
    assert arithmetic.log_odds(arithmetic.logistic(x)) == pytest.approx(x, abs=1e-2)
    if x < 0.0:  # above, 1 - p is rounded
        assert arithmetic.log_odds(arithmetic.logistic(x)) == pytest.approx(x, rel=1e-12, abs=1e-12)


@given(st.floats(-600.0, 600.0))
def test_logistic_is_symmetric(x):
    assert arithmetic.logistic(x) + arithmetic.logistic(-x) == pytest.approx(1.0, abs=1e-15)


def test_log_odds_is_total():
    assert math.isfinite(arithmetic.log_odds(0.0))
    assert math.isfinite(arithmetic.log_odds(1.0))
    assert arithmetic.log_odds(0.5) == 0.0


@given(st.floats(1e-6, 1e6), st.floats(-5.0, 5.0))
def test_power_is_a_power(base, exponent):
    assert arithmetic.power(base, exponent) == pytest.approx(base**exponent, rel=1e-12)


def test_power_of_zero():
    assert arithmetic.power(0.0, 0.5) == 0.0
    assert arithmetic.power(0.0, 0.0) == 1.0


@given(st.floats(-5.0, 5.0))
def test_clamp(x):
    assert arithmetic.clamp(x, -1.0, 1.0) == max(-1.0, min(1.0, x))


@given(st.floats(0.0, 10.0), st.floats(0.0, 5.0), st.floats(0.0, 5.0))
def test_probabilities_of_steps_compound_to_that_of_the_whole(rate, first, second):
    whole = arithmetic.probability_within(rate, first + second)
    parts = [arithmetic.probability_within(rate, span) for span in (first, second)]
    assert 1.0 - whole == pytest.approx((1.0 - parts[0]) * (1.0 - parts[1]), abs=1e-14)


def test_remaining_share():
    assert arithmetic.remaining_share(2.0, 2.0) == math.exp(-1.0)
    assert arithmetic.remaining_share(-1.0, 2.0) == 1.0
    assert arithmetic.remaining_share(1.0, 0.0) == 0.0
