"""What one simulated war says about each figure of the record of a war.

A measure takes a war and, where it is about one truce or one day, its number (1 the first); else 0.
It gives a number, NaN where the war has no such thing, infinity where something never came about.
Measures look at one front of a war, between its first and its second party: by default the first.
"""

import math
from collections.abc import Callable
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engines.finished import Finished
from sim.kernel.log import POSITION_TAKEN
from sim.kernel.world import NEVER, PEACEKEEPERS
from sim.records.outcomes import front_outcome
from sim.studies.record_ends import (
    at_war_at_the_end,
    brokered,
    frozen,
    in_force_from_day,
    life_from_day,
    lost_by_the_first,
    lost_by_the_second,
    settlement,
    truces,
)
from sim.studies.record_wars import agreed, days_of_war, deaths_by_day, last_day, unwatched

WINDOW = 3  # days before and after a truce


def end_day(war: Finished, _: int, front: int = 0) -> float:
    """First day of the agreement in force at the end, or of the decision; infinite if neither."""
    day = last_day(war, front)
    return math.inf if math.isnan(day) else day


def truces_before_the_end(war: Finished, _: int, front: int = 0) -> float:
    """Truces that both sides signed and that took effect, without the one in force at the end."""
    return float(sum(1 for truce in agreed(war, front) if truce["active"] == 0))


def first_accusation(war: Finished, truce: int, front: int = 0) -> float:
    """Minutes from entry into force to the first accusation by either side, unwatched truces."""
    row = unwatched(war, truce, front)
    if row is None:
        return math.nan
    spoken = min(float(row["first_accusation_first"]), float(row["first_accusation_second"]))
    return math.inf if spoken >= NEVER else 60.0 * (spoken - float(row["effective_hour"]))


def life(war: Finished, truce: int, front: int = 0) -> float:
    """Hours from entry into force to the end of an unwatched truce; infinite if it holds."""
    row = unwatched(war, truce, front)
    if row is None:
        return math.nan
    return math.inf if row["active"] else float(row["ended_hour"]) - float(row["effective_hour"])


def deaths_after_over_before(war: Finished, truce: int, front: int = 0) -> float:
    """First party's deaths in three days after an unwatched truce over three days before."""
    row = unwatched(war, truce, front)
    return (
        math.nan
        if row is None
        else ratio_around(deaths_by_day(war, front), float(row["effective_hour"]))
    )


def deaths_after_over_before_the_end(war: Finished, _: int, front: int = 0) -> float:
    """The same for the agreement in force at the end."""
    lasting = [truce for truce in agreed(war, front) if truce["active"] == 1]
    return (
        ratio_around(deaths_by_day(war, front), float(lasting[0]["effective_hour"]))
        if lasting
        else math.nan
    )


def guarded_settlement(war: Finished, _: int, front: int = 0) -> float:
    """1 if the war ended in a settlement with peacekeepers, else 0."""
    guarded = int(war.world.truces[front]["terms"]) & PEACEKEEPERS != 0
    return float(guarded and front_outcome(war, front) == "settlement")


def deaths_of_the_first_party(war: Finished, _: int, front: int = 0) -> float:
    """Soldiers of the first party killed in all."""
    return float(war.world.belligerents[int(war.world.fronts[front]["first"])]["losses"])


def deaths_of_the_second_party(war: Finished, _: int, front: int = 0) -> float:
    """Soldiers of the second party killed in all."""
    return float(war.world.belligerents[int(war.world.fronts[front]["second"])]["losses"])


def daily_deaths_mean(war: Finished, _: int, front: int = 0) -> float:
    """First party's deaths per day over the whole days before the end."""
    days = days_of_war(war, front)
    return float(days.mean()) if len(days) else math.nan


def daily_deaths_dispersion(war: Finished, _: int, front: int = 0) -> float:
    """Variance over mean of the same days."""
    return dispersion(days_of_war(war, front))


def daily_deaths_autocorrelation(war: Finished, _: int, front: int = 0) -> float:
    """Autocorrelation of the same days, from one to the next."""
    return autocorrelation(days_of_war(war, front))


