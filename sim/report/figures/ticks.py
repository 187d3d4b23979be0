"""Ticks of time that never run into each other, whatever the size of the figure."""

import datetime as dt
from typing import Any

from matplotlib.ticker import Locator, MaxNLocator

from sim.language import N_, _

MINUTE = 1.0 / 60.0  # hours
# The best first: the earlier ones stand alone where room is short.
SPANS = {
    MINUTE: "1 min", 1.0: "1 h", 24.0: N_("1 day"), 720.0: N_("1 month"), 8766.0: N_("1 year"),
    87660.0: N_("10 years"),
    10 * MINUTE: "10 min", 6.0: "6 h", 120.0: N_("5 days"), 2880.0: N_("4 months"),
    26298.0: N_("3 years"),
    5 * MINUTE: "5 min", 30 * MINUTE: "30 min", 3.0: "3 h", 12.0: "12 h", 72.0: N_("3 days"),
}  # fmt: skip
EM = 0.66  # width of a character in sizes of the type, wide ones allowed for
DATE_CHARACTERS = 10  # `5 Jan 2021`
YEAR_CHARACTERS = 4  # `2021`
APART = 2  # characters between two labels


def characters_across(axis: Any) -> float:
    """How many characters of a tick label fit along an axis, as it is laid out now."""
    points = 72.0 * axis.axes.bbox.width / axis.axes.get_figure(root=True).dpi
    return float(points / (EM * axis.majorTicks[0].label1.get_size()))


class SpanLocator(Locator):
    """Spans of time on a logarithmic axis [hours]: those of `SPANS` up to `most` with room."""

    def __init__(self, most: float) -> None:
        self.most = most

    def __call__(self) -> Any:
        """Where the ticks are [hours], in order."""
        axis: Any = self.axis
        room = characters_across(axis)
        to_axes = axis.axes.transData + axis.axes.transAxes.inverted()
        taken: dict[float, tuple[float, float]] = {}
        for hours, label in SPANS.items():
            middle = room * float(to_axes.transform((hours, 0.0))[0])
            half = (len(label) + APART) / 2.0
            free = all(middle + half <= a or b <= middle - half for a, b in taken.values())
            if hours <= self.most and free:
                taken[hours] = (middle - half, middle + half)
        return sorted(taken)


class DayLocator(Locator):
    """Whole days at round distances, at most eight, fewer where dates would touch."""

    def __call__(self) -> Any:
        """Where the ticks are [days]."""
        axis: Any = self.axis
        low, high = axis.get_view_interval()
        most = int(characters_across(axis) / (DATE_CHARACTERS + APART))
        steps = [1, 2, 3, 4, 5, 6, 7, 10]
        ticks = MaxNLocator(max(1, min(8, most)), integer=True, steps=steps, min_n_ticks=2)
        return [day for day in ticks.tick_values(low, high) if low <= day <= high]


class YearLocator(Locator):
    """Days [from `start`] on which years begin, each or every few of them, as there is room."""

    def __init__(self, start: dt.date) -> None:
        self.start = start

    def __call__(self) -> Any:
        """Where the ticks are [days]."""
        axis: Any = self.axis
        low, high = axis.get_view_interval()
        first = (self.start + dt.timedelta(days=low)).year
        last = (self.start + dt.timedelta(days=high)).year
        most = max(1, int(characters_across(axis) / (YEAR_CHARACTERS + APART)))
        every = -(-(last - first + 1) // most)
        days = [(dt.date(year, 1, 1) - self.start).days for year in range(first, last + 1, every)]
        return [day for day in days if low <= day <= high]


def span_name(hours: float) -> str:
    """What a tick of `SPANS` is called."""
    return _(SPANS[min(SPANS, key=lambda one: abs(one - hours))])
