"""`sim calibrate`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import AsJson, print_json
from sim.cli.records import refusals
from sim.cli.studies import Out, told_to_go_on

if TYPE_CHECKING:
    from sim.studies.calibration.calibrate import Calibrated

Study = Annotated[
    str,
    typer.Argument(
        metavar="STUDY", help="A calibration file, or the name of one that comes along."
    ),
]
Workers = Annotated[int, typer.Option("--workers", metavar="N", help="Processes.")]
Populations = Annotated[
    int | None, typer.Option("--populations", metavar="G", help="Instead of the study's own.")
]
Particles = Annotated[
    int | None,
    typer.Option("--particles", metavar="N", help="Wars kept in each; else the study's own."),
]

Check = Annotated[
    int | None,
    typer.Option("--check", metavar="N", help="Fit N synthetic wars of known parameters instead."),
]


def calibrate(
    study: Study,
    out: Out = None,
    workers: Workers = 1,
    populations: Populations = None,
    particles: Particles = None,
    check: Check = None,
    json: AsJson = False,
) -> None:
    """Fit a scenario's uncertain numbers to the record of its war, as far as it was known.

    Approximate Bayesian computation by pyABC. What was known only later is held against the fitted
    model, and used for nothing. Goes on where it stopped; more populations extend a fit. Posterior,
    fitted scenario, figures and a page go to results/calibrations/STUDY. With --check, whether the
    procedure recovers parameters that are known: ranks, a figure and a page, in STUDY-check; by
    search, as the fit, with --particles or --populations.

    Example: sim calibrate karabakh-2020-fit --workers 2
    """
    from sim.scenario.errors import display
    from sim.studies.calibration import calibrate as fitted
    from sim.studies.progress import shown

    if check is not None:
        _check(study, check, out, workers, populations, particles, json)
        return
    with refusals(status=1):
        with told_to_go_on(), shown() as follow:
            result = fitted(
                study, out, workers=workers, populations=populations, particles=particles,
                follow=follow,
            )  # fmt: skip
        page = result.write()
    if json:
        print_json(result.as_dict())
    else:
        _print(result)
    typer.echo(f"The page: {display(page)}", err=True)


def _check(
    study: str, count: int, out: Path | None, workers: int, populations: int | None,
    particles: int | None, json: bool,
) -> None:  # fmt: skip
    from sim.scenario.errors import display
    from sim.studies.calibration.checking import check
    from sim.studies.progress import shown

    with refusals(status=1):
        with shown() as follow:
            found = check(
                study, count, out, workers=workers, populations=populations, particles=particles,
                follow=follow,
            )  # fmt: skip
        page = found.write()
    if json:
        print_json(found.as_dict())
    else:
        for one in found.told:
            verdict = "uniform" if one.chance >= found.limit else "not uniform"
            typer.echo(
                f"{one.parameter}: mean rank {one.mean:.2f}, chance {one.chance:.3g}, {verdict}"
            )
    typer.echo(f"The page: {display(page)}", err=True)


def _print(fit: "Calibrated") -> None:
    from sim.studies.calibration.writing import inside

    for one in fit.populations:
        typer.echo(
            f"population {one.number + 1}: epsilon {one.epsilon:.3f}, {one.accepted:,} kept of "
            f"{one.tried:,} wars, worth {one.effective:.0f}"
        )
    for width in fit.widths:
        typer.echo(
            f"{width.parameter}: {width.p50:.3g} ({width.p05:.3g} to {width.p95:.3g}; range "
            f"{width.low:g} to {width.high:g}), {width.verdict}"
        )
    for sample, counts in inside(fit).items():
        typer.echo(
            f"the record's figures in the 5 to 95 % band, {sample}: {counts['posterior']} of "
            f"{counts['figures']}, {counts['prior']} before the fit"
        )
