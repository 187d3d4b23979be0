"""How long truces live: Kaplan-Meier curves by format, with what is censored."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.kernel.log import BROKEN, CAUSES, DEFAULTED, ESCALATED, HAZARD

COLLAPSED = tuple(CAUSES[k] for k in (BROKEN, ESCALATED, DEFAULTED, HAZARD))
COLUMNS = ("format", "lifetime_days", "cause")


class Curve(NamedTuple):
    """The share of a format's truces that still hold after so many days.

    Attributes:
        truces, collapsed: how many there were, how many were seen to collapse.
        median: days after which half have collapsed; None if more than half held.
        days, holding, low, high: the curve and its 95 % band.
    """

    scenario: str
    format: str
    truces: int
    collapsed: int
    median: float | None
    days: NDArray[np.float64]
    holding: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def curves(truces: Mapping[str, pd.DataFrame]) -> Iterator[Curve]:
    """One curve for each scenario and format that had a truce.

    A truce ends by collapse: broken, escalated, defaulted. One that was alive at the end of the
    run, ran its agreed time, or made room for another agreement is censored at that moment.

    Args:
        truces: scenario -> table `truces`, of which `format`, `lifetime_days`, `cause` are read.

    Source: Kaplan and Meier (1958); bands after Greenwood, on the log-log scale (lifelines).
    """
    for scenario, table in truces.items():
        for name, group in table.groupby("format", sort=True):
            yield curve(
                scenario,
                str(name),
                group["lifetime_days"].to_numpy(dtype=np.float64),
                group["cause"].isin(COLLAPSED).to_numpy(dtype=bool),
            )


def curve(
    scenario: str, format_: str, lives: NDArray[np.float64], collapsed: NDArray[np.bool_]
) -> Curve:
    """The curve of some truces: how long each was seen to hold [d], whether it then collapsed."""
    from lifelines import KaplanMeierFitter

    fitted = KaplanMeierFitter().fit(lives, event_observed=collapsed)
    holding = fitted.survival_function_
    band = fitted.confidence_interval_survival_function_.to_numpy()
    median = float(fitted.median_survival_time_)
    return Curve(
        scenario, format_, len(lives), int(collapsed.sum()),
        median if np.isfinite(median) else None,
        holding.index.to_numpy(dtype=np.float64), holding.iloc[:, 0].to_numpy(),
        band[:, 0], band[:, 1],
    )  # fmt: skip


def curve_table(all_curves: list[Curve]) -> pd.DataFrame:
    """The curves as one table: scenario, format, day, holding, low, high."""
    columns = ("scenario", "format", "day", "holding", "low", "high")
    parts = [
        pd.DataFrame(
            dict(
                zip(columns, (c.scenario, c.format, c.days, c.holding, c.low, c.high), strict=True)
            )
        )
        for c in all_curves
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
