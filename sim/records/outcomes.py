"""How a war ended: the state of each front, and the worst of them.

From worst to best: war, truce, frozen, settlement, victory (`docs/model.md`, section 9). A front on
which an agreement is signed but not yet in force is still at war.
"""

import math

from sim.engines.finished import Finished
from sim.kernel.log import DECISION
from sim.kernel.world import ANNOUNCED, DECIDED, SETTLED, TRUCE_HOLDS

WORST_FIRST = ("war", "truce", "frozen", "settlement", "victory")


def day_of(hour: float) -> int:
    """The day of the war in which an hour falls, 1 for the first."""
    return math.floor(hour / 24.0) + 1


def last_hour(finished: Finished) -> float:
    """Hours from the start to the end of the run: the end of the step in which it was over.

    A war that is not over yet ends, so far, with the last day that was written.
    """
    world = finished.world
    war = world.war[0]
    seen = float(finished.log.counts[2]) * 24.0
    open_fronts = world.fronts["status"] != DECIDED
    if not war["over"] or not open_fronts.any():
        return seen
    step = float(war["step_hours"])
    end = float(war["horizon_hours"])
    if not (world.fronts["status"][open_fronts] <= ANNOUNCED).any():
        effective = world.truces["effective_hour"][open_fronts]
        end = max(0.0, float(effective.max())) + float(war["aftermath_hours"])
    return min(seen, math.ceil(end / step - 1.0e-9) * step)


def front_outcome(finished: Finished, front: int) -> str:
    """The state of one front at the end of the run."""
    status = int(finished.world.fronts[front]["status"])
    if status == DECIDED:
        row = finished.world.fronts[front]
        winner = row["second"] if row["line"] <= 0 else row["first"]
        return f"victory:{finished.cast.belligerents[int(winner)]}"
    truce = finished.world.truces[front]
    if status not in (TRUCE_HOLDS, SETTLED) or not truce["active"]:
        return "war"
    if status == SETTLED or (truce["settlement"] and truce["consolidated"]):
        return "settlement"
    return "frozen" if truce["consolidated"] else "truce"


def worst(outcomes: list[str]) -> str:
    """The worst of several states; of equally bad ones, the first."""
    return min(outcomes, key=lambda outcome: WORST_FIRST.index(outcome.partition(":")[0]))


def end_day(finished: Finished) -> float:
    """Day by which all fronts were quiet for good, as far as seen; NaN while one is at war."""
    days = [_front_end_day(finished, front) for front in range(len(finished.cast.fronts))]
    return math.nan if any(math.isnan(day) for day in days) else max(days)


def _front_end_day(finished: Finished, front: int) -> float:
    state = front_outcome(finished, front)
    if state == "war":
        return math.nan
    if not state.startswith("victory:"):
        return float(day_of(float(finished.world.truces[front]["effective_hour"])))
    events = finished.log.events[: int(finished.log.counts[0])]
    decided = events[(events["kind"] == DECISION) & (events["front"] == front)]
    return float(day_of(float(decided["hour"][-1]))) if len(decided) else math.nan
