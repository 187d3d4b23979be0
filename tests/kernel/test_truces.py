"""The life of a truce."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.kernel.rules import truces

share = st.floats(0.0, 1.0)


def test_break_hazard_at_indifference_and_at_the_extremes():
    assert truces.break_hazard(0.4, 0.4, 300.0, 1.0, 0.012) == 0.5
    assert truces.break_hazard(0.2, 0.4, 300.0, 1.0, 0.012) == pytest.approx(300.0, rel=1e-6)
    assert truces.break_hazard(0.4, 0.2, 300.0, 1.0, 0.012) < 1e-7


@given(share, share, st.floats(0.0, 0.5))
def test_break_hazard_rises_with_what_breaking_gains(keep, break_, more):
    base = truces.break_hazard(keep, break_, 300.0, 1.0, 0.012)
    assert truces.break_hazard(keep, break_ + more, 300.0, 1.0, 0.012) >= base
    assert truces.break_hazard(keep + more, break_, 300.0, 1.0, 0.012) <= base


def test_contact_falls_only_where_both_mean_to_keep():
    assert truces.contact(-1.0, 6.0, True) == 1.0
    assert truces.contact(0.0, 6.0, True) == 1.0
    assert truces.contact(6.0, 6.0, True) == pytest.approx(0.5)
    assert truces.contact(6.0, 6.0, False) == 1.0
    assert truces.contact(0.1, 0.0, True) == 0.0


@given(share, share, share)
def test_accidents_need_contact_and_lack_of_discipline_and_of_separation(contact, order, apart):
    found = truces.accident_hazard(2.0, contact, order, apart)
    assert found == pytest.approx(2.0 * contact * (1.0 - order) * (1.0 - apart), abs=1e-15)
    assert truces.accident_hazard(2.0, contact, 1.0, apart) == 0.0
    assert truces.accident_hazard(2.0, contact, order, 1.0) == 0.0


@given(share, share, share, share, share)
def test_attribution_rises_with_monitors_and_commission(base, monitors, accuracy, commission, more):
    found = truces.attribution(base, monitors, accuracy, commission)
    assert base - 1e-12 <= found <= 1.0
    better = truces.attribution(base, min(1.0, monitors + more), accuracy, commission)
    assert better >= found - 1e-12
    assert truces.attribution(base, monitors, accuracy, 1.0) == 1.0


def test_attribution_by_hand():
    assert truces.attribution(0.1, 0.5, 0.8, 0.2) == pytest.approx(1.0 - 0.9 * 0.6 * 0.8)
    assert truces.attribution(0.1, 0.0, 0.8, 0.0) == pytest.approx(0.1)


@given(st.floats(0.0, 10.0), st.floats(0.1, 30.0), st.floats(0.0, 5.0))
def test_tension_decays_alike_in_one_step_or_two(z, tau, dt):
    half = truces.tension_step(z, tau, dt / 2)
    assert truces.tension_step(half, tau, dt / 2) == pytest.approx(truces.tension_step(z, tau, dt))
    assert 0.0 <= half <= z


def test_tension_without_memory_and_relief():
    assert truces.tension_step(3.0, 0.0, 0.25) == 0.0
    assert truces.relief(3.0, 0.25) == 2.25
    assert truces.relief(3.0, 2.0) == 0.0


def test_consolidation_needs_time_and_calm():
    assert truces.consolidated(30.0, 30.0, 0.1, 0.5)
    assert not truces.consolidated(29.9, 30.0, 0.1, 0.5)
    assert not truces.consolidated(60.0, 30.0, 0.5, 0.5)


@pytest.mark.parametrize(
    ("disposes", "implements", "expected"),
    [(True, True, 3), (True, False, 3), (False, True, 2), (False, False, 1)],
)
def test_the_class_follows_from_the_terms(disposes, implements, expected):
    assert truces.truce_class(disposes, implements) == expected


def test_observers_report_by_independent_chances():
    assert truces.reported(0.1, 0.0) == 0.0
    assert truces.reported(0.1, 1.0) == pytest.approx(0.1)
    assert truces.reported(0.1, 4.0) == pytest.approx(1.0 - 0.9**4)
    assert truces.reported(0.1, 1.5) == pytest.approx(1.0 - 0.9 * 0.95)
    assert truces.reported(1.0, 2.0) == 1.0


@given(st.floats(0.0, 1.0), st.floats(0.0, 6.0), st.floats(0.0, 6.0))
def test_more_observers_report_no_less(share, one, other):
    few, many = sorted((one, other))
    assert 0.0 <= truces.reported(share, few) <= truces.reported(share, many) + 1e-12


def test_a_promise_to_spare_civilians_wears_off():
    assert truces.spared_share(-1.0, 0.4, 10.0) == 0.0
    assert truces.spared_share(0.0, 0.4, 10.0) == 0.4
    assert truces.spared_share(240.0, 0.4, 10.0) == pytest.approx(0.2)
    assert truces.spared_share(1.0, 0.4, 0.0) == 0.0
    assert truces.spared_share(0.0, 3.0, 10.0) == 1.0


def test_who_gains_by_peace_bears_more_tension():
    assert truces.tension_borne(3.0, 0.0, 0.05) == 3.0
    assert truces.tension_borne(3.0, -0.4, 0.05) == 3.0
    assert truces.tension_borne(3.0, 0.05, 0.05) == pytest.approx(6.0)
    assert truces.tension_borne(3.0, 0.1, 0.05) == pytest.approx(9.0)
