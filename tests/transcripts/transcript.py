"""A war as text: its story in dated lines, the numbers of its decisions, and how it ended."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd

from sim import simulate
from sim.records.events import Event, events_in
from sim.report.story import Narrator
from sim.scenario.loading import load

GOLDEN = Path(__file__).parent / "golden"
EVENTS = 400  # of a war, from its beginning
DIGITS = 6
DECISIONS = frozenset(
    {
        "initiative",
        "attendance",
        "offer",
        "response",
        "conduct",
        "halt",
        "advice",
        "joins",
        "renewal",
    }
)


def rounded(value: Any) -> str:
    """A value as text: numbers to six digits, so that they are the same on every machine."""
    if isinstance(value, float):
        return f"{round(value, DIGITS) + 0.0:.12g}"
    return str(value)


def numbers(event: Event) -> str:
    """What a decision rested on."""
    terms = " ".join(f"{name}={rounded(value)}" for name, value in event.terms.items())
    whom = f" > {event.target}" if event.target else ""
    return f"    {event.kind} {event.actor}{whom}: {rounded(event.value)} ({terms})"


def rows(table: pd.DataFrame, name: str) -> Iterator[str]:
    """The rows of a table, a line for each column that is not missing."""
    for number, row in enumerate(table.to_dict("records")):
        yield f"{name} {number}"
        for column, value in row.items():
            if not pd.isna(value):
                yield f"    {column} = {rounded(value)}"


def transcript(path: Path) -> str:
    """The war of a scenario under its own seed, fought by Mesa agents."""
    scenario = load(path)
    runs = simulate(scenario, engine="mesa", keep=("runs", "truces", "events"))
    heading = scenario.case.scenario
    lines = [f"{heading.id}, seed {heading.seed}: {heading.name}", ""]
    narrator = Narrator(scenario)
    for event in islice(events_in(runs.events), EVENTS):
        lines += [str(told) for told in narrator.tell(event)]
        if event.kind in DECISIONS:
            lines.append(numbers(event))
    lines += [str(told) for told in narrator.rest()]
    left = len(runs.events) - EVENTS
    if left > 0:
        lines.append(f"... and {left} events more.")
    lines += ["", *rows(runs.runs, "run"), *rows(runs.truces, "truce")]
    return "\n".join(lines) + "\n"


def announces_change(changelog: str) -> bool:
    """Whether the changelog says under Unreleased that results change."""
    _, _, rest = changelog.partition("## [Unreleased]")
    unreleased, _, _ = rest.partition("\n## [")
    return "Changes results" in unreleased


class NotAnnounced(Exception):
    """A transcript would change, and the changelog does not say so."""


def keep(path: Path, text: str, changelog: str) -> None:
    """Write a transcript: a new one always, another one if the changelog announces the change.

    Raises:
        NotAnnounced: if it is another one, and the changelog does not.
    """
    if path.exists():
        if path.read_text(encoding="utf-8") == text:
            return
        if not announces_change(changelog):
            raise NotAnnounced(
                f"{path.name} would change: say so in CHANGELOG.md under Unreleased, in a line "
                "with the words 'Changes results'"
            )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
