"""`sim compare`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import AsJson, ScenarioName, Uncertain, WarsPerDraw, print_json
from sim.cli.studies import Engine, Out, Seed, Workers

if TYPE_CHECKING:
    from sim.studies.compare import Comparison

WIDTH = 110  # letters of a line
SHOWN = {
    "contrasts": ("measure", "base", "other", "difference", "95 % interval", "variance ratio",
                  "wars needed"),
    "parameters": ("measure", "difference", "expected, 95 % of draws", "from parameters",
                   "95 % interval"),
}  # fmt: skip

Others = Annotated[
    list[str], typer.Argument(metavar="OTHER...", help="Scenarios held against the base.")
]
Replicates = Annotated[int, typer.Option("--replicates", metavar="R", help="Wars of each.")]
Independent = Annotated[
    bool, typer.Option("--independent", help="Each scenario with luck of its own.")
]


def compare(
    base: ScenarioName,
    others: Others,
    replicates: Replicates = 1000,
    seed: Seed = None,
    independent: Independent = False,
    workers: Workers = None,
    engine: Engine = "auto",
    uncertainty: Uncertain = None,
    wars_per_draw: WarsPerDraw = None,
    out: Out = None,
    json: AsJson = False,
) -> None:
    """Fight scenarios with the same luck; what differs is what they change, with intervals.

    Tables, figures and a page go to results/comparisons/<base>--<others>/.

    Example: sim compare karabakh-2020 karabakh-2020-as-it-happened --replicates 2000
    """
    from sim.scenario.errors import display
    from sim.studies.compare import compare as compared
    from sim.studies.progress import shown

    with shown() as follow:
        found = compared(
            base, *others, replicates=replicates, seed=seed, independent=independent,
            workers=workers, engine=engine, uncertainty=uncertainty,
            wars_per_draw=wars_per_draw, follow=follow,
        )  # fmt: skip
    names = "--".join(label.replace("#", "-") for label in found.scenarios)
    page = found.write(out or Path("results", "comparisons", names))
    if json:
        print_json(found.rows)
    else:
        _print(found)
    typer.echo(f"The page: {display(page)}", err=True)


def _print(found: "Comparison") -> None:
    from rich.console import Console
    from rich.table import Table

    from sim.studies.compare_page import contrast_tables, luck_words

    console = Console(highlight=False, markup=False)
    console.width = max(console.width, WIDTH)
    console.print(luck_words(found))
    for kind, page in contrast_tables(found):
        shown = SHOWN[kind]
        table = Table(title=page.title, title_justify="left", box=None)
        for name in shown:
            table.add_column(name, justify="left" if name == "measure" else "right", no_wrap=True)
        for row in page.rows:
            cells = dict(zip(page.header, row, strict=True))
            table.add_row(*(cells[name] for name in shown))
        console.print(table)
