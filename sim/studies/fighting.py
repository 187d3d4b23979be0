"""Wars of one scenario as batches, whichever engine fights them, with a chance to stop."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from sim.records.arguments import WORTH_COMPILING, the_engine
from sim.records.draws import Draws
from sim.scenario.scenario import Scenario

if TYPE_CHECKING:
    from sim.engines.batch import Batch

LOG = logging.getLogger("sim")

Stop = Callable[[], bool]
Batches = Iterator["Batch"]
Fight = Callable[[int, int, Stop], Batches]  # first replicate, how many, whether to stop


def never() -> bool:
    """Whether to stop: no."""
    return False


def chosen_engine(engine: str, wars: int) -> str:
    """The engine that will fight so many wars: the same on every machine that fights a part.

    Raises:
        ScenarioError: when there is no such engine.
    """
    asked = the_engine(engine)
    if asked == "auto":
        return "compiled" if wars >= WORTH_COMPILING else "mesa"
    return asked


def ready(scenario: Scenario, engine: str) -> None:
    """Have the compiler done before threads fight; says so where that takes a minute."""
    if engine == "compiled":
        from sim.engines.ready import make_ready

        make_ready(scenario, LOG.warning)


def fighter(scenario: Scenario, seed: int, engine: str, draws: Draws | None = None) -> Fight:
    """What fights wars of a scenario, in the order of their numbers; threads may share it.

    Args:
        draws: where their parameters come from, if they are drawn.
    """
    if draws is not None:
        return _drawn(scenario, seed, engine, draws)
    return _compiled(scenario, seed) if engine == "compiled" else _mesa(scenario, seed)


def _drawn(scenario: Scenario, seed: int, engine: str, draws: Draws) -> Fight:
    def fight(first: int, count: int, stop: Stop) -> Batches:
        for start, size in draws.pieces(first, count):
            yield from fighter(draws.within(scenario, start), seed, engine)(start, size, stop)
            if stop():
                return

    return fight


def _mesa(scenario: Scenario, seed: int) -> Fight:
    from sim.engines.batch import batch_of
    from sim.records.simulate import wars

    def fight(first: int, count: int, stop: Stop) -> Batches:
        for finished in wars(scenario, seed, first, count):
            yield batch_of(finished)
            if stop():
                return

    return fight


def _compiled(scenario: Scenario, seed: int) -> Fight:
    from sim.engines.ensemble import Ensemble

    ensemble = Ensemble(scenario, seed, workers=1)

    def fight(first: int, count: int, stop: Stop) -> Batches:
        last = first + count
        while first < last and not stop():
            batch = ensemble.fight(first, min(ensemble.size, last - first))
            first += len(batch.war)
            yield batch

    return fight
