"""Reservation values as lines on the map: the land each side would rather settle for than fight."""

import numpy as np

from sim.build.fronts import positions_of, raw_worth, worth_total
from sim.report.war import War


def worths(war: War, side: str) -> dict[str, list[float]]:
    """Worth of every position to a side, by front, scaled to sum to 1 over all its fronts.

    A position without a stated worth counts by its share of land, as the model has it.
    """
    case = war.scenario.case
    total = worth_total(case, side)
    scale = 1.0 / total if total > 0.0 else 0.0
    return {
        id_: [scale * raw_worth(position, side) for position in positions_of(front)]
        for id_, front in case.fronts.items()
        if side in front.parties
    }


def reservations(war: War, front: str) -> tuple[list[float], list[float]]:
    """Land of the first party [0 to 1] at which either side of a front is indifferent to war.

    One value for each recorded day. The first side would sign for no less than the first list,
    the second would leave no more than the second: between them lies the bargaining range. With
    several fronts the other fronts count as they stand. Worth is taken as linear in land between
    two positions, and values beyond the front's ends are drawn at the ends.
    """
    first, second = war.names.parties(front)
    land = np.array(war.land(front))
    mine, theirs = worths(war, first), worths(war, second)
    own = np.concatenate(([0.0], np.cumsum(mine[front])))
    other = np.concatenate((np.cumsum(theirs[front][::-1])[::-1], [0.0]))
    least = _levels(war, front, first, mine)
    most = _levels(war, front, second, theirs)
    low = np.interp(least, own, land)
    high = np.interp(most, other[::-1], land[::-1])
    return [float(x) for x in low], [float(x) for x in high]


def _levels(war: War, front: str, side: str, worth: dict[str, list[float]]) -> list[float]:
    """What a side must hold on this front, day by day, to be as well off as with war."""
    values = [float(value) for value in war.days[f"war_value_{side}"]]
    for id_, positions in worth.items():
        if id_ == front:
            continue
        at_first = war.names.parties(id_)[0] == side
        held = [int(line) for line in war.days[f"line_{id_}"]]
        kept = (sum(positions[:k]) if at_first else sum(positions[k:]) for k in held)
        values = [value - other for value, other in zip(values, kept, strict=True)]
    return values
