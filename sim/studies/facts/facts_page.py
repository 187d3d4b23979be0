"""`facts.html`: the facts that were looked for, with figures, checks and cross-tables."""

from pathlib import Path

from sim.studies.facts.figures import figure_of_fact
from sim.studies.facts.looking import Looked
from sim.studies.facts.notes import notes_on
from sim.studies.facts.result import Fact
from sim.studies.facts.stylised_fact import Found
from sim.studies.facts.words import (
    BESIDE,
    CHECKS,
    FORMAL,
    HEADER,
    HOW,
    NAIVE,
    beside_rows,
    check_rows,
    counted,
    experiment_lines,
    formal_row,
    stylised_row,
)
from sim.studies.page import Page, Shown, Table, write_own_page

PAGE = "facts.html"


def write_facts_page(looked: Looked, folder: Path) -> Path:
    """Write the page and its figures into a folder.

    Raises:
        WritingError: when that fails.
    """
    return write_own_page(lambda: _page(looked), folder, PAGE)


def _page(looked: Looked) -> Page:
    stylised = [one.fact for one in looked.found]
    formal = [one for one in looked.facts if one.kind == "formal"]
    lines = [HOW, f"The gates were written on {looked.gates.written}, before the first run."]
    if stylised:
        lines.append(f"Stylised facts: {counted(stylised)}.")
    if formal:
        lines.append(f"Formal facts: {counted(formal)}.")
    tables = [_summary(looked.found)] if stylised else []
    tables += [table for one in looked.found for table in _tables(one)]
    if formal:
        tables.append(_formal(formal))
    scenarios = {study.scenario.id: study.scenario for one in looked.found for study in one.studies}
    return Page(
        "Facts",
        "Where does the simulator equal theory, and which known regularities does it show?",
        list(scenarios.values()), lines,
        [Shown(one.fact.id.lower(), figure_of_fact(one), caption(one)) for one in looked.found],
        tables, ["Whatever a study neither varies nor an arm sets stood as the scenario has it."],
        "sim facts prints the same numbers with --json.",
    )  # fmt: skip


def caption(found: Found) -> str:
    """What the figure of a fact shows."""
    left = "survival curves" if found.findings.curves else found.findings.axis
    return (
        f"{found.fact.id}: {found.gate.name} - {found.fact.verdict}. Left: {left}. Right: each "
        "check with its gate (shaded), the mechanism on and off, 95 % intervals."
    )


def _summary(found: list[Found]) -> Table:
    rows = [stylised_row(one.fact, one.gate.statement) for one in found]
    return Table("Stylised facts", HOW, HEADER, rows)


def _tables(found: Found) -> list[Table]:
    fact, gate = found.fact, found.gate
    title = f"{fact.id}: {gate.name} ({fact.verdict})"
    notes = [f"Note of {note}" for note in notes_on(fact.id)]
    words = " ".join([gate.statement, f"Source: {gate.source}.", *experiment_lines(gate), *notes])
    tables = [Table(title, words, CHECKS, check_rows(fact.checks))]
    tables.append(Table(f"{fact.id}: {fact.axis}", NAIVE, BESIDE, beside_rows(fact.beside)))
    return tables


def _formal(facts: list[Fact]) -> Table:
    words = (
        "Closed forms. Deterministic numbers must agree to 1e-9 beside the rounding of a printed "
        "table, simulated ones to 4 standard errors. Level engine: run through an engine; rule: "
        "the function alone, because the war loop cannot express the model."
    )
    return Table("Formal facts", words, FORMAL, [formal_row(one) for one in facts])
