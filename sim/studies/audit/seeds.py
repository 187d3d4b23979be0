"""Whether a seed binds: the same seed the same wars, whoever fights them; another seed others."""

from typing import Any, NamedTuple

import numpy as np

from sim.cast import cast_of
from sim.records.hashing import table_hash
from sim.records.plan import Plan
from sim.records.simulate import collected, now, pieces
from sim.records.tables import Collector
from sim.scenario.scenario import Scenario
from sim.studies.audit.field import Field
from sim.studies.audit.rows import difference

LOGGED = 20  # wars whose days and events are hashed too
WORKERS = 3  # threads the second time; their chunks are of other sizes


class Seeds(NamedTuple):
    """What was found.

    Attributes:
        again: the tables are the same, value by value, when fought again.
        workers: and with another number of threads.
        others: share of wars that differ under another seed.
        hashes: SHA-256 of each table.
    """

    seed: int
    wars: int
    again: bool
    workers: bool
    other_seed: int
    others: float
    hashes: dict[str, str]

    @property
    def bind(self) -> bool:
        """Whether the seed decides the wars, all of them and nothing else."""
        return self.again and self.workers and self.others > 0.0

    def as_dict(self) -> dict[str, Any]:
        """As `sim check --audit --json` prints it."""
        return {"bind": self.bind, **self._asdict()}


def check_seeds(field: Field) -> Seeds:
    """Fight the same wars three times, and others once."""
    scenario, seed, wars = field.scenario, field.seed, field.wars
    first = hashes(scenario, seed, wars, 1)
    field.tell(wars)
    again = hashes(scenario, seed, wars, 1)
    field.tell(wars)
    workers = hashes(scenario, seed, wars, WORKERS)
    field.tell(wars)
    other_seed = (seed + 1) % 2**64
    other = Field(scenario, other_seed, wars, field.tell)
    differs = difference(field.base(wars), other.rows(scenario, wars)).either
    return Seeds(
        seed, wars, first == again, first == workers, other_seed, float(np.mean(differs)), first
    )


def hashes(scenario: Scenario, seed: int, wars: int, workers: int) -> dict[str, str]:
    """The hash of each table: `runs` and `truces` of all wars, `days` and `events` of some."""
    plan = Plan(scenario, seed, 0, wars, "compiled")
    logged = min(LOGGED, wars)
    wanted = {"runs": wars, "truces": wars, "days": logged, "events": logged}
    started = now()
    collector = Collector(cast_of(scenario.case))
    for piece in pieces(plan, wanted, workers=workers):
        collector.take(piece, wanted)
    frames = collected(collector, plan, started).frames
    return {name: table_hash(frame) for name, frame in frames.items()}
