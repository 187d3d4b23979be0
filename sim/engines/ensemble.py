"""The compiled engine: chunks of wars in a pool of threads, the same wars as the Mesa engine.

The kernel runs without the interpreter's lock. A chunk takes under half a second, and between
chunks there is progress and the chance to stop. Rows come in the order of their replicates,
however many workers there are.
"""

from __future__ import annotations

import functools
import os
import threading
import time
from collections.abc import Iterator

import numpy as np

from sim.build import begin, build, empty_log, last_tick
from sim.cast import cast_of
from sim.engines.batch import Batch
from sim.engines.finished import Finished
from sim.engines.loop import compiled, fight_on, fight_wars
from sim.engines.ordered import Task, in_order
from sim.engines.packing import Packed, packed
from sim.kernel import world as w
from sim.kernel.chance import seed_words
from sim.kernel.log import Log
from sim.kernel.world import World
from sim.scenario.scenario import Scenario

CHUNK_SECONDS = 0.4  # what a chunk should take
EVENTS_AT_FIRST = 4096
FIRST_CHUNK = 8
LARGEST_CHUNK = 2048
TRUCES_PER_WAR = 16  # room to begin with; a chunk that runs out of it is fought again with more


class Bench:
    """What one thread fights on: a world in one block, and a log without events."""

    def __init__(self, scenario: Scenario, template: World) -> None:
        self.packed: Packed = packed(template)
        self.log: Log = empty_log(scenario.case, events=0, days=False)


class Ensemble:
    """Many wars of one scenario under one seed.

    Args:
        scenario: what is fought. Agents of one's own cannot take part: they run on Mesa.
        seed: of all luck.
        workers: threads; None: one per processor.
    """

    def __init__(self, scenario: Scenario, seed: int, workers: int | None = None) -> None:
        self.scenario = scenario
        self.seed = seed
        self.cast = cast_of(scenario.case)
        self.workers = workers or os.cpu_count() or 1
        template = build(scenario.case)
        template.war[0]["key0"], template.war[0]["key1"] = seed_words(seed)
        self.template = template
        self.bytes = packed(template).block
        self.ticks = last_tick(scenario.case)
        self.stop = np.zeros(1, np.int64)
        self.fight_wars = compiled(fight_wars)  # here, so that threads do not make it twice
        self.size = FIRST_CHUNK
        self._own = threading.local()

    def batches(self, first: int, count: int) -> Iterator[Batch]:
        """The wars in order, chunk by chunk; leaving the loop early stops the rest.

        Raises:
            KeyboardInterrupt: after Ctrl-C, once the wars that are over have been given.
        """
        self.stop[0] = 0
        tasks = self._tasks(first, first + count)
        for batch, _ in in_order(tasks, self.workers, self._halt, lambda one: one[1]):
            if len(batch.war):
                yield batch

    def _tasks(self, ahead: int, last: int) -> Iterator[Task[tuple[Batch, bool]]]:
        while ahead < last:
            size = self._next_size(last - ahead)
            yield functools.partial(self._whole, ahead, size)
            ahead += size

    def _whole(self, first: int, count: int) -> tuple[Batch, bool]:
        """A chunk, and whether it is whole."""
        batch = self.fight(first, count)
        return batch, len(batch.war) == count

    def _halt(self) -> None:
        self.stop[0] = 1

    def fight(self, first: int, count: int) -> Batch:
        """One chunk of wars, with as much room for agreements as it turns out to need."""
        room = TRUCES_PER_WAR
        while True:
            began = time.perf_counter()
            batch, done = self._fight(first, count, room)
            if done == count or self.stop[0] != 0:
                self._learn_size(count, time.perf_counter() - began)
                return batch
            room *= 4

    def _next_size(self, left: int) -> int:
        """Wars of the next chunk: smaller toward the end, so that all threads end together."""
        fair = max(left // (2 * self.workers), FIRST_CHUNK)
        return min(self.size, fair, left)

    def _learn_size(self, count: int, seconds: float) -> None:
        """Let chunks grow toward what fits into `CHUNK_SECONDS`."""
        fitting = int(count * CHUNK_SECONDS / max(seconds, 1e-9) / 2.0)
        self.size = max(1, min(fitting, 4 * self.size, LARGEST_CHUNK))

    def _fight(self, first: int, count: int, room: int) -> tuple[Batch, int]:
        bench = self._bench(room)
        world = bench.packed.world
        war = np.zeros(count, w.WAR_FIELDS)
        sides = np.zeros((count, *world.sides.shape), w.SIDE)
        belligerents = np.zeros((count, *world.belligerents.shape), w.BELLIGERENT)
        fronts = np.zeros((count, *world.fronts.shape), w.FRONT)
        alive = np.zeros((count, *world.truces.shape), w.TRUCE)
        truces = np.zeros(count * room, w.TRUCE)
        owner = np.zeros(count * room, np.int64)
        done, total = self.fight_wars(
            self.bytes, bench.packed.block, world, bench.log, first, count, self.ticks, war,
            belligerents, fronts, sides, alive, truces, owner, self.stop,
        )  # fmt: skip
        batch = Batch(
            self.scenario, self.cast, self.seed, first, war[:done],
            belligerents[:done], fronts[:done], sides[:done], alive[:done],
            truces[:total].copy(), owner[:total].copy(),
        )  # fmt: skip
        return batch, done

    def _bench(self, room: int) -> Bench:
        bench: Bench | None = getattr(self._own, "bench", None)
        if bench is None:
            bench = self._own.bench = Bench(self.scenario, self.template)
        wanted = max(64, 4 * room)
        if bench.log.truces.shape[0] < wanted:
            bench.log = bench.log._replace(truces=np.zeros(wanted, w.TRUCE))
        return bench


def fight_one(
    scenario: Scenario, seed: int, replicate: int, template: World | None = None
) -> Finished:
    """One war with its full log, compiled; fought again with more room if the log overflows.

    Args:
        template: what `build` makes of the scenario, where it is at hand.
    """
    template = build(scenario.case) if template is None else template
    events = EVENTS_AT_FIRST
    while True:
        world = packed(begin(template, seed, replicate)).world
        log = empty_log(scenario.case, events=events)
        fight_to_end(world, log, 0, last_tick(scenario.case))
        if log.counts[0] <= len(log.events) and log.counts[1] <= len(log.truces):
            return Finished(scenario, cast_of(scenario.case), world, log, seed, replicate)
        events *= 4


def fight_to_end(world: World, log: Log, tick: int, ticks: int) -> int:
    """Go on with any world, a copied one too, from step `tick`; returns the tick after the last."""
    return int(compiled(fight_on)(world, log, tick, ticks))
