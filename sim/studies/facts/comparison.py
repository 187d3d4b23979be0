"""A number of the simulator beside the number it must equal."""

import math
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

EXACT = 1e-9
ERRORS = 4.0  # standard errors: a true model misses one comparison in 16,000
ROUNDING = 1e-12  # of sums of many numbers


class Comparison(NamedTuple):
    """One comparison.

    Attributes:
        name: what is compared, and where.
        expected, measured: the two numbers.
        tolerance: how far they may lie apart.
        runs: simulated wars behind `measured`; 0 where it is exact.
    """

    name: str
    expected: float
    measured: float
    tolerance: float
    runs: int

    @property
    def distance(self) -> float:
        """How far apart the numbers are, in tolerances: above 1, the comparison fails."""
        apart = abs(self.measured - self.expected)
        return math.inf if math.isnan(apart) else apart / self.tolerance

    @property
    def holds(self) -> bool:
        """Whether the numbers are as near as they must be."""
        return self.distance <= 1.0


def exact(name: str, measured: float, expected: float, rounding: float = 0.0) -> Comparison:
    """A deterministic number: equal to 1e-9, relative where it is above 1, beside the rounding of
    a table."""
    return Comparison(
        name, expected, measured, EXACT * max(1.0, abs(expected)) + rounding * (1.0 + 1e-6), 0
    )


def share(name: str, seen: ArrayLike, expected: float) -> Comparison:
    """How often something happened in independent wars, against its probability."""
    found = np.asarray(seen, dtype=np.float64)
    error = math.sqrt(expected * (1.0 - expected) / len(found))
    return Comparison(name, expected, float(found.mean()), ERRORS * error + ROUNDING, len(found))


def mean(name: str, seen: ArrayLike, expected: float, runs: int | None = None) -> Comparison:
    """The mean over independent wars against its expectation."""
    found = np.asarray(seen, dtype=np.float64)
    error = float(np.std(found, ddof=1)) / math.sqrt(len(found))
    tolerance = ERRORS * error + ROUNDING * max(1.0, abs(expected))
    return Comparison(name, expected, float(found.mean()), tolerance, runs or len(found))


def alike(name: str, first: ArrayLike, second: ArrayLike) -> Comparison:
    """The difference of the means of two independent sets of wars, against 0."""
    one, other = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    variance = one.var(ddof=1) / len(one) + other.var(ddof=1) / len(other)
    apart = float(one.mean() - other.mean())
    tolerance = ERRORS * math.sqrt(float(variance)) + ROUNDING
    return Comparison(name, 0.0, apart, tolerance, len(one) + len(other))


def nearest_to_failing(found: Iterable[Comparison]) -> Comparison:
    """The comparison that lies farthest from its number, in tolerances."""
    return max(found, key=lambda one: one.distance)
