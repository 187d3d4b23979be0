"""How much of what varies between wars is parameters, and how much is luck.

Several wars share each draw of the parameters. By the law of total variance, the variance of a
value is that of its expectation from draw to draw (parameters), and the mean variance within a draw
(luck). Both are estimated by the analysis of variance of one way with random effects (Searle,
Casella and McCulloch 1992, section 3.6 for draws of unlike size), as O'Hagan, Stevenson and Madan
(2007) do for simulations with uncertain parameters. With one war to a draw the two cannot be told
apart.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
RESAMPLES = 1000
FEWEST_DRAWS = 2
MIDDLE = (2.5, 97.5)  # per cent


class Split(NamedTuple):
    """A value's variance in two parts.

    Attributes:
        draws: of the parameters.
        between: variance of the expected value from draw to draw; not below 0.
        within: mean variance within a draw: luck.
        share: of the two together, what parameters make.
        share_low, share_high: 95 % interval of the share: bootstrap over draws, percentiles.
        low, high: the middle 95 % of the expected value over draws. Source: means of the draws
            drawn together until they vary as much as `between` (Louis 1984).
        effect: design effect: so many times more wars are needed for the same precision of a mean
            than if each had a draw of its own. Source: Kish (1965).
    """

    draws: int
    between: float
    within: float
    share: float
    share_low: float
    share_high: float
    low: float
    high: float
    effect: float


class Groups(NamedTuple):
    """Of each draw: number, sum and sum of squares of its values."""

    sizes: Floats
    sums: Floats
    squares: Floats


def grouped(values: Floats, draws: Ints) -> Groups:
    """Values by draw; NaN is left out, and a draw without a value too."""
    seen = ~np.isnan(values)
    _, place = np.unique(draws[seen], return_inverse=True)
    x = values[seen]
    sizes = np.bincount(place).astype(np.float64)
    sums, squares = (np.bincount(place, weights=w).astype(np.float64) for w in (x, x * x))
    return Groups(sizes, sums, squares)


def split(values: Floats, draws: Ints, seed: int = 0) -> Split | None:
    """Parameters and luck in the variance of a value.

    Args:
        values: of each war; NaN for none.
        draws: number of each war's draw.
        seed: of the bootstrap.

    Returns:
        None where they cannot be told apart: fewer than two draws, one war in each, or nothing
        varies.
    """
    seen = ~np.isnan(values)
    if not seen.any() or np.ptp(values[seen]) == 0.0:
        return None
    groups = grouped(values - values[seen].mean(), draws)  # about the mean: squares stay exact
    count = len(groups.sizes)
    if count < FEWEST_DRAWS or groups.sizes.sum() <= count:
        return None
    between, within = _parts(groups)
    picked = np.random.default_rng(seed).integers(0, count, (RESAMPLES, count))
    again = _parts(Groups(*(part[picked] for part in groups)))
    ends = np.percentile(_share(*again), MIDDLE)
    low, high = np.percentile(_expected(groups, float(between)), MIDDLE) + values[seen].mean()
    share = float(_share(between, within))
    mean_size = float((groups.sizes**2).sum() / groups.sizes.sum())
    return Split(
        count, float(between), float(within), share, float(ends[0]), float(ends[1]),
        float(low), float(high), 1.0 + (mean_size - 1.0) * share,
    )  # fmt: skip


def _parts(groups: Groups) -> tuple[Floats, Floats]:
    """Variance between and within, over the last axis; where nothing is left to tell, 0."""
    n, sums, squares = groups
    count, total = n.shape[-1], n.sum(axis=-1)
    inner = (squares - sums * sums / n).sum(axis=-1)
    outer = (sums * sums / n).sum(axis=-1) - sums.sum(axis=-1) ** 2 / total
    free = np.maximum(total - count, 1.0)
    within = np.maximum(inner, 0.0) / free
    size = (total - (n * n).sum(axis=-1) / total) / (count - 1.0)
    between = np.maximum((outer / (count - 1.0) - within) / size, 0.0)
    return between, within


def _share(between: Floats, within: Floats) -> Floats:
    both = between + within
    found: Floats = np.divide(between, both, out=np.zeros_like(both), where=both > 0.0)
    return found


def _expected(groups: Groups, between: float) -> Floats:
    """Means of the draws, drawn together toward the mean of all."""
    means = groups.sums / groups.sizes
    centre = groups.sums.sum() / groups.sizes.sum()
    observed = float(means.var(ddof=1))
    scale = min(1.0, np.sqrt(between / observed)) if observed > 0.0 else 0.0
    found: Floats = centre + scale * (means - centre)
    return found
