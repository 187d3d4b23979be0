"""Bargaining: keeping, breaking, refusing, signing."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.kernel.rules import bargaining
from sim.kernel.rules.arithmetic import logistic

share = st.floats(0.0, 1.0)
stake = st.floats(-1.0, 1.0)
noise = st.floats(0.001, 1.0)


def test_keeping_breaking_and_refusing_by_hand():
    assert bargaining.keep_value(0.8, 0.5, 0.3, 0.1) == pytest.approx(0.8 * 0.5 + 0.2 * 0.2)
    found = bargaining.break_value(0.8, 0.4, 0.3, 0.1, 0.5, 0.6, 0.2)
    assert found == pytest.approx(0.8 * 0.45 + 0.2 * 0.3 - 0.12)
    assert bargaining.refuse_value(0.3, 0.05) == pytest.approx(0.25)


@given(share, stake, share, share, share, share)
def test_guarantees_and_attribution_make_breaking_dearer(kept, war, strike, low, high, penalty):
    low, high = sorted((low, high))

    def worth(guarantee, attribution):
        return bargaining.break_value(kept, war, war, strike, guarantee, attribution, penalty)

    assert worth(high, 0.5) <= worth(low, 0.5) + 1e-12
    assert worth(0.5, high) <= worth(0.5, low) + 1e-12


@given(stake, stake, noise)
def test_a_side_that_will_surely_be_cheated_is_worse_off_keeping(share_offered, war, strike):
    assert bargaining.keep_value(0.0, share_offered, war, strike) < bargaining.break_value(
        0.0, war, war, strike, 0.0, 0.0, 0.0
    )


@given(st.integers(0, 12), st.integers(0, 12))
def test_who_gains_land_waits_for_it_and_who_gives_it_does_not(now, agreed):
    assert bargaining.moment_to_break(now, agreed, True) == agreed
    assert bargaining.moment_to_break(now, agreed, False) == now


@given(stake, stake, noise, st.floats(0.0, 1.0))
def test_kept_probability(keep, break_, tau, hazard):
    found = bargaining.kept_probability(keep, break_, tau, hazard)
    assert found == pytest.approx(logistic((keep - break_) / tau) * math.exp(-30.0 * hazard))
    assert 0.0 <= found <= 1.0


@given(stake, stake, share, stake, noise, st.floats(0.0, 0.5))
def test_signing_rises_with_what_it_is_worth_and_falls_with_its_cost(
    keep, break_, audience, refuse, tau, more
):
    base = bargaining.signing_probability(keep, break_, audience, refuse, tau)
    assert bargaining.signing_probability(keep + more, break_, audience, refuse, tau) >= base
    assert bargaining.signing_probability(keep, break_ + more, audience, refuse, tau) >= base
    assert bargaining.signing_probability(keep, break_, audience + more, refuse, tau) <= base
    assert bargaining.signing_probability(keep, break_, audience, refuse + more, tau) <= base


def test_signing_is_even_between_equals_and_sharp_without_noise():
    assert bargaining.signing_probability(0.3, 0.1, 0.05, 0.25, 0.1) == pytest.approx(0.5)
    assert bargaining.signing_probability(0.3, 0.1, 0.0, 0.25, 0.0) == pytest.approx(1.0)


def test_audience_cost_by_hand():
    found = bargaining.audience_cost(0.5, 0.8, 0.6, 2.0, 300.0, 1000.0, 0.1, 700.0)
    assert found == pytest.approx(0.5 * 0.2 * 1.6 + 0.1 * 0.4)
    assert bargaining.audience_cost(0.5, 0.8, 0.6, 2.0, 300.0, 0.0, 0.1, 700.0) == pytest.approx(
        0.1
    )
    assert bargaining.audience_cost(0.5, 0.5, 0.6, 2.0, 300.0, 1000.0, 0.1, 200.0) == 0.0


@given(st.floats(0.2, 0.7), st.floats(0.01, 0.2), st.floats(0.0, 3.0))
def test_the_aim_hardens_in_the_middle_and_falls_beyond_tolerance(aim, hardening, x):
    found = bargaining.hardened_aim(aim, hardening, x * 1000.0, 1000.0)
    middle = bargaining.hardened_aim(aim, hardening, 500.0, 1000.0)
    assert middle == pytest.approx(aim + hardening)
    assert 0.0 <= found <= middle + 1e-12
    if x > 1.0 + 1e-9:
        assert found < aim
    elif x < 1.0:
        assert found >= aim - 1e-12


@given(st.floats(1.0, 2.0), st.floats(0.001, 1.0))
def test_beyond_tolerance_the_aim_never_rises_again(x, more):
    earlier = bargaining.hardened_aim(0.5, 0.2, x * 1000.0, 1000.0)
    assert bargaining.hardened_aim(0.5, 0.2, (x + more) * 1000.0, 1000.0) <= earlier


def test_without_losses_or_tolerance_the_aim_stands():
    assert bargaining.hardened_aim(0.6, 0.2, 0.0, 1000.0) == 0.6
    assert bargaining.hardened_aim(0.6, 0.2, 500.0, 0.0) == 0.6


def test_nash_product_splits_a_pie_by_the_weights():
    for bias, best in [(0.0, 0.5), (0.5, 0.75), (-1.0, 0.0), (1.0, 1.0)]:
        lines = [k / 100.0 for k in range(101)]
        found = max(lines, key=lambda x: bargaining.nash_product(x, 1.0 - x, bias))
        assert found == pytest.approx(best)


@given(stake, stake, stake)
def test_nash_product_mirrors_and_knows_the_range(gain1, gain2, bias):
    found = bargaining.nash_product(gain1, gain2, bias)
    assert found == pytest.approx(bargaining.nash_product(gain2, gain1, -bias), abs=1e-12)
    assert (found == -1.0) == (gain1 < 0.0 or gain2 < 0.0)


@given(stake, stake, st.floats(0.01, 1.0), st.floats(0.001, 0.5))
def test_ripeness_needs_both(own, other, scale, more):
    found = bargaining.ripeness(own, other, scale)
    assert found == bargaining.ripeness(other, own, scale)
    assert bargaining.ripeness(own + more, other, scale) >= found
    assert found <= logistic(min(own, other) / scale)


def test_ripeness_at_indifference():
    assert bargaining.ripeness(0.0, 0.0, 0.1) == 0.25
