"""(c) Where a war's time goes: each part's calls per step times what one call takes, compiled."""

from statistics import median
from typing import Any

import numba

from benchmarks import wars
from benchmarks.counting import APPRAISAL, DRAWING, JUDGING, per_step
from benchmarks.rows import Row
from benchmarks.timing import Task, side_by_side
from sim.build import begin, build, empty_log
from sim.engines.compiling import register
from sim.engines.ensemble import Ensemble, fight_to_end
from sim.kernel import purposes
from sim.kernel.phases.appraise import expected_war
from sim.kernel.phases.common import draw
from sim.kernel.phases.judge import judge, own_wars
from sim.kernel.phases.means import bare_deal
from sim.kernel.world import World
from sim.scenario.scenario import Scenario

COUNTED = 8  # wars in plain Python
CALLS = 50_000
WARS = 800
ROUNDS = 7
MIDWAY = 40  # a step in the midst of the war, from which world the parts are called


@numba.njit(nogil=True)
def draws(world: World, count: int) -> float:
    """Draw so many numbers, as the phases do."""
    total = 0.0
    for k in range(count):
        total += draw(world, k, purposes.DEATHS, world.fronts[0]["subject"], 0)
    return total


@numba.njit(nogil=True)
def appraisals(world: World, count: int) -> float:
    """Work out the value of fighting on so many times, from a belief that moves."""
    pair = world.pairs[world.fronts[0]["first"], world.fronts[0]["second"]]
    total = 0.0
    for k in range(count):
        pair["belief_mean"] += 1.0e-9
        expected_war(world, 0, k % 2)
        total += world.sides[0, 0]["war_days"]
    return total


@numba.njit(nogil=True)
def judgements(world: World, count: int) -> float:
    """Judge a bare truce so many times, at a value of war that moves."""
    deal = bare_deal(world, int(world.fronts[0]["line"]), False)
    total = 0.0
    for k in range(count):
        world.sides[0, 0]["war"] += 1.0e-9
        total += judge(world, 0, k % 2, deal, own_wars(world, 0, k % 2, deal)).keep
    return total


def repeated(function: Any, world: World) -> Task:
    """A task that calls a part many times."""

    def run(_: int) -> float:
        function(world, CALLS)
        return CALLS

    return run


def shares(case: Scenario) -> list[Row]:
    """The parts, in nanoseconds a step and as shares of it."""
    register()
    world, log = begin(build(case.case), wars.SEED, 0), empty_log(case.case)
    fight_to_end(world, log, 0, MIDWAY)
    ensemble = Ensemble(case, wars.SEED, workers=1)

    def whole(number: int) -> float:
        war = ensemble.fight(number * WARS, WARS).war
        return float((war["ended_hour"] / war["step_hours"]).sum())

    found = side_by_side(
        {
            "all": whole,
            DRAWING: repeated(draws, world),
            APPRAISAL: repeated(appraisals, world),
            JUDGING: repeated(judgements, world),
        },
        ROUNDS,
    )
    nanoseconds = {name: 1e9 * median(times) for name, times in found.items()}
    calls = per_step(case, COUNTED)
    spent = {name: calls[name] * nanoseconds[name] for name in calls}
    rest = nanoseconds["all"] - sum(spent.values())
    rows = [Row("c", "a step of war, nanoseconds", f"{nanoseconds['all']:.0f}")]
    rows += [
        Row(
            "c", f"{name}: {calls[name]:.2f} calls of {nanoseconds[name]:.0f} ns a step",
            f"{100 * spent[name] / nanoseconds['all']:.0f}%",
        )
        for name in calls
    ]  # fmt: skip
    rows.append(Row("c", "the rest", f"{100 * rest / nanoseconds['all']:.0f}%"))
    floor = nanoseconds["all"] / spent[DRAWING]
    rows.append(
        Row("c", "a step, times the floor of merely drawing its numbers", f"{floor:.1f}")
    )  # fmt: skip
    return rows
