"""Figures of scenario discovery: the way to the boxes, their limits, and the points themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from sim.report.figures.base import DPI, styled
from sim.report.palette import BLUE, FAINT, INK, ORANGE, PURPLE, VERMILION
from sim.studies.figures import ending, finished
from sim.studies.page import figure_of
from sim.studies.prim import chance

if TYPE_CHECKING:
    from sim.studies.discovery import Discovery
    from sim.studies.prim import Box, Limit

COLOURS = (BLUE, VERMILION, PURPLE, ORANGE)
MARKERS = ("o", "s", "^", "D")
PALE = "#E4E4E4"
SURE = 0.05  # quasi-p-value above which a limit may be luck
MOST_ROWS = 16
Numbers = tuple[float, float]


def way_figure(found: Discovery) -> Figure:
    """Coverage against density along each peeling; what was chosen is large and named."""
    with styled():
        figure = Figure(figsize=(8.0, 6.4), dpi=DPI, layout="constrained")
        ax = figure.add_subplot()
        ax.axhline(found.threshold, color=FAINT, linestyle="--", linewidth=1.5)
        ax.annotate(
            f"density asked for: {found.threshold:g}", (0.0, found.threshold), (0, 4),
            textcoords="offset points", fontsize="x-small", color=FAINT, va="bottom",
        )  # fmt: skip
        for number, way in found.trajectory.groupby("box"):
            _one_way(ax, int(str(number)), way)
        ax.set_xlim(-0.02, 1.05)
        ax.set_ylim(0.0, 1.08)
        ax.set_xlabel("coverage: share of the points of interest that are inside", fontsize="small")
        ax.set_ylabel("density: of the points inside, share of interest", fontsize="small")
        return finished(figure)


def _one_way(ax: Axes, number: int, way: pd.DataFrame) -> None:
    colour, marker = COLOURS[number - 1], MARKERS[number - 1]
    ax.plot(
        way["coverage"], way["density"], f"{marker}-", color=colour, markersize=4, linewidth=1,
        alpha=0.7,
    )  # fmt: skip
    chosen = way[way["chosen"]].iloc[0]
    at = float(chosen["coverage"]), float(chosen["density"])
    ax.plot(*at, marker, color=colour, markersize=14, markeredgecolor=INK)
    ax.annotate(
        f"box {number}", at, (-11, -11), textcoords="offset points", ha="right", va="center",
        color=INK, fontweight="bold", fontsize="small",
    )  # fmt: skip


def limits_figure(found: Discovery) -> Figure | None:
    """Each box's limits as bars over the full ranges; None where no box has limits."""
    rows = [(k, limit) for k, box in enumerate(found.boxes) for limit in box.limits][:MOST_ROWS]
    if not rows:
        return None
    with styled():
        figure = Figure(figsize=(11.0, 1.3 + 0.62 * len(rows)), dpi=DPI, layout="constrained")
        ax = figure.add_subplot()
        for row, (k, limit) in enumerate(rows):
            _one_bar(ax, row, COLOURS[k], limit, found.full(limit.parameter))
        labels = [f"box {k + 1}  {ending(limit.parameter, 40)}" for k, limit in rows]
        ax.set_yticks(range(len(rows)), labels, fontsize="small")
        ax.set_ylim(len(rows) - 0.45, -0.75)
        ax.set_xlim(-0.1, 1.1)
        ax.set_xticks([])
        ax.tick_params(length=0)
        for side in ("left", "bottom"):
            ax.spines[side].set_visible(False)
        return finished(figure)


def _one_bar(
    ax: Axes, row: int, colour: str, limit: Limit, full: Numbers | tuple[str, ...]
) -> None:
    ax.barh(row, 1.0, height=0.34, color=PALE)
    hatch = "" if chance(limit) <= SURE else "////"
    if limit.values is not None:
        for k, word in enumerate(full):
            inside = word in limit.values
            if inside:
                left = k / len(full)
                ax.barh(row, 1.0 / len(full), left=left, height=0.34, color=colour,
                        edgecolor="white", hatch=hatch)  # fmt: skip
            ax.text((k + 0.5) / len(full), row - 0.22, str(word), ha="center", va="bottom",
                    fontsize="x-small", color=INK if inside else FAINT)  # fmt: skip
        return
    least, most = (float(end) for end in full)
    low = least if limit.low is None else limit.low
    high = most if limit.high is None else limit.high
    left, right = ((end - least) / (most - least) for end in (low, high))
    ax.barh(row, right - left, left=left, height=0.34, color=colour, edgecolor="white", hatch=hatch)
    for end, where, side in ((least, -0.012, "right"), (most, 1.012, "left")):
        ax.text(where, row, figure_of(end), ha=side, va="center", fontsize="x-small", color=FAINT)
    for cut, where in ((limit.low, left), (limit.high, right)):
        if cut is not None:
            ax.text(where, row - 0.2, figure_of(cut), ha="center", va="bottom", fontsize="x-small")


def points_figure(found: Discovery) -> Figure | None:
    """The points over the two surest limits of the first box; None where it has no number."""
    box = found.boxes[0]
    names = [limit.parameter for limit in box.limits if limit.values is None][:2]
    if not names:
        return None
    with styled():
        figure = Figure(figsize=(8.0, 6.4), dpi=DPI, layout="constrained")
        ax = figure.add_subplot()
        points = found.points.assign(mean=found.points["mean"].astype(float))
        across, up = (names[0], names[1] if len(names) > 1 else "mean")
        for fulfils, marker, colour, words in (
            (False, "x", FAINT, "does not fulfil it"), (True, "o", BLUE, "fulfils the condition"),
        ):  # fmt: skip
            some = points[points["fulfils"] == fulfils]
            ax.plot(some[across], some[up], marker, color=colour, markersize=6, alpha=0.75,
                    linewidth=0, label=words)  # fmt: skip
        if up == "mean":
            ax.axhline(found.where.number, color=FAINT, linestyle="--", linewidth=1.5)
        _draw_box(ax, box, across, up)
        ax.set_xlabel(ending(across, 56), fontsize="small")
        ax.set_ylabel(_mean_words(found) if up == "mean" else ending(up, 48), fontsize="small")
        figure.legend(loc="outside upper center", ncols=2, fontsize="small")
        return finished(figure)


def _mean_words(found: Discovery) -> str:
    return f"{'difference in ' if found.against else ''}{found.where.measure}"


def _draw_box(ax: Axes, box: Box, across: str, up: str) -> None:
    """The first box's limits along two parameters; open sides end with the axes."""
    ends = {limit.parameter: (limit.low, limit.high) for limit in box.limits}
    corners = []
    for name, (least, most) in ((across, ax.get_xlim()), (up, ax.get_ylim())):
        low, high = ends.get(name, (None, None))
        corners.append((least if low is None else low, most if high is None else high))
    (left, right), (bottom, top) = corners
    ax.autoscale(False)
    ax.add_patch(
        Rectangle(
            (left, bottom), right - left, top - bottom, facecolor=mpl.colors.to_rgba(BLUE, 0.08),
            edgecolor=BLUE, linewidth=2.5, zorder=0.5,
        )
    )  # fmt: skip
