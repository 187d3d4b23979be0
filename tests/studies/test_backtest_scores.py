"""Scores of the backtest of wars against closed forms and by hand; its gates."""

import dataclasses
import itertools
import math

import numpy as np
import pytest
from scipy import stats

from sim.studies.backtest.war.gates import Dull, Gate, read_gates
from sim.studies.backtest.war.scoring import Scored, in_band, log_score, mean_crps, members
from sim.studies.backtest.war.verdicts import FAILS, HOLDS, NOTHING, judged, verdicts
from sim.studies.record_file import Figure
from sim.studies.record_measures import MEASURES

GATES = read_gates()


def test_crps_of_an_ensemble_is_its_definition() -> None:
    """E|X - y| - E|X - X'|/2 over all pairs, by hand."""
    wars, came = np.array([1.0, 4.0, 6.0]), 3.0
    pairs = [abs(a - b) for a, b in itertools.product(wars, wars)]
    expected = np.mean(np.abs(wars - came)) - 0.5 * np.mean(pairs)
    assert mean_crps(wars, came, came, 9) == pytest.approx(expected)
    assert expected == pytest.approx(2.0 - 0.5 * 20.0 / 9.0)


def test_crps_of_many_quantiles_of_a_normal_is_its_closed_form() -> None:
    """Gneiting and Raftery 2007, equation 21."""
    wars = stats.norm.ppf((np.arange(4000) + 0.5) / 4000, loc=10.0, scale=2.0)
    z = (13.0 - 10.0) / 2.0
    closed = z * (2 * stats.norm.cdf(z) - 1) + 2 * stats.norm.pdf(z) - 1 / math.sqrt(math.pi)
    assert mean_crps(wars, 13.0, 13.0, 9) == pytest.approx(2.0 * closed, rel=1e-3)


def test_crps_of_yes_or_no_is_the_brier_score() -> None:
    wars = np.array([1.0] * 7 + [0.0] * 3)
    assert mean_crps(wars, 1.0, 1.0, 9) == pytest.approx(0.3**2)
    assert mean_crps(wars, 0.0, 0.0, 9) == pytest.approx(0.7**2)
    assert log_score(wars, 1.0) == pytest.approx(-math.log(7.5 / 11.0))
    assert log_score(wars, 0.0) == pytest.approx(-math.log(3.5 / 11.0))


def test_crps_of_bounds_is_the_mean_between_them() -> None:
    wars = np.array([2.0])
    assert mean_crps(wars, 0.0, 1.0, 3) == pytest.approx((2.0 + 1.5 + 1.0) / 3.0)


def test_bands_by_hand() -> None:
    wars = np.arange(1.0, 101.0)
    assert in_band(wars, 25.0, 25.0, 0.5)
    assert not in_band(wars, 24.0, 24.0, 0.5)
    assert in_band(wars, 90.0, 90.0, 0.8)
    assert not in_band(wars, 91.0, 91.0, 0.8)
    assert in_band(wars, 95.5, 200.0, 0.9) is False
    assert in_band(wars, 95.0, 200.0, 0.9)
    assert in_band(wars, 0.0, 1000.0, 0.5)


def test_dull_predictions_have_the_distribution_they_name() -> None:
    some = {"source": "x"}
    low = members(Dull.model_validate(some | {"lognormal": {"median": 150.0, "sd": 1.5}}))
    assert np.median(low) == pytest.approx(150.0, rel=0.01)
    assert np.log(low).std() == pytest.approx(1.5, rel=0.01)
    count = members(Dull.model_validate(some | {"geometric": {"mean": 3.0}}))
    assert count.min() == 0.0
    assert count.mean() == pytest.approx(3.0, rel=0.02)
    even = members(Dull.model_validate(some | {"uniform": {"low": -1.0, "high": 1.0}}))
    assert (even.min(), even.max(), even.mean()) == pytest.approx((-0.999, 0.999, 0.0), abs=1e-9)
    assert members(Dull.model_validate(some | {"chance": 0.3})).mean() == pytest.approx(0.3)
    with pytest.raises(ValueError, match="exactly one"):
        Dull.model_validate(some | {"chance": 0.3, "uniform": {"low": 0.0, "high": 1.0}})


