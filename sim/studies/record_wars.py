"""What the measures of a record look at in one front of a war: its agreements, deaths and end."""

import math

import numpy as np
from numpy.typing import NDArray

from sim.engines.batch import batch_of
from sim.engines.finished import Finished
from sim.kernel.log import UNILATERAL
from sim.kernel.world import MONITORS, PEACEKEEPERS, Array
from sim.records.outcomes import end_days, front_states
from sim.records.tables import truce_records


def last_day(war: Finished, front: int) -> float:
    """First day of the agreement in force at the end on a front, or of its decision; NaN if none.

    Of a war of one front the end of the war.
    """
    batch = batch_of(war)
    one = batch._replace(
        fronts=batch.fronts[:, front : front + 1], alive=batch.alive[:, front : front + 1]
    )
    return float(end_days(one, front_states(one))[0])


def agreed(war: Finished, front: int) -> list[Array]:
    """Agreements of a front that both sides signed and that took effect, in order."""
    over = 24.0 * float(war.log.counts[2])
    return [
        truce
        for truce in truce_records(war)
        if truce["front"] == front
        and truce["mode"] != UNILATERAL
        and truce["effective_hour"] < (over if truce["active"] else truce["ended_hour"])
    ]


def unwatched(war: Finished, number: int, front: int) -> Array | None:
    """The n-th agreed truce that nobody watched or guarded, if the front has so many."""
    loose = [t for t in agreed(war, front) if int(t["terms"]) & (MONITORS | PEACEKEEPERS) == 0]
    return loose[number - 1] if number <= len(loose) else None


def deaths_by_day(war: Finished, front: int) -> NDArray[np.float64]:
    """Deaths of the first party of a front, day by day, on all its fronts."""
    side = int(war.world.fronts[front]["first"])
    days: NDArray[np.float64] = war.log.day_sides[: int(war.log.counts[2]), side]["deaths"]
    return days


def days_of_war(war: Finished, front: int) -> NDArray[np.float64]:
    """Deaths of the first party on the whole days before the end, or before the run's."""
    day = last_day(war, front)
    days = deaths_by_day(war, front)
    return days if math.isnan(day) else days[: int(day) - 1]
