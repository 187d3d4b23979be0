"""The whole audit of one scenario: seeds, parameters, mechanisms, states and edges, costs."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from sim.engines.finished import Finished
from sim.scenario.scenario import Scenario
from sim.studies.audit.costs import Costs, measure_costs
from sim.studies.audit.explained import explanation, stale
from sim.studies.audit.field import Field
from sim.studies.audit.moves import Move, moves, switches
from sim.studies.audit.reading import Reached
from sim.studies.audit.reasons import reason
from sim.studies.audit.seeds import Seeds, check_seeds
from sim.studies.audit.verdicts import Verdict, judge
from sim.studies.progress import Count, Follow, silent

WARS = 200  # of each arm
WEIGHED = 20  # wars whose tables are weighed
SEED_RUNS = 4  # times that the scenario's wars are fought for the seed


@dataclass(frozen=True)
class Audit:
    """What an audit found.

    Attributes:
        wars: of each arm. seconds: how long it took.
        verdicts: one per parameter, levers and numbers with a range first.
        reasons: label -> why it moves nothing, of parameters and mechanisms that are dead or fixed.
        explained: label -> what the file says about it, of those that it explains.
        stale: addresses that the file explains although all that lies there moves something.
    """

    scenario: Scenario
    seed: int
    wars: int
    seconds: float
    seeds: Seeds
    verdicts: list[Verdict]
    switches: list[Verdict]
    reached: Reached
    costs: Costs
    reasons: dict[str, str]
    explained: dict[str, str]
    stale: list[str]

    @property
    def dead(self) -> list[Verdict]:
        """Parameters that moved no row of any war."""
        return [verdict for verdict in self.verdicts if verdict.dead]

    @property
    def fixed(self) -> list[Verdict]:
        """Parameters that cannot be moved alone."""
        return [verdict for verdict in self.verdicts if verdict.fixed]

    @property
    def idle(self) -> list[Verdict]:
        """Mechanisms whose switch moved no row of any war."""
        return [verdict for verdict in self.switches if verdict.dead]

    @property
    def unexplained(self) -> list[Verdict]:
        """Dead levers and numbers with a range that the file does not explain."""
        return [
            verdict
            for verdict in (*self.dead, *self.fixed)
            if verdict.move.claimed and verdict.move.label not in self.explained
        ]

    @property
    def ok(self) -> bool:
        """Whether the seed binds and no lever or stated uncertainty is dead unexplained."""
        return self.seeds.bind and not self.unexplained


def audit(
    scenario: Scenario,
    wars: int = WARS,
    seed: int | None = None,
    workers: int | None = None,
    follow: Follow = silent,
) -> Audit:
    """Audit a scenario with the compiled engine.

    Args:
        wars: of each arm, at least 2; all arms have the same luck.
        seed: of all luck; None: the scenario's own.
        workers: threads; None: one per processor.
        follow: told of every chunk of wars.
    """
    number = scenario.case.scenario.seed if seed is None else seed
    levers, mechanisms = moves(scenario), switches(scenario)
    count = Count(planned(levers + mechanisms, wars))
    field = Field(scenario, number, wars, _teller(count, follow))
    reached, weighed = look(field)
    seeds = check_seeds(field)
    costs = measure_costs(field, weighed)
    verdicts = judged(field, levers + mechanisms, workers or os.cpu_count() or 1)
    count.end()
    found = verdicts[: len(levers)]
    case = scenario.case
    dead = [verdict for verdict in verdicts if verdict.dead or verdict.fixed]
    said = {one.move.label: explanation(case, one.move.address) for one in dead}
    return Audit(
        scenario, number, wars, count.elapsed, seeds, found, verdicts[len(levers) :], reached,
        costs, {one.move.label: reason(case, one, reached) for one in dead},
        {label: text for label, text in said.items() if text},
        stale(case, found),
    )  # fmt: skip


def planned(levers: list[Move], wars: int) -> int:
    """Wars that an audit is expected to fight, if nothing is dead."""
    arms = sum(len(one.arms) - (one.stated in one.arms) for one in levers)
    return wars * (arms + SEED_RUNS + 3)


def look(field: Field) -> tuple[Reached, list[Finished]]:
    """Fight the scenario's wars with their logs: what they went through, and some of them."""
    reached = Reached()
    some: list[Finished] = []
    for finished in field.logged(field.scenario, field.wars):
        reached.take(finished)
        if len(some) < WEIGHED:
            some.append(finished)
    return reached, some


def judged(field: Field, levers: list[Move], workers: int) -> list[Verdict]:
    """A verdict on each, in order, by several threads; leaving early stops them all."""
    field.base(field.wars)
    pool = ThreadPoolExecutor(workers)
    try:
        return list(pool.map(lambda move: judge(field, move), levers))
    finally:
        field.stop.set()
        pool.shutdown(wait=True, cancel_futures=True)
        field.stop.clear()


def _teller(count: Count, follow: Follow) -> Callable[[int], Any]:
    def tell(wars: int) -> None:
        count.done += wars
        count.planned = max(count.planned, count.done)
        follow(count)

    return tell
