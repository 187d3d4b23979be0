"""(b) Two threads against one, by the clock on the wall, beside what the machine has to give."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numba

from benchmarks import wars
from benchmarks.rows import Row
from benchmarks.timing import Ratio, Task, side_by_side, spread
from sim.engines.ensemble import Ensemble
from sim.records.simulate import simulate
from sim.scenario.scenario import Scenario

WARS, ROUNDS = 4000, 9
TURNS, PIECES = 40_000_000, 8
LEAST = 1.8
BOTH_CORES = 1.85  # what the control gains in a round in which nobody else was at work
FEWEST = 3  # rounds; with fewer than these all rounds count


@numba.njit(nogil=True)
def spin(turns: int) -> float:
    """Arithmetic that touches no memory."""
    x = 1.0
    for _ in range(turns):
        x = x * 1.0000001 + 1.0e-9
    return x


def spinning(workers: int) -> Task:
    """The control: what threads gain where nothing is shared."""
    pool = ThreadPoolExecutor(workers)

    def run(_: int) -> float:
        return float(len(list(pool.map(spin, [TURNS] * PIECES))))

    return run


def alone(case: Scenario, workers: int) -> Task:
    """Wars without tables."""
    ensemble = Ensemble(case, wars.SEED, workers=workers)

    def run(number: int) -> float:
        return float(sum(len(batch.war) for batch in ensemble.batches(number * WARS, WARS)))

    return run


def tabled(case: Scenario, workers: int) -> Task:
    """Wars with their tables."""

    def run(number: int) -> float:
        simulate(
            case, WARS, wars.SEED, engine="compiled", keep=wars.TABLES,
            first_replicate=number * WARS, workers=workers,
        )  # fmt: skip
        return float(WARS)

    return run


def threads(case: Scenario) -> list[Row]:
    """Wars alone, wars with tables, and the control."""
    ways: dict[str, Callable[[int], Task]] = {
        "control": spinning,
        "alone": lambda workers: alone(case, workers),
        "tabled": lambda workers: tabled(case, workers),
    }
    tasks = {f"{name}-{workers}": way(workers) for name, way in ways.items() for workers in (1, 2)}
    found = side_by_side(tasks, ROUNDS, time.perf_counter)
    gain = {
        name: [one / two for one, two in zip(found[f"{name}-1"], found[f"{name}-2"], strict=True)]
        for name in ways
    }
    free = [k for k in range(ROUNDS) if gain["control"][k] >= BOTH_CORES]
    rounds = free if len(free) >= FEWEST else list(range(ROUNDS))
    kept = {name: spread([gains[k] for k in rounds]) for name, gains in gain.items()}
    when = f"in {len(free)} of {ROUNDS} rounds the machine had two cores to give"

    def row(what: str, measured: Ratio, limit: str) -> Row:
        met = measured.middle >= LEAST
        text = f"two threads, times faster than one, {what}"
        return Row("b", text, str(measured), f"at least {LEAST}", met, f"{limit}; {when}")

    return [
        row("wars alone", kept["alone"], "other work, or threads that wait for each other"),
        row("with tables", kept["tabled"], "other work on the cores; one thread builds the tables"),
        Row("b", f"control, a loop that touches no memory; {when}", str(kept["control"])),
    ]
