"""What fighting on is worth: the exact birth-death chain over the positions of a front."""

import math
from typing import Any

import numpy as np

from sim.kernel.rules.arithmetic import bounded_exp, clamp

Vector = np.ndarray[Any, np.dtype[np.float64]]

LONGEST = 1e9  # days: cap on the expected length of a war
LEAST_STOP = 1e-18  # 1/day: makes a war that cannot end a very long one


def chain(
    up: Vector,
    down: Vector,
    stop: float,
    worth: Vector,
    other: Vector,
    first_end: bool,
    second_end: bool,
    line: int,
    work: Vector,
) -> tuple[float, float, float]:
    """Expected worth to either side when the war ends, and days until then, from the present line.

    As `chain_from_every_line`, of which it takes one.

    Args:
        up, down: rates [1/day] from line k to k + 1 and k - 1, length N + 1; moves beyond 0 or N
            do not exist.
        stop: rate [1/day] at which war peters out where the line stands.
        worth, other: own and the other side's worth [stake] at line k, length N + 1.
        first_end, second_end: whether line 0, line N decides the war.
        line: present line, 0 to N.
        work: scratch, at least 4 rows of N + 1.

    Returns:
        Own worth and the other's [stake], and days, these at most `LONGEST`.

    Source: Smith and Stam 2004 (war as a random walk over forts); Grassmann, Taksar and Heyman 1985
    (elimination without subtraction).
    """
    here = min(max(line, 0), worth.shape[0] - 1)
    chain_from_every_line(up, down, stop, worth, other, first_end, second_end, work)
    return float(work[1, here]), float(work[2, here]), float(work[3, here])


def chain_from_every_line(
    up: Vector,
    down: Vector,
    stop: float,
    worth: Vector,
    other: Vector,
    first_end: bool,
    second_end: bool,
    work: Vector,
) -> None:
    """Expected worth to either side when a war ends, and days until then, from each line.

    Positions are eliminated from 0 upward for all unknowns at once. The pivots are built by
    additions only, so that nothing cancels however rare an end is. A war that cannot end (no end
    reached, `stop` 0) is worth its long-run average and lasts `LONGEST`.

    Args:
        up, down, stop, worth, other, first_end, second_end: as in `chain`.
        work: at least 4 rows of N + 1; rows 1, 2 and 3 come to hold own worth, the other's [stake]
            and days, these at most `LONGEST`, by line.

    Source: Smith and Stam 2004 (war as a random walk over forts); Grassmann, Taksar and Heyman 1985
    (elimination without subtraction).
    """
    _eliminate(up, down, stop, worth, other, first_end, second_end, work)
    last = worth.shape[0] - 1
    value = 0.0
    value_other = 0.0
    time = 0.0
    for step in range(last + 1):
        k = last - step
        value = work[0, k] * value + work[1, k]
        value_other = work[0, k] * value_other + work[2, k]
        time = work[0, k] * time + work[3, k]
        work[1, k] = value
        work[2, k] = value_other
        work[3, k] = min(time, LONGEST)


def _eliminate(
    up: Vector,
    down: Vector,
    stop: float,
    worth: Vector,
    other: Vector,
    first_end: bool,
    second_end: bool,
    work: Vector,
) -> None:
    """Eliminate positions upward: what holds at line k in terms of what holds at k + 1.

    In `work`, the unknown at k is row 0 times the unknown at k + 1, plus row 1 (own worth), row 2
    (the other's) or row 3 (days). Arguments as `chain`.

    Source: Grassmann, Taksar and Heyman 1985.
    """
    last = worth.shape[0] - 1
    ending = max(stop, LEAST_STOP)
    below_end = 0.0  # from here downward: chance of ending before coming back up,
    below_worth = 0.0  # worth gathered
    below_other = 0.0  # by either side
    below_days = 0.0  # and days spent meanwhile
    for k in range(last + 1):
        leave = ending
        gather = ending * float(worth[k])
        gather_other = ending * float(other[k])
        days = 1.0
        if k > 0:
            fall = max(down[k], 0.0)
            leave += fall * below_end
            gather += fall * below_worth
            gather_other += fall * below_other
            days += fall * below_days
        rise = 0.0
        if k < last:
            rise = max(up[k], 0.0)
        if (k == 0 and first_end) or (k == last and second_end):
            rise = 0.0
            leave = 1.0
            gather = float(worth[k])
            gather_other = float(other[k])
            days = 0.0
        total = rise + leave
        below_end = leave / total
        below_worth = gather / total
        below_other = gather_other / total
        below_days = days / total
        work[0, k] = rise / total
        work[1, k] = below_worth
        work[2, k] = below_other
        work[3, k] = below_days


def escalated_cost(cost: float, losses: float, tolerance: float) -> float:
    """Cost of an own death once losses mount: cost (1 + (losses/tolerance)^2).

    Args:
        cost: at no losses [stake per own death].
        losses: own killed so far, true not admitted.
        tolerance: killed at which the cost has doubled; 0 or less: never rises.

    Source: assumed: marginal cost rises with losses, smoothly; a square is the
    simplest such form.
    """
    if tolerance <= 0.0:
        return cost
    share = losses / tolerance
    return cost * (1.0 + share * share)


def smoothed(rate: float, observed_per_day: float, days: float, dt: float) -> float:
    """A daily rate smoothed exponentially over about `days`.

    Args:
        rate: smoothed rate so far [killed per day].
        observed_per_day: rate in the step just passed [killed per day].
        days: memory [days]; 0 or less: no memory.
        dt: length of the step [days].

    Source: assumed: sides judge the pace of losses by about the last week.
    """
    if days <= 0.0:
        return observed_per_day
    return observed_per_day + (rate - observed_per_day) * bounded_exp(-dt / days)


def gamblers_ruin(p: float, n: int, total: int) -> tuple[float, float]:
    """Probability of winning the war and expected battles, by the closed form.

    Args:
        p: probability of winning each battle.
        n: forts held at the start, 0 to total.
        total: forts in all; the war ends at 0 or total.

    Returns:
        Probability of reaching `total` first, and expected number of battles.

    Source: Smith and Stam 2004; Feller 1968 (gambler's ruin).
    """
    forts = float(max(total, 1))
    held = clamp(float(n), 0.0, forts)
    if p <= 0.0:
        return (1.0 if held >= forts else 0.0), (0.0 if held >= forts else held)
    if p >= 1.0:
        return (0.0 if held <= 0.0 else 1.0), (0.0 if held <= 0.0 else forts - held)
    drift = 1.0 - 2.0 * p
    if abs(drift) < 1e-7:
        return held / forts, held * (forts - held)
    slope = math.log1p(-p) - math.log(p)
    win = 0.0
    if forts * slope > 700.0:
        win = bounded_exp((held - forts) * slope) - bounded_exp(-forts * slope)
    else:
        win = math.expm1(held * slope) / math.expm1(max(forts * slope, -700.0))
    return win, (held - forts * win) / drift
