"""What the particles say of each parameter, and draws from them."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from sim.studies.calibration.adjusting import WEIGHT
from sim.studies.calibration.chance import DRAWS, generator
from sim.studies.calibration.fitting import weighted_quantile

LOW, MIDDLE, HIGH = 0.05, 0.5, 0.95
IDENTIFIED, NARROWED = 0.5, 0.8  # assumed: of the prior's width, what is left


class Width(NamedTuple):
    """Prior against posterior of one parameter.

    Attributes:
        low, high: the range.
        p05, p50, p95: weighted quantiles of the particles.
        left: width of the middle 90 % of the posterior over that of the prior.
    """

    parameter: str
    low: float
    high: float
    p05: float
    p50: float
    p95: float
    left: float

    @property
    def verdict(self) -> str:
        """Whether the record identifies it."""
        if self.left < IDENTIFIED:
            return "identified"
        return "narrowed" if self.left < NARROWED else "not identified"


def widths(ranges: dict[str, tuple[float, float]], posterior: pd.DataFrame) -> list[Width]:
    """Each parameter's posterior beside its prior."""
    found = []
    for name, (low, high) in ranges.items():
        p05, p50, p95 = (
            weighted_quantile(posterior[name], posterior[WEIGHT], share)
            for share in (LOW, MIDDLE, HIGH)
        )
        left = (p95 - p05) / ((HIGH - LOW) * (high - low))
        found.append(Width(name, low, high, p05, p50, p95, left))
    return found


def drawn(posterior: pd.DataFrame, count: int, seed: int) -> list[dict[Any, Any]]:
    """Points drawn from the particles by weight: the same for the same seed."""
    chance = generator(seed, DRAWS)
    rows = chance.choice(len(posterior), size=count, p=posterior[WEIGHT].to_numpy())
    names = [name for name in posterior.columns if name not in (WEIGHT, "distance")]
    return posterior[names].iloc[rows].to_dict("records")


def effective(posterior: pd.DataFrame) -> float:
    """Sample size that the weights are worth. Source: Kish (1965)."""
    weights = posterior[WEIGHT].to_numpy()
    return float(1.0 / np.square(weights).sum())
