"""Closing tables of many wars: outcomes with intervals, measures with their spread."""

from typing import Any

from rich.table import Table

from sim.records.runs import Runs
from sim.report.labels import outcome_words


def outcomes_table(runs: Runs) -> Table:
    """Shares of outcomes with 95 % Wilson intervals; what never happened is left out."""
    table = Table(
        "outcome", title=f"How {runs.fought:,} wars ended", title_justify="left", box=None
    )
    for name in ("wars", "share", "95 % interval"):
        table.add_column(name, justify="right")
    for outcome, row in runs.outcomes().items():
        if row["count"]:
            interval = f"{row['low']:.3f} to {row['high']:.3f}"
            words = outcome_words(runs.scenario, outcome)
            table.add_row(words, f"{row['count']:,}", f"{row['share']:.3f}", interval)
    return table


def measures_table(runs: Runs) -> Table:
    """Mean, median and the middle 90 % of every measure, over the wars that have one."""
    table = Table("measure", title="What they cost", title_justify="left", box=None)
    for name in ("mean", "median", "5 %", "95 %", "wars"):
        table.add_column(name, justify="right")
    for name, row in runs.measures().items():
        figures = (number(row[key]) for key in ("mean", "median", "p05", "p95"))
        table.add_row(name, *figures, f"{row['n']:,}")
    return table


def number(value: Any) -> str:
    """A figure as a reader wants it; nothing where there is none."""
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100.0 else f"{value:.3g}"
