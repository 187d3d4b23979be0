"""Wars of a scenario with some of its values changed, always under the same luck."""

import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sim.build import build
from sim.engines.ensemble import Ensemble, fight_one
from sim.engines.finished import Finished
from sim.scenario.points import at_point
from sim.scenario.scenario import Scenario
from sim.studies.audit.rows import Rows, rows_of

Events = list[bytes]  # one entry per war
Tell = Callable[[int], object]  # so many wars were fought


class Stopped(Exception):
    """The audit was told to stop."""


def nobody(wars: int) -> None:
    """Tell nobody."""


class Field:
    """Where a scenario's wars are fought for an audit; threads may share it.

    Args:
        scenario: as it stands. seed: of all luck. wars: of each arm.
        tell: called with the number of wars of each chunk that has been fought.
    """

    def __init__(self, scenario: Scenario, seed: int, wars: int, tell: Tell = nobody) -> None:
        self.scenario = scenario
        self.seed = seed
        self.wars = wars
        self.tell = tell
        self.stop = threading.Event()
        self._base: dict[int, Rows] = {}
        self._events: Events = []

    def changed(self, values: Mapping[str, Any]) -> Scenario:
        """The scenario with values set. Raises ScenarioError when it refuses them."""
        return at_point(self.scenario, values) if values else self.scenario

    def rows(self, scenario: Scenario, wars: int) -> Rows:
        """The first so many wars of a scenario. Raises Stopped."""
        ensemble = Ensemble(scenario, self.seed, workers=1)
        batches, first = [], 0
        while first < wars:
            if self.stop.is_set():
                raise Stopped
            batches.append(ensemble.fight(first, min(ensemble.size, wars - first)))
            first += len(batches[-1].war)
            self.tell(len(batches[-1].war))
        return rows_of(batches)

    def base(self, wars: int) -> Rows:
        """The scenario's own wars, fought once."""
        if wars not in self._base:
            self._base[wars] = self.rows(self.scenario, wars)
        return self._base[wars]

    def logged(self, scenario: Scenario, wars: int) -> Iterator[Finished]:
        """The first so many wars with all their events. Raises Stopped."""
        template = build(scenario.case)
        for replicate in range(wars):
            if self.stop.is_set():
                raise Stopped
            yield fight_one(scenario, self.seed, replicate, template)
            self.tell(1)

    def events(self, scenario: Scenario, wars: int) -> Events:
        """All events of the first so many wars, with their terms, byte for byte."""
        if scenario is self.scenario and len(self._events) == wars:
            return self._events
        found = []
        for finished in self.logged(scenario, wars):
            log, count = finished.log, int(finished.log.counts[0])
            found.append(log.events[:count].tobytes() + log.terms[:count].tobytes())
        if scenario is self.scenario:
            self._events = found
        return found
