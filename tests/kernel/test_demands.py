"""Closed forms of bargaining against tables and against search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.kernel.rules import demands

share = st.floats(0.0, 1.0)


def test_one_demand_meets_fearon(closed_form):
    for row in closed_form("fearon_risk_return"):
        p, cost, ceiling = (float(row[key]) for key in ("p_A_wins", "cost_A", "cB_uniform_max"))
        demand, war = demands.fearon_demand(p, cost, ceiling)
        assert demand == pytest.approx(float(row["optimal_demand_x"]), abs=1e-9)
        assert war == pytest.approx(float(row["P_war"]), abs=1e-8)  # printed to 8 decimals
        payoff = (1.0 - war) * demand + war * (p - cost)
        assert payoff == pytest.approx(float(row["payoff_A"]), abs=1e-8)


@given(st.floats(0.1, 0.9), st.floats(0.0, 0.5), st.floats(0.05, 0.9))
def test_no_other_demand_pays_more(p, cost, ceiling):
    def payoff(x):
        war = min(1.0, max(0.0, (x - p) / ceiling))
        return (1.0 - war) * x + war * (p - cost)

    best, war = demands.fearon_demand(p, cost, ceiling)
    assert p <= best <= 1.0
    assert war == pytest.approx(max(0.0, (best - p) / ceiling))
    assert payoff(best) >= max(payoff(k / 500.0) for k in range(501)) - 1e-12


def test_a_dear_war_is_never_risked():
    assert demands.fearon_demand(0.6, 0.3, 0.2) == (0.6, 0.0)
    assert demands.fearon_demand(0.6, 0.0, 0.0) == (0.6, 0.0)


def test_two_types_meet_fearon(closed_form):
    for row in closed_form("fearon_two_types"):
        costs = [float(row[k]) for k in ("cost_A", "cost_B_strong(low)", "cost_B_weak(high)")]
        found = demands.fearon_two_types(float(row["p"]), *costs)
        expected = [float(row[k]) for k in ("q_star_prob_strong", "safe_demand", "risky_demand")]
        assert found == pytest.approx(expected, abs=1e-9)


@given(st.floats(0.2, 0.6), st.floats(0.01, 0.3), st.floats(0.0, 0.2), st.floats(0.01, 0.2), share)
def test_the_risky_demand_pays_exactly_below_the_critical_probability(p, cost, low, gap, strong):
    critical, safe, risky = demands.fearon_two_types(p, cost, low, low + gap)
    gamble = (1.0 - strong) * risky + strong * (p - cost)
    if abs(strong - critical) > 1e-9:
        assert (gamble > safe) == (strong < critical)


def test_two_types_without_costs():
    assert demands.fearon_two_types(0.5, 0.0, 0.0, 0.0) == (0.0, 0.5, 0.5)


def test_alternating_offers_meet_rubinstein(closed_form):
    for row in closed_form("rubinstein_split"):
        d1, d2 = float(row["delta1"]), float(row["delta2"])
        first = demands.rubinstein_share(d1, d2)
        assert first == pytest.approx(float(row["share_player1_when_1_proposes"]), abs=1e-9)
        assert 1.0 - first == pytest.approx(float(row["share_player2_when_1_proposes"]), abs=1e-9)
        assert d1 * first == pytest.approx(float(row["share_player1_when_2_proposes"]), abs=1e-9)


@given(st.floats(0.0, 0.99), st.floats(0.0, 0.99))
def test_each_proposer_leaves_the_other_what_waiting_is_worth(d1, d2):
    first, second = demands.rubinstein_share(d1, d2), demands.rubinstein_share(d2, d1)
    assert 1.0 - first == pytest.approx(d2 * second)
    assert 1.0 - second == pytest.approx(d1 * first)


def test_two_patient_sides_split_evenly():
    assert demands.rubinstein_share(1.0, 1.0) == 0.5
