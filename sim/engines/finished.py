"""A war that has been fought: what records are made from."""

from typing import NamedTuple

from sim.cast import Cast
from sim.kernel.log import Log
from sim.kernel.world import World
from sim.scenario.scenario import Scenario


class Finished(NamedTuple):
    """One replicate of a scenario, fought to its end."""

    scenario: Scenario
    cast: Cast
    world: World
    log: Log
    seed: int
    replicate: int
