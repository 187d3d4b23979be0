"""Particles moved to where they would lie, had their wars been as the record is.

Within a population, normal scores of the parameters are regressed on how each war's summary
differs from the record's; what the regression explains is taken off. Nearer wars count more
(Epanechnikov's kernel). In normal scores, so that nothing leaves its range.

Source: regression adjustment, Beaumont, Zhang and Balding (2002).
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.studies.calibration.scores import of_scores, scores_of

WEIGHT, DISTANCE = "weight", "distance"


def adjusted(
    ranges: Mapping[str, tuple[float, float]], particles: pd.DataFrame,
    differs: NDArray[np.float64],
) -> pd.DataFrame:  # fmt: skip
    """The particles adjusted, with their weights times the kernel (sum 1).

    Args:
        particles: parameters, `weight`, `distance`.
        differs: (particles, summaries) each war's summary less the record's.
    """
    far = particles[DISTANCE].to_numpy()
    kernel = 1.0 - np.square(far / (far.max() * EDGE)) if far.max() > 0.0 else np.ones(len(far))
    weights = particles[WEIGHT].to_numpy() * kernel
    scores = scores_of(ranges, particles)
    rows = np.column_stack([np.ones(len(far)), differs])
    root = np.sqrt(weights)[:, None]
    slopes = np.linalg.lstsq(rows * root, scores * root, rcond=None)[0][1:]
    moved = scores - differs @ slopes
    points = [of_scores(ranges, dict(zip(ranges, row, strict=True))) for row in moved.tolist()]
    frame = pd.DataFrame(points, columns=list(ranges))
    return frame.assign(weight=weights / weights.sum(), distance=far)


EDGE = 1.0 + 1.0e-6  # so that the farthest particle keeps a weight above 0
