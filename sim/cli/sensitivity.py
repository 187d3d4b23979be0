"""`sim sensitivity`."""

from typing import Annotated

import typer

from sim.cli.options import AsJson, Uncertain, print_json
from sim.cli.records import refusals
from sim.cli.studies import (
    DaskAddress,
    Engine,
    Out,
    Shared,
    StudyName,
    Workers,
    say_count,
    told_to_go_on,
)

Failed = Annotated[
    str,
    typer.Option("--failed", metavar="refuse|mean", help="When wars failed: stop, or go by mean."),
]


def sensitivity(
    study: StudyName,
    out: Out = None,
    workers: Workers = None,
    dask: DaskAddress = None,
    shared: Shared = False,
    engine: Engine = "auto",
    failed: Failed = "refuse",
    uncertainty: Uncertain = None,
    json: AsJson = False,
) -> None:
    """Which parameters matter for which measure: a study of design morris or sobol.

    Fights the study as sim sweep does, and goes on where that stopped; then indices with 95 %
    intervals, a tornado and a page.

    Example: sim sensitivity my-screening.toml
    """
    from sim.scenario.errors import display
    from sim.studies.progress import shown
    from sim.studies.sensitivity import sensitivity as found

    with refusals(status=1):
        with told_to_go_on(), shown() as follow:
            result = found(
                study, out, workers=workers, engine=engine, failed=failed, dask=dask,
                shared=shared, uncertainty=uncertainty, follow=follow,
            )  # fmt: skip
        page = result.write()
    say_count(result.sweep.count, result.sweep.directory)
    if json:
        print_json(result.rows)
    else:
        for one in result.indices:
            if one.kind in ("ST", "mu_star") and one.value is not None:
                interval = "" if one.low is None else f" ({one.low:.3g} to {one.high:.3g})"
                typer.echo(f"{one.measure}  {one.parameter}  {one.kind} {one.value:.3g}{interval}")
    typer.echo(f"The page: {display(page)}", err=True)
