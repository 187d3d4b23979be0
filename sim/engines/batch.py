"""What many wars of one scenario leave behind, as arrays: the source of the tables of a sweep."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.cast import Cast
from sim.engines.finished import Finished
from sim.kernel.world import Array
from sim.scenario.scenario import Scenario


class Batch(NamedTuple):
    """The ends of R wars with consecutive replicate numbers, and their K finished agreements.

    Attributes:
        first: replicate number of the first war.
        war: (R,) clock and counts. belligerents: (R, B). fronts: (R, F). sides: (R, F, 2).
        alive: (R, F) the agreement on each front, where its `active` is 1.
        truces: (K,) agreements that ended, in order. owner: (K,) row of the war of each.
    """

    scenario: Scenario
    cast: Cast
    seed: int
    first: int
    war: Array
    belligerents: Array
    fronts: Array
    sides: Array
    alive: Array
    truces: Array
    owner: Array

    @property
    def replicates(self) -> Array:
        """Replicate number of each war."""
        return np.arange(self.first, self.first + len(self.war))


def batch_of(finished: Finished) -> Batch:
    """A batch of one war, as the Mesa engine leaves it."""
    world, log = finished.world, finished.log
    ended = log.truces[: int(log.counts[1])]
    return Batch(
        finished.scenario, finished.cast, finished.seed, finished.replicate,
        world.war.copy(), world.belligerents[None].copy(), world.fronts[None].copy(),
        world.sides[None].copy(), world.truces[None].copy(), ended.copy(),
        np.zeros(len(ended), np.int64),
    )  # fmt: skip
