"""`sim facts`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import AsJson, print_json
from sim.cli.records import refusals

if TYPE_CHECKING:
    from sim.studies.facts.looking import Looked
    from sim.studies.facts.result import Fact

WIDTH = 118  # letters of a line
FAILED = 1

Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="NAME", help="A fact, formal, or stylised; all by default."),
]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder of the page.")]
Write = Annotated[
    Path | None, typer.Option("--write", metavar="DIR", help="Also write facts.md there (all).")
]


def facts(
    names: Names = None, out: Out = Path("results", "facts"), write: Write = None,
    json: AsJson = False,
) -> None:  # fmt: skip
    """Where the model equals theory, and which known regularities of ceasefires it shows.

    Formal facts are closed forms; one that fails makes the exit status 1. Stylised facts (S1 to
    S12) have gates written before the first run, and are looked for again with the responsible
    mechanism off. A page with figures goes to results/facts/.

    Example: sim facts S4
    """
    from sim.scenario.errors import display, refusal
    from sim.studies.facts.looking import look_for
    from sim.studies.progress import shown

    if write is not None and names:
        hint = "leave the names away: the page is about all facts"
        raise refusal("--write", "not for some facts alone", found=" ".join(names), hint=hint)
    with refusals():
        with shown() as follow:
            looked = look_for(names or (), tell=_tell, follow=follow)
        _pages(looked, out, write)
    if json:
        print_json([one.as_dict() for one in looked.facts])
    else:
        _print(looked)
    typer.echo(f"The page: {display(out / 'facts.html')}", err=True)
    if not looked.ok:
        raise typer.Exit(FAILED)


def _tell(fact: "Fact") -> None:
    typer.echo(f"{fact.id}: {fact.verdict}", err=True)


def _pages(looked: "Looked", out: Path, write: Path | None) -> None:
    from sim.scenario.errors import display
    from sim.studies.facts.docs_page import write_docs
    from sim.studies.facts.facts_page import write_facts_page

    write_facts_page(looked, out)
    if write is not None:
        typer.echo(f"Written: {display(write_docs(looked, write))}", err=True)


def _print(looked: "Looked") -> None:
    from rich.console import Console
    from rich.table import Table

    from sim.studies.facts.words import interval, precise

    console = Console(highlight=False, markup=False)
    console.width = max(console.width, WIDTH)
    table = Table(box=None)
    for name in ("fact", "says", "expected", "measured", "level", "wars", "verdict"):
        table.add_column(name, justify="right" if name == "wars" else "left")
    for one in looked.facts:
        exact = not isinstance(one.expected, str)
        table.add_row(
            one.id, one.statement,
            precise(float(one.expected)) if exact else str(one.expected),
            precise(one.measured) if exact else interval(one.measured, one.low, one.high),
            one.level, f"{one.runs:,}", one.verdict,
        )  # fmt: skip
    console.print(table)
