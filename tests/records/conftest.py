"""A war made by hand: small enough to know every number of its record."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.cast import cast_of
from sim.engines.finished import Finished
from sim.kernel import log as logs
from sim.kernel import world as worlds
from sim.kernel.log import Log, emit
from sim.kernel.world import World
from sim.records.columns import TABLES
from sim.records.runs import Runs
from sim.records.tables import Collector
from sim.scenario.scenario import Scenario
from sim.scenario.schema import Case

CASE: dict[str, Any] = {
    "scenario": {
        "id": "two-sides",
        "name": "Two sides",
        "summary": "A war made by hand.",
        "seed": 5,
    },
    "belligerents": {
        "north": {"name": "North", "strength": 1.0, "death_cost": 0.001, "tolerance": 1000.0},
        "south": {"name": "South", "strength": 1.0, "death_cost": 0.001, "tolerance": 1000.0},
    },
    "states": {"norway": {"name": "Norway"}},
    "mediators": {
        "contact_group": {"name": "Contact Group", "members": {"norway": {"role": "chair"}}}
    },
    "fronts": {"river": {"parties": ["north", "south"], "positions": 4, "held": 2}},
}
NORTH, SOUTH, NORWAY, GROUP = 0, 1, 2, 3


def scenario_of(data: dict[str, Any]) -> Scenario:
    case = Case.model_validate(data)
    return Scenario(case, Path("two-sides.toml"), "# by hand", {}, data, {}, {}, {})


def empty_world(fronts: int) -> World:
    sizes = {
        "war": (worlds.WAR_FIELDS, 1), "on": (worlds.SWITCHES, 1), "rules": (worlds.CONSTANTS, 1),
        "belligerents": (worlds.BELLIGERENT, 2), "pairs": (worlds.PAIR, (2, 2)),
        "states": (worlds.STATE, 1), "ties": (worlds.TIE, (1, 2)),
        "relations": (worlds.RELATION, (1, 1)), "mediators": (worlds.MEDIATOR, 1),
        "members": (worlds.MEMBER, (1, 1)), "standing": (worlds.STANDING, (2, 1)),
        "invites": (worlds.INVITE, (1, 1)), "fronts": (worlds.FRONT, fronts),
        "sides": (worlds.SIDE, (fronts, 2)), "positions": (worlds.POSITION, (fronts, 4)),
        "issues": (worlds.ISSUE, 0), "truces": (worlds.TRUCE, fronts),
        "outside": (worlds.OUTSIDE, 0),
    }  # fmt: skip
    arrays = {name: np.zeros(shape, dtype) for name, (dtype, shape) in sizes.items()}
    rest = {name: np.zeros(0) for name in World._fields if name not in arrays}
    world = World(**arrays, **rest)
    world.fronts["second"] = SOUTH
    world.fronts["positions"] = 4
    world.fronts["line"] = 2
    world.truces["front"] = np.arange(fronts)
    return world


def empty_log(fronts: int, days: int) -> Log:
    log = Log(
        np.zeros(3, "i8"), np.zeros(50, logs.EVENT), np.zeros((50, logs.MAX_TERMS)),
        np.zeros(5, worlds.TRUCE), np.zeros((days + 2, fronts), logs.DAY_FRONT),
        np.zeros((days + 2, 2), logs.DAY_SIDE),
    )  # fmt: skip
    log.counts[2] = days
    return log


def truce(number: int, announced: float, effective: float, **fields: Any) -> Any:
    row = np.zeros(1, worlds.TRUCE)[0]
    for name in (
        "first_incident",
        "first_accusation_first",
        "first_accusation_second",
        "ended_hour",
    ):
        row[name] = worlds.NEVER
    for name in ("broker", "acting", "violator", "verdict", "verdict_author", "public_verdict"):
        row[name] = -1
    row["number"], row["truce_class"] = number, 1
    row["announced_hour"], row["effective_hour"] = announced, effective
    for name, value in fields.items():
        row[name] = value
    return row


def by_hand(replicate: int = 0) -> Finished:
    """Ten days: a truce brokered by Norway that the south breaks, then one that lasts."""
    scenario = scenario_of(CASE)
    world, log = empty_world(1), empty_log(1, 10)
    world.belligerents["losses"] = (120.0, 80.0 + replicate)
    world.fronts["civilian_deaths"], world.fronts["displaced"] = 7.0, 1500.0
    world.fronts["taken"], world.fronts["share_now"] = 0.25, 0.25
    world.fronts["status"] = worlds.TRUCE_HOLDS
    world.war["engagements"], world.war["truces"] = 9, 2
    world.war["over"], world.war["ended_hour"] = 1, 240.0
    log.truces[0] = truce(
        0, 60.0, 72.5, broker=0, acting=0, mode=logs.MEDIATED, truce_class=2, violator=SOUTH,
        first_incident=72.6, first_accusation_first=72.75, blamed_by_first=3.0,
        public_verdict=SOUTH,
        ended_hour=96.5, cause=logs.BROKEN, monitors=40.0, guarantee=0.2,
    )  # fmt: skip
    log.counts[1] = 1
    world.truces[0] = truce(1, 120.0, 132.0, mode=logs.DIRECT_TALKS, active=1)
    emit(log, 10, 60.0, logs.RESPONSE, SOUTH, GROUP, 0, 1.0, RESPONSE)
    emit(log, 12, 73.0, logs.VERDICT, GROUP, SOUTH, 0, 1.0, (1.0, 0.9))
    emit(log, 16, 96.5, logs.COLLAPSE, SOUTH, NORTH, 0, 0.0, COLLAPSE)
    emit(log, 17, 99.0, logs.RIPE, -1, -1, 0, 1.0, (0.4, 0.5, 0.5, 0.5))
    log.day_fronts["line"], log.day_fronts["range_width"] = 2, 0.5
    log.day_fronts["ripe"][4] = 1
    log.day_sides["deaths"][:10] = (12.0, 8.0)
    return Finished(scenario, cast_of(scenario.case), world, log, 5, replicate)


# keep = 0.6 * 0.5 + 0.4 * (0.3 - 0.05) ; break = 0.6 * (0.3 + 0.05) + 0.4 * 0.3
RESPONSE = (0.40, 0.33, 0.28, 0.05, 0.02, 0.3, 0.5, 0.6, 0.8, 0.0, 0.0, 0.1, 0.05)
COLLAPSE = (1.0, 0.30, 0.35, 0.01, 0.5, 3.0, 24.0)


@pytest.fixture
def finished() -> Callable[[int], Finished]:
    """Wars made by hand, by number."""
    return by_hand


@pytest.fixture
def runs() -> Runs:
    """Two wars made by hand, all tables kept."""
    collector = Collector(by_hand(0).cast)
    for replicate in (0, 1):
        collector.add(by_hand(replicate))
    frames = {name: collector.frame(name) for name in TABLES}
    when = "2020-01-01T00:00:00+00:00"
    return Runs(scenario_of(CASE), 5, 0, 2, "mesa", frames, dict.fromkeys(TABLES, 2), when, when)


@pytest.fixture
def two_fronts() -> Finished:
    """The war made by hand, with a second front that is decided on the ninth day."""
    one = by_hand()
    ridge = {"parties": ["north", "south"], "positions": 4, "held": 2}
    scenario = scenario_of(CASE | {"fronts": CASE["fronts"] | {"ridge": ridge}})
    world, log = empty_world(2), empty_log(2, 10)
    for name in ("belligerents", "war"):
        getattr(world, name)[:] = getattr(one.world, name)
    world.fronts[0], world.truces[0] = one.world.fronts[0], one.world.truces[0]
    world.fronts["status"][1], world.fronts["line"][1] = worlds.DECIDED, 0
    world.fronts["decided_hour"][1] = 200.0
    log.truces[0] = one.log.truces[0]
    log.counts[1] = 1
    log.day_fronts["range_width"][:, 0] = 0.5
    emit(log, 33, 200.0, logs.DECISION, SOUTH, NORTH, 1, 0.0, (0.0,))
    return Finished(scenario, cast_of(scenario.case), world, log, 5, 0)
