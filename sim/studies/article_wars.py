"""The wars of the article's question: what is told of each, its placebo, its mirror, intervals."""

from __future__ import annotations

import copy
import dataclasses
import os
from typing import Any

import numpy as np
import pandas as pd

from sim.records.draws import Draws
from sim.records.frames import run_values
from sim.records.measures import Z95
from sim.records.split import Floats
from sim.records.split import split as parts_of
from sim.scenario.keys import spell, split
from sim.scenario.scenario import Scenario
from sim.scenario.validating import validate
from sim.studies.compare import fought
from sim.studies.fighting import ready

SEED = 2020
IN_FORCE = ("settlement", "frozen", "truce")
Means = dict[str, list[float]]  # measure -> mean, low, high


def measures(runs: pd.DataFrame, horizon: float) -> pd.DataFrame:
    """What is told of each war: shares as 0 or 1, days, people, land of Armenia (0 to 1).

    Args:
        runs: rows of `runs` of the war of 2020, sorted by replicate.
        horizon: days of the run; a war that goes on counts as long.
    """
    outcome = runs["outcome"].astype(str)
    end = runs["end_day"].astype(float)
    holds = outcome.isin(IN_FORCE)
    land = runs["share_final_karabakh"].astype(float)
    counts = ("deaths", "civilian_deaths", "displaced", "truces", "truces_broken")
    table = {
        "in_force": holds,
        "settlement": outcome == "settlement",
        "in_force_within_44_days": holds & (end <= 44.0),
        "beaten": outcome.str.startswith("victory"),
        "war": outcome == "war",
        "days": end.fillna(horizon).clip(upper=horizon),
        "land": land,
        **{name: runs[name] for name in counts},
    }
    return pd.DataFrame(table).astype(float).reset_index(drop=True)


def wars(
    scenario: Scenario, count: int, mirror: bool = False, draws: Draws | None = None
) -> pd.DataFrame:
    """Measures of wars 0 to `count` - 1; land is Armenia's in a mirrored war too."""
    ready(scenario, "compiled")
    keys = (
        "outcome", "end_day", "deaths", "civilian_deaths", "displaced", "share_final_karabakh",
        "truces", "truces_broken",
    )  # fmt: skip
    parts = []
    for batch in fought(scenario, SEED, count, "compiled", os.cpu_count() or 1, draws):
        values = run_values(batch)
        parts.append(pd.DataFrame({key: values[key] for key in keys}))
    found = measures(pd.concat(parts), float(scenario.case.scenario.horizon_days))
    if mirror:
        found["land"] = 1.0 - found["land"]
    return found


def _with_data(scenario: Scenario, data: dict[str, Any]) -> Scenario:
    case, findings = validate(data, {}, ())
    if case is None:
        raise ValueError(f"{scenario.id}: {findings[0].problem}")
    return dataclasses.replace(scenario, case=case, data=data)


def placebo(scenario: Scenario, old: str = "cica", new: str = "forum_x") -> Scenario:
    """The same war with another id for a mediator: its luck is other, nothing else."""
    data = copy.deepcopy(dict(scenario.data))
    data["mediators"] = {new if k == old else k: v for k, v in data["mediators"].items()}
    for mediator in data["mediators"].values():
        if old in mediator.get("invites", {}):
            mediator["invites"][new] = mediator["invites"].pop(old)
    data["sources"] = {_renamed(key, old, new): v for key, v in data.get("sources", {}).items()}
    return _with_data(scenario, data)


def _renamed(address: str, old: str, new: str) -> str:
    """An address with another id for a mediator."""
    keys = split(address)
    return spell(("mediators", new, *keys[2:])) if keys[:2] == ("mediators", old) else address


def mirrored(scenario: Scenario) -> Scenario:
    """The same war told from the other side: order of sides, fronts, ends, turned round."""
    data = copy.deepcopy(dict(scenario.data))
    data["belligerents"] = dict(reversed(data["belligerents"].items()))
    for front in data["fronts"].values():
        front["parties"] = front["parties"][::-1]
        front["positions"] = front["positions"][::-1]
        ends = front["ends"]
        front["ends"] = {"first": ends["second"], "second": ends["first"]}
    return _with_data(scenario, data)


def summary(found: pd.DataFrame) -> Means:
    """Mean and 95 % interval of each measure (mean plus or minus 1.96 standard errors)."""
    columns = {str(name): found[name].to_numpy(dtype=np.float64) for name in found}
    return {name: _interval(column) for name, column in columns.items()}


def _interval(column: Floats) -> list[float]:
    mean, half = column.mean(), Z95 * column.std(ddof=1) / np.sqrt(len(column))
    return [_short(value) for value in (mean, mean - half, mean + half)]


def _short(value: float) -> float:
    """As many digits as the tables can use."""
    return round(float(value), 4 if abs(value) < 10.0 else 1)


def drawn_summary(found: pd.DataFrame, draws: Draws) -> tuple[Means, dict[str, float]]:
    """Mean and interval of each measure when parameters are drawn, and their share of its variance.

    The interval is the middle 95 % of the expected value over the draws, or that of luck and draws
    about the mean (mean plus or minus 1.96 standard errors, draws resting on several wars each)
    where that reaches further.
    """
    means: Means = {}
    shares: dict[str, float] = {}
    numbers = draws.numbers(len(found))
    for name in map(str, found):
        column = found[name].to_numpy(dtype=np.float64)
        parts = parts_of(column, numbers, SEED)
        mean, half = column.mean(), Z95 * column.std(ddof=1) / np.sqrt(len(column))
        half *= np.sqrt(parts.effect) if parts else 1.0
        low, high = (parts.low, parts.high) if parts else (mean, mean)
        means[name] = [_short(x) for x in (mean, min(low, mean - half), max(high, mean + half))]
        shares[name] = round(parts.share, 3) if parts else 0.0
    return means, shares


def drawn_against(found: pd.DataFrame, base: pd.DataFrame, draws: Draws) -> dict[str, Any]:
    """As `against`, with parameters drawn, and the share that they have in each variance."""
    count = min(len(found), len(base))
    mean, _ = drawn_summary(found, draws)
    difference, shares = drawn_summary(found.iloc[:count] - base.iloc[:count], draws)
    return {"mean": mean, "difference": difference, "share": shares}


def against(found: pd.DataFrame, base: pd.DataFrame) -> dict[str, Means]:
    """Means of each measure, and the paired differences from the base over the wars both have."""
    count = min(len(found), len(base))
    return {
        "mean": summary(found),
        "difference": summary(found.iloc[:count] - base.iloc[:count]),
    }
