"""What a simulated war and the record are compared by: each statistic by its name.

A name is an id of a figure of the record, or `deaths:KIND:FIRST-LAST`: of the first party's deaths
on days FIRST to LAST of the war the `mean` [killed per day], the `dispersion` (variance over mean)
or the `autocorrelation` (from one day to the next).
"""

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engines.finished import Finished
from sim.studies.record_file import Record
from sim.studies.record_measures import autocorrelation, dispersion

SERIES = re.compile(r"deaths:([a-z]+):(\d{1,4})-(\d{1,4})")
FORM = "deaths:KIND:FIRST-LAST"


def _mean(days: NDArray[np.float64]) -> float:
    return float(days.mean()) if len(days) else math.nan


KINDS: dict[str, Callable[[NDArray[np.float64]], float]] = {
    "mean": _mean,
    "dispersion": dispersion,
    "autocorrelation": autocorrelation,
}
LEAST_DAYS = {"mean": 1, "dispersion": 2, "autocorrelation": 4}


class Statistic(NamedTuple):
    """A statistic.

    Attributes:
        of: its number of a war; NaN where the war has none, infinite where it never came about.
        low, high: what the record says, or its bounds.
        words: what it is, for a table.
    """

    of: Callable[[Finished], float]
    low: float
    high: float
    words: str


def known_day(record: Record, start: dt.date) -> int:
    """The last day of the war that the record calls known (1 the first)."""
    return (record.known_until - start).days + 1


def known_names(record: Record) -> list[str]:
    """The figures that may be fitted to, and the form of the others."""
    figures = [name for name, one in record.figures.items() if one.sample == "in sample"]
    return [*figures, *(f"deaths:{kind}:1-9" for kind in KINDS if record.daily_deaths)]


def statistic(name: str, record: Record, start: dt.date) -> Statistic:
    """The statistic of this name.

    Raises:
        ValueError: in words, when there is no such one or it was not known in time.
    """
    if name in record.figures:
        figure = record.figures[name]
        if figure.sample != "in sample":
            raise ValueError("held out: it judges the fit, and cannot be fitted to")
        return Statistic(figure.of, figure.low, figure.high, figure.statement)
    form = SERIES.fullmatch(name)
    if form is None or form[1] not in KINDS:
        raise ValueError("no such statistic")
    kind, first, last = form[1], int(form[2]), int(form[3])
    own = _recorded(record, start, kind, first, last)
    words = f"Deaths of the first party per day, days {first} to {last}: {kind}"
    return Statistic(lambda war: of_days(war, kind, first, last), own, own, words)


def _recorded(record: Record, start: dt.date, kind: str, first: int, last: int) -> float:
    series = record.daily_deaths
    if series is None:
        raise ValueError("the record has no daily deaths")
    if last > known_day(record, start):
        raise ValueError(f"held out: nothing after day {known_day(record, start)} was known")
    begins = (start - series.first_party_from).days
    low, high = begins + first - 1, begins + last
    enough = last - first + 1 >= LEAST_DAYS[kind]
    if first < 1 or low < 0 or high > len(series.first_party) or not enough:
        raise ValueError("no such days, or too few of them")
    return KINDS[kind](np.asarray(series.first_party[low:high], dtype=np.float64))


def of_days(war: Finished, kind: str, first: int, last: int) -> float:
    """The same of a simulated war; NaN if it was over before."""
    side = int(war.world.fronts[0]["first"])
    days: NDArray[np.float64] = war.log.day_sides[: int(war.log.counts[2]), side]["deaths"]
    return KINDS[kind](days[first - 1 : last]) if len(days) >= last else math.nan


def of_war(war: Finished, statistics: Mapping[str, Statistic]) -> dict[str, float]:
    """All statistics of a war, by name."""
    return {name: float(one.of(war)) for name, one in statistics.items()}
