"""Figures of studies: differences with intervals, survival, lines and heat maps, tornado."""

import math
from collections.abc import Sequence

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter, NullFormatter

from sim.records.measures import Z95
from sim.report.figures.base import DPI, short, styled
from sim.report.palette import BLUE, FAINT, SHADES, SKY
from sim.studies.contrasts import Contrast
from sim.studies.indices import Index
from sim.studies.survival import Curve

FIRST_OF_ALL = (
    "outcome:settlement", "outcome:frozen", "outcome:war", "end_day", "deaths", "civilian_deaths",
    "displaced", "truces_broken", "truces",
)  # fmt: skip
PANELS, ROWS = 6, 20  # at most, in one figure
HOUR = 1.0 / 24.0


def foremost(measures: Sequence[str], most: int = PANELS) -> list[str]:
    """The measures to draw, the common ones first."""
    ordered = [name for name in FIRST_OF_ALL if name in measures]
    return [*ordered, *(name for name in measures if name not in ordered)][:most]


def panels(count: int, width: float = 4.6, height: float = 4.0) -> tuple[Figure, list[Axes]]:
    """An empty figure of so many panels, up to three abreast, each so many inches."""
    columns = min(3, max(1, count))
    rows = math.ceil(max(1, count) / columns)
    figure = Figure(
        figsize=(max(width * columns, 7.0), height * rows), dpi=DPI, layout="constrained"
    )
    axes = [figure.add_subplot(rows, columns, k + 1) for k in range(max(1, count))]
    for one in axes:
        one.tick_params(labelsize="small")
        one.xaxis.label.set_fontsize("small")
    return figure, axes


def finished(figure: Figure) -> Figure:
    """The figure laid out, with no text read as mathematics."""
    figure.draw_without_rendering()
    for text in figure.findobj(Text):
        if isinstance(text, Text):
            text.set_parse_math(False)
    return figure


def differences(contrasts: dict[str, list[Contrast]]) -> Figure:
    """One panel per measure: difference from the base and its interval, for each scenario."""
    with styled():
        names = list(contrasts)
        found = {other: {c.measure: c for c in some} for other, some in contrasts.items()}
        known = [c.measure for c in contrasts[names[0]] if c.difference is not None]
        moved = [m for m in known if any(found[o][m].difference for o in names)]
        measures = foremost(moved or known)
        figure, axes = panels(len(measures), height=1.9 + 0.45 * min(len(names), ROWS))
        for ax, measure in zip(axes, measures, strict=False):
            ax.axvline(0.0, color=FAINT, linewidth=1.5)
            for row, other in enumerate(names):
                one = found[other][measure]
                if one.difference is None or one.low is None or one.high is None:
                    continue
                ax.plot([one.low, one.high], [row, row], color=BLUE, linewidth=2.5)
                ax.plot([one.difference], [row], "o", color=BLUE, markersize=8)
            ax.set_yticks(range(len(names)), [short(name, 24) for name in names])
            ax.set_ylim(len(names) - 0.5, -0.5)
            ax.set_title(short(measure, 26), fontsize="medium")
            ax.locator_params(axis="x", nbins=4)
        return finished(figure)


def survival(curves: Sequence[Curve]) -> Figure:
    """Kaplan-Meier curves: a panel per scenario, a line per format, days on a logarithmic scale."""
    with styled():
        scenarios = list(dict.fromkeys(curve.scenario for curve in curves))[:PANELS]
        formats = list(dict.fromkeys(curve.format for curve in curves))
        figure, axes = panels(len(scenarios), height=4.6)
        for ax, scenario in zip(axes, scenarios, strict=False):
            for curve in (one for one in curves if one.scenario == scenario):
                colour = SHADES[formats.index(curve.format) % len(SHADES)]
                days = np.maximum(curve.days, HOUR / 60.0)
                label = f"{short(curve.format, 18)} ({curve.truces:,})"
                ax.step(days, curve.holding, where="post", color=colour, label=label, linewidth=2)
                ax.fill_between(
                    days, curve.low, curve.high, step="post", color=colour, alpha=0.18, linewidth=0
                )
            ax.set_xscale("log")
            ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:g}"))
            ax.xaxis.set_minor_formatter(NullFormatter())
            ax.set_ylim(0.0, 1.02)
            ax.set_xlabel("days since entry into force")
            ax.set_title(short(scenario, 26), fontsize="medium")
            if ax.get_legend_handles_labels()[1]:
                ax.legend(fontsize="x-small")
        axes[0].set_ylabel("share still holding", fontsize="small")
        return finished(figure)


