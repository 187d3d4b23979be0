"""`sim check`."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.options import AsJson, ScenarioName, Settings, print_json
from sim.cli.studies import Workers

if TYPE_CHECKING:
    from sim.scenario import Scenario
    from sim.scenario.errors import Fault
    from sim.studies.audit import Audit

Replicates = Annotated[
    int | None,
    typer.Option("--replicates", metavar="R", help="Wars of each arm of an audit; else 200."),
]


def check(
    scenario: ScenarioName,
    set: Settings = None,
    sources: Annotated[
        bool, typer.Option("--sources", help="Also list numbers without source or reason.")
    ] = False,
    audit: Annotated[
        bool, typer.Option("--audit", help="Fight it in pairs: what moves nothing, and more.")
    ] = False,
    replicates: Replicates = None,
    workers: Workers = None,
    json: AsJson = False,
) -> None:
    """What is wrong with a scenario: all of it, with file, line and nearest spelling.

    With --audit its wars are fought, for a minute or some: whether the seed binds, what each
    parameter and each mechanism moves, which states and edges its agreements reach, what a war
    costs.

    Exit status 0: nothing. 1: numbers without a source (with --sources), or a lever or a number
    with a range that moves nothing and is not explained (with --audit). 2: faults.

    Example: sim check my-war.toml --sources --audit
    """
    from sim.scenario import ScenarioError, load
    from sim.scenario.addresses import parse_assignments

    _only_with_audit(audit, replicates, workers)
    try:
        loaded = load(scenario, set=parse_assignments(set or []))
    except ScenarioError as error:
        if not json:
            _say_faults(str(error), len(error.faults))
        else:
            print_json({"ok": False, "errors": [fault.as_dict() for fault in error.faults]})
        raise typer.Exit(2) from None
    missing = _without_source(loaded) if sources else []
    if not json:
        _say(loaded, missing, sources)
    audited = _audited(loaded, replicates, workers) if audit else None
    found = [] if audited is None else _faults(audited)
    if json:
        document = {"ok": not (missing or found), "errors": [fault.as_dict() for fault in found]}
        document |= {"unsourced": missing} if sources else {}
        print_json(document | (_as_dict(audited) if audited is not None else {}))
    elif audited is not None:
        _say_audit(audited, found)
    if missing or found:
        raise typer.Exit(1)


def _only_with_audit(audit: bool, replicates: int | None, workers: int | None) -> None:
    from sim.scenario.errors import refusal

    for name, value in (("--replicates", replicates), ("--workers", workers)):
        if value is not None and not audit:
            raise refusal(name, "only with --audit", found=f"{name} {value}", allowed="--audit")


def _audited(loaded: "Scenario", replicates: int | None, workers: int | None) -> "Audit":
    from sim.records.arguments import at_least, the_workers
    from sim.studies.audit import audit
    from sim.studies.audit.whole import WARS
    from sim.studies.fighting import ready
    from sim.studies.progress import shown

    wars = at_least("--replicates", WARS if replicates is None else replicates, 2)
    threads = the_workers(workers)
    ready(loaded, "compiled")
    with shown() as follow:
        return audit(loaded, wars=wars, workers=threads, follow=follow)


def _faults(audited: "Audit") -> "list[Fault]":
    from sim.studies.audit.data import faults

    return faults(audited)


def _as_dict(audited: "Audit") -> dict[str, Any]:
    from sim.studies.audit.data import as_dict

    return {"audit": as_dict(audited)}


def _say_audit(audited: "Audit", found: "list[Fault]") -> None:
    from sim.studies.audit.words import lines

    for line in lines(audited):
        typer.echo(line)
    typer.echo("")
    for fault in found:
        typer.echo(str(fault), err=True)
    if found:
        typer.echo(f"{len(found)} fault{'' if len(found) == 1 else 's'} of the audit.", err=True)
    else:
        typer.echo("The seed binds; every lever and range moves something, or is explained.")


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
