"""Hours of a war as dates, and spans of time in words."""

import datetime as dt

from sim.language import _, clock, day_and_month, ngettext


def moment(hour: float, start: dt.date | None) -> str:
    """`10 Oct 12:00` if the war has a first day `start`, else `Day 13, 12:00`.

    `hour` counts from midnight before the first day, local time; minutes are rounded down, so
    that nothing is told later than it happened. The year is told where it is not the first one.
    """
    minutes = int(hour * 60.0 + 1.0e-6)
    time = clock(minutes // 60 % 24, minutes % 60)
    if start is None:
        return _("Day {day}, {clock}", day=minutes // 1440 + 1, clock=time)
    return f"{date_of(minutes // 1440, start)} {time}"


def date_of(days: int, start: dt.date) -> str:
    """The date `days` days after `start`: `10 Oct`, with the year where it is not the first."""
    date = start + dt.timedelta(days=days)
    return day_and_month(date, with_year=date.year != start.year)


def day_name(day: int, start: dt.date | None) -> str:
    """The name of a day of the war, 1 for the first."""
    return _("day {day}", day=day) if start is None else date_of(day - 1, start)


def days_in_words(number: int) -> str:
    """`1 day`, `2 days`."""
    return ngettext("{n} day", "{n} days", number)


def span(hours: float) -> str:
    """A span of time in words, to the nearest unit: `5 minutes`, `3 hours`, `12 days`."""
    minutes = hours * 60.0
    if minutes < 0.5:
        return _("less than a minute")
    if minutes < 90.0:
        return ngettext("{n} minute", "{n} minutes", round(minutes))
    if hours < 48.0:
        return ngettext("{n} hour", "{n} hours", round(hours))
    return days_in_words(round(hours / 24.0))
