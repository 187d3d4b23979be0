"""`sim backtest`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import AsJson, print_json
from sim.cli.records import refusals

if TYPE_CHECKING:
    from sim.studies.backtest.backtest import Backtest

WIDTH = 128  # letters of a line
EVERY = 40  # settings between two lines of progress

TablePath = Annotated[
    Path, typer.Argument(metavar="CSV", help="Table of ceasefires in the ETH/PRIO layout.")
]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder of the page.")]
Train = Annotated[
    Path | None,
    typer.Option("--train", metavar="CSV", help="Fit on this table, score on all of the other."),
]
Splits = Annotated[
    int, typer.Option("--splits", metavar="N", min=1, max=1000, help="Random halves of countries.")
]
Seed = Annotated[int, typer.Option("--seed", metavar="N", min=0, help="Of splits and wars.")]
Wars = Annotated[
    int, typer.Option("--wars", metavar="N", min=10, max=10_000, help="Wars at each setting.")
]
Skip = Annotated[
    bool, typer.Option("--skip-faulty", help="Leave faulty rows out instead of refusing.")
]


def backtest(
    table: TablePath, out: Out = Path("results", "backtest"), train: Train = None,
    splits: Splits = 10, seed: Seed = 20201109, wars: Wars = 100, skip: Skip = False,
    json: AsJson = False,
) -> None:  # fmt: skip
    """How well the model predicts which of many ceasefires hold, on countries not fitted on.

    Beside the model stand one hazard for all, Kaplan-Meier by class and a Cox regression, fitted on
    the same rows. Scores: integrated Brier score (1 to 730 days, log time) and log score, lower is
    better. A page goes to results/backtest/.

    Example: sim backtest ceasefires.csv --splits 20
    """
    from sim.scenario.errors import display
    from sim.studies.backtest.backtest import backtest as held
    from sim.studies.backtest.page import write_backtest_page

    with refusals(status=1):
        result = held(
            table, train=train, count=splits, seed=seed, wars=wars, skip=skip, landed=_tell
        )
        page = write_backtest_page(result, out)
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
