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
    """Say what is wrong with a record, in the language spoken, and leave with this exit status."""
    from sim.faults.words import in_words
    from sim.records.errors import RecordError

    try:
        yield
    except RecordError as error:
        said = f"{in_words(str(error))}. {in_words(advice)}" if advice else in_words(str(error))
        typer.echo(said, err=True)
        raise typer.Exit(status) from None
