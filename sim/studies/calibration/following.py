"""Progress of a fit: population, epsilon, acceptance, time gone and time left."""

import time
from dataclasses import dataclass

from sim.studies.progress import Count, clock

GROWTH = 2.0  # assumed: each population takes twice the wars of the one before


@dataclass
class FitCount(Count):
    """How far a fit is; `planned`, `skipped` and `done` count wars kept.

    Attributes:
        particles: wars kept in each population. population: the one that is sought, 1 the first.
        populations: how many there will be. epsilon: how far a war may be.
        kept, tried: in this population.
    """

    particles: int = 1
    populations: int = 1
    population: int = 1
    epsilon: float = float("nan")
    kept: int = 0
    tried: int = 0
    started: float = 0.0

    def begin(self, population: int, epsilon: float) -> None:
        """The next population."""
        self.population, self.epsilon, self.kept, self.tried = population, epsilon, 0, 0
        self.started = time.monotonic()

    def tell(self, kept: int, tried: int) -> None:
        """So many wars kept of so many fought."""
        self.done += kept - self.kept
        self.kept, self.tried = kept, tried

    @property
    def remaining(self) -> float | None:
        """Seconds still to go, as far as can be told."""
        if self.kept == 0:
            return None
        whole = (time.monotonic() - self.started) * self.particles / self.kept
        later = sum(GROWTH**k for k in range(1, self.populations - self.population + 1))
        return whole * (1.0 - self.kept / self.particles + later)

    def __str__(self) -> str:
        share = "" if self.tried == 0 else f", {self.kept / self.tried:.1%} of {self.tried:,} wars"
        left = "unknown" if self.remaining is None else clock(self.remaining)
        return (
            f"population {self.population} of {self.populations}, epsilon {self.epsilon:.3f}, "
            f"{self.kept:,} of {self.particles:,} kept{share}, elapsed {clock(self.elapsed)}, "
            f"remaining about {left}"
        )
