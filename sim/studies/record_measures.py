"""What one simulated war says about each figure of the record of a war.

A measure takes a war and, where it is about one truce or one day, its number (1 the first); else 0.
It gives a number, NaN where the war has no such thing, infinity where something never came about.
Measures look at the first front of a war, between its first and its second party.
"""

import math
from collections.abc import Callable
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engines.finished import Finished
from sim.kernel.log import POSITION_TAKEN, UNILATERAL
from sim.kernel.world import MONITORS, NEVER, PEACEKEEPERS, Array
from sim.records.outcomes import end_day as day_of_the_end
from sim.records.outcomes import front_outcome
from sim.records.tables import truce_records

WINDOW = 3  # days before and after a truce


def end_day(war: Finished, _: int) -> float:
    """First day of the agreement in force at the end, or of the decision; infinite if neither."""
    day = day_of_the_end(war)
    return math.inf if math.isnan(day) else day


def truces_before_the_end(war: Finished, _: int) -> float:
    """Truces that both sides signed and that took effect, without the one in force at the end."""
    return float(sum(1 for truce in _agreed(war) if truce["active"] == 0))


def first_accusation(war: Finished, truce: int) -> float:
    """Minutes from entry into force to the first accusation by either side, unwatched truces."""
    row = _unwatched(war, truce)
    if row is None:
        return math.nan
    spoken = min(float(row["first_accusation_first"]), float(row["first_accusation_second"]))
    return math.inf if spoken >= NEVER else 60.0 * (spoken - float(row["effective_hour"]))


def life(war: Finished, truce: int) -> float:
    """Hours from entry into force to the end of an unwatched truce; infinite if it holds."""
    row = _unwatched(war, truce)
    if row is None:
        return math.nan
    return math.inf if row["active"] else float(row["ended_hour"]) - float(row["effective_hour"])


def deaths_after_over_before(war: Finished, truce: int) -> float:
    """First party's deaths in three days after an unwatched truce over three days before."""
    row = _unwatched(war, truce)
    return math.nan if row is None else ratio_around(_deaths(war), float(row["effective_hour"]))


def deaths_after_over_before_the_end(war: Finished, _: int) -> float:
    """The same for the agreement in force at the end."""
    lasting = [truce for truce in _agreed(war) if truce["active"] == 1]
    return ratio_around(_deaths(war), float(lasting[0]["effective_hour"])) if lasting else math.nan


def guarded_settlement(war: Finished, _: int) -> float:
    """1 if the war ended in a settlement with peacekeepers, else 0."""
    guarded = int(war.world.truces[0]["terms"]) & PEACEKEEPERS != 0
    return float(guarded and front_outcome(war, 0) == "settlement")


def deaths_of_the_first_party(war: Finished, _: int) -> float:
    """Soldiers of the first party killed in all."""
    return float(war.world.belligerents[int(war.world.fronts[0]["first"])]["losses"])


def deaths_of_the_second_party(war: Finished, _: int) -> float:
    """Soldiers of the second party killed in all."""
    return float(war.world.belligerents[int(war.world.fronts[0]["second"])]["losses"])


def daily_deaths_mean(war: Finished, _: int) -> float:
    """First party's deaths per day over the whole days before the end."""
    days = _days_of_war(war)
    return float(days.mean()) if len(days) else math.nan


def daily_deaths_dispersion(war: Finished, _: int) -> float:
    """Variance over mean of the same days."""
    return dispersion(_days_of_war(war))


def daily_deaths_autocorrelation(war: Finished, _: int) -> float:
    """Autocorrelation of the same days, from one to the next."""
    return autocorrelation(_days_of_war(war))


def taken_by_day(war: Finished, day: int) -> float:
    """Share of the land that the second party took by fighting by the end of a day."""
    events = war.log.events[: int(war.log.counts[0])]
    taken = (events["kind"] == POSITION_TAKEN) & (events["front"] == 0)
    taken &= events["hour"] <= 24.0 * day
    second = int(war.world.fronts[0]["second"])
    land = war.world.positions[0]["share"][events["value"][taken].astype(int)]
    return float(np.where(events["actor"][taken] == second, land, -land).sum())


def taken(war: Finished, _: int) -> float:
    """Share of the land that the second party took by fighting in all."""
    return float(war.world.fronts[0]["taken"])


def lost_in_all(war: Finished, _: int) -> float:
    """Share of the land that the first party lost, by fighting and by hand-over."""
    front = war.world.fronts[0]
    return float(front["share_start"] - front["share_now"])


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


def _agreed(war: Finished) -> list[Array]:
    """Agreements of the first front that both sides signed and that took effect, in order."""
    over = 24.0 * float(war.log.counts[2])
    return [
        truce
        for truce in truce_records(war)
        if truce["front"] == 0
        and truce["mode"] != UNILATERAL
        and truce["effective_hour"] < (over if truce["active"] else truce["ended_hour"])
    ]


def _unwatched(war: Finished, number: int) -> Array | None:
    """The n-th agreed truce that nobody watched or guarded, if the war has so many."""
    loose = [t for t in _agreed(war) if int(t["terms"]) & (MONITORS | PEACEKEEPERS) == 0]
    return loose[number - 1] if number <= len(loose) else None


def _deaths(war: Finished) -> NDArray[np.float64]:
    """Deaths of the first party, day by day."""
    side = int(war.world.fronts[0]["first"])
    days: NDArray[np.float64] = war.log.day_sides[: int(war.log.counts[2]), side]["deaths"]
    return days


def _days_of_war(war: Finished) -> NDArray[np.float64]:
    """Deaths of the first party on the whole days before the end, or before the run's."""
    day = day_of_the_end(war)
    days = _deaths(war)
    return days if math.isnan(day) else days[: int(day) - 1]


class Measure(NamedTuple):
    """A measure, its unit, what its number says, and what it can be at most."""

    of: Callable[[Finished, int], float]
    unit: str
    about: Literal["war", "truce", "day"] = "war"
    bounds: tuple[float, float] = (0.0, math.inf)


SHARE = (0.0, 1.0)
MEASURES = {
    "end_day": Measure(end_day, "day of the war"),
    "truces_before_the_end": Measure(truces_before_the_end, "truces"),
    "first_accusation": Measure(first_accusation, "minutes", "truce"),
    "life": Measure(life, "hours", "truce"),
    "deaths_after_over_before": Measure(deaths_after_over_before, "ratio", "truce"),
    "deaths_after_over_before_the_end": Measure(deaths_after_over_before_the_end, "ratio"),
    "guarded_settlement": Measure(guarded_settlement, "1 if so", bounds=SHARE),
    "deaths_of_the_first_party": Measure(deaths_of_the_first_party, "killed"),
    "deaths_of_the_second_party": Measure(deaths_of_the_second_party, "killed"),
    "daily_deaths_mean": Measure(daily_deaths_mean, "killed per day"),
    "daily_deaths_dispersion": Measure(daily_deaths_dispersion, "ratio"),
    "daily_deaths_autocorrelation": Measure(
        daily_deaths_autocorrelation, "correlation", bounds=(-1.0, 1.0)
    ),
    "taken_by_day": Measure(taken_by_day, "share of land", "day", SHARE),
    "taken": Measure(taken, "share of land", bounds=SHARE),
    "lost_in_all": Measure(lost_in_all, "share of land", bounds=SHARE),
}
