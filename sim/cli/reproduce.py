"""`sim reproduce`."""

import typer

from sim.cli.options import AsJson, print_json
from sim.cli.records import RunFolder, refusals


def reproduce(directory: RunFolder, json: AsJson = False) -> None:
    """Fight a recorded run again, from its manifest alone, and compare.

    Exit status 0: identical. 1: not identical. 2: the folder holds no run.

    Example: sim reproduce results/karabakh-2020/0123456789abcdef
    """
    from sim.records.reproduce import reproduce as fight_again

    with refusals():
        found = fight_again(directory)
    if json:
        print_json(
            {
                "identical": found.identical,
                "differences": [one._asdict() for one in found.differences],
                "circumstances": [one._asdict() for one in found.circumstances],
            }
        )
    else:
        if found.identical:
            typer.echo("Identical: the wars came out as recorded.")
        for one in (*found.differences, *found.circumstances):
            typer.echo(f"{one.what}: recorded {one.recorded}, now {one.now}", err=True)
    if not found.identical:
        typer.echo("Not identical.", err=True)
        raise typer.Exit(1)
