"""Fighting: clashes and engagements."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.kernel.rules import fighting
from sim.kernel.rules.arithmetic import logistic
from sim.kernel.rules.belief import hermite_node

share = st.floats(0.0, 1.0)


@given(st.floats(0.05, 0.99), st.floats(0.0, 1.0), st.floats(0.01, 3.0), st.floats(0.01, 3.0))
def test_intensity_has_one_law_whatever_the_length_of_the_step(phi, sd, first, second):
    def law(dt):  # y -> slope y + N(0, noise^2)
        return (
            fighting.intensity_step(1.0, phi, sd, dt, 0.0),
            fighting.intensity_step(0.0, phi, sd, dt, 1.0),
        )

    slope1, noise1 = law(first)
    slope2, noise2 = law(second)
    slope, noise = law(first + second)
    assert slope == pytest.approx(slope1 * slope2, rel=1e-12)
    assert noise**2 == pytest.approx((slope2 * noise1) ** 2 + noise2**2, rel=1e-9, abs=1e-15)
    assert (slope * sd) ** 2 + noise**2 == pytest.approx(sd**2, rel=1e-12)  # stationary


def test_intensity_after_a_day_keeps_phi():
    assert fighting.intensity_step(2.0, 0.8, 0.33, 1.0, 0.0) == pytest.approx(1.6)
    assert fighting.intensity_step(2.0, 0.0, 0.33, 1.0, 1.0) == 0.33


def test_intensity_factor_has_mean_one():
    sd = 0.33
    nodes = [hermite_node(k) for k in range(5)]
    mean = sum(w * fighting.intensity_factor(sd * x, sd) for x, w in nodes)
    assert mean == pytest.approx(1.0, abs=1e-7)


def test_visible_force():
    assert fighting.visible_force(10.0, 500.0, 500.0) == pytest.approx(10.0 / math.e)
    assert fighting.visible_force(10.0, 500.0, 0.0) == 10.0
    assert fighting.visible_force(10.0, 0.0, 500.0) == 10.0


@given(share, share, st.floats(0.1, 2.0))
def test_effective_force_rises_with_effort(one, other, exponent):
    low, high = sorted((one, other))
    weak = fighting.effective_force(3.0, low, exponent)
    assert 0.0 <= weak <= fighting.effective_force(3.0, high, exponent) * (1.0 + 1e-12)
    assert fighting.effective_force(3.0, 1.0, exponent) == 3.0
    assert fighting.effective_force(3.0, 0.0, exponent) == 0.0


@given(st.floats(-20.0, 20.0), st.floats(-3.0, 3.0))
def test_success_depends_on_the_ratio_and_mirrors(log_ratio, terrain):
    success = fighting.success_probability(log_ratio, terrain)
    assert success == logistic(log_ratio - terrain)
    assert success + fighting.success_probability(-log_ratio, -terrain) == pytest.approx(1.0)
    assert fighting.success_probability(log_ratio, terrain + 0.5) < success


def test_equal_powers_on_open_ground_win_half_the_time():
    assert fighting.success_probability(0.0, 0.0) == 0.5
    assert fighting.success_probability(math.log(3.0), 0.0) == pytest.approx(0.75)


@given(share, share, st.floats(0.0, 5.0), st.floats(0.0, 5.0), st.floats(0.0, 5.0))
def test_effort_moves_alike_in_one_step_or_two(effort, target, rate, first, second):
    half = fighting.move_effort(effort, target, rate, first)
    two = fighting.move_effort(half, target, rate, second)
    assert two == pytest.approx(fighting.move_effort(effort, target, rate, first + second))
    assert min(effort, target) - 1e-12 <= half <= max(effort, target) + 1e-12
