"""`simulate`: fight a scenario many times and keep the tables."""

import datetime as dt
import functools
import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sim.build import build
from sim.cast import cast_of
from sim.engines.batch import Batch
from sim.engines.finished import Finished
from sim.engines.model import CeasefireModel
from sim.records.arguments import (
    as_scenario,
    at_least,
    chosen,
    the_engine,
    the_seed,
    the_tables,
    the_workers,
)
from sim.records.draws import Draws
from sim.records.plan import Plan
from sim.records.runs import Runs
from sim.records.tables import Collector
from sim.records.uncertainty import drawn
from sim.scenario.scenario import Scenario

LOG = logging.getLogger("sim")
DEFAULT_KEEP = ("runs", "truces")

Agents = Mapping[str, Any]
Follow = Callable[[CeasefireModel], None]


def simulate(
    case: str | Path | Scenario,
    replicates: int = 1,
    seed: int | None = None,
    set: Mapping[str, Any] | None = None,
    engine: str = "auto",
    keep: Sequence[str] = DEFAULT_KEEP,
    agents: Agents | None = None,
    first_replicate: int = 0,
    workers: int | None = None,
    uncertainty: str | None = None,
    wars_per_draw: int | None = None,
) -> Runs:
    """Fight a scenario `replicates` times.

    Args:
        case: id of a scenario, path of a file, or a scenario as loaded.
        replicates: how many wars, at least 1.
        seed: of all luck; None takes the scenario's own.
        set: address -> value, as `--set` on the command line.
        engine: `mesa`, `compiled`, or `auto`, which takes Mesa for few wars and the compiled one
            for many. Both fight the same wars.
        keep: the tables to keep: `runs`, `truces`, `days`, `events`.
        agents: id -> class of a mediator or belligerent whose decisions are one's own; Mesa only.
        first_replicate: number of the first war; the others follow.
        workers: threads of the compiled engine; None: one per processor.
        uncertainty: `prior` or `fitted`: parameters drawn from the scenario's ranges, or from the
            posterior of its fit.
        wars_per_draw: consecutive wars that share a draw, 5 by default.

    Returns:
        The wars as tables: `.runs`, `.truces`, `.days`, `.events`.

    Raises:
        ScenarioError: when the scenario or an argument is wrong.
    """
    scenario = as_scenario(case, set)
    number = the_seed(scenario, seed)
    asked = the_engine(engine, agents or ())
    tables = the_tables(keep)
    count = at_least("replicates", replicates, 1)
    first = at_least("first_replicate", first_replicate, 0)
    threads = the_workers(workers)
    names = {name: _class_name(one) for name, one in (agents or {}).items()}
    draws = drawn(scenario, uncertainty, number, wars_per_draw)
    plan = Plan(scenario, number, first, count, chosen(asked, count), names, draws)
    if plan.engine == "compiled":
        from sim.engines.ready import make_ready

        make_ready(scenario, LOG.warning)
    collector = Collector(cast_of(scenario.case))
    started = now()
    wanted = dict.fromkeys(tables, count)
    for piece in pieces(plan, wanted, agents=agents, workers=threads):
        collector.take(piece, wanted)
    return collected(collector, plan, started)


def pieces(
    plan: Plan,
    wanted: Mapping[str, int],
    agents: Agents | None = None,
    workers: int | None = None,
    follow: Follow | None = None,
) -> Iterator[Finished | Batch]:
    """The wars of a plan in order: one by one, or many at once where no log is wanted.

    After Ctrl-C the compiled engine gives the wars that are over, then KeyboardInterrupt.

    Args:
        wanted: table -> of how many wars it is wanted, counted from the first.
        follow: called by the Mesa engine with the model after each of its steps.
    """
    if plan.engine == "mesa":
        for scenario, first, count in alike(plan.draws, plan.scenario, plan.first, plan.count):
            yield from wars(scenario, plan.seed, first, count, agents, follow)
        return
    logged = min(plan.count, max(wanted.get("days", 0), wanted.get("events", 0)))
    if logged:
        yield from _logged(plan, logged, workers)
    if logged < plan.count:
        first, count = plan.first + logged, plan.count - logged
        yield from many(plan.scenario, plan.seed, first, count, workers, plan.draws)


def alike(
    draws: Draws | None, scenario: Scenario, first: int, count: int
) -> Iterator[tuple[Scenario, int, int]]:
    """Consecutive wars with the same parameters: the scenario, the first one, how many."""
    if draws is None:
        yield scenario, first, count
        return
    for start, size in draws.pieces(first, count):
        yield draws.within(scenario, start), start, size


def many(
    scenario: Scenario, seed: int, first: int, count: int, workers: int | None, draws: Draws | None
) -> Iterator[Batch]:
    """Wars without a log, by the compiled engine, in order; with parameters drawn if asked."""
    from sim.engines.ensemble import Ensemble
    from sim.engines.ordered import in_order

    if draws is None:
        yield from Ensemble(scenario, seed, workers).batches(first, count)
        return

    def fight(start: int, size: int) -> Batch:
        return Ensemble(draws.within(scenario, start), seed, workers=1).fight(start, size)

    tasks = (functools.partial(fight, *piece) for piece in draws.pieces(first, count))
    yield from in_order(tasks, workers or os.cpu_count() or 1)


def _logged(plan: Plan, count: int, workers: int | None) -> Iterator[Finished]:
    """The first wars of a plan with their logs, by the compiled engine."""
    from sim.engines.ensemble import fight_one
    from sim.engines.ordered import Task, in_order

    def tasks() -> Iterator[Task[Finished]]:
        for scenario, first, size in alike(plan.draws, plan.scenario, plan.first, count):
            template = build(scenario.case)
            for war in range(first, first + size):
                yield functools.partial(fight_one, scenario, plan.seed, war, template)

    yield from in_order(tasks(), min(count, workers or os.cpu_count() or 1))


def wars(
    scenario: Scenario,
    seed: int,
    first: int,
    count: int,
    agents: Agents | None = None,
    follow: Follow | None = None,
) -> Iterator[Finished]:
    """The wars, one after another; `follow` is called with the model after each of its steps."""
    for replicate in range(first, first + count):
        model = CeasefireModel(case=scenario, rng=seed, replicate=replicate, agents=agents)
        while model.running:
            model.step()
            if follow is not None:
                follow(model)
        yield model.finished()


def collected(collector: Collector, plan: Plan, started: str) -> Runs:
    """The tables of all wars that a collector has taken."""
    kept = {name: count for name, count in collector.wars.items() if count}
    return Runs(
        scenario=plan.scenario,
        seed=plan.seed,
        first_replicate=plan.first,
        replicates=plan.count,
        engine=plan.engine,
        frames={name: collector.frame(name) for name in kept},
        wars=kept,
        started=started,
        finished=now(),
        agents=plan.agents,
        draws=plan.draws,
    )


def _class_name(agent: Any) -> str:
    kind = agent if isinstance(agent, type) else type(agent)
    return f"{kind.__module__}.{kind.__qualname__}"


def now() -> str:
    """This moment in UTC, to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
