"""Figures of studies with many points: each measure against each number that varied."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from numpy.typing import NDArray

from sim.records.measures import Z95
from sim.report.figures.base import short, styled
from sim.report.palette import BLUE, VERMILION
from sim.studies.figures import ending, finished, panels

FEWEST_POINTS = 12  # with fewer the table says more
BINS = 8  # each with as many points; where fewer values were fought, each value is one
MOST_ADDRESSES = 9  # in one figure: those along which the mean changes most
Numbers = NDArray[np.float64]


class Bins(NamedTuple):
    """Groups of points along one address, from its least values to its largest.

    Attributes:
        centre: mean of the address in each.
        mean: mean of the points' means in each.
        half: half of its 95 % interval; NaN for a bin of one point.
        share: of the variance between points, what lies between bins (correlation ratio).
    """

    centre: Numbers
    mean: Numbers
    half: Numbers
    share: float


def binned(x: Numbers, y: Numbers) -> Bins:
    """Group points by value, or by as many bins as there are enough of them for.

    Args:
        x: values of the address, one per point; at least one.
        y: means of the measure, one per point.
    """
    values = np.unique(x)
    if len(values) > BINS:
        inner = np.quantile(x, np.arange(1, BINS) / BINS)
        group = np.unique(np.searchsorted(inner, x, side="right"), return_inverse=True)[1]
    else:
        group = np.searchsorted(values, x)
    count = np.bincount(group)
    centre, mean = (np.bincount(group, weights=w) / count for w in (x, y))
    within = np.bincount(group, weights=(y - mean[group]) ** 2)
    several = count > 1
    variance = np.divide(within, count - 1, out=np.full(len(count), np.nan), where=several)
    total = float(np.sum((y - y.mean()) ** 2))
    share = 1.0 - float(within.sum()) / total if total > 0.0 else 0.0
    return Bins(centre, mean, Z95 * np.sqrt(variance / count), share)


def scattered(points: pd.DataFrame, means: pd.DataFrame, measure: str) -> Figure:
    """A panel per address: the points' means of a measure, and their binned mean with its band.

    Args:
        points: one row per point, numeric columns.
        means: point, measure, mean.
    """
    with styled():
        found = means[means["measure"] == measure].set_index("point")["mean"]
        y = found.to_numpy(dtype=np.float64)
        columns = {
            str(name): points[name].iloc[found.index].to_numpy(dtype=np.float64) for name in points
        }
        bins = {address: binned(x, y) for address, x in columns.items()}
        drawn = sorted(bins, key=lambda address: -bins[address].share)[:MOST_ADDRESSES]
        figure, axes = panels(len(drawn))
        for ax, address in zip(axes, drawn, strict=True):
            one = bins[address]
            ax.plot(columns[address], y, "o", color=BLUE, alpha=0.35, markersize=4, linewidth=0)
            ax.fill_between(
                one.centre, one.mean - one.half, one.mean + one.half, color=VERMILION, alpha=0.25,
                linewidth=0,
            )  # fmt: skip
            ax.plot(one.centre, one.mean, "-", color=VERMILION, linewidth=2.5)
            ax.set_xlabel(ending(address))
            ax.locator_params(axis="x", nbins=4)
        figure.suptitle(short(measure, 40), fontsize="medium")
        return finished(figure)


def worth_scattering(points: pd.DataFrame) -> list[str]:
    """The addresses to draw: numbers with several values, if there are points enough."""
    if len(points) < FEWEST_POINTS:
        return []
    return [
        str(name)
        for name in points
        if points[name].dtype.kind in "fi" and points[name].nunique() > 1
    ]


def explained(measure: str, addresses: Sequence[str]) -> str:
    """What such a figure shows."""
    some = len(addresses) > MOST_ADDRESSES
    shown = (
        f"the {MOST_ADDRESSES} of {len(addresses)} numbers along which it changes most"
        if some
        else "each number that varied, the one along which it changes most first"
    )
    return (
        f"{measure} against {shown}. A dot is the mean over a point's wars; the line is the mean "
        "of the dots near it, with a 95 % band (plus or minus 1.96 standard errors between "
        "points). In Sobol and Morris designs points share values: there the band is a guide only."
    )
