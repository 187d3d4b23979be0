"""Figures of a fit: prior against posterior, and wars of both over the record."""

from __future__ import annotations

import math
from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sim.report.figures.base import DPI, styled
from sim.report.palette import BLUE, FAINT, INK, VERMILION
from sim.studies.figures import ending, finished, panels
from sim.studies.page import figure_of

if TYPE_CHECKING:
    from sim.studies.calibration.posterior import Width
    from sim.studies.record_rows import Row

PALE = "#DCDCDC"


def widths_figure(widths: Sequence[Width]) -> Figure:
    """One row per parameter: its range, the middle 90 % of the posterior, the median."""
    with styled():
        figure = Figure(figsize=(11.0, 1.2 + 0.62 * len(widths)), dpi=DPI, layout="constrained")
        ax = figure.add_subplot()
        for row, one in enumerate(widths):
            span = one.high - one.low
            p05, p50, p95 = ((x - one.low) / span for x in (one.p05, one.p50, one.p95))
            ax.barh(row, 1.0, height=0.36, color=PALE)
            ax.barh(row, p95 - p05, left=p05, height=0.36, color=BLUE)
            ax.plot([p50, p50], [row - 0.18, row + 0.18], color="white", linewidth=3)
            for x, where, side in ((one.low, -0.012, "right"), (one.high, 1.012, "left")):
                ax.text(where, row, figure_of(x), ha=side, va="center", fontsize="x-small",
                        color=FAINT)  # fmt: skip
            for value, where, side in ((one.p05, p05, "right"), (one.p95, p95, "left")):
                ax.text(where, row - 0.2, figure_of(value), ha=side, va="bottom",
                        fontsize="x-small")  # fmt: skip
            words = f"{one.left:.0%} left: {one.verdict}"
            ax.text(1.14, row, words, va="center", fontsize="x-small", color=INK)
        names = [ending(one.parameter, 36) for one in widths]
        ax.set_yticks(range(len(widths)), names, fontsize="small")
        ax.set_ylim(len(widths) - 0.45, -0.75)
        ax.set_xlim(-0.1, 1.5)
        ax.set_xticks([])
        ax.tick_params(length=0)
        for side in ("left", "bottom"):
            ax.spines[side].set_visible(False)
        return finished(figure)


def record_figure(before: Sequence[Row], after: Sequence[Row], fitted_to: Container[str]) -> Figure:
    """One panel per figure of the record: its value, and the bands of prior and posterior."""
    with styled():
        figure, axes = panels(len(after), height=1.9)
        for ax, prior, posterior in zip(axes, before, after, strict=True):
            in_sample = posterior.figure.sample == "in sample"
            left_out = in_sample and posterior.id not in fitted_to
            _panel(ax, prior, posterior, " (not fitted to)" if left_out else "")
        return finished(figure)


def _panel(ax: Axes, prior: Row, posterior: Row, remark: str) -> None:
    shown = prior.figure
    ends = [shown.low, shown.high, prior.low, prior.high, posterior.low, posterior.high]
    known = [x for x in ends if math.isfinite(x)]
    span = (max(known) - min(known)) or max(abs(max(known)), 1.0)
    never = not all(math.isfinite(x) for x in ends)
    far = max(known) + (0.25 * span if never else 0.0)
    for height, row, colour in ((1.0, prior, FAINT), (0.0, posterior, BLUE)):
        if row.wars:
            low, middle, high = (min(x, far) for x in (row.low, row.middle, row.high))
            ax.plot([low, high], [height, height], color=colour, linewidth=7,
                    solid_capstyle="butt", alpha=0.8)  # fmt: skip
            ax.plot(middle, height, "|", color=INK, markersize=12, markeredgewidth=2)
            if math.isinf(row.high):
                ax.text(far, height + 0.22, "never", ha="right", fontsize="xx-small", color=FAINT)
    ax.axvspan(shown.low, shown.high, color=VERMILION, alpha=0.25)
    for edge in {shown.low, shown.high}:
        ax.axvline(edge, color=VERMILION, linewidth=2)
    ax.set_ylim(-0.7, 1.7)
    ax.set_yticks([1.0, 0.0], ["prior", "fitted"], fontsize="x-small")
    ax.tick_params(labelsize="x-small")
    ax.set_xlim(min(known) - 0.05 * span, far + 0.05 * span)
    ax.xaxis.set_major_locator(MaxNLocator(4))
    ax.set_title(posterior.id + remark, fontsize="small", fontweight="normal")
    ax.set_xlabel(shown.unit, fontsize="x-small")
