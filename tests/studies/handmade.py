"""A war written down by hand: three truces that fell, then an agreement that holds."""

from typing import Any

import numpy as np

from sim.build import begin, build, empty_log
from sim.cast import cast_of
from sim.engines.finished import Finished
from sim.kernel import log as logs
from sim.kernel import world as w
from sim.scenario import load

DEATHS = [60.0, 30.0, 40.0, 100.0, 50.0, 60.0, 80.0, 50.0, 60.0, 70.0, 40.0, 2.0, 1.0, 3.0, 0.0]
TAKEN = ((5.0, 22), (30.0, 21), (100.0, 20))  # hour, position: the last three of the front


def truce(number: int, effective: float, ended: float, accused: float, **fields: float) -> Any:
    """A row of the log's truces; fell at `ended`, first accusation so many hours after."""
    row = np.zeros(1, w.TRUCE)[0]
    row["number"], row["effective_hour"], row["ended_hour"] = number, effective, ended
    row["terms"], row["cause"] = w.PRISONERS, logs.BROKEN
    row["first_accusation_first"] = w.NEVER
    row["first_accusation_second"] = effective + accused
    for name, value in fields.items():
        row[name] = value
    return row


FELL = (
    truce(0, 84.0, 90.0, 0.1),
    truce(1, 120.0, 140.0, 0.5, mode=logs.UNILATERAL),  # nobody's agreement
    truce(2, 168.0, 168.5, 0.2, terms=w.PRISONERS | w.MONITORS),  # watched
    truce(3, 175.0, 174.0, 0.2, cause=logs.SUPERSEDED),  # overtaken before it took effect
    truce(4, 180.0, 240.0, w.NEVER),
)


def settled(replicate: int = 0, ended: bool = True) -> Finished:
    """The war; without its last agreement if not `ended`."""
    scenario = load("karabakh-2020")
    world, log = begin(build(scenario.case), 1, replicate), empty_log(scenario.case)
    first, second = int(world.fronts[0]["first"]), int(world.fronts[0]["second"])
    log.counts[:] = len(TAKEN), len(FELL), len(DEATHS)
    for k, row in enumerate(FELL):
        log.truces[k] = row
    log.day_sides[: len(DEATHS), first]["deaths"] = DEATHS
    world.belligerents[first]["losses"] = sum(DEATHS)
    world.belligerents[second]["losses"] = 500.0
    front = world.fronts[0]
    for k, (hour, position) in enumerate(TAKEN):
        event = log.events[k]
        event["kind"], event["hour"], event["value"] = logs.POSITION_TAKEN, hour, position
        event["actor"], event["target"] = second, first
        front["taken"] += world.positions[0, position]["share"]
    front["share_now"] = front["share_start"] - front["taken"] - 0.4  # handed over
    if ended:
        front["status"] = w.SETTLED
        lasting = truce(5, 265.0, 0.0, w.NEVER, active=1, settlement=1)
        lasting["terms"] = w.LINE | w.PEACEKEEPERS | w.PRISONERS
        world.truces[0] = lasting
    return Finished(scenario, cast_of(scenario.case), world, log, 1, replicate)
