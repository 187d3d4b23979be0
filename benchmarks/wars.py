"""The wars that are timed, by every way of fighting them. All ways fight the same replicates."""

import mesa
import numpy as np

from sim.build import begin, build, empty_log, last_tick
from sim.engines.ensemble import Ensemble
from sim.engines.model import CeasefireModel
from sim.kernel.step import step
from sim.records.simulate import simulate
from sim.scenario.loading import load
from sim.scenario.scenario import Scenario

NAME = "karabakh-2020"
SEED = 1
TABLES = ("runs", "truces")
LONGEST = 1_000_000  # steps: no war is that long


def scenario() -> Scenario:
    """The scenario of the benchmark."""
    return load(NAME)


def steps(case: Scenario, first: int, count: int) -> float:
    """Steps that these wars take together."""
    war = Ensemble(case, SEED, workers=1).fight(first, count).war
    return float(np.sum(war["ended_hour"] / war["step_hours"]))


def by_compiled(case: Scenario, first: int, count: int) -> None:
    """Compiled, one thread, with tables."""
    simulate(
        case, count, SEED, engine="compiled", keep=TABLES, first_replicate=first, workers=1
    )  # fmt: skip


def by_reference(case: Scenario, first: int, count: int) -> None:
    """Mesa agents, with the same tables."""
    simulate(case, count, SEED, engine="mesa", keep=TABLES, first_replicate=first)


def by_batch_run(case: Scenario, first: int, count: int) -> None:
    """Mesa's own batch runner on the same model."""
    mesa.batch_run(
        CeasefireModel,
        {"case": case, "replicate": range(first, first + count)},
        max_steps=LONGEST,
        display_progress=False,
    )


def by_plain_python(case: Scenario, first: int, count: int) -> None:
    """The phases called one after the other, without Mesa and without a compiler."""
    template = build(case.case)
    for replicate in range(first, first + count):
        world, log = begin(template, SEED, replicate), empty_log(case.case)
        for tick in range(last_tick(case.case)):
            step(world, log, tick)
            if world.war[0]["over"] == 1:
                break
