"""The four tables of a run as pandas data frames, from wars that have been fought.

Rows are taken from each war as soon as it ends; then the war can be forgotten.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from sim.cast import Cast
from sim.engines.batch import Batch, batch_of
from sim.engines.finished import Finished
from sim.kernel.log import KINDS
from sim.records.columns import TABLES, dtype_of, spec
from sim.records.frames import (
    Values,
    all_truces,
    apart,
    names,
    run_values,
    so_far,
    truce_values,
)

KIND_NAMES = np.array(
    [KINDS[k][0] if k in KINDS else None for k in range(max(KINDS) + 1)], dtype=object
)


def truce_records(finished: Finished) -> list[Any]:
    """All agreements of a war by number: those that ended and those alive."""
    return list(all_truces(batch_of(finished))[0])


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
    return apart("days", finished.cast, values)


def event_values(finished: Finished) -> Values:
    """The columns of `events` of one war."""
    log, cast = finished.log, finished.cast
    rows = log.events[: int(log.counts[0])]
    terms = np.empty(len(rows), dtype=object)
    for k, length in enumerate(rows["n_terms"].tolist()):
        terms[k] = log.terms[k, :length].tolist()
    actors = names(cast.actors)
    values: Values = {
        "replicate": np.full(len(rows), finished.replicate),
        "tick": rows["tick"],
        "hour": rows["hour"],
        "kind": KIND_NAMES[rows["kind"]],
        "actor": actors[rows["actor"]],
        "target": actors[rows["target"]],
        "front": names(cast.fronts)[rows["front"]],
        "value": rows["value"],
        "terms": terms,
    }
    return apart("events", cast, values)


class Part(NamedTuple):
    """Rows of some wars: how many, how many with all before them, the columns of each table."""

    wars: int
    fought: int
    tables: dict[str, Values]


class Collector:
    """Takes the rows of wars, one by one or many at once, and makes frames of them."""

    def __init__(self, cast: Cast) -> None:
        self.specs = {table: spec(table, cast) for table in TABLES}
        self.parts: list[Part] = []

    @property
    def fought(self) -> int:
        """How many wars were taken so far."""
        return self.parts[-1].fought if self.parts else 0

    @property
    def wars(self) -> dict[str, int]:
        """For each table, of how many wars it holds the rows."""
        return {
            table: sum(part.wars for part in self.parts if table in part.tables) for table in TABLES
        }

    def add(self, finished: Finished, keep: Sequence[str] = TABLES) -> None:
        """Take the rows of one war for the tables named in `keep`."""
        tables = _of_batch(so_far(finished), keep)
        if "days" in keep:
            tables["days"] = day_values(finished)
        if "events" in keep:
            tables["events"] = event_values(finished)
        self._append(1, tables)

    def add_batch(self, batch: Batch, keep: Sequence[str] = ("runs", "truces")) -> None:
        """Take the rows of many wars; days and events are not among them."""
        self._append(len(batch.war), _of_batch(batch, keep))

    def _append(self, wars: int, tables: dict[str, Values]) -> None:
        """All at once, so that an interruption leaves no half war."""
        self.parts.append(Part(wars, self.fought + wars, tables))

    def take(self, piece: Finished | Batch, wanted: Mapping[str, int]) -> None:
        """Take one war or many for the tables that want them: table -> of the first how many."""
        fought = self.fought
        keep = [table for table, count in wanted.items() if fought < count]
        if isinstance(piece, Finished):
            self.add(piece, keep)
        else:
            self.add_batch(piece, keep)

    def frame(self, table: str) -> pd.DataFrame:
        """A table of all wars taken so far, in the order in which they came."""
        parts = [part.tables[table] for part in self.parts if table in part.tables]
        columns = {}
        for name, kind in self.specs[table].items():
            dtype = dtype_of(kind)
            pieces = [np.empty(0, dtype=dtype), *(part[name] for part in parts)]
            columns[name] = pd.Series(np.concatenate(pieces), dtype=dtype)
        return pd.DataFrame(columns)


def _of_batch(batch: Batch, keep: Sequence[str]) -> dict[str, Values]:
    tables = {}
    if "runs" in keep:
        tables["runs"] = run_values(batch)
    if "truces" in keep:
        tables["truces"] = truce_values(batch)
    return tables
