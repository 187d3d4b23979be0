"""The events of a war as objects: ids in place of numbers, and the terms of decisions by name."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from sim.cast import Cast
from sim.kernel.log import KINDS, Log

TERM_NAMES: dict[str, tuple[str, ...]] = dict(KINDS.values())


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a simulated war.

    `index` counts the events of one war from 0; `hour` counts from midnight before the first day,
    local time; `actor` and `target` are ids of belligerents, states or mediators and `front` of
    a front, empty for nobody and none; what `value` means depends on the kind.
    """

    index: int
    tick: int
    hour: float
    kind: str
    actor: str
    target: str
    front: str
    value: float
    terms: dict[str, float]

    @property
    def day(self) -> int:
        """The day of the war, 1 for the first."""
        return math.floor(self.hour / 24.0) + 1


def named_terms(kind: str, values: list[float]) -> dict[str, float]:
    """The terms of an event by name, in the order in which they were recorded."""
    return dict(zip(TERM_NAMES[kind], values, strict=False))


def event_at(log: Log, cast: Cast, index: int) -> Event:
    """The event in row `index` of a log."""
    row = log.events[index]
    kind = KINDS[int(row["kind"])][0]
    front = int(row["front"])
    return Event(
        index=index,
        tick=int(row["tick"]),
        hour=float(row["hour"]),
        kind=kind,
        actor=cast.actor(int(row["actor"])),
        target=cast.actor(int(row["target"])),
        front=cast.fronts[front] if front >= 0 else "",
        value=float(row["value"]),
        terms=named_terms(kind, log.terms[index, : int(row["n_terms"])].tolist()),
    )


def events_from(log: Log, cast: Cast, start: int = 0) -> Iterator[Event]:
    """The events of a log from row `start` on, so that a running war can be followed."""
    for index in range(start, min(int(log.counts[0]), len(log.events))):
        yield event_at(log, cast, index)


def events_in(frame: pd.DataFrame, replicate: int | None = None) -> list[Event]:
    """The events of one war from a table of events; `replicate` None takes the table's first."""
    if frame.empty:
        return []
    chosen = int(frame["replicate"].iloc[0]) if replicate is None else replicate
    rows = frame[frame["replicate"] == chosen]
    columns = (rows[name].tolist() for name in rows.columns if name != "replicate")
    return [
        Event(
            index,
            int(tick),
            float(hour),
            str(kind),
            actor or "",
            target or "",
            front or "",
            float(value),
            named_terms(str(kind), [float(term) for term in terms]),
        )
        for index, (tick, hour, kind, actor, target, front, value, terms) in enumerate(
            zip(*columns, strict=True)
        )
    ]
