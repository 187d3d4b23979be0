"""Timing side by side: every task in turn, round after round, in one process."""

import time
from collections.abc import Callable, Mapping
from statistics import median
from typing import NamedTuple

Task = Callable[[int], float]  # the number of the round -> units of work done
Clock = Callable[[], float]


class Ratio(NamedTuple):
    """Median of the ratios of all rounds, with the lowest and the highest."""

    middle: float
    low: float
    high: float

    def __str__(self) -> str:
        digits = 0 if self.middle >= 20 else 2
        return f"{self.middle:.{digits}f} ({self.low:.{digits}f} to {self.high:.{digits}f})"


def side_by_side(
    tasks: Mapping[str, Task], rounds: int, clock: Clock = time.process_time
) -> dict[str, list[float]]:
    """Seconds per unit of work of every task in every round; A B A B, so that both see the same
    machine. A round before the first warms up and does not count.

    Args:
        clock: processor time by default, which other work on the machine disturbs least; pass
            `time.perf_counter` where threads are to share the work.
    """
    found: dict[str, list[float]] = {name: [] for name in tasks}
    for number in range(-1, rounds):
        for name, task in tasks.items():
            began = clock()
            units = task(max(number, 0))
            seconds = clock() - began
            if number >= 0:
                found[name].append(seconds / units)
    return found


def spread(each: list[float]) -> Ratio:
    """Ratios of single rounds, summed up."""
    return Ratio(median(each), min(each), max(each))


def ratio(above: list[float], below: list[float]) -> Ratio:
    """How many times `above` is `below`, round by round."""
    return spread([a / b for a, b in zip(above, below, strict=True)])
