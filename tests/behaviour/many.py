"""Wars fought many at a time, in pairs with the same luck, and the intervals of what differs.

Two arms of a comparison are the same replicates under the same seed: every draw has an address, so
that both arms have the same luck wherever they ask the same question (common random numbers).
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.build import begin, build, empty_log, last_tick
from sim.kernel.log import KINDS, Log
from sim.kernel.world import World
from sim.scenario.loading import load

HERE = Path(__file__).parent
ROOM = 1 << 14  # events of one war
ERRORS = 3.29  # standard errors: one-sided, one false alarm in 2,000

Array = NDArray[Any]
Fight = Callable[[World, Log, int], int]
Settings = dict[str, Any]
NUMBERS = {name: number for number, (name, _) in KINDS.items()}


class War(NamedTuple):
    """One war to its end: the world, its events with their terms, its agreements, its days."""

    world: World
    events: Array
    terms: Array
    truces: Array  # all, in order of signature; those still in force at the end are not `ended`
    day_fronts: Array
    day_sides: Array
    template: World

    @property
    def hours(self) -> float:
        """How long the run was."""
        return float(self.world.war[0]["ended_hour"])

    def rows(self, kind: str) -> Array:
        """The events of one kind."""
        return self.events[self.events["kind"] == NUMBERS[kind]]

    def count(self, kind: str) -> int:
        """How many events of one kind."""
        return len(self.rows(kind))

    def term(self, kind: str, name: str) -> Array:
        """One term of every event of a kind."""
        column = KINDS[NUMBERS[kind]][1].index(name)
        return self.terms[self.events["kind"] == NUMBERS[kind], column]

    def lives(self) -> Array:
        """Days from entry into force to the end of each agreement, or of the run."""
        ended = np.minimum(self.truces["ended_hour"], self.hours)
        return np.maximum(ended - self.truces["effective_hour"], 0.0) / 24.0

    def deaths(self) -> float:
        """Killed on both sides."""
        return float(self.world.sides["deaths"].sum())


Measure = Callable[[War], float]


def war_of(template: World, world: World, log: Log) -> War:
    """What a fought war left in a log that is to be used again."""
    events, truces, days = (int(count) for count in log.counts)
    assert events <= len(log.events), "raise ROOM"
    assert truces <= len(log.truces), "raise ROOM"
    alive = world.truces[world.truces["active"] == 1]
    agreements = np.concatenate([log.truces[:truces], alive])
    return War(
        world, log.events[:events].copy(), log.terms[:events].copy(),
        agreements[np.argsort(agreements["number"])], log.day_fronts[:days].copy(),
        log.day_sides[:days].copy(), template,
    )  # fmt: skip


def fought(fight: Fight, name: str | Path, count: int, set: Settings, seed: int = 1) -> list[War]:
    """Replicates 0, 1, ... of a scenario of this folder, or a path, with some of its values set."""
    path = HERE / f"{name}.toml" if isinstance(name, str) else name
    case = load(path, set=set).case
    template, log, ticks = build(case), empty_log(case, events=ROOM), last_tick(case)
    wars = []
    for replicate in range(count):
        world = begin(template, seed, replicate)
        log.counts[:] = 0
        fight(world, log, ticks)
        wars.append(war_of(template, world, log))
    return wars


class Interval(NamedTuple):
    """A mean difference and where it lies, up to 3.29 standard errors."""

    mean: float
    low: float
    high: float

    @property
    def rises(self) -> bool:
        """Above zero: by luck alone this comes out once in 2,000 comparisons."""
        return self.low > 0.0

    @property
    def falls(self) -> bool:
        """Below zero: by luck alone this comes out once in 2,000 comparisons."""
        return self.high < 0.0


def interval(values: Array) -> Interval:
    """The mean of independent values, with its interval."""
    mean = float(np.mean(values))
    error = ERRORS * float(np.std(values, ddof=1)) / np.sqrt(len(values))
    return Interval(mean, mean - error, mean + error)


def difference(first: Array, second: Array) -> Interval:
    """The mean of independent values less that of others, with its interval."""
    mean = float(np.mean(second) - np.mean(first))
    variance = np.var(first, ddof=1) / len(first) + np.var(second, ddof=1) / len(second)
    error = ERRORS * float(np.sqrt(variance))
    return Interval(mean, mean - error, mean + error)
