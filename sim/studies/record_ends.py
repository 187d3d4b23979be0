"""Measures of a simulated war: how a front stands at the end, and truces of a given day."""

import math

from sim.engines.finished import Finished
from sim.kernel.log import SUPERSEDED
from sim.kernel.world import Array
from sim.records.outcomes import front_outcome
from sim.studies.record_wars import agreed

HOURS = 24.0
NEAR = 5.0  # days, assumed: in the model the pace of talks moves a dated truce by so many
LEFT = 0.05  # assumed: who keeps less of a front has lost it


def truces(war: Finished, _: int, front: int = 0) -> float:
    """Truces that both sides signed and that took effect."""
    return float(len(agreed(war, front)))


def in_force_from_day(war: Finished, day: int, front: int = 0) -> float:
    """1 if a truce that both sides signed took effect around a day (1 the first), else 0."""
    return float(len(_of_day(war, day, front)) > 0)


def life_from_day(war: Finished, day: int, front: int = 0) -> float:
    """Hours from that truce's entry into force to war, or to the front's decision.

    An agreement that takes its place without war between continues it. Infinite if it holds, NaN if
    there is none.
    """
    chain = _of_day(war, day, front)
    if not chain:
        return math.nan
    last = chain[0]
    for follower in chain[1:]:
        if last["active"] or last["cause"] != SUPERSEDED:
            break
        last = follower
    return math.inf if last["active"] else float(last["ended_hour"] - chain[0]["effective_hour"])


def at_war_at_the_end(war: Finished, _: int, front: int = 0) -> float:
    """1 if the front is still fought over when the run ends, else 0."""
    return float(front_outcome(war, front) == "war")


def frozen(war: Finished, _: int, front: int = 0) -> float:
    """1 if it ended in a truce that holds, without terms on the land, else 0."""
    return float(front_outcome(war, front) in ("truce", "frozen"))


def settlement(war: Finished, _: int, front: int = 0) -> float:
    """1 if it ended in a settlement, else 0."""
    return float(front_outcome(war, front) == "settlement")


def lost_by_the_first(war: Finished, _: int, front: int = 0) -> float:
    """1 if its first party lost the front, in battle or by a settlement; else 0."""
    return _lost(war, front, first=True)


def lost_by_the_second(war: Finished, _: int, front: int = 0) -> float:
    """1 if its second party lost the front, in battle or by a settlement; else 0."""
    return _lost(war, front, first=False)


def brokered(war: Finished, _: int, front: int = 0, who: str = "") -> float:
    """1 if the agreement in force at the end was brokered by a mediator, else 0.

    NaN where no agreement is in force, or the scenario has no such mediator.
    """
    if who not in war.cast.mediators:
        return math.nan
    lasting = [truce for truce in agreed(war, front) if truce["active"] == 1]
    if not lasting:
        return math.nan
    return float(lasting[-1]["broker"] == war.cast.mediators.index(who))


def _of_day(war: Finished, day: int, front: int) -> list[Array]:
    """The truce that took effect nearest to a day, and those after it; empty if none was near."""
    signed = agreed(war, front)
    begins, ends = HOURS * (day - 1), HOURS * day
    hours = [float(truce["effective_hour"]) for truce in signed]
    gaps = [max(begins - hour, hour - ends, 0.0) / HOURS for hour in hours]
    if not gaps or min(gaps) > NEAR:
        return []
    return signed[gaps.index(min(gaps)) :]


def _lost(war: Finished, front: int, *, first: bool) -> float:
    row = war.world.fronts[front]
    winner = war.cast.belligerents[int(row["second" if first else "first"])]
    if front_outcome(war, front) == f"victory:{winner}":
        return 1.0
    held = float(row["share_now"] if first else 1.0 - row["share_now"])
    return float(front_outcome(war, front) == "settlement" and held < LEFT)
