"""Mediation: launching, pressing, advising."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.kernel.rules import mediation

share = st.floats(0.0, 1.0)


def test_launch_rate_is_a_product_that_rivals_discourage():
    assert mediation.launch_rate(0.5, 0.8, 0.5, 0.25, 0.9, 0.3, 0) == pytest.approx(0.045)
    assert mediation.launch_rate(0.5, 0.8, 0.5, 0.25, 0.9, 0.3, 2) == pytest.approx(0.045 * 0.49)
    assert mediation.launch_rate(0.5, 1.0, 1.0, 1.0, 1.0, 1.0, 1) == 0.0
    assert mediation.launch_rate(0.5, 3.0, 1.0, 1.0, 1.0, 0.0, 0) == 0.5


@given(st.floats(0.1, 200.0), st.floats(0.0, 500.0), st.floats(0.0, 500.0))
def test_salience_saturates(half, one, other):
    low, high = sorted((one, other))
    assert 0.0 <= mediation.salience(low, half) <= mediation.salience(high, half) < 1.0
    assert mediation.salience(half, half) == 0.5


def test_salience_that_needs_no_deaths():
    assert mediation.salience(0.0, 0.0) == 1.0


@given(share, share)
def test_leverage_is_symmetric_and_at_least_either(trade, arms):
    found = mediation.leverage(trade, arms)
    assert found == mediation.leverage(arms, trade)
    assert max(trade, arms) - 1e-12 <= found <= 1.0


def test_joint_leverage_adds_members():
    rest = mediation.joint_leverage(mediation.joint_leverage(1.0, 1.0, 0.5), 0.5, 0.4)
    assert 1.0 - rest == pytest.approx(0.6)
    assert mediation.joint_leverage(0.7, 1.0, 0.0) == 0.7


def test_unity():
    assert mediation.unity(0.0, 0) == 1.0
    assert mediation.unity(0.9, 3) == pytest.approx(0.7)
    assert mediation.unity(9.0, 3) == 0.0


def test_attention_halves_after_its_half_life():
    assert mediation.attention(0.0, 10.0) == 1.0
    assert mediation.attention(-5.0, 10.0) == 1.0
    assert mediation.attention(240.0, 10.0) == pytest.approx(0.5)
    assert mediation.attention(480.0, 10.0) == pytest.approx(0.25)
    assert mediation.attention(1.0, 0.0) == 0.0


@given(share, share, share, share, share)
def test_pressure_needs_every_part(salience, attention, unity, standing, joint):
    found = mediation.pressure(0.2, salience, attention, unity, standing, joint)
    product = math.prod((0.2, salience, attention, unity, standing, joint))
    assert found == pytest.approx(product, rel=1e-12, abs=1e-300)
    assert 0.0 <= found <= 0.2
    assert mediation.pressure(0.2, salience, attention, unity, standing, 0.0) == 0.0


def test_thresholds_after_kydd(closed_form):
    for row in closed_form("mediator_credibility_after_kydd"):
        low_cost, high_cost = float(row["c2_strong"]), float(row["c2_weak"])
        cm = float(row["mediator_war_cost"])
        s_weak, s_strong = (
            float(row["P(strong|weak signal)"]),
            float(row["P(strong|strong signal)"]),
        )
        low = mediation.advice_threshold_low(s_weak, cm, high_cost, low_cost)
        high = mediation.advice_threshold_high(s_strong, cm, high_cost, low_cost)
        assert low == pytest.approx(float(row["k_low"]), abs=1e-8)  # printed to 8 decimals
        if math.isinf(float(row["k_high"])):
            assert high == mediation.UNBOUNDED
        else:
            assert high == pytest.approx(float(row["k_high"]), abs=1e-8)
        assert (1.0 + low) / 2.0 == pytest.approx(float(row["b_low"]), abs=1e-8)
        assert min(1.0, (1.0 + high) / 2.0) == pytest.approx(float(row["b_high(cap 1)"]), abs=1e-8)


@given(share, st.floats(0.01, 0.99), st.floats(0.01, 0.99), st.floats(0.0, 0.5))
def test_credible_between_the_thresholds_and_nowhere_else(b, s_weak, s_strong, cm):
    high_cost, low_cost, k = 0.4, 0.05, 2.0 * b - 1.0
    low = mediation.advice_threshold_low(s_weak, cm, high_cost, low_cost)
    high = mediation.advice_threshold_high(s_strong, cm, high_cost, low_cost)
    if k > 0.0 and abs(k - low) > 1e-9 and abs(k - high) > 1e-9:
        found = mediation.credible(b, s_weak, s_strong, cm, high_cost, low_cost)
        assert found == (low <= k <= high)


@given(st.floats(-1.0, 1.0), st.floats(0.0, 1.0), st.floats(0.0, 0.5))
def test_honesty_is_what_the_mediators_payoff_prefers(k, s, cm):
    p, high_cost, low_cost = 0.5, 0.4, 0.05
    gamble = (1.0 - s) * k * (p + high_cost) + s * (k * p - cm)
    safe = k * (p + low_cost)
    if abs(gamble - safe) > 1e-9:
        honest = (gamble > safe, gamble < safe)
        assert mediation.honest_on_weak(k, s, cm, high_cost, low_cost) == honest[0]
        assert mediation.honest_on_strong(k, s, cm, high_cost, low_cost) == honest[1]


def test_an_unbiased_mediator_that_dreads_war_is_not_believed():
    assert not mediation.credible(0.5, 0.2, 0.8, 0.1, 0.4, 0.05)
    assert mediation.credible(0.7, 0.2, 0.8, 0.1, 0.4, 0.05)


@given(share)
def test_trust_lowers_the_variance_of_perception_in_proportion(trust):
    assert mediation.perception_noise(0.2, trust) ** 2 == pytest.approx(0.04 * (1.0 - trust))


def test_perception_without_doubt():
    assert mediation.perception_noise(0.2, 1.0) == 0.0
    assert mediation.perception_noise(0.2, 1.5) == 0.0


@given(share, share, share)
def test_lent_leverage_is_at_most_what_the_patron_has(lent, trust, lever):
    found = mediation.lent_leverage(lent, trust, lever)
    assert 0.0 <= found <= min(lent, trust, lever) + 1e-12
    assert mediation.lent_leverage(1.0, 1.0, lever) == lever


def test_lent_leverage_by_hand():
    assert mediation.lent_leverage(0.5, 0.8, 0.9) == pytest.approx(0.36)
    assert mediation.lent_leverage(0.5, 0.0, 0.9) == 0.0


@given(share, share)
def test_a_guarantor_answers_most_for_the_side_it_favours_most(bias, highest):
    found = mediation.client_share(min(bias, highest), highest)
    assert 0.0 <= found <= 1.0
    assert mediation.client_share(highest, highest) == 1.0


def test_a_guarantor_without_a_client_answers_for_all():
    assert mediation.client_share(0.0, 0.0) == 1.0
    assert mediation.client_share(0.2, 0.8) == 0.25
    assert mediation.client_share(0.0, 0.8) == 0.0
