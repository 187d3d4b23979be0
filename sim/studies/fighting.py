"""Wars of one scenario as batches, whichever engine fights them, with a chance to stop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from sim.scenario.errors import did_you_mean, refusal
from sim.scenario.scenario import Scenario

if TYPE_CHECKING:
    from sim.engines.batch import Batch

ENGINES = ("auto", "mesa", "compiled")
WORTH_COMPILING = 2000  # wars: fewer are fought by Mesa before the compiler is done

Stop = Callable[[], bool]
Batches = Iterator["Batch"]
Fight = Callable[[int, int, Stop], Batches]  # first replicate, how many, whether to stop


def never() -> bool:
    """Whether to stop: no."""
    return False


def chosen_engine(engine: str, wars: int) -> str:
    """The engine that will fight so many wars.

    Raises:
        ScenarioError: when there is no such engine.
    """
    if engine not in ENGINES:
        hint = did_you_mean(engine, ENGINES)
        raise refusal(
            "--engine", "no such engine", found=engine, allowed=", ".join(ENGINES), hint=hint
        )
    if engine == "auto":
        return "compiled" if wars >= WORTH_COMPILING else "mesa"
    return engine


def fighter(scenario: Scenario, seed: int, engine: str) -> Fight:
    """What fights wars of a scenario, in the order of their numbers; threads may share it."""
    return _compiled(scenario, seed) if engine == "compiled" else _mesa(scenario, seed)


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
