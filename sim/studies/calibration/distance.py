"""How far a simulated war is from the record: by what their statistics say of the parameters.

Each parameter is predicted, linearly, from all statistics of a war; two wars are as far apart as
the predictions. So a statistic counts by what it tells, luck that tells nothing drowns nothing, and
a parameter that no statistic tells anything of has no say.

Source: semi-automatic approximate Bayesian computation, Fearnhead and Prangle (2012).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtri

from sim.studies.calibration.scores import scores_of

Floats = NDArray[np.float64]
TELLING = 0.01  # assumed: a parameter of which less is explained is predicted by chance alone


@dataclass(frozen=True)
class Scale:
    """Where a value of one statistic lies among wars of the prior.

    Attributes:
        low, high: what the record says; values within count as one, as it does not tell them apart.
        known: ascending values of wars that have one; infinite ones are the largest.
        lacking: whether some wars lack it: that they do is a statistic too.
    """

    low: float
    high: float
    known: Floats
    lacking: bool

    def share(self, value: float) -> float:
        """Which share of the wars lies below, and half of those that agree."""
        if self.low <= value <= self.high:
            value = self.low
        ends = (np.searchsorted(self.known, value, side) for side in ("left", "right"))
        return float(sum(ends)) / 2.0 / max(len(self.known), 1)

    def features(self, value: float) -> list[float]:
        """Normal score of that share, 0 if there is no value; and whether there is none."""
        missing = math.isnan(value)
        edge = 0.5 / max(len(self.known), 1)
        share = 0.5 if missing else min(max(self.share(value), edge), 1.0 - edge)
        score = float(ndtri(share))
        return [score, float(missing)] if self.lacking else [score]


@dataclass(frozen=True)
class Summary:
    """What a war's statistics say of the parameters.

    Attributes:
        scales: per statistic. Those in which all wars of the prior agree have none.
        told: parameter -> share of its variance over the prior that the statistics explain, in
            wars that the prediction was not made from; below 0 if it does worse than the mean.
        used: the parameters that are predicted: those of which more than `TELLING` is told.
        weights: (1 + features, used) of the prediction, in normal scores.
    """

    scales: dict[str, Scale]
    told: dict[str, float]
    used: tuple[str, ...]
    weights: Floats

    def __call__(self, statistics: Mapping[Any, Any]) -> Floats:
        """(used,) normal scores of the parameters, as predicted for a war of these statistics."""
        predicted: Floats = np.asarray(_row(self.scales, statistics)) @ self.weights
        return predicted


@dataclass(frozen=True)
class Distance:
    """Root of the summed squares of what two wars' summaries differ by, in normal scores.

    Attributes:
        observed: the summary of the record, or of what stands for it.
    """

    summary: Summary
    observed: Floats

    def __call__(self, simulated: Mapping[Any, Any], _: Any = None) -> float:
        """The distance of a war with these statistics."""
        return float(np.linalg.norm(self.summary(simulated) - self.observed))

    def to(self, statistics: Mapping[Any, Any]) -> "Distance":
        """The distance from another war."""
        return Distance(self.summary, self.summary(statistics))


def learnt(
    ranges: Mapping[str, tuple[float, float]], record: Mapping[str, tuple[float, float]],
    prior: pd.DataFrame,
) -> Distance | None:  # fmt: skip
    """The distance from the record, learnt from wars of the prior; None if all of them agree.

    Args:
        prior: one row per war: parameters and statistics; infinite and missing ones are known.
    """
    scales: dict[str, Scale] = {}
    for name, (low, high) in record.items():
        values = prior[name].to_numpy(dtype=np.float64)
        known = values[~np.isnan(values)]
        known = np.sort(np.where((low <= known) & (known <= high), low, known))
        lacking = len(known) < len(values)
        if len(np.unique(known)) > 1 or (lacking and len(known)):
            scales[name] = Scale(low, high, known, lacking)
    if not scales:
        return None
    rows = np.array([_row(scales, war) for war in prior[list(scales)].to_dict("records")])
    scores = scores_of(ranges, prior)
    weights, told = _predicted(rows, scores)
    by_name = dict(zip(ranges, told.tolist(), strict=True))
    best = float(told.max())
    used = [at for at, share in enumerate(told) if share >= min(TELLING, best)]
    summary = Summary(scales, by_name, tuple(list(ranges)[at] for at in used), weights[:, used])
    return Distance(summary, summary({name: low for name, (low, _) in record.items()}))


def _row(scales: Mapping[str, Scale], statistics: Mapping[Any, Any]) -> list[float]:
    told = (one.features(float(statistics[name])) for name, one in scales.items())
    return [1.0, *(x for features in told for x in features)]


def _predicted(rows: Floats, scores: Floats) -> tuple[Floats, Floats]:
    """Least squares, and the share that is explained when each war is left out in turn."""
    inverse = np.linalg.pinv(rows)
    weights: Floats = inverse @ scores
    leverage = np.einsum("ij,ji->i", rows, inverse)
    count = len(rows)
    missed = (scores - rows @ weights) / np.maximum(1.0 - leverage, 1.0 / count)[:, None]
    spread = (scores - scores.mean(axis=0)) * count / (count - 1)
    told: Floats = 1.0 - np.square(missed).sum(axis=0) / np.square(spread).sum(axis=0)
    return weights, told
