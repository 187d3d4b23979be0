"""Closing tables of many wars: outcomes with intervals, measures with their spread."""

from typing import Any

from rich.table import Table

from sim.language import _, percent
from sim.language import number as figure
from sim.records.plan import Plan
from sim.records.runs import OUTCOME, Runs
from sim.report.labels import outcome_words
from sim.scenario.scenario import Scenario


def fought_in(plan: Plan) -> Scenario:
    """The scenario that is told: of one war, with what is drawn for it."""
    if plan.draws is None or plan.count > 1:
        return plan.scenario
    return plan.draws.within(plan.scenario, plan.first)


def drawn_lines(plan: Plan) -> list[str]:
    """Where parameters are drawn from, if they are; of one war, each of them."""
    draws = plan.draws
    if draws is None:
        return []
    told = {"n": len(draws.addresses), "source": draws.source}
    if plan.count == 1:
        first = _("{n} parameters of this war are drawn from {source}:", **told)
        point = draws.point(plan.scenario, plan.first)
        return [first, *(f"  {name} = {number(value)}" for name, value in point.items())]
    if draws.wars_per_draw == 1:
        return [_("{n} parameters are drawn from {source} for each war.", **told)]
    each = draws.wars_per_draw
    return [_("{n} parameters are drawn from {source}, for every {each} wars.", each=each, **told)]


def parameters_note(runs: Runs) -> str:
    """What the columns about parameters mean, or why there is nothing in them."""
    if not runs.splits():
        return _(
            "Parameters and luck cannot be told apart: it takes two draws or more, and several "
            "wars to each (--wars-per-draw)."
        )
    return _(
        "Over draws: the share over luck alone, where it lies in the middle 95 % of the draws; "
        "empty where they differ by no more than luck. "
        "Parameters: of what varies from war to war, the part between draws; the rest is luck."
    )


def outcomes_table(runs: Runs) -> Table:
    """Shares of outcomes with 95 % Wilson intervals; what never happened is left out.

    Where parameters were drawn, also where the share over luck alone lies from draw to draw, and
    how much of the variance parameters make.
    """
    splits = runs.splits(OUTCOME)
    table = Table(
        _("outcome"),
        title=_("How {n} wars ended", n=figure(runs.fought)),
        title_justify="left",
        box=None,
    )
    drawn = (_("over draws"), _("parameters")) if splits else ()
    for name in (_("wars"), _("share"), _("95 % interval"), *drawn):
        table.add_column(name, justify="right")
    for outcome, row in runs.outcomes().items():
        if row["count"]:
            cells = [figure(row["count"]), figure(row["share"], 3), span(row["low"], row["high"])]
            one = splits.get(outcome)
            if one is not None:
                expected = span(one.low, one.high) if one.between > 0.0 else ""
                cells += [expected, percent(one.share)]
            table.add_row(outcome_words(runs.scenario, outcome), *cells)
    return table


def measures_table(runs: Runs) -> Table:
    """Mean, median and the middle 90 % of every measure, over the wars that have one."""
    table = Table(_("measure"), title=_("What they cost"), title_justify="left", box=None)
    splits = runs.splits()
    drawn = (_("parameters"),) if splits else ()
    for name in (_("mean"), _("median"), percent(0.05), percent(0.95), _("wars"), *drawn):
        table.add_column(name, justify="right")
    for name, row in runs.measures().items():
        figures = (number(row[key]) for key in ("mean", "median", "p05", "p95"))
        parts = (percent(splits[name].share),) if name in splits else ()
        table.add_row(name, *figures, figure(row["n"]), *parts)
    return table


def span(low: float, high: float) -> str:
    """From one share to another."""
    return _("{low} to {high}", low=figure(low, 3), high=figure(high, 3))


def number(value: Any) -> str:
    """A figure as a reader wants it; nothing where there is none."""
    if value is None:
        return ""
    shown = f"{value:.3g}"
    if abs(value) >= 100.0 or "e" in shown:
        return figure(value) if abs(value) >= 100.0 else shown
    return figure(value, len(shown.partition(".")[2]))
