"""Parameters as normal scores: z, of which the parameter is low + (high - low) Phi(z).

So a uniform prior is a standard normal, and nothing falls outside the range.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

EDGE = 1.0e-12  # the ends of a range lie at infinite scores


def scores_of(
    ranges: Mapping[str, tuple[float, float]], points: pd.DataFrame
) -> NDArray[np.float64]:
    """Normal scores of parameters: one row per point, one column per range."""
    columns = [(points[name].to_numpy() - low) / (high - low)
               for name, (low, high) in ranges.items()]  # fmt: skip
    scores: NDArray[np.float64] = ndtri(np.clip(np.column_stack(columns), EDGE, 1.0 - EDGE))
    return scores


def of_scores(ranges: Mapping[str, tuple[float, float]], scores: Any) -> dict[str, float]:
    """The parameters that normal scores stand for."""
    found = {}
    for name, (low, high) in ranges.items():
        share = min(max(float(ndtr(scores[name])), EDGE), 1.0 - EDGE)
        found[name] = low + (high - low) * share
    return found
