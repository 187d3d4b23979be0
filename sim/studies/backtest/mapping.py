"""From a row of the table to a small ceasefire: six fitted numbers and no hazard.

A row sets how tempted both sides are to fight on, how often men fire unordered, and who is
deployed. What that does to the life of a ceasefire is the simulator's affair (`bank`).
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.special import ndtr

from sim.studies.backtest.bank import ACCIDENTS, TEMPTATIONS, Bank
from sim.studies.backtest.censoring import Flags, Floats, Lives
from sim.studies.backtest.scores import parts

SPREAD_LEAST = 0.01
PENALTY = 0.5  # of squared distance from the start, in `SCALES`: shrinks what few failures say


class Fitted(NamedTuple):
    """The fitted numbers; temptation is belief about the log quality ratio, on both sides.

    Attributes:
        temptation: of a unilateral or two-party cessation that nobody mediated, without a term.
        spread: standard deviation among ceasefires that look alike in the table.
        depth: change for each step: of class, and for being part of a peace process.
        hardness: change for a mediator, and for each doubling of parties: hard wars draw both.
        term: change for a fixed term.
        accidents: log of unordered incidents per day at full contact.
    """

    temptation: float
    spread: float
    depth: float
    hardness: float
    term: float
    accidents: float


START = Fitted(0.2, 0.08, 0.0, 0.0, 0.0, 0.0)
SCALES = Fitted(0.10, 0.05, 0.05, 0.05, 0.10, 1.0)
MEANING = {
    "temptation": "belief of both sides in their superiority (log quality ratio)",
    "spread": "its standard deviation among ceasefires that look alike",
    "depth": "change for each step of class and for a peace process",
    "hardness": "change for a mediator and for each doubling of parties",
    "term": "change for a fixed term",
    "accidents": "log of unordered incidents per day at full contact",
}


def predict(bank: Bank, rows: pd.DataFrame, fitted: Fitted) -> Floats:
    """(n, points) probability of holding beyond each day, of each row."""
    depth = rows["class"].to_numpy(dtype=np.float64) - 1.0 + rows["peace_process"].to_numpy()
    hardness = rows["mediated"].to_numpy() + rows["further_parties"].to_numpy()
    mean = (
        fitted.temptation + fitted.depth * depth + fitted.hardness * hardness
        + fitted.term * rows["fixed_term"].to_numpy()
    )  # fmt: skip
    provision = (rows["implementation"] + 2.0 * rows["enforcement"]).to_numpy(dtype=np.int64)
    curves = _at_accidents(bank, fitted.accidents)[provision]
    weights = _weights(mean, max(fitted.spread, SPREAD_LEAST))
    return np.asarray(np.einsum("nk,nkt->nt", weights, curves), dtype=np.float64)


def _weights(mean: Floats, spread: float) -> Floats:
    """(n, temptations) shares of a normal distribution nearest to each temptation of the grid."""
    middles = 0.5 * (TEMPTATIONS[1:] + TEMPTATIONS[:-1])
    below = ndtr((middles[None, :] - mean[:, None]) / spread)
    edges = np.hstack([np.zeros((len(mean), 1)), below, np.ones((len(mean), 1))])
    return np.asarray(np.diff(edges, axis=1), dtype=np.float64)


def _at_accidents(bank: Bank, accidents: float) -> Floats:
    """(provisions, temptations, points) between two rates of accidents, straight in their logs."""
    known = np.log(ACCIDENTS)
    at = float(np.clip(accidents, known[0], known[-1]))
    k = min(int(np.searchsorted(known, at, side="right")) - 1, len(known) - 2)
    share = (at - known[k]) / (known[k + 1] - known[k])
    mixed: Floats = (1.0 - share) * bank.holding[:, k] + share * bank.holding[:, k + 1]
    return mixed


def fit(bank: Bank, rows: pd.DataFrame, found: Lives) -> Fitted:
    """The numbers that make what was seen of these rows most probable, a little shrunk."""

    def loss(x: Floats) -> float:
        fitted = _from(x)
        return float(parts(found, predict(bank, rows, fitted)).logs.sum() + PENALTY * x @ x)

    start = np.vstack([np.zeros(len(START)), np.eye(len(START))])
    best = minimize(
        loss, start[0], method="Nelder-Mead",
        options={"initial_simplex": start, "maxfev": 800, "xatol": 1e-2, "fatol": 1e-2},
    )  # fmt: skip
    return _from(best.x)


def _from(x: Floats) -> Fitted:
    return Fitted(*(float(s + w * v) for s, w, v in zip(START, SCALES, x, strict=True)))


def trained(bank: Bank, found: Lives, rows: pd.DataFrame, train: Flags) -> tuple[Floats, Fitted]:
    """Curves of all rows by numbers fitted on the training rows, and the numbers."""
    fitted = fit(bank, rows[train], taken(found, train))
    return predict(bank, rows, fitted), fitted


def taken(found: Lives, chosen: Flags) -> Lives:
    """Some of the ceasefires."""
    return Lives(
        found.rows[chosen], found.life[chosen], found.failed[chosen], found.term[chosen],
        found.over[chosen], found.unused,
    )  # fmt: skip
