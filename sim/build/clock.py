"""The clock of a war: dates against hours since its first midnight."""

import datetime as dt

from sim.scenario.schema import Case


def hour_of(case: Case, moment: dt.datetime | dt.date | float | None) -> float:
    """Hours from the first midnight of the war to a date, a time or a number of days."""
    if moment is None:
        return 0.0
    if isinstance(moment, (int, float)):
        return float(moment) * 24.0
    start = case.scenario.start or dt.date(2000, 1, 1)
    origin = dt.datetime.combine(start, dt.time())
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time())
    return (moment - origin).total_seconds() / 3600.0
