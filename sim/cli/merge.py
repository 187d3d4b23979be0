"""`sim merge`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import AsJson, print_json
from sim.cli.records import refusals
from sim.cli.studies import Out

if TYPE_CHECKING:
    from sim.studies.merge import Merged


def merge(
    parts: Annotated[
        list[Path], typer.Argument(metavar="DIR...", help="Folders of sim sweep --shard.")
    ],
    out: Out = None,
    json: AsJson = False,
) -> None:
    """Put the parts of a sweep that were fought apart into one folder, with a page.

    Exit status 1: parts are still missing; then there is no page yet.

    Example: sim merge results/studies/my-study/shard-*
    """
    from sim.scenario.errors import display
    from sim.studies.merge import merge as merged

    with refusals():
        result = merged(parts, out)
        page = None if result.missing else _page(result)
    typer.echo(
        f"{result.done:,} wars merged, {result.skipped:,} were there, {result.missing:,} of "
        f"{result.planned:,} are missing: {display(result.directory)}",
        err=True,
    )
    if json:
        print_json(result._asdict())
    if page is not None:
        typer.echo(f"The page: {display(page)}", err=True)
    if result.missing:
        raise typer.Exit(1)


def _page(result: "Merged") -> Path | None:
    from sim.studies.folder import STATE, Folder
    from sim.studies.progress import Count
    from sim.studies.state import study_of
    from sim.studies.study_page import write_sweep_page
    from sim.studies.swept import Sweep

    folder = result.directory
    study = study_of(Folder(folder).state(), folder / STATE)
    return write_sweep_page(Sweep(study, folder, Count(result.planned, result.planned)))
