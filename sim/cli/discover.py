"""`sim discover`."""

from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import AsJson, Uncertain, print_json
from sim.cli.records import refusals
from sim.cli.studies import Engine, Out, StudyName, Workers, say_count

if TYPE_CHECKING:
    from sim.studies.discovery import Discovery

Where = Annotated[
    str, typer.Option("--where", metavar="CONDITION", help='Such as "outcome:settlement>0.3".')
]
AgainstBase = Annotated[
    str | None,
    typer.Option("--against", metavar="BASE", help="Of the difference from this scenario."),
]
Threshold = Annotated[
    float, typer.Option("--threshold", metavar="SHARE", help="Density that a box should have.")
]
MassMin = Annotated[
    float, typer.Option("--mass-min", metavar="SHARE", help="Least share of points in a box.")
]


def discover(
    study: StudyName,
    where: Where,
    against: AgainstBase = None,
    threshold: Threshold = 0.8,
    mass_min: MassMin = 0.05,
    out: Out = None,
    workers: Workers = None,
    engine: Engine = "auto",
    uncertainty: Uncertain = None,
    json: AsJson = False,
) -> None:
    """In which region of its parameters does a study's condition hold? Boxes, by PRIM.

    Fights the study as sim sweep does, and goes on where that stopped; then the boxes, a page and
    figures. With --against, the condition is on the difference from a base with the same luck.

    Example: sim discover where-kazakhstan-helps --against karabakh-2020-minsk-only
    --where "outcome:settlement>0.2"
    """
    from sim.scenario.errors import display
    from sim.studies.discovery import discover as found
    from sim.studies.progress import shown

    with refusals(status=1):
        with shown() as follow:
            result = found(
                study, out, where=where, against=against, threshold=threshold, mass_min=mass_min,
                workers=workers, engine=engine, uncertainty=uncertainty, follow=follow,
            )  # fmt: skip
        page = result.write()
    say_count(result.sweep.count, result.sweep.directory)
    if json:
        print_json(result.as_dict())
    else:
        _print(result)
    typer.echo(f"The page: {display(page)}", err=True)


def _print(found: "Discovery") -> None:
    from sim.studies.discovery_page import limit_cells, result_lines

    typer.echo(
        f"{found.fulfil:,} of {len(found.points):,} points fulfil {found.about}; "
        f"{found.unsure:,} are too near to tell"
    )
    for line in result_lines(found):
        typer.echo(line)
    for k, box in enumerate(found.boxes):
        typer.echo(
            f"box {k + 1}: coverage {box.coverage:.3g}, density {box.density:.3g}, "
            f"mass {box.mass:.3g}"
        )
        for limit in box.limits:
            name, low, high, full, p_low, p_high = limit_cells(found, limit)
            ends = low if limit.values is not None else f"{low or '...'} to {high or '...'}"
            chances = ", ".join(p for p in (p_low, p_high) if p)
            typer.echo(f"  {name}: {ends} (of {full}; quasi-p {chances})")
