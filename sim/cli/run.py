"""`sim run`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.options import (
    AsJson,
    ScenarioName,
    Settings,
    Uncertain,
    WarsPerDraw,
    print_json,
    the_language,
)
from sim.cli.records import refusals

if TYPE_CHECKING:
    from sim.cli.fighting import Screen
    from sim.records.plan import Plan
    from sim.records.runs import Runs

INTERRUPTED = 130

Seed = Annotated[
    int | None, typer.Option("--seed", metavar="N", help="Of all luck; else the scenario's own.")
]
Replicates = Annotated[
    int | None, typer.Option("--replicates", metavar="R", help="Fight so many wars (default 1).")
]
Replicate = Annotated[
    int | None, typer.Option("--replicate", metavar="K", help="Fight war number K alone, from 0.")
]
Engine = Annotated[
    str,
    typer.Option(
        "--engine", metavar="mesa|compiled|auto", help="Which engine fights: the same wars."
    ),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", metavar="N", help="Threads of the compiled engine (default: all)."),
]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="Where <scenario>/<run id> goes.")]
NoReport = Annotated[bool, typer.Option("--no-report", help="Tables only: no figures, no page.")]
Page = Annotated[
    bool, typer.Option("--page", help="Also page.html: one file that replays the war anywhere.")
]
Force = Annotated[bool, typer.Option("--force", help="Fight again even if the run is there.")]
Lang = Annotated[
    str,
    typer.Option("--lang", metavar="en|fr", help="Language of story, report, page and refusals."),
]


def run(
    scenario: ScenarioName,
    seed: Seed = None,
    replicates: Replicates = None,
    replicate: Replicate = None,
    set: Settings = None,
    engine: Engine = "auto",
    workers: Workers = None,
    out: Out = Path("results"),
    no_report: NoReport = False,
    page: Page = False,
    force: Force = False,
    lang: Lang = "en",
    uncertainty: Uncertain = None,
    wars_per_draw: WarsPerDraw = None,
    json: AsJson = False,
) -> None:
    """Fight the war of a scenario, tell it, and write its record.

    The record goes to results/<scenario>/<run id>/; the same run lands in the same place, and
    is verified and reused when it is there already.

    Example: sim run karabakh-2020 --seed 7
    """
    from sim.cli.fighting import Screen
    from sim.language import _, speak
    from sim.records.arguments import the_workers
    from sim.records.manifest import run_id
    from sim.scenario.errors import display

    speak(the_language(lang))
    wars, threads = which_wars(replicates, replicate), the_workers(workers)
    plan = the_plan(scenario, set, seed, wars, engine, uncertainty, wars_per_draw)
    identity = run_id(plan)
    directory = out / plan.scenario.id / identity
    screen = Screen(plan, quiet=json)
    runs, reused = fought(screen, directory, threads, force)
    interrupted = runs.fought < plan.count
    if not no_report and not interrupted:
        report(runs, directory, anew=not reused)
    written = replay_page(runs, directory) if page and not interrupted else None
    screen.close(runs, directory, reused)
    if written is not None and not json:
        typer.echo(_("The page: {path}", path=display(written)), err=True)
    if json:
        print_json(document(runs, identity, directory, reused))
    if interrupted:
        raise typer.Exit(INTERRUPTED)


def the_plan(
    scenario: str, settings: list[str] | None, seed: int | None, wars: tuple[int, int],
    engine: str, uncertainty: str | None, wars_per_draw: int | None,
) -> "Plan":  # fmt: skip
    """What is to be fought; what is wrong with it is refused.

    Args:
        wars: number of the first, and how many.
    """
    from sim.records.arguments import as_scenario, chosen, the_engine, the_seed
    from sim.records.plan import Plan
    from sim.records.uncertainty import drawn
    from sim.scenario.addresses import parse_assignments

    asked = the_engine(engine)
    loaded = as_scenario(scenario, parse_assignments(settings or []))
    luck = the_seed(loaded, seed)
    draws = drawn(loaded, uncertainty, luck, wars_per_draw)
    return Plan(loaded, luck, *wars, chosen(asked, wars[1]), draws=draws)


def fought(
    screen: "Screen", directory: Path, threads: int | None, force: bool
) -> tuple["Runs", bool]:
    """The wars of a plan, and whether they were there already; else they are fought and written."""
    from sim.cli.fighting import fight
    from sim.language import _
    from sim.records.reuse import recorded

    with refusals(status=1, advice="Fight it again with --force"):
        runs = None if force else recorded(directory)
    screen.open()
    if runs is not None:
        screen.retell(runs)
        return runs, True
    runs = fight(screen.plan, screen, threads)
    if runs.fought == 0:
        typer.echo(_("No war was over yet: nothing is written."), err=True)
        raise typer.Exit(INTERRUPTED)
    runs.write(directory)
    return runs, False


def which_wars(replicates: int | None, replicate: int | None) -> tuple[int, int]:
    """Number of the first war, and how many."""
    from sim.records.arguments import at_least
    from sim.scenario.errors import refusal

    if replicates is not None and replicate is not None:
        raise refusal(
            "--replicate",
            "two answers to one question",
            found="--replicates and --replicate",
            allowed="one of them",
            hint="--replicates R fights wars 0 to R-1, --replicate K number K alone",
        )
    if replicate is not None:
        return at_least("--replicate", replicate, 0), 1
    return 0, at_least("--replicates", 1 if replicates is None else replicates, 1)


def report(runs: "Runs", directory: Path, anew: bool) -> None:
    """Write figures and page of the first war, unless they are there in this language."""
    from sim.language import spoken
    from sim.report.page import write_report

    page = directory / "report.html"
    if anew or not page.exists() or not is_in(spoken(), page):
        war = runs.only(runs.first_replicate)
        write_report(directory, war.scenario, war)


def is_in(language: str, page: Path) -> bool:
    """Whether a page says that it is in a language."""
    with page.open(encoding="utf-8") as stream:
        return f'<html lang="{language}">' in stream.read(200)


def replay_page(runs: "Runs", directory: Path) -> Path:
    """Write the page that replays the first war; its path."""
    from sim.report.offline import write_page
    from sim.report.war import war_of

    war = runs.only(runs.first_replicate)
    with refusals(status=1):
        return write_page(
            directory, war_of(war.scenario, war), lambda line: typer.echo(line, err=True)
        )


def document(runs: "Runs", identity: str, directory: Path, reused: bool) -> dict[str, Any]:
    """What `--json` prints."""
    return {
        "run_id": identity,
        "directory": str(directory),
        "seed": runs.seed,
        "replicates": runs.fought,
        "first_replicate": runs.first_replicate,
        "engine": runs.engine,
        "reused": reused,
        "outcomes": runs.outcomes(),
        "measures": runs.measures(),
        "uncertainty": uncertain(runs),
    }


def uncertain(runs: "Runs") -> dict[str, Any] | None:
    """Where parameters came from, and how much of what varies they make; None if not drawn."""
    from sim.records.runs import OUTCOME

    if runs.draws is None:
        return None
    found: dict[str, Any] = {
        "way": runs.draws.way,
        "source": runs.draws.source,
        "wars_per_draw": runs.draws.wars_per_draw,
        "outcomes": {name: one._asdict() for name, one in runs.splits(OUTCOME).items()},
        "measures": {name: one._asdict() for name, one in runs.splits().items()},
    }
    if runs.replicates == 1:
        found["drawn"] = runs.draws.point(runs.scenario, runs.first_replicate)
    return found
