"""`simulate`: fight a scenario many times and keep the tables."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sim.cast import cast_of
from sim.engines.finished import Finished
from sim.engines.model import CeasefireModel
from sim.records.arguments import as_scenario, at_least, the_engine, the_seed, the_tables
from sim.records.plan import Plan
from sim.records.runs import Runs
from sim.records.tables import Collector
from sim.scenario.scenario import Scenario

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
) -> Runs:
    """Fight a scenario `replicates` times.

    Args:
        case: id of a scenario, path of a file, or a scenario as loaded.
        replicates: how many wars, at least 1.
        seed: of all luck; None takes the scenario's own.
        set: address -> value, as `--set` on the command line.
        engine: `auto` or `mesa`; `compiled` comes with a later version.
        keep: the tables to keep: `runs`, `truces`, `days`, `events`.
        agents: id -> class of a mediator or belligerent whose decisions are one's own.
        first_replicate: number of the first war; the others follow.

    Returns:
        The wars as tables: `.runs`, `.truces`, `.days`, `.events`.

    Raises:
        ScenarioError: when the scenario or an argument is wrong.
    """
    scenario = as_scenario(case, set)
    number = the_seed(scenario, seed)
    chosen = the_engine(engine)
    tables = the_tables(keep)
    count = at_least("replicates", replicates, 1)
    first = at_least("first_replicate", first_replicate, 0)
    names = {name: _class_name(one) for name, one in (agents or {}).items()}
    plan = Plan(scenario, number, first, count, chosen, names)
    collector = Collector(cast_of(scenario.case))
    started = now()
    for finished in wars(scenario, number, first, count, agents):
        collector.add(finished, tables)
    return collected(collector, plan, started)


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


def collected(collector: Collector, plan: Plan, started: str, agents: Agents | None = None) -> Runs:
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
