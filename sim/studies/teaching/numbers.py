"""The wars that the lessons compare, fought by the compiled engine, and what is told of them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from sim.records.simulate import simulate
from sim.report.generated import DOCS
from sim.scenario import load
from sim.scenario.addresses import parse_assignments

TEACHING = DOCS / "teaching"
CONTENT = TEACHING / "content"
NUMBERS = "numbers.json"
WEEK = 7.0  # days: an agreement that lives so long is told apart
MONTH = 30.0
IN_FORCE = ("settlement", "frozen", "truce")

Numbers = dict[str, Any]
Told = Callable[[str], None]


def arms(content: Path = CONTENT) -> tuple[int, dict[str, dict[str, list[str]]]]:
    """How many wars of each arm, and scenario -> arm -> assignments, as `--set` takes them."""
    found = tomllib.loads((content / "arms.toml").read_text(encoding="utf-8"))
    return int(found.pop("wars")), found


def fought(scenario: str, assignments: list[str], wars: int) -> Numbers:
    """Wars 0 to `wars` - 1 of one arm under the scenario's own seed, summed up.

    Returns:
        `outcomes`: outcome -> wars that end so; `deaths`: soldiers killed, mean of a war;
        `agreements` and `broken`: mean number in a war; `settled_deaths`: deaths in wars that
        end in an agreement in force, None without any; `week`: share of all agreements that were
        seen to live a week, among those whose week lies within the run, None without any;
        `week_early`, `week_late`: the same of those in force in the first month, after the second;
        `first`: war number 0, the one a class sees.

    Raises:
        ScenarioError: when the scenario or an assignment is wrong.
    """
    found = simulate(
        scenario, wars, set=parse_assignments(assignments), keep=["runs", "truces"],
        engine="compiled",
    )  # fmt: skip
    runs, truces = found.runs, found.truces
    outcome = runs["outcome"].astype(str).str.partition(":")[0]
    counts = outcome.value_counts()
    held = runs["deaths"][outcome.isin(IN_FORCE)]
    return {
        "outcomes": {str(name): int(counts[name]) for name in sorted(counts.index)},
        "deaths": round(float(runs["deaths"].mean()), 1),
        "settled_deaths": round(float(held.mean()), 1) if len(held) else None,
        "agreements": round(float(runs["truces"].mean()), 2),
        "broken": round(float(runs["truces_broken"].mean()), 2),
        "week": _week(truces),
        "week_early": _week(truces[truces["effective_day"] <= MONTH]),
        "week_late": _week(truces[truces["effective_day"] > 2 * MONTH]),
        "first": _first(runs.iloc[0], truces[truces["replicate"] == runs["replicate"].iloc[0]]),
    }


def _week(truces: pd.DataFrame) -> float | None:
    """Share of agreements that lived a week, of those that could be seen for so long."""
    life, censored = truces["lifetime_days"].astype(float), truces["censored"].astype(bool)
    known = ~censored | (life >= WEEK)
    return round(float((life[known] >= WEEK).mean()), 3) if known.any() else None


def _first(run: pd.Series, truces: pd.DataFrame) -> Numbers:
    """One war: its end, soldiers killed, and of each agreement day, life in days, if alive."""
    lives = zip(truces["effective_day"], truces["lifetime_days"], truces["censored"], strict=True)
    ended = run["end_day"]
    return {
        "outcome": str(run["outcome"]),
        "end_day": None if pd.isna(ended) else int(ended),
        "deaths": int(run["deaths"]),
        "lives": [[int(day), round(float(life), 3), bool(alive)] for day, life, alive in lives],
        "broken": int(run["truces_broken"]),
    }


def fight_all(told: Told, content: Path = CONTENT) -> Numbers:
    """Fight every arm of every lesson.

    Args:
        told: called with a line for each arm that has been fought.
        content: folder with arms.toml.

    Raises:
        ScenarioError: when a scenario or an assignment is wrong.
    """
    wars, lessons = arms(content)
    found: Numbers = {"wars": wars, "lessons": {}}
    for scenario, each in lessons.items():
        rows = {}
        for arm, assignments in each.items():
            rows[arm] = fought(scenario, assignments, wars)
            told(f"{scenario}: {arm}")
        found["lessons"][scenario] = {"seed": load(scenario).case.scenario.seed, "arms": rows}
    return found


def kept(place: Path = TEACHING) -> Numbers:
    """The numbers as they were last fought."""
    found: Numbers = json.loads((place / NUMBERS).read_text(encoding="utf-8"))
    return found


def keep(found: Numbers, place: Path = TEACHING) -> None:
    """Write the numbers, one arm a line."""
    text = json.dumps(found, indent=1, sort_keys=True)
    (place / NUMBERS).write_text(text + "\n", encoding="utf-8")
