"""Many wars for the page: shares of outcomes, what they cost, how long truces lived."""

from abc import ABC, abstractmethod
from typing import Any, NamedTuple

import numpy as np

from sim.build import last_tick
from sim.cast import cast_of
from sim.classroom.answers import finite
from sim.classroom.branching import Parting
from sim.classroom.engine import Engine
from sim.engines.ensemble import Ensemble
from sim.engines.futures import Futures
from sim.records.plan import Plan
from sim.records.runs import Runs
from sim.records.simulate import collected, now
from sim.records.tables import Collector
from sim.report.labels import outcome_words
from sim.scenario.scenario import Scenario
from sim.studies.survival import COLLAPSED, curve

MOST_POINTS = 160  # of a curve that is drawn


class Series(ABC):
    """Wars of one branch, fought piece by piece, and their tables."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.scenario, self.seed = scenario, seed
        self.collector = Collector(cast_of(scenario.case))

    @abstractmethod
    def go_on(self, first: int, count: int) -> None:
        """Fight so many wars more."""

    @abstractmethod
    def cancel(self) -> None:
        """End the piece that is being fought early, where that can be done."""

    def runs(self, count: int) -> Runs:
        """The tables of the wars fought."""
        plan = Plan(self.scenario, self.seed, 0, count, "compiled", {})
        return collected(self.collector, plan, now())


class Whole(Series):
    """Wars from their first day."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        super().__init__(scenario, seed)
        self._ensemble = Ensemble(scenario, seed, workers=1)

    def go_on(self, first: int, count: int) -> None:
        """Fight so many wars more."""
        self.collector.add_batch(self._ensemble.fight(first, count))

    def cancel(self) -> None:
        """Stop after the war that is being fought."""
        self._ensemble.stop[0] = 1


class OfAMoment(Series):
    """Futures of a moment."""

    def __init__(self, futures: Futures) -> None:
        super().__init__(futures.scenario, futures.seed)
        self._futures = futures

    def go_on(self, first: int, count: int) -> None:
        """Fight so many futures more."""
        self.collector.add_batch(self._futures.fight(first, count))

    def cancel(self) -> None:
        """Nothing: a piece is soon over."""


def both_futures(engine: Engine, parting: Parting, seed: int) -> list[Series]:
    """Futures of a moment, as it was and changed."""
    pairs = (
        (parting.before, parting.base.world),
        (parting.after, parting.changed.world),
    )
    series: list[Series] = []
    for scenario, world in pairs:
        ticks = last_tick(scenario.case)
        futures = Futures(scenario, world, seed, parting.base.tick, ticks, engine.fight_on)
        series.append(OfAMoment(futures))
    return series


class Shown(NamedTuple):
    """A curve of survival with its band; hours after entry into force."""

    hours: list[float]
    share: list[float]
    low: list[float | None]
    high: list[float | None]
    truces: int
    collapsed: int


def summary(runs: Runs) -> dict[str, Any]:
    """What the page draws of many wars."""
    outcomes = {
        name: {**row, "words": outcome_words(runs.scenario, name)}
        for name, row in runs.outcomes().items()
    }
    survival = survival_of(runs)
    return {
        "wars": runs.fought,
        "outcomes": outcomes,
        "measures": runs.measures(),
        "survival": None if survival is None else survival._asdict(),
    }


def survival_of(runs: Runs) -> Shown | None:
    """How long truces lived, whoever brokered them; None where none was signed."""
    truces = runs.truces
    lives = truces["lifetime_days"].to_numpy(dtype=np.float64)
    known = np.isfinite(lives)
    if not known.any():
        return None
    collapsed = truces["cause"].isin(COLLAPSED).to_numpy(dtype=bool)
    fitted = curve(runs.scenario.id, "all", lives[known], collapsed[known])
    places = np.unique(
        np.linspace(0, len(fitted.days) - 1, min(MOST_POINTS, len(fitted.days))).astype(int)
    )
    return Shown(
        [24.0 * float(fitted.days[k]) for k in places],
        [float(fitted.holding[k]) for k in places],
        [finite(float(fitted.low[k])) for k in places],
        [finite(float(fitted.high[k])) for k in places],
        fitted.truces,
        fitted.collapsed,
    )


def changed_outcomes(first: Runs, second: Runs) -> int:
    """In how many wars the two branches end differently, war by war under the same luck."""
    ours, theirs = first.runs["outcome"], second.runs["outcome"]
    return int((ours.to_numpy() != theirs.to_numpy()).sum())
