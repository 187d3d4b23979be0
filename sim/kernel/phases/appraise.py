"""Phase 3, appraise: the exact value of fighting on, the bargaining range, ripeness.

Source: Smith and Stam 2004 (value of a war of forts); Fearon 1995 (bargaining range); Zartman 2000
(ripeness). `assumed`: a side expects war to stop where it stands with rate 1/patience, so that an
optimist does not expect to fight for ever; with several fronts values add at the present efforts.
"""

import math

from sim.kernel.phases.common import held_worth, party
from sim.kernel.phases.fight import log_force_ratio
from sim.kernel.rules.fighting import success_probability
from sim.kernel.rules.war_value import Vector, chain_from_every_line, escalated_cost
from sim.kernel.world import DECIDED, World

WEEK = 7.0
ROW_UP, ROW_DOWN, ROW_OWN, ROW_OTHER, ROW_WORK = 0, 1, 2, 3, 4
ROW_TERRAIN, ROW_TAKES, ROW_LOSES = 0, 1, 2  # of the room for work


def fill_rates(world: World, f: int, ratio: float, up: Vector, down: Vector, work: Vector) -> None:
    """Rates [1/day] at which the line of front f rises (`up`) and falls (`down`), by line, if the
    log power ratio, first over second, is `ratio`.

    Args:
        work: room of 3 rows: positions of one terrain share their probabilities.
    """
    front = world.fronts[f]
    n = int(front["positions"])
    counter = float(front["counter"])
    first = world.belligerents[front["first"]]["initiative"]
    second = world.belligerents[front["second"]]["initiative"]
    total = max(first + second, 1.0e-12)
    attack_first = front["engagements_per_day"] * first / total
    attack_second = front["engagements_per_day"] * second / total
    kinds = 0
    repelled = 0.0  # rate at which the line rises because an attack on the position below failed
    taken = 0.0  # rate at which it falls because that position is taken
    for k in range(n):
        # position k: the first party attacks it from line k, the second from line k + 1
        terrain = float(world.positions[f, k]["terrain"])
        kind = 0
        while kind < kinds and work[ROW_TERRAIN, kind] != terrain:
            kind += 1
        if kind == kinds:
            work[ROW_TERRAIN, kind] = terrain
            work[ROW_TAKES, kind] = success_probability(ratio, terrain)
            work[ROW_LOSES, kind] = success_probability(-ratio, terrain)
            kinds += 1
        takes = float(work[ROW_TAKES, kind])
        loses = float(work[ROW_LOSES, kind])
        up[k] = repelled + attack_first * takes
        down[k] = taken
        if k > 0:
            down[k] = taken + attack_first * (1.0 - takes) * counter
        repelled = attack_second * (1.0 - loses) * counter
        taken = attack_second * loses
    up[n] = 0.0
    down[n] = taken


def expected_war(world: World, f: int, s: int) -> None:
    """What side s of front f expects of a war, fought on from here or from any other line: own and
    the other's worth when it ends, days until then; and moves of the line in a week. Averaged over
    its belief by quadrature."""
    front = world.fronts[f]
    n = int(front["positions"])
    line = int(front["line"])
    i = party(world, f, s)
    j = party(world, f, 1 - s)
    pair = world.pairs[i, j]
    stop = 0.0
    if world.belligerents[i]["patience_days"] > 0.0:
        stop = 1.0 / world.belligerents[i]["patience_days"]
    first_end = front["first_decides"] == 1
    second_end = front["second_decides"] == 1
    prospects = world.prospects[f, s]
    for k in range(n + 1):
        world.scratch[ROW_OWN, k] = held_worth(world, f, s, k)
        world.scratch[ROW_OTHER, k] = held_worth(world, f, 1 - s, k)
        prospects[k]["own"] = 0.0
        prospects[k]["other"] = 0.0
        prospects[k]["days"] = 0.0
    up = world.scratch[ROW_UP, : n + 1]
    down = world.scratch[ROW_DOWN, : n + 1]
    own = world.scratch[ROW_OWN, : n + 1]
    other = world.scratch[ROW_OTHER, : n + 1]
    work = world.scratch[ROW_WORK:, : n + 1]
    forces = log_force_ratio(world, f)
    sign = 1.0
    if s == 1:
        sign = -1.0
    sd = math.sqrt(pair["belief_variance"])
    move = 0.0
    for q in range(pair["nodes"]):
        theta = pair["belief_mean"] + sd * world.nodes[i, j, q, 0]
        weight = world.nodes[i, j, q, 1]
        fill_rates(world, f, forces + sign * theta, up, down, work)
        chain_from_every_line(up, down, stop, own, other, first_end, second_end, work)
        for k in range(n + 1):
            prospects[k]["own"] += weight * work[1, k]
            prospects[k]["other"] += weight * work[2, k]
            prospects[k]["days"] += weight * work[3, k]
        move += weight * WEEK * abs(up[line] - down[line])
    side = world.sides[f, s]
    side["worth_end"] = prospects[line]["own"]
    side["other_worth_end"] = prospects[line]["other"]
    side["war_days"] = prospects[line]["days"]
    side["expected_move"] = move


