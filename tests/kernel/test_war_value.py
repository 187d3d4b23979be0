"""The value of war: exact chains against closed forms and a dense solve."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.kernel.rules import war_value


def fight(up, down, stop, worth, first_end, second_end, line):
    """Own worth and days; the other side's worth is a half of the own one at every line."""
    up, down, worth = (np.asarray(values, dtype=np.float64) for values in (up, down, worth))
    ends, work = (first_end, second_end), np.zeros((4, len(worth)))
    own, other, days = war_value.chain(up, down, stop, worth, worth / 2, *ends, line, work)
    assert other == pytest.approx(own / 2, rel=1e-12)
    return own, days


def dense(up, down, stop, worth, first_end, second_end):
    """Worth and days at every line, by a dense linear solve."""
    size = len(worth)
    matrix, value, days = np.zeros((size, size)), np.zeros(size), np.ones(size)
    for k in range(size):
        if (k == 0 and first_end) or (k == size - 1 and second_end):
            matrix[k, k], value[k], days[k] = 1.0, worth[k], 0.0
            continue
        rise = up[k] if k < size - 1 else 0.0
        fall = down[k] if k > 0 else 0.0
        matrix[k, k] = rise + fall + stop
        value[k] = stop * worth[k]
        if k < size - 1:
            matrix[k, k + 1] = -rise
        if k > 0:
            matrix[k, k - 1] = -fall
    return np.linalg.solve(matrix, value), np.linalg.solve(matrix, days)


def test_gamblers_ruin_meets_smith_and_stam(closed_form):
    for row in closed_form("war_as_gamblers_ruin"):
        p, n, total = float(row["p_battle_A"]), int(row["n_start_A"]), int(row["N_forts"])
        win, battles = war_value.gamblers_ruin(p, n, total)
        assert win == pytest.approx(float(row["P_A_wins"]), abs=1e-9)
        assert battles == pytest.approx(float(row["E_battles"]), abs=1e-8)  # printed to 8 decimals


def test_the_chain_equals_gamblers_ruin(closed_form):
    for row in closed_form("war_as_gamblers_ruin"):
        p, n, total = float(row["p_battle_A"]), int(row["n_start_A"]), int(row["N_forts"])
        worth = [0.0] * total + [1.0]
        found = fight([p] * (total + 1), [1 - p] * (total + 1), 0.0, worth, True, True, n)
        assert found == pytest.approx(war_value.gamblers_ruin(p, n, total), rel=1e-12, abs=1e-12)


def test_the_chain_under_a_beta_belief(closed_form):
    nodes, weights = np.polynomial.legendre.leggauss(200)
    for row in closed_form("war_under_beta_belief"):
        a, b = float(row["alpha"]), float(row["beta"])
        n, total = int(row["n_start_A"]), int(row["N_forts"])
        constant = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
        mean = np.zeros(2)
        for node, weight in zip(nodes, weights, strict=True):
            p = (node + 1.0) / 2.0
            density = math.exp(constant + (a - 1) * math.log(p) + (b - 1) * math.log1p(-p))
            worth = [0.0] * total + [1.0]
            found = fight([p] * (total + 1), [1 - p] * (total + 1), 0.0, worth, True, True, n)
            mean += weight / 2.0 * density * np.array(found)
        assert mean[0] == pytest.approx(float(row["subjective_P_A_wins"]), abs=1e-8)
        assert mean[1] == pytest.approx(float(row["subjective_E_battles"]), abs=1e-6)


@given(st.integers(1, 12), st.booleans(), st.booleans(), st.floats(0.001, 2.0), st.data())
def test_the_chain_equals_a_dense_solve(last, first_end, second_end, stop, data):
    rates = st.lists(st.floats(0.0, 3.0), min_size=last + 1, max_size=last + 1)
    up, down, worth = data.draw(rates), data.draw(rates), data.draw(rates)
    value, days = dense(up, down, stop, worth, first_end, second_end)
    for line in range(last + 1):
        found = fight(up, down, stop, worth, first_end, second_end, line)
        assert found == pytest.approx((value[line], days[line]), rel=1e-9, abs=1e-9)


def test_rates_that_differ_by_position_are_exact():
    # From 1: up at 2, down at 1; from 2: up at 1, down at 3. By hand: P(3 from 1) = 2/9.
    win, _ = fight([0, 2, 1, 0], [0, 1, 3, 0], 0.0, [0, 0, 0, 1], True, True, 1)
    assert win == pytest.approx((2 / 3 * 1 / 4) / (1 - 2 / 3 * 3 / 4))


