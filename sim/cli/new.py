"""`sim new`."""

from typing import Annotated

import typer

from sim.cli.options import AsJson, print_json


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its id, or the file to write.")],
    base: Annotated[
        str | None,
        typer.Option("--from", metavar="ID", help="Scenario that it varies; else a small war."),
    ] = None,
    json: AsJson = False,
) -> None:
    """Write a commented scenario file to begin with. No file is overwritten.

    Example: sim new my-war --from karabakh-2020
    """
    from sim.scenario.new import write_new

    path = write_new(name, base)
    if json:
        print_json({"id": path.stem, "path": str(path)})
    else:
        typer.echo(f"{path} is written. Next: sim check {path}")
