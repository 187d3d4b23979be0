"""(a) What it costs to draw a war's parameters, beside the same wars with the numbers as stated."""

from benchmarks import wars
from benchmarks.rows import Row
from benchmarks.timing import Task, ratio, side_by_side
from sim.records.simulate import simulate
from sim.scenario.scenario import Scenario

WARS, ROUNDS = 200, 7


def drawn(case: Scenario) -> list[Row]:
    """One thread, with tables; parameters drawn from the ranges for each war."""

    def task(uncertainty: str | None) -> Task:
        def run(number: int) -> float:
            simulate(
                case, WARS, wars.SEED, engine="compiled", keep=wars.TABLES,
                first_replicate=number * WARS, workers=1,
                uncertainty=uncertainty, wars_per_draw=None if uncertainty is None else 1,
            )  # fmt: skip
            return float(WARS)

        return run

    found = side_by_side({"plain": task(None), "drawn": task("prior")}, ROUNDS)
    cost = ratio(found["drawn"], found["plain"])
    text = "a war with parameters drawn for it alone (`--uncertainty prior`), times a plain one"
    return [Row("a", text, str(cost))]
