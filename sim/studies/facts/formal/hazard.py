"""A truce with one hazard: `constant-hazard` against the exponential curve."""

from typing import Any

import numpy as np

from sim.kernel.world import Array
from sim.studies.facts.comparison import ERRORS, Comparison
from sim.studies.facts.wars import ends

HAZARD = 0.05
FOLLOWED = (10.0, 25.0, 40.0)  # days: a third of the truces each
DAYS = (0.1, 1.0, 5.0, 9.9, 20.0, 39.0)


def lives(wars: int, days: float) -> tuple[Array, Array]:
    """Lifetimes [days] of truces followed so long, and whether each was cut short."""
    settings: dict[str, Any] = {
        "scenario.aftermath_days": days,
        "scenario.step_hours": 24.0,
        "fronts.line.truce.hazard": HAZARD,
    }
    batch = ends("constant-hazard", wars, settings)
    cut = batch.alive[:, 0]["active"] == 1
    life = np.full(wars, days)
    first = np.unique(batch.owner, return_index=True)[1]
    ended = batch.truces[first]
    life[batch.owner[first]] = (ended["ended_hour"] - ended["effective_hour"]) / 24.0
    return life, cut


def constant(wars: int) -> list[Comparison]:
    """The Kaplan-Meier curve of truces followed for unequal times; ends per day at risk.

    Standard errors after Greenwood.
    """
    from scipy.stats import CensoredData, ecdf

    parts = [lives(wars // len(FOLLOWED) + 1, days) for days in FOLLOWED]
    life, cut = (np.concatenate([part[k] for part in parts]) for k in range(2))
    curve = ecdf(CensoredData(uncensored=life[~cut], right=life[cut])).sf
    found = []
    for day in DAYS:
        expected = float(np.exp(-HAZARD * day))
        ended = np.sort(life[~cut & (life <= day)])
        at_risk = len(life) - np.searchsorted(np.sort(life), ended, side="left")
        spread = np.sqrt(np.sum(1.0 / (at_risk * np.maximum(at_risk - 1.0, 1.0))))
        tolerance = ERRORS * expected * float(spread)
        seen = float(curve.evaluate(day))
        found.append(Comparison(f"alive after {day:g} days", expected, seen, tolerance, len(life)))
    rate, ends_seen = float(np.sum(~cut) / life.sum()), int(np.sum(~cut))
    tolerance = ERRORS * HAZARD / np.sqrt(ends_seen)
    found.append(Comparison("ends per day at risk", HAZARD, rate, float(tolerance), len(life)))
    return found
