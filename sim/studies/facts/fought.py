"""The wars of an arm: a population fought by the compiled engine, and what is kept of it."""

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.cast import Cast, cast_of
from sim.kernel.log import ADVICE, TALKS, Log
from sim.kernel.world import TRUCE, WAR, Array, World
from sim.scenario.points import at_point
from sim.scenario.schema import Case
from sim.studies.design import design_points
from sim.studies.facts.wars import Bench
from sim.studies.study import Study, Value

Ints = NDArray[np.int64]
Landed = Callable[[int], None]  # told of wars that were fought
HOURS = 24.0
TALK = np.dtype([("war", "i8"), ("mediator", "i8"), ("hour", "f8")])
TOLD = np.dtype([("war", "i8"), ("weak", "f8"), ("before", "f8"), ("after", "f8")])


class Wars(NamedTuple):
    """All wars of an arm, in the order of points and replicates.

    Attributes:
        points: how many points the population has.
        case, cast: of the scenario at its first point (the same actors at all).
        point: (n,) point of each war. ended: (n,) hour at which its run ended.
        truces, owner: (k,) all agreements, in order, and the war of each.
        talks: rounds that both sides came to. told: advice to the first side, and its beliefs.
        deaths: (n, days, 2) killed on a day, first and second side of the first front.
        ripe, at_war: (n, days) state of the first front at the end of a day.
        lasted: (n,) days that a run lasted. The last four are empty unless days were kept.
    """

    points: int
    case: Case
    cast: Cast
    point: Ints
    ended: Array
    truces: Array
    owner: Ints
    talks: Array
    told: Array
    deaths: Array
    ripe: Array
    at_war: Array
    lasted: Ints


class Kept(NamedTuple):
    """What is kept of one war."""

    ended: float
    truces: Array
    talks: Array
    told: Array
    deaths: Array
    ripe: Array
    at_war: Array
    lasted: int


def fight_arm(
    study: Study, settings: Mapping[str, Value], days: bool, landed: Landed, points: int | None
) -> Wars:
    """Fight a study's population with some addresses set.

    Args:
        settings: address -> value, over what the study varies.
        days: whether to keep deaths and states day by day.
        points: only the first so many points.
    """
    table = design_points(study)
    count = len(table) if points is None else min(points, len(table))
    values = [
        {str(name): value for name, value in row.items()} | dict(settings)
        for row in table.head(count).to_dict("records")
    ]
    halt = threading.Event()
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        jobs = [pool.submit(_point, study, one, days, landed, halt) for one in values]
        try:
            found = [job.result() for job in jobs]
        except BaseException:
            halt.set()
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    case = at_point(study.scenario, values[0]).case
    return _together(case, count, study.replicates, [one for part in found for one in part])


def _point(
    study: Study, values: dict[str, Any], days: bool, landed: Landed, halt: threading.Event
) -> list[Kept]:
    bench = Bench(at_point(study.scenario, values), study.seed, days=days)
    found = []
    for replicate in range(study.replicates):
        if halt.is_set():
            break
        found.append(kept(*bench.fight(replicate)))
    landed(len(found))
    return found


def kept(world: World, log: Log) -> Kept:
    """What one war leaves."""
    alive = world.truces[world.truces["active"] == 1]
    truces = np.concatenate([log.truces[: int(log.counts[1])], alive])
    truces = truces[np.argsort(truces["number"], kind="stable")]
    events = log.events[: int(log.counts[0])]
    rounds = events[(events["kind"] == TALKS) & (events["value"] == 1.0)]
    talks = np.zeros(len(rounds), TALK)
    actors = len(world.belligerents) + len(world.states)
    talks["mediator"], talks["hour"] = rounds["actor"] - actors, rounds["hour"]
    told = _advice(events, log)
    lasted = min(int(log.counts[2]), len(log.day_fronts))
    sides = world.fronts[0]["first"], world.fronts[0]["second"]
    fronts = log.day_fronts[:lasted, 0]
    return Kept(
        float(world.war[0]["ended_hour"]), truces, talks, told,
        log.day_sides[:lasted, list(sides)]["deaths"].copy(),
        fronts["ripe"] == 1, fronts["status"] == WAR, lasted,
    )  # fmt: skip


def _advice(events: Array, log: Log) -> Array:
    """Advice to the first side: whether it says that the other is weak; belief in a weak one."""
    at = np.flatnonzero((events["kind"] == ADVICE) & (events["target"] == 0))
    told = np.zeros(len(at), TOLD)
    told["weak"], told["before"], told["after"] = (log.terms[at, k] for k in (0, 3, 4))
    return told


def _together(case: Case, points: int, replicates: int, wars: list[Kept]) -> Wars:
    count = len(wars)
    length = max(one.lasted for one in wars)
    deaths = np.zeros((count, length, 2))
    ripe, at_war = np.zeros((count, length), bool), np.zeros((count, length), bool)
    for k, one in enumerate(wars):
        deaths[k, : one.lasted] = one.deaths
        ripe[k, : one.lasted] = one.ripe
        at_war[k, : one.lasted] = one.at_war
        one.talks["war"] = k
        one.told["war"] = k
    owner = np.repeat(np.arange(count), [len(one.truces) for one in wars])
    return Wars(
        points, case, cast_of(case), np.repeat(np.arange(points), replicates),
        np.array([one.ended for one in wars]),
        np.concatenate([np.zeros(0, TRUCE), *(one.truces for one in wars)]), owner,
        np.concatenate([one.talks for one in wars]), np.concatenate([one.told for one in wars]),
        deaths, ripe, at_war, np.array([one.lasted for one in wars]),
    )  # fmt: skip


def styles(case: Case) -> Iterator[tuple[int, str]]:
    """Each format's number and the strongest style it uses, as the coding of mediation has it."""
    for k, mediator in enumerate(case.mediators.values()):
        style = mediator.style
        if style.manipulation > 0.0:
            yield k, "manipulation"
        else:
            yield k, "formulation" if style.formulation > 0.0 else "facilitation"
