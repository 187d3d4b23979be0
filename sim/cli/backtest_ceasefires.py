"""`sim backtest CSV`."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sim.cli.options import print_json
from sim.cli.records import refusals

if TYPE_CHECKING:
    from sim.studies.backtest.backtest import Backtest

WIDTH = 128  # letters of a line
EVERY = 40  # settings between two lines of progress


def backtest_ceasefires(
    table: Path, out: Path, train: Path | None, splits: int, seed: int, wars: int, skip: bool,
    docs: Path | None, json: bool,
) -> None:  # fmt: skip
    """Fit, score and print; a page goes to `out`, scores into documentation if any is given."""
    from sim.scenario.errors import display
    from sim.studies.backtest.backtest import backtest as held
    from sim.studies.backtest.kept import write_kept
    from sim.studies.backtest.page import write_backtest_page

    with refusals(status=1):
        result = held(
            table, train=train, count=splits, seed=seed, wars=wars, skip=skip, landed=_tell
        )
        page = write_backtest_page(result, out)
        if docs is not None:
            write_kept(result, docs)
    if json:
        print_json(result.as_dict())
    else:
        _print(result)
    typer.echo(f"The page: {display(page)}", err=True)


def _tell(done: int, planned: int) -> None:
    if done % EVERY == 0 or done == planned:
        typer.echo(f"small ceasefires: {done} of {planned} settings fought", err=True)


def _print(result: "Backtest") -> None:
    from rich.console import Console
    from rich.table import Table

    from sim.studies.backtest.backtest import MAIN
    from sim.studies.backtest.words import HEADER, opening, score_rows, title, verdicts

    console = Console(highlight=False, markup=False)
    console.width = max(console.width, WIDTH)
    for line in opening(result):
        console.print(line)
    for name, read in result.readings.items():
        table = Table(*HEADER, title=title(name, read), title_justify="left", box=None)
        for row in score_rows(read):
            table.add_row(*row)
        console.print()
        console.print(table)
    console.print()
    for line in verdicts(result.readings[MAIN]):
        console.print(line)