def cost_per_death(world: World, i: int, multiplier: float) -> float:
    """Cost [stake] of an own death to belligerent i of type `multiplier`, at its present losses."""
    side = world.belligerents[i]
    return escalated_cost(side["death_cost"] * multiplier, side["losses"], side["tolerance"])


def own_war_value(world: World, f: int, s: int, line: int) -> float:
    """V: what a war from a line on is worth to side s [stake]."""
    i = party(world, f, s)
    expected = world.prospects[f, s, line]
    cost = cost_per_death(world, i, world.belligerents[i]["cost"])
    return float(expected["own"] - cost * world.sides[f, s]["recent"] * expected["days"])


def other_war_value(world: World, f: int, s: int, multiplier: float, line: int) -> float:
    """What side s thinks a war from a line on is worth to the other side, were it of type
    `multiplier` [stake]."""
    j = party(world, f, 1 - s)
    expected = world.prospects[f, s, line]
    cost = cost_per_death(world, j, multiplier)
    return float(expected["other"] - cost * world.sides[f, 1 - s]["recent"] * expected["days"])


def bargaining_range(world: World, f: int, first: float, second: float) -> tuple[int, int]:
    """Lowest and highest line that leave both sides at least their values of war.

    Returns (1, 0) if there is none. Worth rises with the line for the first party and falls for
    the second, so the lines lie together.
    """
    low = 1
    high = 0
    found = False
    for k in range(world.fronts[f]["positions"] + 1):
        if held_worth(world, f, 0, k) >= first and held_worth(world, f, 1, k) >= second:
            if not found:
                low = k
                found = True
            high = k
    return low, high


def appraise(world: World, f: int) -> None:
    """Both sides of front f weigh fighting on; the front becomes ripe or ceases to be."""
    front = world.fronts[f]
    if front["status"] == DECIDED:
        return
    if front["stale"] == 1:
        expected_war(world, f, 0)
        expected_war(world, f, 1)
        front["stale"] = 0
    line = int(front["line"])
    for s in range(2):
        side = world.sides[f, s]
        side["war"] = own_war_value(world, f, s, line)
    first = float(world.sides[f, 0]["war"])
    second = float(world.sides[f, 1]["war"])
    # width of the range in worth: what both gain by the best line, negative if there is a gap
    best = -2.0
    for k in range(front["positions"] + 1):
        gain = held_worth(world, f, 0, k) - first
        gain = min(gain, held_worth(world, f, 1, k) - second)
        best = max(best, gain)
    front["range_width"] = best
    hurting = first < held_worth(world, f, 0, line) and second < held_worth(world, f, 1, line)
    stalled = world.sides[f, 0]["expected_move"] < 1.0 and world.sides[f, 1]["expected_move"] < 1.0
    front["ripe"] = 0
    if hurting and stalled:
        front["ripe"] = 1
