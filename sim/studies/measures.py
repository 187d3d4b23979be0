"""Measures of a study: columns of `runs` that are numbers, and shares of outcomes."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.cast import Cast
from sim.records.columns import spec
from sim.records.measures import NOT_MEASURES
from sim.records.outcomes import possible_outcomes

OUTCOME = "outcome:"
NUMBERS = ("int64", "uint64", "float64")


def known_measures(cast: Cast) -> list[str]:
    """All measures of a cast: `outcome:settlement` and the like first, then columns."""
    columns = [
        name
        for name, kind in spec("runs", cast).items()
        if kind in NUMBERS and name not in NOT_MEASURES
    ]
    return [*(OUTCOME + outcome for outcome in possible_outcomes(cast)), *columns]


def measured(frame: pd.DataFrame, measure: str) -> NDArray[np.float64]:
    """A measure of every row of `runs`; 0 or 1 for an outcome, NaN where there is no value."""
    if measure.startswith(OUTCOME):
        column = frame["outcome"]
        seen = (column == measure.removeprefix(OUTCOME)).to_numpy(dtype=np.float64)
        return np.where(column.isna().to_numpy(), np.nan, seen)
    return frame[measure].to_numpy(dtype=np.float64, na_value=np.nan)


def columns_for(measures: Sequence[str]) -> list[str]:
    """The columns of `runs` that the measures need."""
    needed = ("outcome" if name.startswith(OUTCOME) else name for name in measures)
    return list(dict.fromkeys(needed))


def plain(value: Any) -> float | None:
    """A number as JSON holds it; None for one that is missing or without bound."""
    number = float(value)
    return number if np.isfinite(number) else None
