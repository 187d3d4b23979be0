"""`sim sweep`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.options import AsJson, Uncertain, print_json
from sim.cli.records import refusals
from sim.cli.studies import (
    DaskAddress,
    Engine,
    IfExists,
    Out,
    Shared,
    StudyName,
    Workers,
    say_count,
    told_to_go_on,
)

if TYPE_CHECKING:
    from sim.studies.forecast import Plan
    from sim.studies.swept import Sweep

ShardText = Annotated[
    str | None, typer.Option("--shard", metavar="I/N", help="The I-th of N parts only.")
]
PlanOnly = Annotated[
    bool, typer.Option("--plan", help="Only say how many wars, minutes, bytes; keep nothing.")
]


def sweep(
    study: StudyName,
    out: Out = None,
    workers: Workers = None,
    dask: DaskAddress = None,
    shared: Shared = False,
    shard: ShardText = None,
    plan: PlanOnly = False,
    if_exists: IfExists = "continue",
    engine: Engine = "auto",
    uncertainty: Uncertain = None,
    json: AsJson = False,
) -> None:
    """Fight a study's wars, chunk by chunk, into results/studies/<name>/.

    What is there already is not fought again: after Ctrl-C or a crash, the same command goes on.
    More replicates or points extend a sweep; any other change of the study is refused.

    Example: sim sweep my-study.toml --plan
    """
    from sim.studies.study_file import read_study

    checked = read_study(study, uncertainty)
    part = the_part(shard)
    with refusals():
        if plan:
            _plan(checked, out, workers, part, engine, json)
        else:
            _sweep(checked, out, workers, dask, shared, part, if_exists, engine, json)


def the_part(text: str | None) -> tuple[int, int] | None:
    """`3/20` as numbers."""
    from sim.scenario.errors import refusal
    from sim.studies.sweep import the_shard

    if text is None:
        return None
    number, _, count = text.partition("/")
    if not (number.isascii() and number.isdigit() and count.isascii() and count.isdigit()):
        raise refusal("--shard", "not a part", found=text, allowed="i/n, such as 3/20")
    return the_shard((int(number), int(count)))


def _plan(
    study: Any, out: Path | None, workers: int | None, part: tuple[int, int] | None, engine: str,
    json: bool,
) -> None:  # fmt: skip
    from sim.studies.forecast import plan
    from sim.studies.sweep import place_of

    planned = plan(study, place_of(study, out, part), workers, part, engine)
    if json:
        print_json(planned.as_dict())
    else:
        typer.echo(_words(planned))


def _words(plan: "Plan") -> str:
    there = f", {plan.there:,} of them there" if plan.there else ""
    return (
        f"{plan.points:,} points, {plan.replicates:,} replicates each: {plan.runs:,} wars{there}.\n"
        f"About {plan.minutes:.1f} minutes with the {plan.engine} engine and {plan.workers} "
        f"threads on this machine, and {plan.bytes / 1e6:.1f} MB."
    )


def _sweep(
    study: Any, out: Path | None, workers: int | None, dask: str | None, shared: bool,
    part: tuple[int, int] | None, if_exists: str, engine: str, json: bool,
) -> None:  # fmt: skip
    from sim.studies.progress import shown
    from sim.studies.study_page import write_sweep_page
    from sim.studies.sweep import sweep

    with told_to_go_on(), shown() as follow:
        done = sweep(
            study, out, workers=workers, if_exists=if_exists, shard=part, engine=engine,
            dask=dask, shared=shared, follow=follow,
        )  # fmt: skip
    if part is None:
        write_sweep_page(done)
    say_count(done.count, done.directory)
    if json:
        print_json(document(done))
    _say_failures(done)


def document(done: "Sweep") -> dict[str, Any]:
    """What `--json` prints."""
    count = done.count
    return {
        "directory": str(done.directory),
        "planned": count.planned,
        "done": count.done,
        "failed": count.failed,
        "skipped": count.skipped,
        "seconds": round(count.elapsed, 3),
    }


def _say_failures(done: "Sweep") -> None:
    if not done.count.failed:
        return
    from sim.studies.swept import failures

    first = failures(done.directory).iloc[0]
    where = f"point {first['point']}, replicate {first['replicate']}"
    typer.echo(f"{done.count.failed:,} wars failed, the first at {where}: {first['message']}",
               err=True)  # fmt: skip
    if not done.count.done:
        raise typer.Exit(1)
