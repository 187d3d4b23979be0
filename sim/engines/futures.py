"""A war fought on from any moment: step by step within a time, or many times with other luck."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from sim.build import empty_log
from sim.cast import cast_of
from sim.engines.batch import Batch
from sim.engines.loop import fight_on
from sim.engines.packing import packed
from sim.kernel import world as w
from sim.kernel.log import Log
from sim.kernel.world import World, copy_world
from sim.scenario.scenario import Scenario

SLICE = 64  # steps between two looks at the clock
MOST_EVENTS = 2**17  # of one war
TRUCES_AT_FIRST = 64

FightOn = Callable[[World, Log, int, int], int]


class OutOfTime(Exception):
    """A war took longer than it may, or left more events than are kept."""


def go_on(
    world: World, log: Log, first: int, last: int, seconds: float, on: FightOn = fight_on
) -> tuple[World, Log]:
    """A copy of a war and its record, fought on from step `first` until step `last` is to come.

    Args:
        seconds: how long that may take.
        on: `fight_on`, or the same compiled. Both fight the same war.

    Raises:
        OutOfTime: it took longer, or there was more to record than is kept.
    """
    end = time.monotonic() + seconds
    while True:
        there, record = packed(copy_world(world)).world, Log(*[part.copy() for part in log])
        tick = first
        while tick < last and there.war[0]["over"] == 0:
            if time.monotonic() > end:
                raise OutOfTime
            tick = on(there, record, tick, min(tick + SLICE, last))
        if record.counts[0] <= len(record.events) and record.counts[1] <= len(record.truces):
            return there, record
        log = _roomier(log)
        if len(log.events) > MOST_EVENTS:
            raise OutOfTime


def _roomier(log: Log) -> Log:
    """The same record with four times the room."""
    parts = {}
    for name in ("events", "terms", "truces"):
        old = getattr(log, name)
        parts[name] = np.zeros((4 * len(old), *old.shape[1:]), old.dtype)
        parts[name][: len(old)] = old
    return log._replace(**parts)


class Futures:
    """Many futures of one moment: one past, hidden traits included; later luck differs.

    Args:
        scenario: what the world is of.
        world: before step `tick`; it is not changed. seed: of its luck.
        on: `fight_on`, or the same compiled.
    """

    def __init__(
        self, scenario: Scenario, world: World, seed: int, tick: int, ticks: int, on: FightOn
    ) -> None:
        self.scenario, self.seed = scenario, seed
        self.tick, self.ticks, self.on = tick, ticks, on
        self.cast = cast_of(scenario.case)
        self.bytes = packed(world).block
        self.bench = packed(world)
        self.log = empty_log(scenario.case, events=0, days=False)

    def fight(self, first: int, count: int) -> Batch:
        """The futures with the luck of replicates `first` to `first + count - 1`."""
        ends = [self._one(first + k) for k in range(count)]
        world = self.bench.world
        owner = np.repeat(np.arange(count), [len(truces) for *_, truces in ends])
        parts = [
            np.stack([end[k] for end in ends]) if ends else np.zeros((0, *like.shape), like.dtype)
            for k, like in enumerate(
                (world.war[0], world.belligerents, world.fronts, world.sides, world.truces)
            )
        ]
        war, belligerents, fronts, sides, alive = parts
        finished = np.concatenate([np.zeros(0, w.TRUCE), *(end[-1] for end in ends)])
        return Batch(
            self.scenario, self.cast, self.seed, first, war, belligerents, fronts, sides, alive,
            finished, owner,
        )  # fmt: skip

    def _one(self, replicate: int) -> tuple[w.Array, ...]:
        world = self.bench.world
        while True:
            self.bench.block[:] = self.bytes
            self.log.counts[:] = 0
            world.war[0]["replicate"] = replicate
            if world.war[0]["over"] == 0:
                self.on(world, self.log, self.tick, self.ticks)
            ended = int(self.log.counts[1])
            if ended <= len(self.log.truces):
                break
            self.log = self.log._replace(truces=np.zeros(4 * ended, w.TRUCE))
        kept = (world.war[0], world.belligerents, world.fronts, world.sides, world.truces)
        return (*(array.copy() for array in kept), self.log.truces[:ended].copy())
