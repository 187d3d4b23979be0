"""Closed forms of the noisy iterated prisoner's dilemma."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.kernel.rules import reciprocity

error = st.floats(0.001, 0.5)
share = st.floats(0.0, 1.0)


def test_closed_forms_meet_the_table(closed_form):
    for row in closed_form("attribution_and_arbitration"):
        e, expected = float(row["perception_error_e"]), float(row["long_run_cooperation"])
        if row["rule"] == "TFT":
            found = reciprocity.cooperation_tft()
        elif row["rule"].startswith("GTFT"):
            found = reciprocity.generous_private(e, 1.0 / 3.0)
        else:
            found = reciprocity.contrite_public(e * float(row["arbitrator_error_a"] or 1.0))
        assert found == pytest.approx(expected, abs=1e-9)


@given(error, share, st.floats(0.0, 1.0))
def test_generosity_helps_and_without_it_half_is_left(e, g, more):
    high = min(1.0, g + more)
    assert (
        reciprocity.cooperation_generous(e, g) <= reciprocity.cooperation_generous(e, high) + 1e-12
    )
    assert reciprocity.generous_private(e, g) <= reciprocity.generous_private(e, high) + 1e-12
    assert reciprocity.cooperation_generous(e, 0.0) == pytest.approx(0.5)
    assert reciprocity.generous_private(e, 0.0) == pytest.approx(0.5)


@given(error, error)
def test_errors_hurt_the_contrite_and_a_record_helps(one, other):
    low, high = sorted((one, other))
    assert reciprocity.cooperation_contrite(high) <= reciprocity.cooperation_contrite(low)
    assert reciprocity.contrite_public(high) <= reciprocity.contrite_public(low)
    assert reciprocity.contrite_public(low) > 0.5


def test_without_error_there_is_peace():
    assert reciprocity.cooperation_generous(0.0, 0.0) == 1.0
    assert reciprocity.generous_private(0.0, 0.0) == 1.0
    assert reciprocity.cooperation_contrite(0.0) == 1.0
    assert reciprocity.contrite_public(0.0) == 1.0
