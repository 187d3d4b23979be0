"""What the commands about records share: the folder they take, and how refusals are said."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

RunFolder = Annotated[
    Path, typer.Argument(metavar="DIR", help="Folder of a run: the one with manifest.json.")
]


@contextmanager
def refusals(status: int = 2, advice: str = "") -> Iterator[None]:
    """Say what is wrong with a record, and leave with this exit status."""
    from sim.records.errors import RecordError

    try:
        yield
    except RecordError as error:
        typer.echo(f"{error}{advice}", err=True)
        raise typer.Exit(status) from None
