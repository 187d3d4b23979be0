"""What wars leave in `runs` and `truces`, and in which of them two sets of wars differ."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.engines.batch import Batch
from sim.records.frames import Values, run_values, truce_values

SAME_BY_NATURE = ("scenario", "seed")  # columns that say which wars were asked for


class Rows(NamedTuple):
    """Wars with consecutive numbers: one row of `runs` each, and all their agreements in order."""

    runs: Values
    truces: Values

    @property
    def frame(self) -> pd.DataFrame:
        """`runs` as a table."""
        return pd.DataFrame(self.runs)


class Difference(NamedTuple):
    """Which wars differ (R,), in `runs` and in `truces`."""

    runs: NDArray[np.bool_]
    truces: NDArray[np.bool_]

    @property
    def either(self) -> NDArray[np.bool_]:
        """Wars that differ at all."""
        return self.runs | self.truces


def rows_of(batches: list[Batch]) -> Rows:
    """The rows of wars fought in several chunks."""
    return Rows(
        joined([run_values(batch) for batch in batches]),
        joined([truce_values(batch) for batch in batches]),
    )


def joined(parts: list[Values]) -> Values:
    """Columns one below the other."""
    if len(parts) == 1:
        return parts[0]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def difference(one: Rows, other: Rows) -> Difference:
    """War against war. A missing value equals a missing value."""
    runs = unequal(one.runs, other.runs)
    truces = np.zeros(len(runs), bool)
    same = one.runs["truces"] == other.runs["truces"]  # of the others, the runs differ anyway
    numbers = one.runs["replicate"]
    first, second = (_of(rows.truces, numbers[same]) for rows in (one, other))
    changed = first["replicate"][unequal(first, second)]
    truces[np.isin(numbers, changed)] = True
    return Difference(runs, truces)


def _of(truces: Values, numbers: NDArray[np.int64]) -> Values:
    """The agreements of some wars."""
    kept = np.isin(truces["replicate"], numbers)
    return {name: column[kept] for name, column in truces.items()}


def unequal(one: Values, other: Values) -> NDArray[np.bool_]:
    """Rows in which any column differs."""
    result = np.zeros(len(one["replicate"]), bool)
    for name, column in one.items():
        if name in SAME_BY_NATURE:
            continue
        differs = np.asarray(column != other[name], bool)
        if column.dtype.kind == "f":
            differs &= ~(np.isnan(column) & np.isnan(other[name]))
        result |= differs
    return result
