"""Many wars of a scenario at once, by the compiled step; closed forms from `scenarios/facts`."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numba
import numpy as np
import pytest

from sim.build import build, empty_log, last_tick
from sim.kernel.chance import seed_words
from sim.kernel.phases.opening import open_war
from sim.kernel.world import World
from sim.scenario.loading import load
from sim.scenario.scenario import Scenario
from sim.studies.facts.closed_forms import rows
from tests.engines.compiled import compiled_war

Array = np.ndarray[Any, Any]


class Wars(NamedTuple):
    """How many wars ended: rows of the world, one per war; the first truce that ended, if any."""

    war: Array  # (n,)
    belligerents: Array  # (n, B)
    pairs: Array  # (n, B, B)
    fronts: Array  # (n, F)
    sides: Array  # (n, F, 2)
    alive: Array  # (n, F): the agreement on each front
    ended: Array  # (n,): the first agreement that ended
    n_ended: Array  # (n,)


@pytest.fixture(scope="session")
def closed_form() -> Callable[[str], list[dict[str, str]]]:
    """The rows of a table of `scenarios/facts/closed_forms`, by its name."""
    return rows


@pytest.fixture(scope="session")
def fight_all() -> Callable[..., None]:
    """Compiled: fights replicates 0, 1, ... of a template and keeps how each ended."""
    fight = compiled_war()

    @numba.njit(nogil=True)
    def run(template, ticks, log, kept):
        for r in range(kept.war.shape[0]):
            world = World(
                template.war.copy(), template.on, template.rules, template.belligerents.copy(),
                template.pairs.copy(), template.states.copy(), template.ties.copy(),
                template.relations.copy(), template.mediators.copy(), template.members.copy(),
                template.standing.copy(), template.invites, template.fronts.copy(),
                template.sides.copy(), template.positions, template.held, template.issues,
                template.truces.copy(), template.outside.copy(), template.nodes, template.scratch,
            )  # fmt: skip
            world.war[0]["replicate"] = r
            log.counts[:] = 0
            open_war(world)
            fight(world, log, ticks)
            kept.war[r] = world.war[0]
            kept.n_ended[r] = log.counts[1]
            if log.counts[1] > 0:
                kept.ended[r] = log.truces[0]
            for i in range(world.belligerents.shape[0]):
                kept.belligerents[r, i] = world.belligerents[i]
                for j in range(world.belligerents.shape[0]):
                    kept.pairs[r, i, j] = world.pairs[i, j]
            for f in range(world.fronts.shape[0]):
                kept.fronts[r, f] = world.fronts[f]
                kept.alive[r, f] = world.truces[f]
                kept.sides[r, f, 0] = world.sides[f, 0]
                kept.sides[r, f, 1] = world.sides[f, 1]

    return run


def empty(world: World, count: int) -> Wars:
    """Room for `count` wars."""

    def room(rows: Array, *shape: int) -> Array:
        return np.zeros((count, *shape), rows.dtype)

    b, f = len(world.belligerents), len(world.fronts)
    return Wars(
        room(world.war), room(world.belligerents, b), room(world.pairs, b, b),
        room(world.fronts, f), room(world.sides, f, 2), room(world.truces, f),
        room(world.truces), np.zeros(count, np.int64),
    )  # fmt: skip


@pytest.fixture(scope="session")
def many(fight_all: Callable[..., None]) -> Callable[..., Wars]:
    """many(id, replicates, ticks=None, set=None): wars fought by the compiled step."""

    def fought(
        name: str, replicates: int, ticks: int | None = None, set: dict[str, Any] | None = None
    ) -> Wars:
        scenario = load(name, set=set)
        return many_of(fight_all, scenario, replicates, ticks)

    return fought


def many_of(
    fight_all: Callable[..., None], scenario: Scenario, replicates: int, ticks: int | None
) -> Wars:
    """Replicates 0, 1, ... of a scenario under its own seed."""
    template = build(scenario.case)
    template.war[0]["key0"], template.war[0]["key1"] = seed_words(scenario.case.scenario.seed)
    kept = empty(template, replicates)
    limit = last_tick(scenario.case) if ticks is None else ticks
    fight_all(template, limit, empty_log(scenario.case, events=1, days=False), kept)
    return kept


class Agreement:
    """Simulated against exact: within 4 standard errors.

    A correct model fails one such comparison in 16,000 (normal tails); seeds are fixed, so that a
    comparison that holds goes on holding. About a hundred are made here: a change of luck (another
    seed, another order of draws) raises a false alarm once in about 160 times.
    """

    errors = 4.0

    def share(self, seen: Array, expected: float) -> None:
        """How often something happened in independent wars, against its probability."""
        error = np.sqrt(max(expected * (1.0 - expected), 1e-300) / len(seen))
        assert abs(np.mean(seen) - expected) <= self.errors * error + 1e-12

    def mean(self, seen: Array, expected: float) -> None:
        """The mean of independent wars against its expectation."""
        error = np.std(seen, ddof=1) / np.sqrt(len(seen))
        assert abs(np.mean(seen) - expected) <= self.errors * error + 1e-12

    def means(self, first: Array, second: Array) -> None:
        """The means of two independent sets of wars."""
        assert self.apart(first, second) <= self.errors

    def apart(self, first: Array, second: Array) -> float:
        """How far two means lie apart [standard errors]."""
        variance = np.var(first, ddof=1) / len(first) + np.var(second, ddof=1) / len(second)
        return float(abs(np.mean(first) - np.mean(second)) / np.sqrt(variance))


@pytest.fixture(scope="session")
def agree() -> Agreement:
    """Comparisons at 4 standard errors."""
    return Agreement()