def over_one(points: pd.DataFrame, means: pd.DataFrame, measures: Sequence[str]) -> Figure:
    """Mean and 95 % band of some measures over the values of one address."""
    with styled():
        address = str(points.columns[0])
        figure, axes = panels(len(measures))
        for ax, measure in zip(axes, measures, strict=False):
            found = means[means["measure"] == measure].set_index("point")
            x = points.iloc[found.index, 0].to_numpy()
            order = np.argsort(x, kind="stable")
            centre = found["mean"].to_numpy()[order]
            half = (Z95 * found["sd"] / np.sqrt(found["n"])).fillna(0.0).to_numpy()[order]
            ax.plot(x[order], centre, "o-", color=BLUE)
            ax.fill_between(x[order], centre - half, centre + half, color=BLUE, alpha=0.2)
            ax.set_title(short(measure, 26), fontsize="medium")
            ax.set_xlabel(ending(address))
        return finished(figure)


def over_two(points: pd.DataFrame, means: pd.DataFrame, measures: Sequence[str]) -> Figure:
    """Heat maps of the means of some measures over two addresses."""
    with styled():
        first, second = (str(name) for name in points.columns)
        figure, axes = panels(len(measures))
        for ax, measure in zip(axes, measures, strict=False):
            found = means[means["measure"] == measure].set_index("point")["mean"]
            table = points.assign(mean=found.reindex(points.index))
            grid = table.pivot_table(index=second, columns=first, values="mean", dropna=False)
            image = ax.imshow(
                grid.to_numpy(), origin="lower", aspect="auto", cmap=mpl.colormaps["cividis"]
            )
            figure.colorbar(image, ax=ax)
            ax.set_xticks(range(grid.shape[1]), [f"{v:.3g}" for v in grid.columns], rotation=45)
            ax.set_yticks(range(grid.shape[0]), [f"{v:.3g}" for v in grid.index])
            ax.set_xlabel(ending(first))
            ax.set_ylabel(ending(second), fontsize="small")
            ax.set_title(short(measure, 26), fontsize="medium")
        return finished(figure)


def tornado(indices: Sequence[Index], measures: Sequence[str]) -> Figure:
    """One panel per measure: the total index (Sobol) or mu* (Morris) of each parameter."""
    with styled():
        figure, axes = panels(min(len(measures), 3), width=6.5, height=7.0)
        for ax, measure in zip(axes, measures, strict=False):
            found = [one for one in indices if one.measure == measure and one.value is not None]
            totals = [one for one in found if one.kind in ("ST", "mu_star")]
            totals.sort(key=lambda one: -(one.value or 0.0))
            shown = totals[:ROWS]
            for row, one in enumerate(shown):
                value, low, high = one.value or 0.0, one.low or 0.0, one.high or 0.0
                ax.barh(row, value, color=SKY, height=0.7)
                ax.plot([low, high], [row, row], color=BLUE, linewidth=2)
            first = {one.parameter: one.value or 0.0 for one in found if one.kind == "S1"}
            for row, one in enumerate(shown):
                if one.parameter in first:
                    ax.plot([first[one.parameter]], [row], "|", color="black", markersize=14)
            ax.set_yticks(range(len(shown)), [ending(one.parameter, 30) for one in shown])
            ax.set_ylim(max(len(shown), 1) - 0.5, -0.5)
            ax.set_title(short(measure, 30), fontsize="medium")
            ax.axvline(0.0, color=FAINT, linewidth=1)
        return finished(figure)


def ending(address: str, width: int = 34) -> str:
    """An address for a label; where it is too long, its end."""
    return address if len(address) <= width else f"…{address[-(width - 1) :]}"