# ------------------------------------------------------------------------------------- gates


def row(
    middle: float, low: float, high: float | None = None, measure: str = "end_day",
    bands: tuple[bool, ...] | None = (True, True, True), ratio: float = 0.5,
) -> Scored:  # fmt: skip
    form: dict[str, object] = {
        "statement": "s", "value": low, "unit": MEASURES[measure].unit, "sample": "held out",
        "measure": measure, "source": "x",
    }  # fmt: skip
    if MEASURES[measure].about != "war":
        form[MEASURES[measure].about] = 1
    return Scored("one", Figure.model_validate(form), True, low, low if high is None else high,
                  1.0, middle, bands, 0.5, ratio, 1.0, ratio, None, None)  # fmt: skip


def says(gate: str, *rows: Scored) -> str:
    return judged(rows, GATES.gates[gate], GATES)[0]


def test_coverage_wants_four_of_five() -> None:
    inside, outside = row(1, 1), row(1, 1, bands=(False, False, False))
    assert says("coverage", inside, inside, inside, inside, outside) == HOLDS
    assert says("coverage", inside, inside, inside, outside) == FAILS
    assert says("coverage", row(1, 1, measure="frozen", bands=None)) == NOTHING


def test_bands_that_hold_too_much_fail_too() -> None:
    """Ten of ten in the 50 % band: once in a thousand by chance."""
    inside = row(1, 1)
    assert says("bands", *[inside] * 4) == HOLDS
    assert says("bands", *[inside] * 10) == FAILS
    half = row(1, 1, bands=(False, True, True))
    assert says("bands", *[inside, half] * 5) == HOLDS


def test_tolerances_by_hand() -> None:
    assert says("days", row(90.0, 45.0)) == HOLDS
    assert says("days", row(91.0, 45.0)) == FAILS
    assert says("days", row(22.4, 45.0)) == FAILS
    assert says("lives", row(1.0, 5.0, 9.0, measure="life")) == HOLDS
    assert says("lives", row(46.0, 5.0, 9.0, measure="life")) == FAILS
    assert says("truces", row(2.0, 1.0, measure="truces")) == HOLDS
    assert says("truces", row(3.0, 6.0, measure="truces")) == HOLDS  # within half
    assert says("truces", row(3.0, 1.0, measure="truces")) == FAILS
    assert says("land", row(0.425, 0.325, measure="taken")) == HOLDS
    assert says("land", row(0.43, 0.325, measure="taken")) == FAILS
    assert says("outcome", row(0.4, 0.0, measure="frozen", bands=None)) == HOLDS
    assert says("outcome", row(0.4, 1.0, measure="frozen", bands=None)) == FAILS
    assert says("crps", row(1, 1, ratio=0.5), row(1, 1, ratio=1.4)) == HOLDS
    assert says("crps", row(1, 1, ratio=0.5), row(1, 1, ratio=1.6)) == FAILS
    assert says("deaths", row(1, 1)) == NOTHING
    assert says("days", row(math.nan, 45.0)) == FAILS


def test_figures_in_sample_decide_nothing() -> None:
    known = dataclasses.replace(row(1000.0, 1.0), held_out=False)
    found = {one.gate: one for one in verdicts([known, row(1.0, 1.0)], GATES)}
    assert found["days"].verdict == HOLDS
    assert found["days"].of_all == "fails: 1 of 2"


def test_every_measure_of_every_record_has_a_dull_prediction() -> None:
    assert set(GATES.dull) == set(MEASURES)
    judging = {measure for gate in GATES.gates.values() for measure in gate.measures}
    assert judging <= set(MEASURES)
    for measure, known in GATES.dull.items():
        assert "all" in known or {"interstate", "civil"} == set(known), measure
    assert isinstance(GATES.gates["crps"], Gate)
