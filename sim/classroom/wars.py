"""One war for the page: fought, put into tables, told, and written as JSON; kept for the next."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sim.build import begin, build, empty_log, last_tick
from sim.cast import cast_of
from sim.classroom.answers import UNUSABLE, Refusal, encoded
from sim.classroom.engine import Engine
from sim.classroom.limits import refuse_too_large
from sim.engines.finished import Finished
from sim.engines.futures import OutOfTime, go_on
from sim.kernel.log import Log
from sim.kernel.world import World
from sim.records.plan import Plan
from sim.records.runs import Runs
from sim.records.simulate import collected, now
from sim.records.tables import Collector
from sim.report.replay import replay
from sim.report.story import tell
from sim.report.war import War, war_of
from sim.scenario.scenario import Scenario

LOG = logging.getLogger("sim.classroom")
KEPT_BYTES = 64_000_000
TABLES = ("runs", "truces", "days", "events")
EVENTS_AT_FIRST = 4096


@contextmanager
def computable() -> Iterator[None]:
    """Numbers too extreme to compute with are the asker's to mend.

    Raises:
        Refusal: something overflowed, or is not finite.
    """
    try:
        yield
    except (ArithmeticError, ValueError) as error:
        LOG.info("not computed: %r", error)
        raise Refusal(
            UNUSABLE, "this cannot be computed with these numbers", hint="less extreme values"
        ) from None


def fought(engine: Engine, scenario: Scenario, seed: int, replicate: int) -> Finished:
    """One war, from its first step to its end.

    Raises:
        Refusal: it is too large, or takes too long.
    """
    refuse_too_large(scenario.case)
    with computable():
        world = begin(build(scenario.case), seed, replicate)
    world, log = on_to(
        engine, world, empty_log(scenario.case, EVENTS_AT_FIRST), 0, last_tick(scenario.case)
    )
    return Finished(scenario, cast_of(scenario.case), world, log, seed, replicate)


def on_to(engine: Engine, world: World, log: Log, first: int, last: int) -> tuple[World, Log]:
    """A copy of a war, fought on within the time that there is.

    Raises:
        Refusal: it takes too long.
    """
    try:
        with computable():
            return go_on(world, log, first, last, engine.seconds, engine.fight_on)
    except OutOfTime:
        raise Refusal(
            UNUSABLE, "this war takes too long", allowed=f"{engine.seconds:g} seconds",
            hint="a shorter horizon, longer steps, fewer engagements",
        ) from None  # fmt: skip


def tables(finished: Finished) -> Runs:
    """The tables of one war."""
    collector = Collector(finished.cast)
    collector.take(finished, dict.fromkeys(TABLES, 1))
    plan = Plan(finished.scenario, finished.seed, finished.replicate, 1, "compiled", {})
    return collected(collector, plan, now())


def war(finished: Finished) -> War:
    """A war as figures and pages need it."""
    return war_of(finished.scenario, tables(finished))


def document(one: War) -> dict[str, Any]:
    """A war as the page draws it: the very document that a report embeds."""
    return replay(one, list(tell(one.events, one.scenario)))


def written(finished: Finished) -> bytes:
    """A war as JSON."""
    with computable():
        return encoded(document(war(finished)))


class Kept:
    """Answers that were made before, the latest of them, up to a number of bytes."""

    def __init__(self, most: int = KEPT_BYTES) -> None:
        self._most = most
        self._size = 0
        self._answers: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The answer under a key, made if it is not there."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
        made = make()
        with self._lock:
            if key not in self._answers and len(made) <= self._most:
                self._answers[key] = made
                self._size += len(made)
            while self._size > self._most:
                _, oldest = self._answers.popitem(last=False)
                self._size -= len(oldest)
        return made
