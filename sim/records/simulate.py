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
from sim.records.plan import Plan
from sim.records.runs import Runs
from sim.records.tables import Collector
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
    plan = Plan(scenario, number, first, count, chosen(asked, count), names)
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
        yield from wars(plan.scenario, plan.seed, plan.first, plan.count, agents, follow)
        return
    from sim.engines.ensemble import Ensemble, fight_one
    from sim.engines.ordered import in_order

    logged = min(plan.count, max(wanted.get("days", 0), wanted.get("events", 0)))
    if logged:
        one = functools.partial(
            fight_one, plan.scenario, plan.seed, template=build(plan.scenario.case)
        )
        tasks = (functools.partial(one, plan.first + k) for k in range(logged))
        yield from in_order(tasks, min(logged, workers or os.cpu_count() or 1))
    if logged < plan.count:
        ensemble = Ensemble(plan.scenario, plan.seed, workers)
        yield from ensemble.batches(plan.first + logged, plan.count - logged)


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
    )


def _class_name(agent: Any) -> str:
    kind = agent if isinstance(agent, type) else type(agent)
    return f"{kind.__module__}.{kind.__qualname__}"


def now() -> str:
    """This moment in UTC, to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
