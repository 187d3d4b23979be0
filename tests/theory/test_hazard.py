"""`constant-hazard` beyond its curve: naive readings, other steps, the tables of a run."""

import numpy as np
import pytest

from sim import simulate
from sim.studies.facts.formal.hazard import HAZARD, lives
from sim.studies.facts.wars import ends

WARS = 20_000


def test_ended_truces_alone_would_mislead():
    """The comparison has teeth: without the censored the curve is far off."""
    parts = [lives(WARS // 3, days) for days in (10.0, 25.0, 40.0)]
    life, cut = (np.concatenate([part[k] for part in parts]) for k in range(2))
    true = np.exp(-HAZARD * 9.9)
    error = np.sqrt(true * (1.0 - true) / WARS)
    assert abs(np.mean(life[~cut] > 9.9) - true) > 40.0 * error


@pytest.mark.parametrize(("step", "hazard"), [(6.0, 0.2), (2.0, 2.0)])
def test_the_length_of_a_step_changes_nothing(step, hazard):
    set = {
        "scenario.aftermath_days": 3.0,
        "scenario.step_hours": step,
        "fronts.line.truce.hazard": hazard,
    }
    batch = ends("constant-hazard", 4000, set)
    alive = batch.alive[:, 0]["active"] == 1
    ended = (batch.truces["ended_hour"] - batch.truces["effective_hour"]) / 24.0
    for seen, day in ((alive.mean(), 3.0), (1.0 - (ended < 0.5).sum() / 4000, 0.5)):
        true = np.exp(-hazard * day)
        assert abs(seen - true) <= 4.0 * np.sqrt(true * (1.0 - true) / 4000) + 1e-12


def test_the_truces_table_says_the_same():
    """Mesa and the tables of a run: lifetime, cause and censoring of each truce."""
    set = {"scenario.aftermath_days": 20.0, "scenario.step_hours": 24.0}
    table = simulate("constant-hazard", replicates=12, set=set).truces
    life, cut = lives(12, 20.0)
    assert table["censored"].tolist() == cut.tolist()
    assert table["lifetime_days"].to_numpy() == pytest.approx(life, abs=1e-9)
    assert {*table["cause"]} == {"censored", "hazard"}
