"""`sim merge`."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.options import AsJson, print_json
from sim.cli.records import refusals
from sim.cli.studies import Out


def merge(
    parts: Annotated[
        list[Path], typer.Argument(metavar="DIR...", help="Folders of sim sweep --shard.")
    ],
    out: Out = None,
    json: AsJson = False,
) -> None:
    """Put the parts of a sweep that were fought apart into one folder.

    Exit status 1: parts are still missing.

    Example: sim merge results/studies/my-study/shard-*
    """
    from sim.scenario.errors import display
    from sim.studies.merge import merge as merged

    with refusals():
        result = merged(parts, out)
    typer.echo(
        f"{result.done:,} wars merged, {result.skipped:,} were there, {result.missing:,} of "
        f"{result.planned:,} are missing: {display(result.directory)}",
        err=True,
    )
    if json:
        print_json(result._asdict())
    elif not result.missing:
        place = display(result.directory)
        typer.echo(f"sim sweep STUDY --out {place} writes its page.", err=True)
    if result.missing:
        raise typer.Exit(1)
