"""Wars of a scenario under its own seed: their ends, or one by one with their logs."""

from collections.abc import Mapping
from typing import Any

from sim.build import build, empty_log, last_tick
from sim.engines.batch import Batch
from sim.engines.ensemble import Ensemble, fight_to_end
from sim.engines.loop import compiled
from sim.engines.packing import packed
from sim.kernel.chance import seed_words
from sim.kernel.log import Log
from sim.kernel.phases.opening import open_war
from sim.kernel.world import World
from sim.scenario.loading import load
from sim.scenario.scenario import Scenario

Settings = Mapping[str, Any]
EVENTS = 2048


def ends(name: str, count: int, settings: Settings) -> Batch:
    """How replicates 0, 1, ... of a shipped scenario ended, fought by the compiled engine."""
    scenario = load(name, set=dict(settings))
    ensemble = Ensemble(scenario, scenario.case.scenario.seed, workers=1)
    return ensemble.fight(0, count)


class Bench:
    """Where the wars of one scenario are fought one after another, with their logs.

    What `fight` returns is overwritten by the next war.
    """

    def __init__(
        self, scenario: Scenario, seed: int, events: int = EVENTS, days: bool = False
    ) -> None:
        template = build(scenario.case)
        template.war[0]["key0"], template.war[0]["key1"] = seed_words(seed)
        self.scenario = scenario
        self._packed = packed(template)
        self._start = self._packed.block.copy()
        self._days = days
        self._log = empty_log(scenario.case, events, days)
        self._ticks = last_tick(scenario.case)
        self._open = compiled(open_war)

    def fight(self, replicate: int) -> tuple[World, Log]:
        """One war, whole; with more room where its log overflows."""
        while True:
            world, log = self._packed.world, self._log
            self._packed.block[:] = self._start
            world.war[0]["replicate"] = replicate
            log.counts[:] = 0
            self._open(world)
            fight_to_end(world, log, 0, self._ticks)
            if log.counts[0] <= len(log.events) and log.counts[1] <= len(log.truces):
                return world, log
            self._log = empty_log(self.scenario.case, 4 * len(log.events), self._days)