def test_a_wall_turns_the_attacker_back_and_a_decision_ends_the_war():
    up, down, worth = [1.0, 1.0, 1.0], [1.0, 1.0, 1.0], [0.0, 0.5, 1.0]
    assert fight(up, down, 0.0, worth, False, True, 0) == pytest.approx((1.0, 3.0))
    assert fight(up, down, 0.0, worth, True, True, 1) == pytest.approx((0.5, 0.5))
    assert fight(up, down, 0.0, worth, True, True, 0) == (0.0, 0.0)
    assert fight(up, down, 0.0, worth, True, True, 2) == (1.0, 0.0)


def test_a_war_that_only_peters_out_lasts_the_inverse_of_its_rate():
    value, days = fight([0.0] * 3, [0.0] * 3, 0.1, [0.2, 0.6, 0.9], False, False, 1)
    assert value == pytest.approx(0.6)
    assert days == pytest.approx(10.0)


def test_a_war_without_exit_is_worth_where_it_stands_and_is_capped():
    assert fight([0.0] * 3, [0.0] * 3, 0.0, [0.2, 0.6, 0.9], False, False, 1) == pytest.approx(
        (0.6, war_value.LONGEST)
    )


def test_a_war_between_two_walls_is_worth_its_long_run_average():
    found = fight([2.0, 2.0, 0.0], [0.0, 1.0, 1.0], 0.0, [0.0, 0.5, 1.0], False, False, 0)
    # Detailed balance: weights 1, 2, 4.
    assert found == pytest.approx(((2 * 0.5 + 4 * 1.0) / 7, war_value.LONGEST))


def test_a_line_outside_is_read_as_the_nearest():
    up, down, worth = [1.0] * 3, [1.0] * 3, [0.1, 0.5, 0.8]
    assert fight(up, down, 0.0, worth, True, True, -4)[0] == 0.1
    assert fight(up, down, 0.0, worth, True, True, 9)[0] == 0.8


def test_rare_ends_do_not_cancel():
    forts = 40
    up, down = [0.01] * (forts + 1), [1.0] * (forts + 1)
    win, _ = fight(up, down, 0.0, [0.0] * forts + [1.0], True, True, 1)
    assert win == pytest.approx(99.0 / 1e80, rel=1e-9)


@given(st.floats(0.01, 0.99), st.integers(1, 29))
def test_gamblers_ruin_mirrors(p, n):
    win, battles = war_value.gamblers_ruin(p, n, 30)
    loss, same = war_value.gamblers_ruin(1.0 - p, 30 - n, 30)
    assert win + loss == pytest.approx(1.0, abs=1e-9)
    assert battles == pytest.approx(same, rel=1e-6)


def test_gamblers_ruin_at_certainty():
    assert war_value.gamblers_ruin(0.0, 3, 10) == (0.0, 3.0)
    assert war_value.gamblers_ruin(1.0, 3, 10) == (1.0, 7.0)
    assert war_value.gamblers_ruin(0.5, 3, 10) == (0.3, 21.0)
    assert war_value.gamblers_ruin(1.0, 0, 10) == (0.0, 0.0)
    assert war_value.gamblers_ruin(0.0, 10, 10) == (1.0, 0.0)
    assert war_value.gamblers_ruin(0.01, 50, 200)[0] == pytest.approx(99.0**-150, rel=1e-9)


def test_the_cost_of_a_death_doubles_at_tolerance():
    assert war_value.escalated_cost(0.001, 0.0, 3000.0) == 0.001
    assert war_value.escalated_cost(0.001, 3000.0, 3000.0) == pytest.approx(0.002)
    assert war_value.escalated_cost(0.001, 3000.0, 0.0) == 0.001


@given(st.floats(0.0, 300.0), st.floats(0.0, 300.0), st.floats(0.5, 30.0), st.floats(0.0, 5.0))
def test_smoothing_is_alike_in_one_step_or_two(rate, seen, days, dt):
    half = war_value.smoothed(rate, seen, days, dt / 2)
    whole = war_value.smoothed(rate, seen, days, dt)
    assert war_value.smoothed(half, seen, days, dt / 2) == pytest.approx(whole, rel=1e-9, abs=1e-9)
    assert min(rate, seen) - 1e-9 <= whole <= max(rate, seen) + 1e-9


def test_no_memory_is_the_last_step():
    assert war_value.smoothed(5.0, 9.0, 0.0, 0.25) == 9.0
