"""How much a parameter moves a measure, in standard deviations of that measure."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.cast import Cast
from sim.studies.measures import known_measures, measured

ROUNDING = 1e-12  # of a measure's size: a spread as small as this is none


class Effect(NamedTuple):
    """The mean paired difference of a measure, war against war with the same luck.

    Attributes:
        size: in standard deviations of the measure over the scenario's own wars; its sign is that
            of the last value less the first. Without unit (Glass 1976).
        error: standard error of `size` over pairs.
    """

    measure: str
    size: float
    error: float


def largest_effect(
    cast: Cast, base: pd.DataFrame, one: pd.DataFrame, other: pd.DataFrame
) -> Effect | None:
    """The largest effect over all measures of `runs`; None where no measure varies or differs."""
    best: Effect | None = None
    for measure in known_measures(cast):
        found = _effect(measure, base, one, other)
        if found is not None and (best is None or abs(found.size) > abs(best.size)):
            best = found
    return best


def _effect(
    measure: str, base: pd.DataFrame, one: pd.DataFrame, other: pd.DataFrame
) -> Effect | None:
    own = measured(base, measure)
    own = own[~np.isnan(own)]
    pairs = measured(other, measure) - measured(one, measure)
    pairs = pairs[~np.isnan(pairs)]
    if len(own) < 2 or len(pairs) < 2 or not pairs.any():
        return None
    spread = float(own.std(ddof=1))
    if spread <= ROUNDING * float(np.abs(own).max()):
        return None
    error = float(pairs.std(ddof=1)) / np.sqrt(len(pairs)) / spread
    return Effect(measure, float(pairs.mean()) / spread, float(error))
