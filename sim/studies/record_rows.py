"""Rows of the comparison of many wars with the record: band, percentile, inside or not."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engines.finished import Finished
from sim.studies.record_file import Figure, Quantiles, Record
from sim.studies.record_measures import MEASURES

WIDE = 2.0  # a band wider than so many times the record's own value says little


class Row(NamedTuple):
    """One figure of the record beside what many wars say about it.

    Attributes:
        wars: how many wars have such a figure (a third truce, say).
        low, middle, high: quantiles over those wars; infinite where it never came about.
        percentile: share of those wars below the record's value, ties counted half; of the middle
            of what the record bounds.
        inside: whether the band and the record's value, or its bounds, meet.
        width: high - low.
        wide: whether the band is so wide that to lie inside says little.
        mean: over those wars; infinite if it never came about in one of them.
    """

    id: str
    figure: Figure
    wars: int
    low: float
    middle: float
    high: float
    percentile: float
    inside: bool
    width: float
    wide: bool
    mean: float


def compare_with_record(record: Record, wars: Iterable[Finished]) -> list[Row]:
    """The figures of a record beside many wars of one scenario, in the order of the record.

    A war that does not have a figure (no second truce, too few days after it) is left out of that
    row alone.
    """
    seen: dict[str, list[float]] = {name: [] for name in record.figures}
    for war in wars:
        for name, figure in record.figures.items():
            seen[name].append(figure.of(war))
    return [
        row_of(name, figure, np.asarray(seen[name], dtype=np.float64), record.quantiles)
        for name, figure in record.figures.items()
    ]


def row_of(name: str, figure: Figure, values: NDArray[np.float64], quantiles: Quantiles) -> Row:
    """One row from the values of all wars, NaN where a war has none."""
    # a sum of shares of land is off in its last digit: that must not decide who is inside
    values = np.sort(values[~np.isnan(values)].round(9))
    if len(values) == 0:
        none = float("nan")
        return Row(name, figure, 0, none, none, none, none, False, none, False, none)
    points = (quantiles.low, quantiles.middle, quantiles.high)
    low, middle, high = (
        float(x) for x in np.quantile(values, points, method="inverted_cdf")
    )  # a value of some war, so that infinity needs no arithmetic
    below = np.searchsorted(values, figure.low, side="left")
    up_to = np.searchsorted(values, figure.high, side="right")
    return Row(
        name,
        figure,
        len(values),
        low,
        middle,
        high,
        percentile=float(below + up_to) / (2.0 * len(values)),
        inside=figure.low <= high and figure.high >= low,
        width=high - low if low < high else 0.0,
        wide=is_wide(figure, low, high),
        mean=float(values.mean()),
    )


def is_wide(figure: Figure, low: float, high: float) -> bool:
    """Whether a band is wider than twice the record's value, or all that is possible."""
    own = max(abs(figure.low), abs(figure.high))
    return high > low and (
        high - low > WIDE * own or (low, high) == MEASURES[figure.measure].bounds
    )
