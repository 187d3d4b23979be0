"""(d) What twice as much of something costs: an invented war that lasts to its horizon."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import wars
from benchmarks.rows import Row
from benchmarks.timing import Task, ratio, side_by_side
from sim.engines.ensemble import Ensemble
from sim.scenario.loading import load
from sim.scenario.scenario import Scenario

TEMPLATE = Path(__file__).with_name("growth.toml")
WARS, ROUNDS = 150, 7
DAYS, FRONTS, MEDIATORS = 100, 2, 4
MOST = 2.2

MEDIATOR = """
[mediators.m{k}]
name = "Talks {k}"
members = {{ neighbour = {{ role = "chair" }} }}
style = {{ facilitation = 1, formulation = 1, manipulation = 1 }}
mandate = {{ terms = ["line"] }}
tempo = {{ launch_rate = 0.3 }}
"""
FRONT = """
[fronts.f{k}]
name = "Front {k}"
parties = ["west", "east"]
positions = 10
held = 5
counter = 0.5
engagements = 0.5
deaths = {{ west = 5, east = 5 }}
ends = {{ first = "wall", second = "wall" }}
"""


def made(days: int = DAYS, fronts: int = FRONTS, mediators: int = MEDIATORS) -> Scenario:
    """The invented war in a given size."""
    text = TEMPLATE.read_text(encoding="utf-8").format(
        days=days,
        mediators="".join(MEDIATOR.format(k=k) for k in range(mediators)),
        fronts="".join(FRONT.format(k=k) for k in range(fronts)),
    )
    with TemporaryDirectory() as folder:
        path = Path(folder, "growth.toml")
        path.write_text(text, encoding="utf-8")
        return load(path)


def task(case: Scenario, count: int) -> Task:
    """Fight so many wars: one unit of work."""
    ensemble = Ensemble(case, wars.SEED, workers=1)

    def run(number: int) -> float:
        ensemble.fight(number * count, count)
        return 1.0

    return run


DOUBLED: dict[str, Callable[[], Task]] = {
    "replicates": lambda: task(made(), 2 * WARS),
    "the horizon": lambda: task(made(days=2 * DAYS), WARS),
    "fronts": lambda: task(made(fronts=2 * FRONTS), WARS),
    "mediators": lambda: task(made(mediators=2 * MEDIATORS), WARS),
}


def growth() -> list[Row]:
    """Each size doubled, against the war as it was."""
    tasks = {"once": task(made(), WARS), **{what: twice() for what, twice in DOUBLED.items()}}
    found = side_by_side(tasks, ROUNDS)
    rows = []
    for what in DOUBLED:
        cost = ratio(found[what], found["once"])
        rows.append(
            Row(
                "d", f"twice {what}, times the cost", str(cost), f"at most {MOST}",
                cost.middle <= MOST, "work that grows faster than what it is done for",
            )
        )  # fmt: skip
    return rows
