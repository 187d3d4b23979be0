"""`sim new`: a commented scenario file to begin with."""

import json
import os
import re
from importlib.resources import files
from pathlib import Path
from textwrap import wrap
from typing import Any

from sim.scenario.addresses import values
from sim.scenario.errors import display, refusal
from sim.scenario.keys import show, split
from sim.scenario.loading import load
from sim.scenario.scenario import Scenario

IDENTITY = re.compile(r"[a-z][a-z0-9-]*")


def write_new(name: str, base: str | None = None) -> Path:
    """Write a new scenario file.

    Args:
        name: its id, or the path of the file to write; the file's name is then the id.
        base: id or path of a scenario that it varies; without, a small complete war.

    Returns:
        The file written.

    Raises:
        ScenarioError: when the name is no id, the file exists, or the base is faulty.
    """
    path = Path(name if name.endswith(".toml") else f"{name}.toml")
    identity = path.stem
    if not IDENTITY.fullmatch(identity):
        raise refusal(
            display(path),
            "not a valid id",
            found=show(identity),
            allowed="lower-case letters, digits and -, beginning with a letter",
        )
    text = _starter(identity, path) if base is None else _variant(identity, base, path)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        hint = "choose another name, or remove the file first"
        raise refusal(display(path), "the file exists already", hint=hint) from None
    except FileNotFoundError:
        hint = f"make the folder first: {path.parent}"
        raise refusal(display(path), "its folder does not exist", hint=hint) from None
    path.chmod(path.stat().st_mode | 0o111)
    return path


def _title(identity: str) -> str:
    return identity.replace("-", " ").capitalize()


def _starter(identity: str, path: Path) -> str:
    text = files("sim.scenario").joinpath("starter.toml").read_text("utf-8")
    text = text.replace("NAME.toml", path.name)
    text = text.replace('id = "my-war"', f'id = "{identity}"', 1)
    return text.replace('name = "My war"', f'name = "{_title(identity)}"', 1)


def _variant(identity: str, base: str, path: Path) -> str:
    scenario = load(base)
    extends = base
    if base.endswith(".toml"):
        extends = Path(os.path.relpath(scenario.path, path.parent)).as_posix()
    fictional = scenario.case.scenario.fictional
    rows = [
        "#!/usr/bin/env -S sim run",
        "#:schema ./scenario.schema.json",
        f"# A variant of {scenario.id}: it states only what differs. Uncomment and change.",
        f"#     sim check {path.name}      what is wrong with it, if anything",
        f"#     sim show {path.name}       the whole scenario, base included",
        "",
        "[scenario]",
        f'id = "{identity}"',
        f'name = "{_title(identity)}"',
        f'summary = "{scenario.id}, with ..."',
        f"extends = {json.dumps(extends)}",
        f"counterfactual = {'false' if fictional else 'true'}   # true: it did not happen this way",
        '# remove = ["mediators.ID", "events.ID"]   # what the base has and this one has not',
        "",
        "# What the base has, by the ids to change it under:",
        *_elements(scenario),
    ]
    levers = {address: _lever_words(lever) for address, lever in scenario.case.levers.items()}
    if levers:
        rows += ["", "# Levers: what a mediator could choose."]
        rows += _commented(scenario, levers)
    ranges = {
        address: f"{low:g} to {high:g}"
        for address, (low, high) in scenario.uncertainties.items()
        if address not in levers
    }
    if ranges:
        rows += ["", "# Uncertainties: what nobody knows, with the base's range."]
        rows += _commented(scenario, ranges)
    rows += ["", "# [sources]", '# "ADDRESS" = "a source, or assumed: why"', ""]
    return "\n".join(rows)


def _elements(scenario: Scenario) -> list[str]:
    """The ids of all that has one, a comment for each group, wrapped."""
    case = scenario.case
    groups = ("belligerents", "states", "mediators", "fronts", "issues")
    ids = {group: list(getattr(case, group)) for group in groups}
    ids["events"] = [event.id for event in case.events]
    rows: list[str] = []
    for group, found in ids.items():
        if found:
            text = f"{group}: {', '.join(found)}"
            rows += wrap(text, 96, initial_indent="#   ", subsequent_indent="#     ")
    return rows


def _lever_words(lever: Any) -> str:
    if lever.values is not None:
        return "one of " + ", ".join(show(value) for value in lever.values)
    return f"{lever.low:g} to {lever.high:g}"


def _commented(scenario: Scenario, notes: dict[str, str]) -> list[str]:
    """Each address as commented lines that are TOML when uncommented, under its table."""
    known = values(scenario.case)
    rows: list[str] = []
    table: list[str] = []
    for address in sorted(notes, key=lambda address: split(address)[:-1]):
        if address not in known:
            continue
        *parents, key = split(address)
        header = _header(parents)
        if header != table:
            rows += ["#", *header]
            table = header
        rows.append(f"# {key} = {show(known[address])}   # {notes[address]}")
    return rows


def _header(parents: list[str]) -> list[str]:
    """The table of a value; an element of a list is named by its id."""
    if parents[0] == "events" and len(parents) == 2:
        return ["# [[events]]", f'# id = "{parents[1]}"']
    if parents[0] == "fronts" and parents[2:3] == ["positions"] and len(parents) == 4:
        return [f"# [[{'.'.join(parents[:3])}]]", f'# id = "{parents[3]}"']
    return [f"# [{'.'.join(parents)}]"]
