"""Wars fought for tests, by either engine, and a comparison of what they leave."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.build import begin, build, empty_log, last_tick
from sim.engines.model import CeasefireModel
from sim.kernel.log import Log
from sim.kernel.world import World
from sim.scenario.scenario import Scenario

Array = NDArray[Any]
Fight = Callable[[World, Log, int], int]
CLOSE = 1e-12


class War(NamedTuple):
    """A war as far as it was fought."""

    world: World
    log: Log
    ticks: int


def by_mesa(scenario: Scenario, seed: int = 1, replicate: int = 0, ticks: int = 100_000) -> War:
    """A war of Mesa agents, to its end or for so many steps."""
    model = CeasefireModel(case=scenario, rng=seed, replicate=replicate)
    while model.running and model.tick < ticks:
        model.step()
    return War(model.world, model.log, model.tick)


def by_loop(
    fight: Fight, scenario: Scenario, seed: int = 1, replicate: int = 0, ticks: int = 100_000
) -> War:
    """The same war in the compiled loop; fought again with more room if its log overflows."""
    template = build(scenario.case)
    room = 512
    while True:
        world, log = begin(template, seed, replicate), empty_log(scenario.case, events=room)
        fought = fight(world, log, min(ticks, last_tick(scenario.case)))
        if log.counts[0] <= len(log.events) and log.counts[1] <= len(log.truces):
            return War(world, log, fought)
        room *= 4


def record(war: War) -> dict[str, Array]:
    """All that a war leaves, by name: rows written, nothing beyond them."""
    events, truces, days = (int(count) for count in war.log.counts)
    tables = {
        "events": war.log.events[:events],
        "terms": war.log.terms[:events],
        "truces": war.log.truces[:truces],
        "day_fronts": war.log.day_fronts[:days],
        "day_sides": war.log.day_sides[:days],
    }
    apart = ("scratch",)  # working room, no part of the state
    return tables | {k: v for k, v in war.world._asdict().items() if k not in apart}


def columns(name: str, table: Array) -> Iterator[tuple[str, Array]]:
    """The columns of a table, by name."""
    if table.dtype.names is None:
        yield name, table
        return
    for field in table.dtype.names:
        yield f"{name}.{field}", table[field]


def assert_same(one: War, other: War) -> None:
    """Both wars left the same: whole numbers equal, others within 1e-12."""
    mine, theirs = record(one), record(other)
    assert list(mine["events"]["kind"]) == list(theirs["events"]["kind"])
    for name, table in mine.items():
        assert table.shape == theirs[name].shape, name
        for label, values in columns(name, table):
            field = label.partition(".")[2]
            against = theirs[name][field] if field else theirs[name]
            assert np.isfinite(values).all(), label
            if values.dtype.kind == "i":
                np.testing.assert_array_equal(values, against, err_msg=label)
            else:
                np.testing.assert_allclose(values, against, rtol=CLOSE, atol=CLOSE, err_msg=label)
    assert one.ticks == other.ticks