def taken_by_day(war: Finished, day: int, front: int = 0) -> float:
    """Share of the land that the second party took by fighting by the end of a day."""
    events = war.log.events[: int(war.log.counts[0])]
    taken = (events["kind"] == POSITION_TAKEN) & (events["front"] == front)
    taken &= events["hour"] <= 24.0 * day
    second = int(war.world.fronts[front]["second"])
    land = war.world.positions[front]["share"][events["value"][taken].astype(int)]
    return float(np.where(events["actor"][taken] == second, land, -land).sum())


def taken(war: Finished, _: int, front: int = 0) -> float:
    """Share of the land that the second party took by fighting in all."""
    return float(war.world.fronts[front]["taken"])


def lost_in_all(war: Finished, _: int, front: int = 0) -> float:
    """Share of the land that the first party lost, by fighting and by hand-over."""
    row = war.world.fronts[front]
    return float(row["share_start"] - row["share_now"])


def ratio_around(deaths: NDArray[np.float64], hour: float) -> float:
    """Mean deaths in three days after an hour over three days before; its own day is left out."""
    day = int(hour // 24.0)
    before, after = deaths[max(0, day - WINDOW) : day], deaths[day + 1 : day + 1 + WINDOW]
    if len(before) < WINDOW or len(after) < WINDOW or before.sum() == 0.0:
        return math.nan
    return float(after.mean() / before.mean())


def dispersion(series: NDArray[np.float64]) -> float:
    """Variance over mean; NaN for less than two days or without deaths."""
    if len(series) < 2 or series.mean() == 0.0:
        return math.nan
    return float(series.var(ddof=1) / series.mean())


def autocorrelation(series: NDArray[np.float64]) -> float:
    """Autocorrelation at lag 1; NaN for less than four days or for days that are all alike."""
    if len(series) < 4 or series.std() == 0.0:
        return math.nan
    deviations = series - series.mean()
    return float((deviations[1:] * deviations[:-1]).sum() / (deviations * deviations).sum())


class Measure(NamedTuple):
    """A measure, its unit, what its number says, and what it can be at most.

    `who` means that it takes the id of a mediator after the front.
    """

    of: Callable[..., float]
    unit: str
    about: Literal["war", "truce", "day", "who"] = "war"
    bounds: tuple[float, float] = (0.0, math.inf)


SHARE = (0.0, 1.0)
SO = "1 if so"
MEASURES = {
    "end_day": Measure(end_day, "day of the war"),
    "truces_before_the_end": Measure(truces_before_the_end, "truces"),
    "first_accusation": Measure(first_accusation, "minutes", "truce"),
    "life": Measure(life, "hours", "truce"),
    "deaths_after_over_before": Measure(deaths_after_over_before, "ratio", "truce"),
    "deaths_after_over_before_the_end": Measure(deaths_after_over_before_the_end, "ratio"),
    "guarded_settlement": Measure(guarded_settlement, SO, bounds=SHARE),
    "deaths_of_the_first_party": Measure(deaths_of_the_first_party, "killed"),
    "deaths_of_the_second_party": Measure(deaths_of_the_second_party, "killed"),
    "daily_deaths_mean": Measure(daily_deaths_mean, "killed per day"),
    "daily_deaths_dispersion": Measure(daily_deaths_dispersion, "ratio"),
    "daily_deaths_autocorrelation": Measure(
        daily_deaths_autocorrelation, "correlation", bounds=(-1.0, 1.0)
    ),
    "truces": Measure(truces, "truces"),
    "life_from_day": Measure(life_from_day, "hours", "day"),
    "in_force_from_day": Measure(in_force_from_day, SO, "day", SHARE),
    "at_war_at_the_end": Measure(at_war_at_the_end, SO, bounds=SHARE),
    "frozen": Measure(frozen, SO, bounds=SHARE),
    "settlement": Measure(settlement, SO, bounds=SHARE),
    "lost_by_the_first": Measure(lost_by_the_first, SO, bounds=SHARE),
    "lost_by_the_second": Measure(lost_by_the_second, SO, bounds=SHARE),
    "brokered": Measure(brokered, SO, "who", SHARE),
    "taken_by_day": Measure(taken_by_day, "share of land", "day", SHARE),
    "taken": Measure(taken, "share of land", bounds=SHARE),
    "lost_in_all": Measure(lost_in_all, "share of land", bounds=SHARE),
}
