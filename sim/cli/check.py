"""`sim check`."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.options import AsJson, ScenarioName, Settings, print_json

if TYPE_CHECKING:
    from sim.scenario import Scenario


def check(
    scenario: ScenarioName,
    set: Settings = None,
    sources: Annotated[
        bool, typer.Option("--sources", help="Also list numbers without source or reason.")
    ] = False,
    json: AsJson = False,
) -> None:
    """What is wrong with a scenario: all of it, with file, line and nearest spelling.

    Exit status 0: nothing. 1: numbers without a source (with --sources). 2: faults.

    Example: sim check my-war.toml --sources
    """
    from sim.scenario import ScenarioError, load
    from sim.scenario.addresses import parse_assignments

    try:
        loaded = load(scenario, set=parse_assignments(set or []))
    except ScenarioError as error:
        if not json:
            _say_faults(str(error), len(error.faults))
        else:
            print_json({"ok": False, "errors": [fault.as_dict() for fault in error.faults]})
        raise typer.Exit(2) from None
    missing = _without_source(loaded) if sources else []
    if json:
        document: dict[str, Any] = {"ok": not missing, "errors": []}
        print_json(document | ({"unsourced": missing} if sources else {}))
    else:
        _say(loaded, missing, sources)
    if missing:
        raise typer.Exit(1)


def _say_faults(text: str, count: int) -> None:
    print(text, file=sys.stderr)
    print(f"{count} fault{'' if count == 1 else 's'}.", file=sys.stderr)


def _without_source(loaded: "Scenario") -> list[dict[str, Any]]:
    from sim.scenario.addresses import values
    from sim.scenario.sources import unsourced

    known = values(loaded.case)
    places = {address: loaded.where(address) for address in unsourced(loaded)}
    return [
        {"address": address, "value": known.get(address), "file": at.file, "line": at.line}
        for address, at in places.items()
    ]


def _say(loaded: "Scenario", missing: list[dict[str, Any]], sources: bool) -> None:
    case = loaded.case
    groups = ("belligerents", "states", "mediators", "fronts", "events")
    sizes = {group: len(getattr(case, group)) for group in groups}
    counts = (f"{n} {group if n != 1 else group[:-1]}" for group, n in sizes.items())
    typer.echo(f"{loaded.id}: no fault. {', '.join(counts)}.")
    for row in missing:
        place = f"{row['file']}:{row['line']}"
        typer.echo(f"{place}: {row['address']} = {row['value']} has no source", err=True)
    if missing:
        hint = 'give each a source, or "assumed: why", under [sources]'
        typer.echo(f"numbers without a source: {len(missing)}; {hint}", err=True)
    elif sources:
        typer.echo("Every number has a source, or says why it is assumed.")
