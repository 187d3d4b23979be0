"""Closing tables of many wars: outcomes with intervals, measures with their spread."""

from typing import Any

from rich.table import Table

from sim.language import _, percent
from sim.language import number as figure
from sim.records.runs import Runs
from sim.report.labels import outcome_words


def outcomes_table(runs: Runs) -> Table:
    """Shares of outcomes with 95 % Wilson intervals; what never happened is left out."""
    table = Table(
        _("outcome"),
        title=_("How {n} wars ended", n=figure(runs.fought)),
        title_justify="left",
        box=None,
    )
    for name in (_("wars"), _("share"), _("95 % interval")):
        table.add_column(name, justify="right")
    for outcome, row in runs.outcomes().items():
        if row["count"]:
            interval = _("{low} to {high}", low=figure(row["low"], 3), high=figure(row["high"], 3))
            words = outcome_words(runs.scenario, outcome)
            table.add_row(words, figure(row["count"]), figure(row["share"], 3), interval)
    return table


def measures_table(runs: Runs) -> Table:
    """Mean, median and the middle 90 % of every measure, over the wars that have one."""
    table = Table(_("measure"), title=_("What they cost"), title_justify="left", box=None)
    for name in (_("mean"), _("median"), percent(0.05), percent(0.95), _("wars")):
        table.add_column(name, justify="right")
    for name, row in runs.measures().items():
        figures = (number(row[key]) for key in ("mean", "median", "p05", "p95"))
        table.add_row(name, *figures, figure(row["n"]))
    return table


def number(value: Any) -> str:
    """A figure as a reader wants it; nothing where there is none."""
    if value is None:
        return ""
    shown = f"{value:.3g}"
    if abs(value) >= 100.0 or "e" in shown:
        return figure(value) if abs(value) >= 100.0 else shown
    return figure(value, len(shown.partition(".")[2]))
