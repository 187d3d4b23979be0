"""`backtest.html`: scores in every reading of unknown ends, curves, fitted numbers."""

from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullFormatter

from sim.report.figures.base import DPI, styled
from sim.report.palette import BLUE, FAINT, INK, VERMILION
from sim.studies.backtest.backtest import MAIN, Backtest, Read
from sim.studies.backtest.judged import METHODS
from sim.studies.backtest.scores import GRID
from sim.studies.backtest.words import (
    HEADER,
    NAMES,
    fitted_rows,
    opening,
    score_rows,
    title,
    verdicts,
)
from sim.studies.figures import finished
from sim.studies.page import Page, Shown, Table, write_own_page

PAGE = "backtest.html"
LOOKS = (BLUE, "-", "o"), (VERMILION, "--", "s"), (INK, ":", "^"), (FAINT, "-.", "D")
LOOK = dict(zip(METHODS, LOOKS, strict=True))
CLASSES = ("cessation of hostilities", "preliminary", "definitive")
DAYS = (1.0, 7.0, 30.0, 180.0, 730.0)


def write_backtest_page(result: Backtest, folder: Path) -> Path:
    """Write the page and its figures into a folder.

    Raises:
        WritingError: when that fails.
    """
    return write_own_page(lambda: _page(result), folder, PAGE)


def _page(result: Backtest) -> Page:
    main = result.readings[MAIN]
    tables = [
        Table(f"Reading {name}", title(name, read), HEADER, score_rows(read))
        for name, read in result.readings.items()
    ]
    tables.append(
        Table("Fitted numbers", f"Of reading {MAIN}: median over splits, and their range.",
              ("number", "means", "value"), fitted_rows(main))
    )  # fmt: skip
    return Page(
        "Backtest", "How well does the model predict which of many ceasefires hold?",
        [result.bank.scenario], [*opening(result), *verdicts(main)],
        [
            Shown("scores", score_figure(result),
                  "Integrated Brier score of each prediction in each reading; lower is better; "
                  "95 % intervals over the countries scored."),
            Shown("curves", curve_figure(main),
                  f"Mean prediction for ceasefires of each class on countries not fitted on, "
                  f"reading {MAIN}."),
        ],
        tables,
        ["Whatever a row of the table does not set stood as small-ceasefire.toml has it."],
        "sim backtest prints the same numbers with --json.",
    )  # fmt: skip


def score_figure(result: Backtest) -> Figure:
    """Integrated Brier scores with their intervals, by reading and prediction."""
    with styled():
        figure = Figure(figsize=(11.0, 5.0), dpi=DPI, layout="constrained")
        ax = figure.add_subplot()
        step = 0.18
        for k, name in enumerate(METHODS):
            colour, _, mark = LOOK[name]
            scores = [read.judged.scores[name] for read in result.readings.values()]
            at = np.arange(len(scores)) + (k - 1.5) * step
            value = np.array([one.integrated_brier for one in scores])
            spread = [value - [one.low for one in scores], [one.high for one in scores] - value]
            ax.errorbar(value, at, xerr=np.maximum(spread, 0.0), fmt=mark, color=colour,
                        label=NAMES[name])  # fmt: skip
        ax.set_yticks(range(len(result.readings)), list(result.readings))
        ax.set_ylabel("reading of unknown ends")
        ax.invert_yaxis()
        ax.set_xlim(left=0.0)
        ax.set_xlabel("integrated Brier score, 1 to 730 days (lower is better)")
        figure.legend(loc="outside upper left", ncols=4, fontsize="x-small")
        return finished(figure)


def curve_figure(read: Read) -> Figure:
    """Mean predicted curves of each class."""
    with styled():
        figure = Figure(figsize=(14.0, 5.0), dpi=DPI, layout="constrained")
        panels = figure.subplots(1, 3, sharey=True)
        for k, ax in enumerate(panels):
            for name in METHODS:
                colour, line, _ = LOOK[name]
                ax.plot(GRID, read.judged.curves[name][k], line, color=colour, label=NAMES[name])
            ax.set_xscale("log")
            ax.xaxis.set_major_formatter(FuncFormatter(lambda day, _: f"{day:g}"))
            ax.xaxis.set_minor_formatter(NullFormatter())
            ax.set_xticks(DAYS)
            ax.set_ylim(0.0, 1.0)
            ax.set_title(CLASSES[k], fontsize="medium")
        panels[1].set_xlabel("days since entry into force")
        panels[0].set_ylabel("predicted to hold")
        handles, names = panels[0].get_legend_handles_labels()
        figure.legend(handles, names, loc="outside upper left", ncols=4, fontsize="x-small")
        return finished(figure)
