"""`constant-hazard`: lives of truces, those cut short by the end of the run included."""

import numpy as np
import pytest
from scipy.stats import CensoredData, ecdf

from sim import simulate

HAZARD = 0.05
WARS = 20_000


def lives(many, wars, days, step_hours=24.0, hazard=HAZARD):
    """Lifetimes [days] and whether each was cut short, for runs followed so many days."""
    set = {
        "scenario.aftermath_days": days,
        "scenario.step_hours": step_hours,
        "fronts.line.truce.hazard": hazard,
    }
    fought = many("constant-hazard", wars, set=set)
    over = fought.n_ended > 0
    ended = (fought.ended["ended_hour"] - fought.ended["effective_hour"]) / 24.0
    assert (fought.ended["cause"][over] == 6).all()
    assert (fought.alive[~over, 0]["active"] == 1).all()
    return np.where(over, ended, days), ~over


@pytest.fixture(scope="module")
def followed(many):
    """20,000 truces, a third followed for 10 days, a third for 25, a third for 40."""
    parts = [lives(many, WARS // 3 + 1, days) for days in (10.0, 25.0, 40.0)]
    return np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])


def survival(life, cut):
    """The Kaplan-Meier curve as a function of days."""
    sample = CensoredData(uncensored=life[~cut], right=life[cut])
    return ecdf(sample).sf


def greenwood(life, cut, day):
    """Greenwood's standard error of log survival at a day."""
    ended = np.sort(life[~cut & (life <= day)])
    at_risk = len(life) - np.searchsorted(np.sort(life), ended, side="left")
    return np.sqrt(np.sum(1.0 / (at_risk * np.maximum(at_risk - 1.0, 1.0))))


@pytest.mark.parametrize("day", [0.1, 1.0, 5.0, 9.9, 20.0, 39.0])
def test_the_kaplan_meier_curve_is_exponential(followed, agree, day):
    life, cut = followed
    expected = np.exp(-HAZARD * day)
    error = expected * greenwood(life, cut, day)
    assert abs(survival(life, cut).evaluate(day) - expected) <= agree.errors * error


def test_ended_truces_alone_would_mislead(followed, agree):
    """The comparison has teeth: without the censored the curve is far off."""
    life, cut = followed
    naive = np.mean(life[~cut] > 9.9)
    error = np.exp(-HAZARD * 9.9) * greenwood(life, cut, 9.9)
    assert abs(naive - np.exp(-HAZARD * 9.9)) > 10.0 * agree.errors * error


def test_ends_per_day_at_risk_are_the_hazard(followed, agree):
    life, cut = followed
    ends = np.sum(~cut)
    assert abs(ends / life.sum() - HAZARD) <= agree.errors * HAZARD / np.sqrt(ends)


def test_the_length_of_a_step_changes_nothing(many, agree):
    for step, hazard in ((6.0, 0.2), (2.0, 2.0)):
        life, cut = lives(many, 4000, 3.0, step, hazard)
        agree.share(cut, np.exp(-hazard * 3.0))
        agree.share(life > 0.5, np.exp(-hazard * 0.5))


def test_the_truces_table_says_the_same(many):
    """Mesa and the tables of a run: lifetime, cause and censoring of each truce."""
    table = simulate("constant-hazard", replicates=12, set={"scenario.aftermath_days": 20.0}).truces
    life, cut = lives(many, 12, 20.0, step_hours=6.0)
    assert table["censored"].tolist() == cut.tolist()
    assert table["lifetime_days"].to_numpy() == pytest.approx(life, abs=1e-9)
    assert {*table["cause"]} == {"censored", "hazard"}
