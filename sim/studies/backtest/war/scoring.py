"""Scores of predictions: CRPS, central bands, log score, beside a dull prediction.

CRPS: Gneiting and Raftery 2007, by scoringrules, of the wars as they are (no density is fitted).
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from sim.studies.backtest.war.gates import Dull, Gates
from sim.studies.backtest.war.predicting import Values, latest
from sim.studies.backtest.war.war import War
from sim.studies.record_file import Figure
from sim.studies.record_words import YES_OR_NO

IN_LOGS = ("day of the war", "hours", "minutes", "killed", "killed per day", "truces")
MEMBERS = 1000  # of a dull prediction: evenly spaced quantiles of its distribution


@dataclass(frozen=True)
class Scored:
    """One figure of a record against its prediction.

    Attributes:
        held_out: whether it judges.
        low, high: what is on record.
        share: of the simulated wars that have such a thing; below the gates' `fewest` it is missed.
        middle: median of those; of what comes about or not the probability that it does.
        bands: whether the record lies in each central band; None for what comes about or not.
        percentile: share of the wars below the middle of what is on record, ties counted half.
        crps, dull: of the model and of the dull prediction, lower is better.
        in_logs: ratio of the CRPS of log(1 + x) (Bosse et al. 2023), for what goes over orders of
            magnitude; else that of the CRPS. It decides nothing.
        log, dull_log: minus the log probability of what is on record; None for other figures.
    """

    id: str
    figure: Figure
    held_out: bool
    low: float
    high: float
    share: float
    middle: float
    bands: tuple[bool, ...] | None
    percentile: float
    crps: float
    dull: float
    in_logs: float
    log: float | None
    dull_log: float | None

    @property
    def ratio(self) -> float:
        """CRPS over the dull prediction's."""
        return self.crps / self.dull

    @property
    def missing(self) -> bool:
        """Whether too few of the wars have such a thing."""
        return math.isnan(self.middle)


def scored(war: War, values: Values, gates: Gates) -> list[Scored]:
    """All figures of a record, in its order."""
    return [
        _scored(war, name, figure, values[name], gates)
        for name, figure in war.record.figures.items()
    ]


def _scored(
    war: War, name: str, figure: Figure, values: NDArray[np.float64], gates: Gates
) -> Scored:
    rules, cap = gates.rules, latest(figure, war.days)
    low, high = min(figure.low, cap), min(figure.high, cap)
    yes_or_no = figure.unit == YES_OR_NO
    boring = gates.dull_of(figure.measure, war.record.kind)
    dulled = np.minimum(members(boring), cap)
    dull = mean_crps(dulled, low, high, rules.points)
    known = np.sort(values[~np.isnan(values)])
    share, held_out = len(known) / len(values), name in war.held_out
    dull_log = math.log(2.0) if yes_or_no else None
    if share < rules.fewest:
        bands = None if yes_or_no else (False,) * len(rules.bands)
        missed = rules.missed * dull
        log = -math.log(0.5 / (len(values) + 1)) if yes_or_no else None
        return Scored(name, figure, held_out, low, high, share, math.nan, bands, math.nan, missed,
                      dull, rules.missed, log, dull_log)  # fmt: skip
    middle = float(known.mean() if yes_or_no else np.quantile(known, 0.5, method="inverted_cdf"))
    bands = None if yes_or_no else tuple(in_band(known, low, high, one) for one in rules.bands)
    below = np.searchsorted(known, low, side="left") + np.searchsorted(known, high, side="right")
    crps = mean_crps(known, low, high, rules.points)
    in_logs = crps / dull
    if figure.unit in IN_LOGS:
        ends = (math.log1p(low), math.log1p(high))
        in_logs = mean_crps(np.log1p(known), *ends, rules.points)
        in_logs /= mean_crps(np.log1p(dulled), *ends, rules.points)
    return Scored(
        name, figure, held_out, low, high, share, middle, bands, float(below) / (2.0 * len(known)),
        crps, dull, in_logs, log_score(known, low) if yes_or_no else None, dull_log,
    )  # fmt: skip


def mean_crps(wars: NDArray[np.float64], low: float, high: float, points: int) -> float:
    """CRPS of an ensemble; the mean over evenly spaced values where the record gives bounds."""
    from scoringrules import crps_ensemble

    on_record = np.linspace(low, high, points) if low < high else np.array([low])
    return float(np.mean([crps_ensemble(value, wars) for value in on_record]))


def in_band(wars: NDArray[np.float64], low: float, high: float, central: float) -> bool:
    """Whether a central band of the wars and what is on record meet."""
    ends = (0.5 - central / 2.0, 0.5 + central / 2.0)
    bottom, top = np.quantile(wars, ends, method="inverted_cdf")
    return bool(low <= top and high >= bottom)


def log_score(wars: NDArray[np.float64], came: float) -> float:
    """Minus the log probability of what is on record; half a war is added on either side."""
    probability = (wars.sum() + 0.5) / (len(wars) + 1.0)
    return -math.log(probability if came == 1.0 else 1.0 - probability)


def members(dull: Dull) -> NDArray[np.float64]:
    """A dull prediction as an ensemble: evenly spaced quantiles."""
    at = (np.arange(MEMBERS) + 0.5) / MEMBERS
    found: NDArray[np.float64]
    if dull.lognormal is not None:
        found = stats.lognorm.ppf(at, s=dull.lognormal.sd, scale=dull.lognormal.median)
    elif dull.uniform is not None:
        found = dull.uniform.low + at * (dull.uniform.high - dull.uniform.low)
    elif dull.geometric is not None:
        found = stats.geom.ppf(at, 1.0 / (1.0 + dull.geometric.mean)) - 1.0
    else:
        found = (at > 1.0 - (dull.chance or 0.0)).astype(np.float64)
    return found
