"""Beliefs about quality and about resolve."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.kernel.rules import belief

share = st.floats(0.0, 1.0)
mean = st.floats(-3.0, 3.0)
variance = st.floats(0.01, 4.0)


def exact_posterior(mu, var, offset, success, sign, weight):
    """Mean and variance by brute force on a fine grid."""
    theta = np.linspace(mu - 12 * math.sqrt(var), mu + 12 * math.sqrt(var), 20001)
    p = 1.0 / (1.0 + np.exp(-(sign * theta + offset)))
    log_density = -((theta - mu) ** 2) / (2 * var) + weight * np.log(p if success else 1 - p)
    density = np.exp(log_density - log_density.max())
    density /= density.sum()
    centre = float((theta * density).sum())
    return centre, float(((theta - centre) ** 2 * density).sum())


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("success", [True, False])
@pytest.mark.parametrize("weight", [1.0, 0.3])
def test_observe_is_close_to_the_exact_posterior(sign, success, weight):
    mu, var, offset = 0.3, 0.25, -0.4
    found = belief.observe(mu, var, offset, success, sign, weight)
    assert found == pytest.approx(exact_posterior(mu, var, offset, success, sign, weight), abs=0.01)


@given(mean, variance, mean, st.sampled_from([1, -1]), st.floats(0.01, 1.0))
def test_success_raises_the_attackers_belief_and_lowers_the_defenders(mu, var, offset, sign, w):
    after_success, spread = belief.observe(mu, var, offset, True, sign, w)
    after_failure, other = belief.observe(mu, var, offset, False, sign, w)
    assert sign * (after_success - mu) > 0.0
    assert sign * (after_failure - mu) < 0.0
    assert 0.0 < spread < var
    assert spread == other


@given(mean, variance, mean, st.booleans())
def test_the_two_sides_of_one_engagement_mirror(mu, var, offset, success):
    attacker, spread = belief.observe(mu, var, offset, success, 1, 0.7)
    defender, other = belief.observe(-mu, var, offset, success, -1, 0.7)
    assert attacker == pytest.approx(-defender, abs=1e-12)
    assert spread == pytest.approx(other, rel=1e-12)


def test_nothing_is_learned_without_weight_or_doubt():
    assert belief.observe(0.5, 1.0, 0.0, True, 1, 0.0) == (0.5, 1.0)
    assert belief.observe(0.5, 0.0, 0.0, True, 1, 1.0) == (0.5, 0.0)


def test_learning_converges_to_the_truth():
    rng = np.random.default_rng(1)
    mu, var, truth = 1.5, 1.0, -0.5
    for outcome in rng.random(4000) < 1.0 / (1.0 + math.exp(-truth)):
        mu, var = belief.observe(mu, var, 0.0, bool(outcome), 1, 1.0)
    assert abs(mu - truth) < 4.0 * math.sqrt(var)
    assert var < 0.002


def test_hermite_nodes_integrate_moments_of_the_normal():
    nodes = [belief.hermite_node(k) for k in range(5)]
    moments = [sum(w * x**power for x, w in nodes) for power in range(10)]
    assert moments == pytest.approx([1, 0, 1, 0, 3, 0, 15, 0, 105, 0], rel=1e-13, abs=1e-12)


@given(share, share, share)
def test_update_type_is_bayes(q, high, low):
    after = belief.update_type(q, high, low)
    if q * high + (1.0 - q) * low > 1e-12:
        assert after == pytest.approx(q * high / (q * high + (1.0 - q) * low), abs=1e-12)
    assert 0.0 <= after <= 1.0


def test_update_type_keeps_the_prior_when_nobody_would_have_done_it():
    assert belief.update_type(0.3, 0.0, 0.0) == 0.3


@given(st.floats(0.01, 0.99), st.floats(0.5, 1.0))
def test_a_signal_moves_belief_its_own_way_and_averages_to_the_prior(q, accuracy):
    up = belief.tempered_type(q, True, accuracy)
    down = belief.tempered_type(q, False, accuracy)
    says_high = q * accuracy + (1.0 - q) * (1.0 - accuracy)
    assert down <= q + 1e-12
    assert up >= q - 1e-12
    assert says_high * up + (1.0 - says_high) * down == pytest.approx(q, abs=1e-12)


def test_worthless_and_certain_signals():
    assert belief.tempered_type(0.3, True, 0.5) == pytest.approx(0.3)
    assert belief.tempered_type(0.3, True, 0.2) == pytest.approx(0.3)
    assert belief.tempered_type(0.3, True, 1.0) == 1.0
    assert belief.tempered_type(0.3, False, 1.0) == 0.0
