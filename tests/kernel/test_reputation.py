"""Trust, standing and admitted losses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.kernel.rules import reputation

count = st.floats(0.0, 1000.0)


@given(count, count, st.floats(0.1, 10.0))
def test_trust_rises_with_kept_days_and_falls_with_blame(kept, broken, more):
    found = reputation.trust(kept, broken)
    assert 0.0 <= found <= 1.0
    if kept + broken > 0.0:
        assert reputation.trust(kept + more, broken) >= found
        assert reputation.trust(kept, broken + more) <= found


def test_trust_by_hand():
    assert reputation.trust(3.0, 1.0) == 0.75
    assert reputation.trust(0.0, 0.0) == 0.5


def test_damage():
    assert reputation.damaged(0.8, 0.25) == pytest.approx(0.6)
    assert reputation.damaged(0.8, 0.0) == 0.8
    assert reputation.damaged(0.8, 2.0) == 0.0


@given(count, count, st.floats(0.0, 1.0), st.floats(0.0, 30.0), st.floats(0.0, 10.0))
def test_admitted_losses_never_fall_nor_pass_the_share(admitted, losses, share, lag, dt):
    found = reputation.admitted_step(admitted, losses, share, lag, dt)
    assert admitted <= found <= max(admitted, share * losses) + 1e-9


@given(st.floats(0.1, 30.0), st.floats(0.0, 10.0))
def test_admission_is_alike_in_one_step_or_two(lag, dt):
    half = reputation.admitted_step(10.0, 900.0, 0.33, lag, dt / 2)
    whole = reputation.admitted_step(10.0, 900.0, 0.33, lag, dt)
    assert reputation.admitted_step(half, 900.0, 0.33, lag, dt / 2) == pytest.approx(whole)


def test_without_lag_or_share():
    assert reputation.admitted_step(10.0, 900.0, 0.5, 0.0, 0.25) == 450.0
    assert reputation.admitted_step(0.0, 900.0, 0.0, 5.0, 0.25) == 0.0
