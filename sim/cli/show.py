"""`sim show`."""

import sys
from typing import Annotated

import typer

from sim.cli.options import AsJson, ScenarioName, Settings, print_json


def show(
    scenario: ScenarioName,
    set: Settings = None,
    defaults: Annotated[
        bool, typer.Option("--defaults", help="Every value, also those left to defaults.")
    ] = False,
    json: AsJson = False,
) -> None:
    """A scenario as one file: after extends and --set.

    What it prints is itself a scenario file.

    Example: sim show karabakh-2020 --set rules.truces.break_pace=100 > mine.toml
    """
    from sim.scenario import load
    from sim.scenario.addresses import parse_assignments
    from sim.scenario.resolved import as_json, resolved_text, with_defaults

    loaded = load(scenario, set=parse_assignments(set or []))
    if json:
        print_json(as_json(loaded))
        return
    text = with_defaults(loaded) if defaults else resolved_text(loaded)
    if not sys.stdout.isatty():
        sys.stdout.write(text)
        return
    from rich.console import Console
    from rich.syntax import Syntax

    Console().print(Syntax(text, "toml", background_color="default"))
