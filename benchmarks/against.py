"""(a) The compiled engine against the reference, Mesa's batch runner, and plain Python."""

from collections.abc import Callable
from statistics import median

from benchmarks import wars
from benchmarks.rows import Row
from benchmarks.timing import Task, ratio, side_by_side
from sim.scenario.scenario import Scenario

FEW, MANY = 2, 1500  # wars per round: in plain Python or Mesa, and compiled
ROUNDS = 7
SLOWER, MESA_COST = 300.0, 1.5

Way = Callable[[Scenario, int, int], None]


def engines(case: Scenario) -> list[Row]:
    """(a), per step, so that wars of unequal length compare."""

    def task(way: Way, count: int) -> Task:
        def run(number: int) -> float:
            way(case, number * count, count)
            return lengths[number * count, count]

        return run

    lengths = {
        (number * count, count): wars.steps(case, number * count, count)
        for number in range(ROUNDS)
        for count in (FEW, MANY)
    }
    found = side_by_side(
        {
            "compiled": task(wars.by_compiled, MANY),
            "reference": task(wars.by_reference, FEW),
            "plain": task(wars.by_plain_python, FEW),
            "batch_run": task(wars.by_batch_run, FEW),
        },
        ROUNDS,
    )
    a_step = {name: 1e6 * median(times) for name, times in found.items()}
    per_war = sum(lengths[number * MANY, MANY] for number in range(ROUNDS)) / (ROUNDS * MANY)
    mesa = ratio(found["reference"], found["compiled"])
    batch = ratio(found["batch_run"], found["compiled"])
    cost = ratio(found["reference"], found["plain"])
    tables = "the share of tables and of the phases below is what is left to save"
    return [
        Row(
            "a", "compiled, one thread, times faster than the reference (same tables)",
            str(mesa), f"at least {SLOWER:.0f}", mesa.middle >= SLOWER, tables,
        ),
        Row(
            "a", "the same against `mesa.batch_run`",
            str(batch), f"at least {SLOWER:.0f}", batch.middle >= SLOWER, tables,
        ),
        Row(
            "a", "the reference, times the plain phases without Mesa",
            str(cost), f"at most {MESA_COST}", cost.middle <= MESA_COST,
            "Mesa's agents and its data collector",
        ),
        Row("a", f"microseconds per war of {per_war:.0f} steps, compiled, with tables",
            f"{a_step['compiled'] * per_war:.0f}"),
        Row("a", "microseconds per step: compiled; reference; plain; `batch_run`",
            "; ".join(f"{value:.2f}" if value < 100 else f"{value:.0f}"
                      for value in a_step.values())),
    ]  # fmt: skip
