"""What many wars show: shares of outcomes with intervals, and measures with their spread."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from sim.cast import Cast
from sim.records.outcomes import possible_outcomes

Z95 = 1.959963984540054  # the normal's 97.5 % point
NOT_MEASURES = ("replicate", "seed")


def wilson(count: float, total: float) -> tuple[float, float]:
    """95 % interval of a share seen `count` times in `total`; (0, 1) when nothing was seen.

    Source: Wilson (1927).
    """
    if total == 0:
        return 0.0, 1.0
    share, zz = count / total, Z95 * Z95
    centre = share + zz / (2.0 * total)
    half = Z95 * math.sqrt(share * (1.0 - share) / total + zz / (4.0 * total * total))
    scale = 1.0 + zz / total
    low = 0.0 if count == 0 else (centre - half) / scale
    high = 1.0 if count == total else (centre + half) / scale
    return low, high


def outcome_shares(
    runs: pd.DataFrame, cast: Cast, effects: Mapping[str, float] | None = None
) -> dict[str, dict[str, Any]]:
    """Count, share and 95 % Wilson interval of every possible outcome.

    Args:
        effects: outcome -> design effect: the interval is that of so many fewer wars.
    """
    total = len(runs)
    result: dict[str, dict[str, Any]] = {}
    for outcome in possible_outcomes(cast):
        count = int((runs["outcome"] == outcome).sum())
        effect = (effects or {}).get(outcome, 1.0)
        low, high = wilson(count / effect, total / effect)
        share = count / total if total else 0.0
        result[outcome] = {"count": count, "share": share, "low": low, "high": high}
    return result


def measures(runs: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Mean, median, 5 % and 95 % points of every numeric column, over rows that have a value.

    `n` is the number of such rows; the figures are None when there is none.
    """
    result: dict[str, dict[str, Any]] = {}
    numeric = runs.select_dtypes("number").columns
    for name in [name for name in numeric if name not in NOT_MEASURES]:
        seen = runs[name].dropna().astype(float)
        figures = (
            (seen.mean(), seen.median(), seen.quantile(0.05), seen.quantile(0.95))
            if len(seen)
            else (None, None, None, None)
        )
        result[str(name)] = dict(zip(("mean", "median", "p05", "p95"), figures, strict=True))
        result[str(name)]["n"] = len(seen)
    return result
