"""What one simulated war says about each figure of the record of a war."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from sim.engines.finished import Finished
from sim.kernel.log import SUPERSEDED
from sim.kernel.world import DECIDED, MONITORS, NEVER, PEACEKEEPERS, Array

Values = dict[str, list[float]]


def truces_of(war: Finished) -> Array:
    """Every truce of a war's first front in order, finished or alive at the end."""
    finished = war.log.truces[: int(war.log.counts[1])]
    alive = war.world.truces[war.world.truces["active"] == 1]
    return np.concatenate([finished, alive])


def end_hour(war: Finished) -> float:
    """Hour at which the agreement in force at the end began, or the decision fell; NaN if none."""
    front = war.world.fronts[0]
    if front["status"] == DECIDED:
        return float(war.log.counts[2]) * 24.0
    alive = war.world.truces[war.world.truces["active"] == 1]
    return float(alive[0]["effective_hour"]) if len(alive) else float("nan")


def daily(war: Finished, side: int) -> NDArray[np.float64]:
    """Deaths per day of a belligerent, day by day."""
    days: NDArray[np.float64] = war.log.day_sides[: int(war.log.counts[2]), side]["deaths"]
    return days


def unmonitored(war: Finished) -> Iterable[np.void]:
    """Signed truces that nobody watched and nobody kept apart, and that took effect."""
    for truce in truces_of(war):
        watched = int(truce["terms"]) & (MONITORS | PEACEKEEPERS)
        if not watched and truce["cause"] != SUPERSEDED and truce["mode"] != 2:
            yield truce


def first_accusation(truce: np.void) -> float:
    """Minutes from entry into force to the first accusation by either side; infinite if none."""
    spoken = min(float(truce["first_accusation_first"]), float(truce["first_accusation_second"]))
    if spoken >= NEVER:
        return float("inf")
    return 60.0 * (spoken - float(truce["effective_hour"]))


def deaths_ratio(deaths: NDArray[np.float64], hour: float) -> float:
    """Mean deaths in three days after a truce over three days before; its own day left out."""
    day = int(hour // 24.0)
    before = deaths[max(0, day - 3) : day]
    after = deaths[day + 1 : day + 4]
    if len(before) < 3 or len(after) < 3 or before.sum() == 0:
        return float("nan")
    return float(after.mean() / before.mean())


def taken_by(war: Finished, day: int) -> float:
    """Share of the land that the first party had lost by the end of a day, by fighting."""
    days = war.log.day_fronts[: int(war.log.counts[2]), 0]
    if len(days) == 0:
        return 0.0
    line = int(days[min(day, len(days)) - 1]["line"])
    land = war.world.positions[0]["share"]
    return float(war.world.fronts[0]["share_start"] - land[:line].sum())


def lag_one(series: NDArray[np.float64]) -> float:
    """Autocorrelation from one day to the next."""
    if len(series) < 4 or series.std() == 0.0:
        return float("nan")
    deviations = series - series.mean()
    return float((deviations[1:] * deviations[:-1]).sum() / (deviations * deviations).sum())


def fighting_days(war: Finished) -> int:
    """Whole days until the war ended, or until the run did."""
    hour = end_hour(war)
    last = int(war.log.counts[2])
    return last if np.isnan(hour) else min(last, max(1, int(hour // 24.0)))


def measures(war: Finished) -> Values:
    """Values of this war for each figure of the record; several where a figure is per truce."""
    first = daily(war, int(war.world.fronts[0]["first"]))
    days = fighting_days(war)
    fought = first[:days]
    truces = truces_of(war)
    loose = list(unmonitored(war))
    hour = end_hour(war)
    last = truces[-1] if len(truces) else None
    settled = last is not None and last["active"] == 1
    guarded = settled and last["settlement"] == 1 and int(last["terms"]) & PEACEKEEPERS
    return {
        "end_day": [hour / 24.0 + 1.0 if not np.isnan(hour) else float("inf")],
        "truces_before": [float(len(truces) - (1 if settled else 0))],
        "accusation_minutes": [first_accusation(truce) for truce in loose],
        "life_hours": [float(t["ended_hour"] - t["effective_hour"]) for t in loose],
        "ratio_unmonitored": [deaths_ratio(first, float(t["effective_hour"])) for t in loose],
        "ratio_last": [deaths_ratio(first, hour) if settled else float("nan")],
        "deaths_first": [float(first.sum())],
        "deaths_second": [float(daily(war, int(war.world.fronts[0]["second"])).sum())],
        "daily_mean": [float(fought.mean())],
        "daily_dispersion": [float(fought.var(ddof=1) / fought.mean()) if days > 1 else 1.0],
        "daily_lag_one": [lag_one(fought)],
        "taken_day_13": [taken_by(war, 13)],
        "taken_day_21": [taken_by(war, 21)],
        "taken_day_29": [taken_by(war, 29)],
        "taken_day_42": [taken_by(war, 42)],
        "taken": [float(war.world.fronts[0]["taken"])],
        "lost_in_all": [
            float(war.world.fronts[0]["share_start"] - war.world.fronts[0]["share_now"])
        ],
        "guarded_settlement": [1.0 if guarded else 0.0],
    }
