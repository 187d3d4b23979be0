"""What is measured of each war of an experiment: one number a replicate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.kernel.log import ADVICE, KINDS
from sim.records.runs import Runs

Floats = NDArray[np.float64]
Measure = Callable[[Runs], Floats]
NONE = 75.0  # days that stand for "no agreement"
LONG = 30.0  # days
CREDIBLE = KINDS[ADVICE][1].index("credible")


def column(found: Runs, name: str) -> Floats:
    """A column of the table of wars."""
    return found.runs[name].to_numpy(dtype=np.float64)


def in_force(found: Runs) -> Floats:
    """Whether an agreement is in force at the end."""
    alive = found.runs["outcome"].isin(["settlement", "frozen", "truce"])
    return np.asarray(alive, dtype=np.float64)


def truces(found: Runs) -> Floats:
    """Agreements signed."""
    return column(found, "truces")


def deaths(found: Runs) -> Floats:
    """Killed, soldiers of all sides."""
    return column(found, "deaths")


def first_partys_land(found: Runs) -> Floats:
    """Share of the land of the first front that its first party is left with."""
    names = [str(name) for name in found.runs]
    return column(found, next(name for name in names if name.startswith("share_final_")))


def per_war(found: Runs, values: Any, empty: float) -> Floats:
    """A series of values by replicate as a row per war, `empty` where a war has none."""
    filled = values.reindex(found.runs["replicate"], fill_value=empty)
    return np.asarray(filled, dtype=np.float64)


def first_signature(found: Runs) -> Floats:
    """Day of the first agreement, 75 if none."""
    days = found.truces.groupby("replicate")["announced_day"].min()
    return per_war(found, days.clip(upper=NONE), NONE)


def formal(found: Runs) -> Floats:
    """Whether an agreement of class 2 or 3 held 30 days."""
    rows = found.truces[
        (found.truces["truce_class"] >= 2) & (found.truces["lifetime_days"] >= LONG)
    ]
    return per_war(found, rows.groupby("replicate").size().clip(upper=1).astype(float), 0.0)


def share_living(found: Runs) -> Floats:
    """Share of a war's agreements that hold 30 days; missing without any."""
    long = (found.truces["lifetime_days"] >= LONG).astype(float)
    return per_war(found, long.groupby(found.truces["replicate"]).mean(), np.nan)


def collapsed_of(format: str) -> Measure:
    """Share of the agreements that a format brokered which collapse; missing without any."""

    def measure(found: Runs) -> Floats:
        rows = found.truces[found.truces["format"] == format]
        fell = rows["cause"].isin(["broken", "escalated", "defaulted"]).astype(float)
        return per_war(found, fell.groupby(rows["replicate"]).mean(), np.nan)

    return measure


def window_days(found: Runs) -> pd.DataFrame:
    """The days of each war from its first announcement to that agreement's entry into force."""
    first = found.truces.sort_values("truce").groupby("replicate").first()
    days = found.days.join(first[["announced_day", "effective_day"]], on="replicate")
    begun = days["day"] >= np.floor(days["announced_day"]) - 1.0
    window: pd.DataFrame = days[begun & (days["day"] <= np.floor(days["effective_day"]))]
    return window


def killed_in_window(found: Runs) -> Floats:
    """Killed on those days, the day before included, so that a short window has days too."""
    rows = window_days(found)
    sides = [name for name in rows if str(name).startswith("deaths_")]
    return per_war(found, rows[sides].sum(axis=1).groupby(rows["replicate"]).sum(), 0.0)


def places_in_window(found: Runs) -> Floats:
    """Places that the first party of the first front lost on those days."""
    rows = window_days(found)
    line = next(str(name) for name in rows if str(name).startswith("line_"))
    held = rows.groupby("replicate")[line].agg(["first", "last"])
    return per_war(found, (held["first"] - held["last"]).astype(float), 0.0)


def blame(found: Runs) -> Floats:
    """Incidents that sides blame on each other per agreement and day of its life; missing without
    any agreement."""
    names = [name for name in found.truces if str(name).startswith("blamed_by_")]
    rows = found.truces
    rate = rows[names].sum(axis=1) / rows["lifetime_days"].clip(lower=0.25)
    return per_war(found, rate.groupby(rows["replicate"]).mean(), np.nan)


def advice_believed_by(side: str) -> Measure:
    """Share of the advice to a side that it believes; missing without any."""

    def measure(found: Runs) -> Floats:
        rows = found.events[(found.events["kind"] == "advice") & (found.events["target"] == side)]
        believed = rows["terms"].map(lambda terms: float(terms[CREDIBLE]))
        return per_war(found, believed.groupby(rows["replicate"]).mean(), np.nan)

    return measure
