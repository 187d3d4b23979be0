"""The ceiling of mediation against its table and against every plan tried."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.kernel.rules.ceiling import mediation_ceiling, mediation_terms


def test_the_ceiling_meets_hoerner_morelli_and_squintani(closed_form):
    for row in closed_form("mediation_ceiling"):
        theta, p, q = (float(row[key]) for key in ("theta", "p", "q"))
        expected = float(row["max_peace_prob(arbitration=mediation)"])
        assert mediation_ceiling(theta, p, q) == pytest.approx(expected, abs=1e-8)
        both, mixed = mediation_terms(theta, p, q)
        # printed to 6 digits
        assert both == pytest.approx(float(row["p_HH"]), abs=1e-6)
        assert mixed == pytest.approx(float(row["p_HL"]), abs=1e-6)


def slack(theta, p, q, both, mixed, weak, gift):
    """By how much a plan meets the strong side's participation and the weak side's honesty.

    `both`, `mixed`, `weak`: peace probabilities of the three pairs; `gift`: `mixed` times the
    strong side's share against a weak one.
    """
    war, win, lose = theta / 2, p * theta, (1 - p) * theta
    strong_in = q * (both / 2 + (1 - both) * war) + (1 - q) * (gift + (1 - mixed) * win)
    strong_out = q * war + (1 - q) * win
    weak_true = q * (mixed - gift + (1 - mixed) * lose) + (1 - q) * (weak / 2 + (1 - weak) * war)
    weak_lie = q * (both / 2 + (1 - both) * lose) + (1 - q) * (gift + (1 - mixed) * war)
    return np.minimum(strong_in - strong_out, weak_true - weak_lie)


probabilities = st.tuples(st.floats(0.3, 0.98), st.floats(0.5, 1.0), st.floats(0.05, 0.95))


@given(probabilities, st.integers(0, 2**32 - 1))
def test_no_feasible_plan_brings_more_peace(case, seed):
    theta, p, q = case
    both, mixed, weak, gift = np.random.default_rng(seed).random((4, 4000))
    gift = gift * mixed
    feasible = slack(theta, p, q, both, mixed, weak, gift) >= 0.0
    peace = q * q * both + 2 * q * (1 - q) * mixed + (1 - q) * (1 - q) * weak
    assert np.all(peace[feasible] <= mediation_ceiling(theta, p, q) + 1e-12)


@given(probabilities)
def test_the_ceiling_is_reached_by_a_feasible_plan(case):
    theta, p, q = case
    both, mixed = mediation_terms(theta, p, q)
    # The least gift with which the strong take part; any sharing of the rest is the mediator's.
    least = mixed * p * theta - q / (1 - q) * both * (1 - theta) / 2
    gift = np.clip(np.linspace(least, max(least, mixed / 2), 50), 0.0, mixed)
    assert slack(theta, p, q, both, mixed, 1.0, gift).max() >= -1e-9


@given(probabilities, st.floats(0.0, 0.2))
def test_war_that_destroys_less_is_harder_to_avoid(case, more):
    theta, p, q = case
    ceiling = mediation_ceiling(theta, p, q)
    assert mediation_ceiling(min(1.0, theta + more), p, q) <= ceiling + 1e-12
    assert (1.0 - q) ** 2 - 1e-12 <= ceiling <= 1.0 + 1e-12


def test_edges():
    assert mediation_ceiling(0.9, 0.9, 0.0) == pytest.approx(1.0)  # nobody is strong
    assert mediation_ceiling(0.9, 0.9, 1.0) == pytest.approx(1.0)  # everybody is
    assert mediation_ceiling(1.0, 0.9, 0.3) == pytest.approx(0.49)  # war costs nothing
    assert mediation_ceiling(0.5, 0.9, 0.3) == pytest.approx(1.0)  # war is dear to the strong too
