"""What several checks share."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator

from sim.scenario.errors import Finding, Keys, did_you_mean, one_of
from sim.scenario.keys import show
from sim.scenario.schema import Case


def nobody(keys: Keys, name: str, known: Collection[str], what: str) -> Iterator[Finding]:
    """A finding when `name` is none of the known ids."""
    if name not in known:
        hint = did_you_mean(name, known)
        yield Finding(keys, f"no {what} has this id", show(name), one_of(known), hint)


def twice(keys: Keys, items: Iterable[str]) -> Iterator[Finding]:
    """A finding for each item of a list that comes a second time."""
    seen: set[str] = set()
    for index, item in enumerate(items):
        if item in seen:
            yield Finding((*keys, str(index)), "listed twice", show(item), "each once")
        seen.add(item)


def moment(keys: Keys, case: Case, at: dt.date | None, day: float | None) -> Iterator[Finding]:
    """Findings about a time, given as a date or in days from the start."""
    heading = case.scenario
    last = heading.horizon_days + heading.aftermath_days
    if at is not None:
        if heading.start is None:
            hint = "state scenario.start, or give days from the start"
            yield Finding(keys, "a date in a war that has no start", str(at), "a date", hint)
            return
        if isinstance(at, dt.datetime) and at.tzinfo is not None:
            hint = f"write {at.replace(tzinfo=None).isoformat()}"
            yield Finding(keys, "an hour with an offset", str(at), "local time", hint)
            return
        day = days_from(heading.start, at)
    if day is not None and not 0.0 <= day <= last:
        found = f"day {day:g}" + (f" ({at})" if at is not None else "")
        allowed = f"day 0 to {last:g} (horizon_days and aftermath_days after the start)"
        yield Finding(keys, "outside the time of the scenario", found, allowed)


def days_from(start: dt.date, at: dt.date) -> float:
    """Days from the first midnight of the war to a date or hour."""
    hour = at if isinstance(at, dt.datetime) else dt.datetime.combine(at, dt.time())
    return (hour - dt.datetime.combine(start, dt.time())) / dt.timedelta(days=1)
