"""The text of the gallery: for each scenario a heading, a picture, a sentence, a table."""

from collections.abc import Iterable
from itertools import groupby

import pandas as pd

from sim.records.runs import Runs
from sim.report.labels import labels, outcome_words
from sim.scenario.library import Entry
from sim.scenario.scenario import Scenario
from sim.studies.gallery.fought import WARS, Shown

GROUPS = {
    "classroom": "Invented wars, small, one idea each; each file holds a note for the teacher.",
    "karabakh": "The wars over Nagorno-Karabakh, with the mediation that took place, and without.",
    "syria": "The war in Syria on four fronts, with the formats that took place, and without.",
    "theory": "Wars as simple as a formula: each meets the closed form that its file names.",
}
IN_FORCE = ("settlement", "frozen", "truce")
HEAD = f"""\
# The scenarios that come with the simulator

Made by `python -m sim.studies.gallery`; not edited by hand.

**A picture** shows one war, the one that `sim run` fights: the land of the first party, and in
colour the times of a truce. Where no line moves, it shows what is decided instead.

**A table** is of {WARS} wars under the scenario's own seed, those of
`sim run SCENARIO --replicates {WARS} --no-report`. An outcome that is not listed occurred in none
of them. Intervals are of 95 % (Wilson 1927) and hold chance alone.

It is what the model's assumptions imply, neither a forecast nor a finding about who did what.
Each file says where its numbers come from (`sim check SCENARIO --sources`). How to
[write one](../docs/how-to/write-a-scenario.md), or
[make one of a newspaper article](../docs/how-to/own-war.md).
"""


def page(shown: Iterable[Shown]) -> str:
    """The whole page; `shown` in the order of `sim list`."""
    parts = [HEAD]
    for group, members in groupby(shown, key=lambda one: one.entry.group):
        parts.append(f"## {group}\n\n{GROUPS.get(group, '')}".rstrip() + "\n")
        parts += [entry_text(one) for one in members]
    return "\n".join(parts)


def picture_name(entry: Entry) -> str:
    """The picture of an entry, from scenarios/."""
    return f"gallery/{entry.id}.png"


def entry_text(one: Shown) -> str:
    """The part of the page that is one scenario's."""
    entry = one.entry
    lines = [
        f"### {entry.id}",
        "",
        f"[{entry.name}]({entry.group}/{entry.id}.toml). {entry.summary}",
        "",
        *[f"*{label}*\n" for label in labels(one.scenario)],
        f"![{entry.name}: one war]({picture_name(entry)})",
        "",
        table(one.many),
    ]
    return "\n".join(lines) + "\n"


def table(many: Runs) -> str:
    """Shares of outcomes with intervals, day of the agreement in force, deaths."""
    runs, scenario = many.runs, many.scenario
    rows = [
        f"| of {len(runs)} wars | % (95 % interval) |",
        "|---|---:|",
        *[
            f"| {outcome_words(scenario, outcome)} | {_share(row)} |"
            for outcome, row in many.outcomes().items()
            if row["count"]
        ],
        "",
        "| | median | 5 % to 95 % of wars |",
        "|---|---:|---:|",
        f"| first day of the agreement in force at the end | {_spread(_agreed(runs))} |",
        f"| {_killed(scenario)} | {_spread(runs['deaths'])} |",
    ]
    return "\n".join(rows)


def _agreed(runs: pd.DataFrame) -> pd.Series:
    return runs.loc[runs["outcome"].isin(IN_FORCE), "end_day"].dropna()


def _killed(scenario: Scenario) -> str:
    sides = len(scenario.case.belligerents)
    return f"soldiers killed, {'both' if sides == 2 else 'all'} sides"


def _share(row: dict[str, float]) -> str:
    share, low, high = (100.0 * row[key] for key in ("share", "low", "high"))
    return f"{share:.1f} ({low:.1f} to {high:.1f})"


def _spread(values: pd.Series) -> str:
    """Median, and the range that holds nine wars of ten, as two cells."""
    if values.empty:
        return "none | "
    low, high = values.quantile(0.05), values.quantile(0.95)
    return f"{values.median():,.0f} | {low:,.0f} to {high:,.0f}"
