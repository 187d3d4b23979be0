"""One figure a fact: what the arms say, and each check beside its gate, mechanism on and off."""

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullFormatter

from sim.report.figures.base import DPI, styled, wrapped
from sim.report.palette import BLUE, FAINT, INK, SHADES, SKY, VERMILION
from sim.studies.facts.quantities import Estimate
from sim.studies.facts.result import Beside
from sim.studies.facts.stylised_fact import Found
from sim.studies.figures import finished

WIDTH, HEIGHT = 14.0, 5.6  # inches
HOUR = 1.0 / 24.0
LINES = ("-", "--", "-.", ":")
ON, OFF = "mechanism on", "mechanism off"


def figure_of_fact(found: Found) -> Figure:
    """Left what the arms say: survival curves, or the cross-table with its intervals; right the
    checks."""
    with styled():
        rows = 0 if found.findings.curves else len(found.fact.beside)
        height = max(HEIGHT, 1.6 + 0.55 * rows, 1.4 + 1.35 * len(found.fact.checks))
        figure = Figure(figsize=(WIDTH, height), dpi=DPI, layout="constrained")
        parts = figure.subfigures(1, 2, width_ratios=(1.15, 1.0), squeeze=False)
        left, right = parts[0]
        ax = left.add_subplot()
        if found.findings.curves:
            draw_curves(ax, found)
        else:
            draw_beside(ax, found.fact.beside, found.findings.axis)
        checks = list(found.gate.checks)
        panels = right.subplots(len(checks), 1, squeeze=False)[:, 0]
        for one, key in zip(panels, checks, strict=True):
            draw_check(one, found, key)
        handles, labels = panels[0].get_legend_handles_labels()
        right.legend(handles, labels, loc="outside upper left", ncols=3, fontsize="x-small")
        figure.suptitle(f"{found.fact.id}  {found.gate.name}", ha="left", x=0.01)
        return finished(figure)


def draw_curves(ax: Axes, found: Found) -> None:
    """Kaplan-Meier curves: days since entry into force on a logarithmic scale."""
    for k, (label, lives) in enumerate(found.findings.curves.items()):
        if len(lives.days) == 0:
            continue
        days = np.maximum(lives.days, HOUR / 12.0)
        ax.step(
            days, lives.curve(np.ones(lives.points)), where="post", linewidth=2.2,
            color=SHADES[k % len(SHADES)], linestyle=LINES[k % len(LINES)],
            label=f"{label} ({len(days):,})",
        )  # fmt: skip
    ax.set_xscale("log")
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:g}"))
    ax.xaxis.set_minor_formatter(NullFormatter())
    ax.set_ylim(0.0, 1.02)
    ax.set_xlabel("days since entry into force")
    ax.set_ylabel("share that has not collapsed")
    if found.fact.id == "S12":
        observed = [(days_of(one), one.observed) for one in found.fact.beside if one.observed]
        x, y = zip(*observed, strict=True)
        ax.plot(x, y, "D", color=INK, markersize=8, label="observed (UCDP)")
    if ax.get_legend_handles_labels()[1]:
        ax.legend(fontsize="x-small", loc="lower left")


def days_of(one: Beside) -> float:
    """The number of days in a label such as `holding 90 days`."""
    return float(one.label.split()[1].replace(",", ""))


def draw_beside(ax: Axes, rows: list[Beside], axis: str) -> None:
    """The cross-table: each group with its interval; what was observed as a diamond."""
    for y, one in enumerate(rows):
        if not math.isnan(one.low):
            ax.plot([one.low, one.high], [y, y], color=BLUE, linewidth=3)
        ax.plot([one.measured], [y], "o", color=BLUE, markersize=8)
        if one.observed is not None:
            ax.plot([one.observed], [y], "D", color=INK, markersize=9, markerfacecolor="white")
    ax.set_yticks(range(len(rows)), [wrapped(one.label, 34, 2) for one in rows])
    ax.tick_params(axis="y", labelsize="x-small")
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.set_xlabel(axis, fontsize="small")
    ax.grid(axis="x")
    ax.plot([], [], "o", color=BLUE, label="simulated, 95 %")
    if any(one.observed is not None for one in rows):
        ax.plot([], [], "D", color=INK, markerfacecolor="white", label="observed")
    ax.legend(fontsize="x-small", loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=2)


def draw_check(ax: Axes, found: Found, key: str) -> None:
    """A check: the gate as a band, the estimate with the mechanism on, and off."""
    gate, on, off = found.gate.checks[key], found.estimates[key], found.off[key]
    low, high = span(on, off, gate.bounds)
    least, most = (min(max(edge, low), high) for edge in gate.bounds)
    ax.axvspan(least, most, color=SKY, alpha=0.25, linewidth=0, label="gate")
    for y, (one, colour, mark, label) in enumerate(
        ((on, BLUE, "o", ON), (off, VERMILION, "s", OFF))
    ):
        if math.isfinite(one.low) and math.isfinite(one.high):
            ax.plot([one.low, one.high], [y, y], color=colour, linewidth=3)
        if math.isfinite(one.value):
            ax.plot([one.value], [y], mark, color=colour, markersize=9, label=label)
        else:
            ax.plot([], [], mark, color=colour, label=label)
            ax.text(0.02, y, "nothing to measure", color=FAINT, fontsize="x-small", va="center",
                    transform=ax.get_yaxis_transform())  # fmt: skip
    ax.set_xlim(low, high)
    ax.set_ylim(1.6, -0.6)
    ax.set_yticks([])
    ax.tick_params(axis="x", labelsize="x-small")
    ax.locator_params(axis="x", nbins=5)
    ax.spines["left"].set_visible(False)
    ax.set_title(wrapped(gate.words, 66, 3), fontsize="x-small", fontweight="normal")


def span(on: Estimate, off: Estimate, bounds: tuple[float, float]) -> tuple[float, float]:
    """Room on an axis for both estimates and the finite edges of a gate."""
    ends = (*on[:3], *off[:3], *bounds)
    shown = [one for one in ends if math.isfinite(one)]
    least, most = min(shown), max(shown)
    margin = 0.12 * (most - least) or 0.1
    return least - margin, most + margin
