"""How far a simulated war is from the record, in units of what the prior leaves open."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

FARTHEST = 5.0  # assumed: what a war lacks, or never saw, counts as so many scales away


@dataclass(frozen=True)
class Distance:
    """Root mean square over statistics of the gap to the record, each divided by its scale.

    Attributes:
        record: statistic -> (least, most) that the record says; within, the gap is 0.
        scales: statistic -> its scale; statistics without one are left out.
    """

    record: dict[str, tuple[float, float]]
    scales: dict[str, float]

    def __call__(self, simulated: Mapping[Any, Any], _: Any = None) -> float:
        """The distance of a war with these statistics; at most `FARTHEST`."""
        gaps = [self.gap(name, float(simulated[name])) for name in self.scales]
        return math.sqrt(sum(gap * gap for gap in gaps) / len(gaps))

    def gap(self, name: str, value: float) -> float:
        """The gap of one statistic, in scales; none if record and war both lack it."""
        low, high = self.record[name]
        if not (math.isfinite(value) and math.isfinite(low)):
            return 0.0 if math.isfinite(value) == math.isfinite(low) else FARTHEST
        return min(max(low - value, value - high, 0.0) / self.scales[name], FARTHEST)


def scales_of(prior: pd.DataFrame) -> dict[str, float]:
    """Median absolute deviation of each statistic over wars of the prior.

    Where more than half of the wars agree it is 0, and the standard deviation takes its place;
    where all agree, the statistic can tell nothing and has no scale.

    Args:
        prior: one row per war, one column per statistic; missing and infinite ones do not count.
    """
    found: dict[str, float] = {}
    for name in prior:
        values = prior[name].to_numpy(dtype=np.float64)
        values = values[np.isfinite(values)]
        if len(values) == 0:
            continue
        scale = float(np.median(np.abs(values - np.median(values)))) or float(values.std())
        if scale > 0.0:
            found[str(name)] = scale
    return found
