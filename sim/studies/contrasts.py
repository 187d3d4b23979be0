"""Differences between two sets of wars: intervals, what pairing gave, how many wars it takes."""

import math
from typing import Any, NamedTuple

import numpy as np

from sim.records.measures import Z95
from sim.records.split import MIDDLE, Floats, Ints, Split, split
from sim.studies.measures import plain

RESAMPLES, FEWEST, NUMBERS = 2000, 200, 20_000_000  # of a bootstrap; the last: drawn in all
BATCH = 2_000_000  # numbers drawn at once


class Contrast(NamedTuple):
    """The mean of a measure in one set of wars less that in another, the base.

    Attributes:
        wars: pairs with a value on both sides, or the smaller number of values if unpaired.
        low, high: 95 % bootstrap interval of the difference.
        correlation: of base and other over pairs; None unless paired and both vary.
        variance_ratio: variance of the difference if luck were apart, over that observed: so many
            times fewer wars are needed because they share their luck; None if nothing differs.
        replicates_needed: wars of each scenario after which a 95 % interval of this difference
            is expected to leave out 0; None for a difference of 0.
        split: parameters and luck in the variance of the difference, and where its expectation
            lies from draw to draw; None unless parameters were drawn.
    """

    measure: str
    base_mean: float | None
    other_mean: float | None
    difference: float | None
    low: float | None
    high: float | None
    wars: int
    correlation: float | None
    variance_ratio: float | None
    replicates_needed: int | None
    split: Split | None = None

    def as_dict(self) -> dict[str, Any]:
        """By name; what is said of parameters is None where they were not told from luck."""
        of = self.split
        return {
            **{name: value for name, value in self._asdict().items() if name != "split"},
            "draws": of and of.draws,
            "parameter_share": of and of.share,
            "parameter_share_low": of and of.share_low,
            "parameter_share_high": of and of.share_high,
            "expected_low": of and of.low,
            "expected_high": of and of.high,
        }


def contrast(
    measure: str, base: Floats, other: Floats, paired: bool, seed: int, draws: Ints | None = None
) -> Contrast:
    """The difference that `other` makes, war against war if `paired`.

    Wars without a value (no agreement, say) are left out: with pairing, of both sides.

    Args:
        base, other: the measure in each war, in the order of replicates; NaN for no value.
        seed: of the bootstrap.
        draws: number of each war's draw of parameters, if they were drawn; then whole draws are
            resampled, since wars of one draw are alike.

    Source: percentile bootstrap, Efron and Tibshirani (1993), over draws: Davison and Hinkley
    (1997, section 3.8); common random numbers and the variance of a paired difference, Law (2015,
    chapter 11).
    """
    valid = ~np.isnan(base), ~np.isnan(other)
    if paired:
        both = valid[0] & valid[1]
        valid = both, both
    x, y = base[valid[0]], other[valid[1]]
    wars = min(len(x), len(y))
    if wars < 2:
        means = plain(x.mean()) if len(x) else None, plain(y.mean()) if len(y) else None
        return Contrast(measure, *means, None, None, None, wars, None, None, None)
    difference = float(y.mean() - x.mean())
    apart = float(x.var(ddof=1) + y.var(ddof=1))
    observed = float((y - x).var(ddof=1)) if paired else apart
    parts = None if draws is None else split(other - base, draws, seed)
    if draws is None:
        low, high = _interval(x, y, paired, observed, difference, seed)
    else:
        low, high = _interval_over_draws((x, draws[valid[0]]), (y, draws[valid[1]]), seed)
    return Contrast(
        measure, float(x.mean()), float(y.mean()), difference, low, high, wars,
        _correlation(x, y) if paired else None,
        apart / observed if observed > 0.0 else None,
        _needed(difference, observed * (parts.effect if parts else 1.0)), parts,
    )  # fmt: skip


def _needed(difference: float, variance: float) -> int | None:
    if difference == 0.0:
        return None
    return max(2, math.ceil(Z95 * Z95 * variance / (difference * difference)))


def _correlation(x: Floats, y: Floats) -> float | None:
    if x.std() == 0.0 or y.std() == 0.0:
        return None
    return float(np.corrcoef(x, y)[0, 1])


def _interval(
    x: Floats, y: Floats, paired: bool, variance: float, difference: float, seed: int
) -> tuple[float, float]:
    from scipy import stats

    if variance == 0.0:
        return difference, difference
    size = max(len(x), len(y))
    found = stats.bootstrap(
        (y - x,) if paired else (y, x),
        np.mean if paired else _difference,
        n_resamples=int(np.clip(NUMBERS // size, FEWEST, RESAMPLES)),
        batch=max(1, BATCH // size),
        vectorized=True,
        method="percentile",
        rng=np.random.default_rng(seed),
    ).confidence_interval
    return float(found.low), float(found.high)


def _interval_over_draws(
    base: tuple[Floats, Ints], other: tuple[Floats, Ints], seed: int
) -> tuple[float, float]:
    """Whole draws resampled with all their wars, on both sides together."""
    count = 1 + max(int(draws.max()) for _, draws in (base, other))
    sums = [np.bincount(draws, weights=x, minlength=count) for x, draws in (other, base)]
    wars = [np.bincount(draws, minlength=count) for _, draws in (other, base)]
    here = wars[0] + wars[1] > 0
    parts = np.array([sums[0], wars[0], sums[1], wars[1]], dtype=np.float64)[:, here]
    chance, size = np.random.default_rng(seed), parts.shape[1]
    found = []
    for _ in range(int(np.clip(NUMBERS // size, FEWEST, RESAMPLES))):
        y, n, x, m = parts[:, chance.integers(0, size, size)].sum(axis=1)
        if n and m:
            found.append(y / n - x / m)
    low, high = np.percentile(found, MIDDLE)
    return float(low), float(high)


def _difference(y: Floats, x: Floats, axis: int = -1) -> Floats:
    result: Floats = y.mean(axis=axis) - x.mean(axis=axis)
    return result
