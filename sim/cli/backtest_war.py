"""`sim backtest SCENARIO`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sim.cli.options import print_json
from sim.cli.records import refusals

if TYPE_CHECKING:
    from rich.console import Console

    from sim.studies.backtest.war.held import Held
    from sim.studies.backtest.war.predicting import Predictions

WIDTH = 150  # letters of a line
FILE = "predictions.json"
SEED, REPLICATES = 20201109, 1000


def backtest_war(
    name: str, out: Path | None, seed: int | None, record: Path | None, way: str | None,
    replicates: int | None, only_predict: bool, docs: Path | None, json: bool,
) -> None:  # fmt: skip
    """Predict a war, and hold the predictions against its record unless only they are wanted.

    With documentation, what is not given is as its predictions were made.

    Raises:
        ScenarioError: when the input is wrong, or the documentation's predictions are missing or
            are not what the same seed gives.
    """
    from sim.scenario import load
    from sim.scenario.errors import display
    from sim.studies.backtest.war import docs as documented
    from sim.studies.backtest.war.held import held_against, predict
    from sim.studies.backtest.war.page import write_war_page
    from sim.studies.backtest.war.predicting import read_predictions, write_predictions
    from sim.studies.backtest.war.war import the_war
    from sim.studies.progress import shown

    scenario = load(name)
    folder = out or Path("results", "backtest", scenario.id)
    written = None
    if docs is not None and not only_predict:  # fails before the wars are fought, not after
        written = read_predictions(documented.predictions_file(docs, scenario.id))
    luck = seed if seed is not None else written.seed if written else SEED
    count = replicates or (written.replicates if written else REPLICATES)
    war = the_war(scenario, record, way or (written.way if written else None), luck)
    with refusals(status=1):
        with shown() as follow:
            predicted, values = predict(war, count, luck, follow)
        if written is not None and docs is not None:
            _same(written, predicted, documented.predictions_file(docs, scenario.id))
        write_predictions(predicted, folder / FILE)
        if only_predict:
            if docs is not None:
                documented.write_docs_predictions(predicted, war.record.name, docs)
            _predictions(predicted, json)
            typer.echo(f"Predictions: {display(folder / FILE)}", err=True)
            return
        held = held_against(war, predicted, values)
        page = write_war_page(held, folder)
        if docs is not None:
            documented.write_docs_scores(held, docs)
    if json:
        print_json(held.as_dict())
    else:
        _print(held)
    typer.echo(f"The page: {display(page)}", err=True)


def _same(written: "Predictions", predicted: "Predictions", path: Path) -> None:
    """Refuse to compare anything but what was written down first."""
    from sim.scenario.errors import display, refusal
    from sim.studies.backtest.war.held import changed

    found = changed(written, predicted)
    if found:
        hint = (
            "the model, the scenario or the options have changed since: predict again with "
            "--predict and commit that before you compare"
        )
        problem = "not what the same seed gives now, so nothing was compared"
        raise refusal(display(path), problem, found=found, hint=hint)


def _predictions(predicted: "Predictions", json: bool) -> None:
    from dataclasses import asdict

    from sim.studies.backtest.war.words import PREDICTED, predicted_rows

    if json:
        print_json(asdict(predicted))
        return
    console = _console()
    console.print(f"{predicted.replicates:,} wars, seed {predicted.seed}; {predicted.words}.")
    _table(console, "Predictions", PREDICTED, predicted_rows(predicted.figures))


def _print(held: "Held") -> None:
    from sim.studies.backtest.war.page import design
    from sim.studies.backtest.war.words import GATES, SCORED, gate_rows, scored_rows

    console, told = _console(), held.as_dict()
    for line in design(held):
        console.print(line)
    for held_out, title in ((True, "Held out"), (False, "In sample, judged by no gate")):
        rows = scored_rows(told["figures"], held_out=held_out)
        if rows:
            _table(console, title, SCORED, rows)
    _table(console, "Gates: only figures held out decide", GATES, gate_rows(told["verdicts"]))


def _console() -> "Console":
    from rich.console import Console

    console = Console(highlight=False, markup=False)
    console.width = max(console.width, WIDTH)
    return console


def _table(
    console: "Console", title: str, header: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    from rich.table import Table

    table = Table(*header, title=title, title_justify="left", box=None)
    for row in rows:
        table.add_row(*row)
    console.print()
    console.print(table)
