"""The four tables of a run as pandas data frames, from wars that have been fought.

Rows are taken from each war as soon as it ends; then the war can be forgotten.
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.cast import Cast
from sim.engines.finished import Finished
from sim.kernel.log import (
    BROKEN,
    CAUSES,
    CENSORED,
    DEFAULTED,
    ESCALATED,
    HAZARD,
    KINDS,
    MODES,
    VERDICT,
)
from sim.kernel.world import NEVER, World
from sim.records.columns import TABLES, Spec, spec
from sim.records.outcomes import day_of, end_day, front_outcome, last_hour, worst

COLLAPSED = (BROKEN, ESCALATED, DEFAULTED, HAZARD)
KIND_NAMES = np.array(
    [KINDS[k][0] if k in KINDS else None for k in range(max(KINDS) + 1)], dtype=object
)

Values = dict[str, NDArray[Any]]


def truce_records(finished: Finished) -> list[Any]:
    """All agreements of a war by number: those that ended and those alive."""
    ended = finished.log.truces[: int(finished.log.counts[1])]
    alive = [row for row in finished.world.truces if row["active"]]
    return sorted([*ended, *alive], key=lambda row: int(row["number"]))


def run_row(finished: Finished) -> dict[str, Any]:
    """The row of `runs` of one war."""
    cast, world = finished.cast, finished.world
    fronts = range(len(cast.fronts))
    outcomes = [front_outcome(finished, f) for f in fronts]
    outcome = worst(outcomes)
    truces = truce_records(finished)
    losses = world.belligerents["losses"]
    row: dict[str, Any] = {
        "scenario": finished.scenario.id,
        "replicate": finished.replicate,
        "seed": finished.seed,
        "outcome": outcome,
        "end_day": end_day(finished),
        "deaths": int(losses.sum()),
        "civilian_deaths": int(world.fronts["civilian_deaths"].sum()),
        "displaced": float(world.fronts["displaced"].sum()),
        "truces": len(truces),
        "truces_broken": sum(int(truce["cause"]) in COLLAPSED for truce in truces),
        "settled_by": _settled_by(finished, outcomes) if outcome == "settlement" else None,
        "engagements": int(world.war[0]["engagements"]),
        "status": "done",
    }
    for i, side in enumerate(cast.belligerents):
        row[f"deaths_{side}"] = int(losses[i])
        row[f"cooperation_share_{side}"] = _cooperation(world, i)
    for f, front in enumerate(cast.fronts):
        row[f"share_taken_{front}"] = float(world.fronts[f]["taken"])
        row[f"share_final_{front}"] = float(world.fronts[f]["share_now"])
        row[f"outcome_{front}"] = outcomes[f]
    return row


def _cooperation(world: World, belligerent: int) -> float:
    """Share of its rounds of truce, on all fronts, in which a side held its fire; NaN: none."""
    own = [
        world.sides[f, s]
        for f, front in enumerate(world.fronts)
        for s, place in enumerate(("first", "second"))
        if front[place] == belligerent
    ]
    rounds = sum(float(side["rounds"]) for side in own)
    return sum(float(side["held_rounds"]) for side in own) / rounds if rounds else math.nan


def _settled_by(finished: Finished, outcomes: list[str]) -> str:
    settled = [t for o, t in zip(outcomes, finished.world.truces, strict=True) if o == "settlement"]
    last = max(settled, key=lambda truce: float(truce["effective_hour"]))
    return _format(finished.cast, last)


def _format(cast: Cast, truce: Any) -> str:
    mediator = int(truce["broker"])
    return cast.mediators[mediator] if mediator >= 0 else MODES[int(truce["mode"])]


def truce_row(finished: Finished, truce: Any) -> dict[str, Any]:
    """The row of `truces` of one agreement, finished or alive."""
    cast = finished.cast
    front = int(truce["front"])
    parties = [int(finished.world.fronts[front][side]) for side in ("first", "second")]
    alive = int(truce["cause"]) == CENSORED
    effective = float(truce["effective_hour"])
    ended = last_hour(finished) if alive else float(truce["ended_hour"])
    acting, violator = int(truce["acting"]), int(truce["violator"])
    verdict = _first_verdict(finished, front, float(truce["announced_hour"]), ended)
    row: dict[str, Any] = {
        "replicate": finished.replicate,
        "front": cast.fronts[front],
        "truce": int(truce["number"]),
        "broker": cast.states[acting] if acting >= 0 else None,
        "format": _format(cast, truce),
        "truce_class": int(truce["truce_class"]),
        "announced_day": day_of(float(truce["announced_hour"])),
        "effective_day": day_of(effective),
        "first_incident_hours": _hours(truce["first_incident"], effective),
        "violator": cast.belligerents[violator] if violator >= 0 else None,
        "public_verdict": cast.belligerents[verdict] if verdict >= 0 else None,
        "ended_day": math.nan if alive else day_of(ended),
        "lifetime_days": max(0.0, ended - effective) / 24.0,
        "censored": alive,
        "cause": CAUSES[int(truce["cause"])],
        "monitors": float(truce["monitors"]),
        "peacekeepers": float(truce["peacekeepers"]),
        "guarantee": float(truce["guarantee"]),
    }
    for i, side in enumerate(cast.belligerents):
        place = ("first", "second")[parties.index(i)] if i in parties else ""
        heard = _hours(truce[f"first_accusation_{place}"], effective) if place else math.nan
        row[f"first_accusation_hours_{side}"] = heard
        row[f"blamed_by_{side}"] = float(truce[f"blamed_by_{place}"]) if place else math.nan
    return row


def _first_verdict(finished: Finished, front: int, since: float, until: float) -> int:
    """Belligerent blamed by the first verdict made public on a front in some hours; -1: none."""
    events = finished.log.events[: int(finished.log.counts[0])]
    made = (events["kind"] == VERDICT) & (events["front"] == front)
    blamed = events["target"][made & (events["hour"] >= since) & (events["hour"] <= until)]
    return int(blamed[0]) if len(blamed) else -1


def _hours(moment: Any, effective: float) -> float:
    """Hours from entry into force to a moment; NaN when it did not come."""
    hour = float(moment)
    return hour - effective if 0.0 <= hour < NEVER / 2.0 else math.nan


def day_values(finished: Finished) -> Values:
    """The columns of `days` of one war."""
    days = min(int(finished.log.counts[2]), len(finished.log.day_fronts))
    fronts, sides = finished.log.day_fronts[:days], finished.log.day_sides[:days]
    values: Values = {
        "replicate": np.full(days, finished.replicate),
        "day": np.arange(1, days + 1),
        "engagements": fronts["engagements"].sum(axis=1),
        "range_width": fronts["range_width"].max(axis=1),
        "ripe": fronts["ripe"].max(axis=1) > 0,
    }
    for f, front in enumerate(finished.cast.fronts):
        values[f"line_{front}"] = fronts["line"][:, f]
        values[f"tension_{front}"] = fronts["tension"][:, f]
    for i, side in enumerate(finished.cast.belligerents):
        for name in ("deaths", "belief", "war_value"):
            values[f"{name}_{side}"] = sides[name][:, i]
        # the log holds all deaths admitted so far
        values[f"reported_deaths_{side}"] = np.diff(sides["reported_deaths"][:, i], prepend=0.0)
    return values


def event_values(finished: Finished) -> Values:
    """The columns of `events` of one war."""
    log, cast = finished.log, finished.cast
    rows = log.events[: int(log.counts[0])]
    terms = np.empty(len(rows), dtype=object)
    for k, length in enumerate(rows["n_terms"].tolist()):
        terms[k] = log.terms[k, :length].tolist()
    actors = np.array([*cast.actors, None], dtype=object)  # number -1, nobody, is the last
    return {
        "replicate": np.full(len(rows), finished.replicate),
        "tick": rows["tick"],
        "hour": rows["hour"],
        "kind": KIND_NAMES[rows["kind"]],
        "actor": actors[rows["actor"]],
        "target": actors[rows["target"]],
        "front": np.array([*cast.fronts, None], dtype=object)[rows["front"]],
        "value": rows["value"],
        "terms": terms,
    }


def _values(rows: list[dict[str, Any]], columns: Spec) -> Values:
    return {
        name: np.array([row[name] for row in rows], dtype=dtype_of(kind))
        for name, kind in columns.items()
    }


def _copied(values: Values) -> Values:
    """The same, apart from the arrays of the war, which can then be forgotten."""
    return {name: value.copy() for name, value in values.items()}


def dtype_of(kind: str) -> Any:
    """The numpy dtype of a kind of column; text and lists of terms are objects."""
    return object if kind in ("text", "terms") else kind


class Collector:
    """Takes the rows of wars one by one and makes frames of them."""

    def __init__(self, cast: Cast) -> None:
        self.specs = {table: spec(table, cast) for table in TABLES}
        self.parts: dict[str, list[Values]] = {table: [] for table in TABLES}
        self.wars = dict.fromkeys(TABLES, 0)

    def add(self, finished: Finished, keep: Sequence[str] = TABLES) -> None:
        """Take the rows of one war for the tables named in `keep`."""
        for table in keep:
            self.wars[table] += 1
        if "runs" in keep:
            self.parts["runs"].append(_values([run_row(finished)], self.specs["runs"]))
        if "truces" in keep:
            rows = [truce_row(finished, truce) for truce in truce_records(finished)]
            self.parts["truces"].append(_values(rows, self.specs["truces"]))
        if "days" in keep:
            self.parts["days"].append(_copied(day_values(finished)))
        if "events" in keep:
            self.parts["events"].append(_copied(event_values(finished)))

    def frame(self, table: str) -> pd.DataFrame:
        """A table of all wars taken so far, in the order in which they came."""
        columns = {}
        for name, kind in self.specs[table].items():
            dtype = dtype_of(kind)
            parts = [np.empty(0, dtype=dtype), *(part[name] for part in self.parts[table])]
            columns[name] = pd.Series(np.concatenate(parts).astype(dtype), dtype=dtype)
        return pd.DataFrame(columns)
