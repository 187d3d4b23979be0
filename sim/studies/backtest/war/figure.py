"""The figure of a war: what is on record over the bands that were predicted."""

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import FuncFormatter, MaxNLocator, NullFormatter

from sim.report.figures.base import short, styled
from sim.report.palette import BLUE, FAINT, INK, VERMILION
from sim.studies.backtest.war.gates import read_gates
from sim.studies.backtest.war.held import Held
from sim.studies.backtest.war.predicting import POINTS, Predicted, latest
from sim.studies.backtest.war.scoring import Scored, members
from sim.studies.backtest.war.words import number
from sim.studies.figures import finished, panels
from sim.studies.record_words import YES_OR_NO

WORDS = (
    "Red: what is on record, or its bounds. Blue: the central 50, 80 and 90 % of the simulated "
    "wars, from dark to pale, and their median; grey: the central 90 % of the dull prediction. Of "
    "what comes about or not: its probability, and a dot at what came. Figures in sample are "
    "marked; they judge nothing."
)
BANDS = ((0.05, 0.95, 0.25), (0.1, 0.9, 0.4), (0.25, 0.75, 0.9))
EVEN = ("share of land", "correlation", "truces")
WIDE = 30.0  # a range of so many times its least value is drawn on a logarithmic axis


def war_figure(held: Held) -> Drawing:
    """One panel per figure of the record."""
    with styled():
        figure, axes = panels(len(held.rows), height=1.55)
        for ax, row in zip(axes, held.rows, strict=True):
            _panel(ax, row, held.predicted.figures[row.id], held)
        return finished(figure)


def _panel(ax: Axes, row: Scored, predicted: Predicted, held: Held) -> None:
    remark = "" if row.held_out else " (in sample)"
    ax.set_title(
        short(row.id.replace("_", " "), 34) + remark, fontsize="small", fontweight="normal"
    )
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.tick_params(labelsize="x-small")
    ax.set_ylim(-0.75, 1.45)
    if predicted.unit == YES_OR_NO:
        _chance(ax, row)
    else:
        _bands(ax, row, predicted, held)


def _chance(ax: Axes, row: Scored) -> None:
    """A probability, and what came."""
    if row.missing:
        ax.text(
            0.5, 0.35, f"only {row.share:.0%} of the wars have it", ha="center", fontsize="x-small"
        )
    else:
        ax.barh(0.0, row.middle, height=0.55, color=BLUE)
        ax.text(
            min(row.middle + 0.02, 0.86), 0.55, f"{row.middle:.2f}", fontsize="x-small", color=INK
        )
    ax.plot(row.low, 0.0, "o", color=VERMILION, markersize=11, clip_on=False)
    ax.set_xlim(-0.03, 1.03)
    ax.set_xticks([0.0, 0.5, 1.0])
    ax.set_xlabel("probability", fontsize="x-small")


def _spread(row: Scored, ends: list[float]) -> bool:
    """Whether a logarithmic axis shows more: over orders of magnitude, and no shares."""
    if row.figure.unit in EVEN or min(row.low or 1.0, *ends[2:]) <= 0.0:
        return False
    return max(ends) > WIDE * max(min(ends), 1e-9)


def _bands(ax: Axes, row: Scored, predicted: Predicted, held: Held) -> None:
    cap = latest(row.figure, held.war.days)
    boring = np.minimum(
        members(read_gates().dull_of(row.figure.measure, held.war.record.kind)), cap
    )
    grey = np.quantile(boring, (0.05, 0.95))
    at = dict(zip(POINTS, predicted.quantiles, strict=False))
    ends = [row.low, row.high, *(() if row.missing else at.values()), *grey]
    logarithmic = _spread(row, ends)
    floor = min(one for one in ends if one > 0.0) / 1.5 if logarithmic else -math.inf
    if row.missing:
        ax.text(0.5, 0.3, f"only {row.share:.0%} of the wars have it", ha="center",
                fontsize="x-small", transform=ax.transAxes)  # fmt: skip
    else:
        for first, last, alpha in BANDS:
            ax.fill_betweenx(
                [-0.35, 0.35], at[first], at[last], color=BLUE, alpha=alpha, linewidth=0
            )
            ax.plot([at[first], at[last]], [0.0, 0.0], color=BLUE, linewidth=1.0, alpha=alpha)
        ax.plot([at[0.5], at[0.5]], [-0.35, 0.35], color=INK, linewidth=2.5)
        if cap in (at[0.95], at[0.5]):
            ax.text(cap, -0.68, "never", ha="right", fontsize="xx-small", color=FAINT)
    ax.plot(grey, [0.85, 0.85], color=FAINT, linewidth=5, alpha=0.6, solid_capstyle="butt")
    low, high = max(row.low, floor), max(row.high, floor)
    ax.axvspan(low, high, color=VERMILION, alpha=0.25, linewidth=0)
    for edge in {low, high}:
        ax.axvline(edge, color=VERMILION, linewidth=2)
    if logarithmic:
        ax.set_xscale("log")
        ax.xaxis.set_minor_formatter(NullFormatter())
        ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
    else:
        ax.xaxis.set_major_locator(MaxNLocator(4))
    ax.set_xlabel(predicted.unit, fontsize="x-small")
