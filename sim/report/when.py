"""Hours of a war as dates, and spans of time in words."""

import datetime as dt

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment(hour: float, start: dt.date | None) -> str:
    """`10 Oct 12:00` if the war has a first day `start`, else `Day 13, 12:00`.

    `hour` counts from midnight before the first day, local time; minutes are rounded down, so
    that nothing is told later than it happened. The year is told where it is not the first one.
    """
    minutes = int(hour * 60.0 + 1.0e-6)
    clock = f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
    if start is None:
        return f"Day {minutes // 1440 + 1}, {clock}"
    return f"{date_of(minutes // 1440, start)} {clock}"


def date_of(days: int, start: dt.date) -> str:
    """The date `days` days after `start`: `10 Oct`, with the year where it is not the first."""
    date = start + dt.timedelta(days=days)
    year = "" if date.year == start.year else f" {date.year}"
    return f"{date.day} {MONTHS[date.month - 1]}{year}"


def day_name(day: int, start: dt.date | None) -> str:
    """The name of a day of the war, 1 for the first."""
    return f"day {day}" if start is None else date_of(day - 1, start)


def count(number: int, noun: str) -> str:
    """`1 day`, `2 days`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def span(hours: float) -> str:
    """A span of time in words, to the nearest unit: `5 minutes`, `3 hours`, `12 days`."""
    minutes = hours * 60.0
    if minutes < 0.5:
        return "less than a minute"
    if minutes < 90.0:
        return count(round(minutes), "minute")
    if hours < 48.0:
        return count(round(hours), "hour")
    return count(round(hours / 24.0), "day")
