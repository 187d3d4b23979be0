"""What the commands about studies share: options and how refusals are said."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sim.studies.progress import Count

StudyName = Annotated[
    str, typer.Argument(metavar="STUDY", help="A study file, or the name of one that comes along.")
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="Its folder; has a default.")
]
Workers = Annotated[
    int | None, typer.Option("--workers", metavar="N", help="Threads; else one per processor.")
]
DaskAddress = Annotated[
    str | None,
    typer.Option("--dask", metavar="ADDRESS", help="A Dask cluster fights: tcp://host:port."),
]
Shared = Annotated[
    bool,
    typer.Option("--shared", help="With --dask: its workers see the folder, and write it."),
]
Engine = Annotated[
    str, typer.Option("--engine", metavar="auto|mesa|compiled", help="Which engine fights.")
]
IfExists = Annotated[
    str,
    typer.Option(
        "--if-exists", metavar="continue|fail|overwrite", help="When its folder holds a sweep."
    ),
]
Seed = Annotated[
    int | None, typer.Option("--seed", metavar="N", help="Of all luck; else the base's own.")
]


@contextmanager
def told_to_go_on() -> Iterator[None]:
    """After Ctrl-C, say that nothing finished is lost."""
    try:
        yield
    except KeyboardInterrupt:
        typer.echo("What was finished is kept; the same command goes on from there.", err=True)
        raise


def say_count(count: "Count", directory: Path) -> None:
    """Say on stderr how a sweep ended."""
    from sim.scenario.errors import display

    typer.echo(f"{count}; {count.skipped:,} were there", err=True)
    typer.echo(f"The sweep is in {display(directory)}", err=True)
