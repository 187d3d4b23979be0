"""How wars ended: the state of each front, and the worst of them.

From worst to best: war, truce, frozen, settlement, victory (`docs/model.md`, section 9). A front on
which an agreement is signed but not yet in force is still at war.
"""

import numpy as np
from numpy.typing import NDArray

from sim.cast import Cast
from sim.engines.batch import Batch, batch_of
from sim.engines.finished import Finished
from sim.kernel.world import DECIDED, SETTLED, TRUCE_HOLDS, Array

WORST_FIRST = ("war", "truce", "frozen", "settlement", "victory")
WAR, TRUCE, FROZEN, SETTLEMENT, VICTORY = range(5)  # victory of belligerent i: VICTORY + i

HOURS = 24.0


def possible_outcomes(cast: Cast) -> list[str]:
    """Every outcome that a war of this cast can have, in the order of its number."""
    return [*WORST_FIRST[:VICTORY], *(f"victory:{side}" for side in cast.belligerents)]


def day_of(hours: Array) -> Array:
    """The day of the war in which each hour falls, 1 for the first."""
    days: Array = np.floor(hours / HOURS) + 1.0
    return days


def front_states(batch: Batch) -> NDArray[np.int64]:
    """(R, F) number of the state of each front at the end of each run."""
    fronts, alive = batch.fronts, batch.alive
    status = fronts["status"]
    winner = np.where(fronts["line"] <= 0, fronts["second"], fronts["first"])
    holds = ((status == TRUCE_HOLDS) | (status == SETTLED)) & (alive["active"] == 1)
    consolidated = alive["consolidated"] == 1
    settled = (status == SETTLED) | ((alive["settlement"] == 1) & consolidated)
    return np.select(
        [status == DECIDED, holds & settled, holds & consolidated, holds],
        [VICTORY + winner, SETTLEMENT, FROZEN, TRUCE],
        WAR,
    )


def worst(states: Array) -> Array:
    """(R,) the worst of several states; of equally bad ones, the first."""
    at = np.minimum(states, VICTORY).argmin(axis=1)
    chosen: Array = np.take_along_axis(states, at[:, None], axis=1)[:, 0]
    return chosen


def end_days(batch: Batch, states: Array) -> Array:
    """(R,) day by which all fronts were quiet for good, as far as seen; NaN while one is at war."""
    decided, effective = batch.fronts["decided_hour"], batch.alive["effective_hour"]
    days = day_of(np.where(states >= VICTORY, decided, effective))
    ends: Array = np.where(states == WAR, np.nan, days).max(axis=1)
    return ends


def front_outcome(finished: Finished, front: int) -> str:
    """The state of one front of one war at the end of its run."""
    return possible_outcomes(finished.cast)[int(front_states(batch_of(finished))[0, front])]


def end_day(finished: Finished) -> float:
    """Day by which all fronts of one war were quiet for good; NaN while one is at war."""
    batch = batch_of(finished)
    return float(end_days(batch, front_states(batch))[0])
