"""`backtest.html` of a war."""

from pathlib import Path

from sim.studies.backtest.war.carrying import carried_fields, fitted_ones, own_fields
from sim.studies.backtest.war.figure import WORDS, war_figure
from sim.studies.backtest.war.held import Held
from sim.studies.backtest.war.words import (
    GATES,
    HOW,
    PREDICTED,
    SCORED,
    gate_rows,
    predicted_rows,
    scored_rows,
    sentence,
)
from sim.studies.page import Page, Shown, Table, write_own_page

PAGE = "backtest.html"


def write_war_page(held: Held, folder: Path) -> Path:
    """Write the page and its figure into a folder.

    Raises:
        WritingError: when that fails.
    """
    return write_own_page(lambda: _page(held), folder, PAGE)


def _page(held: Held) -> Page:
    told, predicted = held.as_dict(), held.predicted
    tables = [Table("Gates", "Only figures held out decide.", GATES, gate_rows(told["verdicts"]))]
    for held_out, title in ((True, "Held out"), (False, "In sample, judged by no gate")):
        rows = scored_rows(told["figures"], held_out=held_out)
        if rows:
            tables.append(Table(title, HOW, SCORED, rows))
    tables.append(
        Table("Predictions", "As they were written before the comparison.", PREDICTED,
              predicted_rows(predicted.figures))
    )  # fmt: skip
    tables.append(Table("On record", held.war.file, ("figure", "what", "source"), [
        (row.id, row.figure.statement, row.figure.source) for row in held.rows
    ]))  # fmt: skip
    return Page(
        f"Backtest: {held.war.record.name}",
        "How well do simulated wars tell what is on record of this one?",
        [held.war.scenario], design(held), [Shown("record", war_figure(held), WORDS)], tables,
        _held_fixed(held), "sim backtest prints the same numbers with --json.",
    )  # fmt: skip


def design(held: Held) -> list[str]:
    """How it was done, and what came out, in sentences."""
    told, predicted = held.as_dict(), held.predicted
    return [
        f"{predicted.replicates:,} wars of {predicted.scenario}, seed {predicted.seed}: "
        f"{predicted.words}.",
        f"Gates written on {told['gates_written']}, before the first prediction.",
        sentence(told["verdicts"]),
    ]


def _held_fixed(held: Held) -> list[str]:
    carried = held.war.record.carried
    if carried is None or held.war.way != "fitted":
        return ["Whatever is not drawn stood as the scenario has it."]
    kept = ", ".join(address for address, where in fitted_ones().items() if where == "carried")
    return [
        f"Carried over from {carried.source}: all rules, and of each side "
        f"{', '.join(carried_fields())}. Of the numbers fitted there: {kept}.",
        "The war's own: states, formats, events, land, and of each side "
        f"{', '.join(own_fields())}.",
    ]
