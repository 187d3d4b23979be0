"""Scores of predicted survival curves: integrated Brier score and log score, lower is better.

Brier score with inverse-probability-of-censoring weights: Graf, Schmoor, Sauerbrei and Schumacher
(1999). A fixed term that runs out is no accident of observation: such a ceasefire simply leaves
those that are scored, and only chance censoring (another ceasefire, the end of the data) is
weighted for.
"""

from typing import NamedTuple

import numpy as np

from sim.studies.backtest.censoring import Flags, Floats, Lives

FIRST, LAST = 1.0, 730.0  # days
POINTS = 25
GRID: Floats = np.geomspace(FIRST, LAST, POINTS)
LEAST = 1.0e-3  # probability that no prediction falls below in the log score: a zero cannot be paid


class Parts(NamedTuple):
    """What each ceasefire adds to the scores.

    Attributes:
        squares: (n, points) weighted squared errors. counted: (n, points) whether it is scored on
        that day. logs: (n,) minus log probability of what was seen.
    """

    squares: Floats
    counted: Flags
    logs: Floats


def unseen(found: Lives, days: Floats) -> Floats:
    """Probability that chance has not censored a ceasefire before each of some days (G).

    Kaplan-Meier of the censoring times. At equal times failures come first and leave the risk set;
    so do terms that run out, after the day on which they do.
    """
    chance = ~found.failed & ~found.over
    at = np.unique(found.life[chance])
    risk = (found.life[None, :] >= at[:, None]) & ~(
        found.failed[None, :] & (found.life[None, :] == at[:, None])
    )
    cut = (found.life[None, :] == at[:, None]) & chance[None, :]
    left = np.concatenate([[1.0], np.cumprod(1.0 - cut.sum(axis=1) / risk.sum(axis=1))])
    return np.asarray(left[np.searchsorted(at, days, side="left")], dtype=np.float64)


def parts(found: Lives, curves: Floats) -> Parts:
    """Scores of predictions, ceasefire by ceasefire.

    Args:
        curves: (n, points) predicted probability of holding beyond each day of `GRID`.
    """
    life, failed = found.life[:, None], found.failed[:, None]
    counted = found.term[:, None] > GRID[None, :]
    gone = counted & failed & (life <= GRID[None, :])
    holds = counted & (life > GRID[None, :])
    at_life = np.maximum(unseen(found, found.life), 1.0e-9)[:, None]
    at_day = np.maximum(unseen(found, GRID), 1.0e-9)[None, :]
    squares = gone * curves**2 / at_life + holds * (1.0 - curves) ** 2 / at_day
    return Parts(squares, counted, _logs(found, curves))


def _logs(found: Lives, curves: Floats) -> Floats:
    """Minus log probability: of failing between two days of the grid, or of holding as long as
    was seen (between days of the grid the curve is taken as straight)."""
    days = np.concatenate([[0.0], GRID])
    holding = np.hstack([np.ones((len(curves), 1)), curves])
    rows = np.arange(len(curves))
    k = np.searchsorted(GRID, found.life, side="left")  # first day of the grid not before its end
    last = k >= POINTS
    upper = np.minimum(k, POINTS - 1) + 1
    before, after = holding[rows, upper - 1], holding[rows, upper]
    within = (found.life - days[upper - 1]) / (days[upper] - days[upper - 1])
    survived = before + np.minimum(within, 1.0) * (after - before)
    chance = np.where(last, after, np.where(found.failed, before - after, survived))
    return np.asarray(-np.log(np.maximum(chance, LEAST)), dtype=np.float64)


def integrated(squares: Floats, counted: Floats) -> float:
    """Integrated Brier score from sums over ceasefires: the mean over log time from 1 to 730 days.

    Args:
        squares, counted: (points,) sums of `Parts.squares` and `Parts.counted`.
    """
    known = counted > 0.0
    brier = squares[known] / counted[known]
    at = np.log(GRID[known])
    if len(at) < 2:
        return float("nan")
    return float(np.trapezoid(brier, at) / (at[-1] - at[0]))
