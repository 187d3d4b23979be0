"""Quantities of a population of wars that can be computed again for any resample of its points.

A quantity has `points`, how many points its wars come from, `size`, the members of its smallest
group, and `at(m)`: its value when point p counts m[p] times. Wars of one point share a setting, so
points are what is resampled (a cluster bootstrap: Davison and Hinkley 1997, section 3.8).
"""

import math
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Quantity(Protocol):
    """What an interval is wanted for."""

    @property
    def points(self) -> int:
        """Points of the population."""

    @property
    def size(self) -> int:
        """Members of the smallest group that it compares."""

    def at(self, m: Floats) -> float:
        """The value when point p counts m[p] times; NaN where there is none."""


class Pooled(NamedTuple):
    """A sum over a sum: a ratio of pooled counts, a rate, or a share.

    Attributes:
        above, below: numerator and denominator of each member.
        point: point of each member.
    """

    above: Floats
    below: Floats
    point: Ints
    points: int

    @property
    def size(self) -> int:
        """Members."""
        return len(self.point)

    def at(self, m: Floats) -> float:
        """The ratio."""
        weight = m[self.point]
        total = float(weight @ self.below)
        return float(weight @ self.above) / total if total > 0.0 else math.nan


def share(flags: ArrayLike, point: Ints, points: int) -> Pooled:
    """The share of members of which something is true, or the mean of a number."""
    above = np.asarray(flags, dtype=np.float64)
    return Pooled(above, np.ones(len(above)), point, points)


class Lives:
    """Lives of agreements, some of them cut short: sorted once, for every resample."""

    def __init__(self, days: ArrayLike, ended: ArrayLike, point: Ints, points: int) -> None:
        life, over = np.asarray(days, dtype=np.float64), np.asarray(ended, dtype=bool)
        order = np.lexsort((~over, life))  # of equal lives, those that ended come first
        self.days: Floats = life[order]
        self.ended: Floats = over[order].astype(np.float64)
        self.point: Ints = point[order]
        self.points = points

    def hazards(self, m: Floats) -> Floats:
        """Of each life, in order: its weight among those still at risk, 0 if it was cut short."""
        weight = m[self.point]
        at_risk = np.cumsum(weight[::-1])[::-1]
        return np.divide(
            weight * self.ended, at_risk, out=np.zeros(len(weight)), where=at_risk > 0.0
        )

    def curve(self, m: Floats) -> Floats:
        """Kaplan and Meier (1958): the share still holding after each life, in order."""
        return np.asarray(np.cumprod(1.0 - self.hazards(m)), dtype=np.float64)


class Holding(NamedTuple):
    """The share that still holds after some days, by Kaplan-Meier."""

    lives: Lives
    day: float

    @property
    def points(self) -> int:
        """Points of the population."""
        return self.lives.points

    @property
    def size(self) -> int:
        """Agreements."""
        return len(self.lives.days)

    def at(self, m: Floats) -> float:
        """The share."""
        if self.size == 0:
            return math.nan
        last = int(np.searchsorted(self.lives.days, self.day, side="right"))
        return float(np.prod(1.0 - self.lives.hazards(m)[:last]))


class CumulativeHazard(NamedTuple):
    """The cumulative hazard up to some days (Nelson 1972; Aalen 1978)."""

    lives: Lives
    day: float

    @property
    def points(self) -> int:
        """Points of the population."""
        return self.lives.points

    @property
    def size(self) -> int:
        """Agreements."""
        return len(self.lives.days)

    def at(self, m: Floats) -> float:
        """The hazard."""
        if self.size == 0:
            return math.nan
        last = int(np.searchsorted(self.lives.days, self.day, side="right"))
        return float(np.sum(self.lives.hazards(m)[:last]))


class Median(NamedTuple):
    """The life after which half have ended, by Kaplan-Meier; infinite if more than half hold."""

    lives: Lives

    @property
    def points(self) -> int:
        """Points of the population."""
        return self.lives.points

    @property
    def size(self) -> int:
        """Agreements."""
        return len(self.lives.days)

    def at(self, m: Floats) -> float:
        """The life [d]."""
        if self.size == 0:
            return math.nan
        below = np.flatnonzero(self.lives.curve(m) <= 0.5)
        return float(self.lives.days[below[0]]) if len(below) else math.inf


class Less(NamedTuple):
    """One quantity less another, of one population."""

    first: Quantity
    second: Quantity

    @property
    def points(self) -> int:
        """Points of the population."""
        return self.first.points

    @property
    def size(self) -> int:
        """The smaller group."""
        return min(self.first.size, self.second.size)

    def at(self, m: Floats) -> float:
        """The difference."""
        return self.first.at(m) - self.second.at(m)


class Over(NamedTuple):
    """One quantity over another, of one population."""

    first: Quantity
    second: Quantity

    @property
    def points(self) -> int:
        """Points of the population."""
        return self.first.points

    @property
    def size(self) -> int:
        """The smaller group."""
        return min(self.first.size, self.second.size)

    def at(self, m: Floats) -> float:
        """The ratio; infinite over 0."""
        above, below = self.first.at(m), self.second.at(m)
        if below == 0.0:
            return math.inf if above > 0.0 else math.nan
        return above / below


class Estimate(NamedTuple):
    """A quantity with its 95 % interval, and the members of its smallest group."""

    value: float
    low: float
    high: float
    size: int


def estimate(quantity: Quantity, resamples: int, seed: int) -> Estimate:
    """The value, and the 2.5th and 97.5th percentile of its bootstrap over points."""
    points = quantity.points
    value = quantity.at(np.ones(points))
    if quantity.size == 0 or math.isnan(value):
        return Estimate(value, math.nan, math.nan, quantity.size)
    generator = np.random.default_rng(seed)
    drawn = (
        np.bincount(generator.integers(points, size=points), minlength=points).astype(np.float64)
        for _ in range(resamples)
    )
    values = np.sort([one for m in drawn if not math.isnan(one := quantity.at(m))])
    if len(values) == 0:
        return Estimate(value, math.nan, math.nan, quantity.size)
    last = len(values) - 1
    low, high = values[math.floor(0.025 * last)], values[math.ceil(0.975 * last)]
    return Estimate(value, float(low), float(high), quantity.size)
