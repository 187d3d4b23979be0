"""Phase 1, fight: clashes kill, engagements move the line.

Source: Smith and Stam 2003, 2004 (war as a random walk over forts); the flare of intensity and the
over-dispersion of deaths are `assumed` to be AR(1) and negative binomial, to give daily deaths the
variance and autocorrelation that records show.
"""

import math

from sim.kernel import log as logs
from sim.kernel import purposes
from sim.kernel.chance import negative_binomial, normal, pick2, poisson
from sim.kernel.log import Log, emit
from sim.kernel.phases.common import (
    draw,
    first_land,
    fronts_of,
    party,
    side_of,
    step_days,
    step_end,
    step_start,
)
from sim.kernel.phases.ending import end_truce
from sim.kernel.phases.learn import count_losses, observe_engagement
from sim.kernel.rules.fighting import (
    effective_force,
    intensity_factor,
    intensity_step,
    move_effort,
    success_probability,
    visible_force,
)
from sim.kernel.rules.truces import spared_share
from sim.kernel.world import ANNOUNCED, DECIDED, NEVER, NOBODY, WAR, World


def force_at(world: World, f: int, s: int) -> float:
    """Force that side s brings to bear on front f: visible force times effort."""
    i = party(world, f, s)
    side = world.belligerents[i]
    scale = side["attrition"]
    if world.on[0]["attrition"] == 0:
        scale = 0.0
    visible = visible_force(side["strength"], side["losses"], scale)
    return effective_force(visible, world.sides[f, s]["effort"], world.rules[0]["effort_exponent"])


def log_force_ratio(world: World, f: int) -> float:
    """Log of visible forces on front f, first over second."""
    first = force_at(world, f, 0)
    second = force_at(world, f, 1)
    return math.log(max(first, 1.0e-12)) - math.log(max(second, 1.0e-12))


def share_effort(world: World, i: int) -> None:
    """Move belligerent i's effort toward the fronts that are still at war."""
    if world.on[0]["effort"] == 0:
        return
    fronts = fronts_of(world, i)
    hot = 0
    for f in range(world.fronts.shape[0]):
        if side_of(world, f, i) >= 0 and world.fronts[f]["status"] <= ANNOUNCED:
            hot += 1
    if fronts < 2:
        return
    for f in range(world.fronts.shape[0]):
        for s in range(2):
            if party(world, f, s) == i:
                target = 1.0 / fronts
                if hot > 0:
                    target = 0.0
                    if world.fronts[f]["status"] <= ANNOUNCED:
                        target = 1.0 / hot
                side = world.sides[f, s]
                side["effort"] = move_effort(
                    side["effort"], target, world.rules[0]["effort_rate"], step_days(world)
                )


def exposed_days(world: World, tick: int, f: int) -> float:
    """Days of fighting on front f in this step, with what an earlier collapse left over."""
    front = world.fronts[f]
    carried = float(front["exposure"])
    front["exposure"] = 0.0
    if front["status"] == WAR:
        return carried + step_days(world)
    if front["status"] == ANNOUNCED:
        until = min(world.truces[f]["effective_hour"], step_end(world, tick))
        return carried + max(0.0, float(until) - step_start(world, tick)) / 24.0
    return 0.0


def flare(world: World, tick: int, f: int) -> float:
    """Advance the intensity of front f and return its factor, mean 1."""
    front = world.fronts[f]
    if world.on[0]["intensity"] == 0 or front["sd"] <= 0.0:
        return 1.0
    z = normal(draw(world, tick, purposes.INTENSITY, front["subject"], 0))
    front["y"] = intensity_step(front["y"], front["persistence"], front["sd"], step_days(world), z)
    return intensity_factor(front["y"], front["sd"])


def clashes(world: World, tick: int, f: int, days: float, amount: float) -> None:
    """Deaths on front f in `days` exposed days, worth `amount` days of mean fighting."""
    first = float(world.sides[f, 0]["deaths"])
    second = float(world.sides[f, 1]["deaths"])
    front = world.fronts[f]
    for s in range(2):
        i = party(world, f, s)
        side = world.sides[f, s]
        # the more of its force the other side has here, the more it kills; 1 if evenly spread
        weight = world.sides[f, 1 - s]["effort"] * fronts_of(world, party(world, f, 1 - s))
        mean = side["deaths_per_day"] * amount * weight
        u = draw(world, tick, purposes.DEATHS, side["subject"], 0)
        killed = float(negative_binomial(u, mean, front["dispersion"]))
        side["deaths"] += killed
        side["day_deaths"] += killed
        world.belligerents[i]["losses"] += killed
    mean = front["civilian_rate"] * amount
    if front["undertaken_hour"] < NEVER:
        since = step_start(world, tick) - float(front["undertaken_hour"])
        rules = world.rules[0]
        mean *= 1.0 - spared_share(since, rules["restraint"], rules["restraint_days"])
    u = draw(world, tick, purposes.CIVILIANS, front["subject"], 0)
    front["civilian_deaths"] += float(negative_binomial(u, mean, front["dispersion"]))
    count_losses(
        world, f, days, world.sides[f, 0]["deaths"] - first, world.sides[f, 1]["deaths"] - second
    )


def move_line(world: World, log: Log, tick: int, f: int, gainer: int, hour: float) -> None:
    """Side `gainer` takes the next position by fighting; a last position may decide the war."""
    front = world.fronts[f]
    winner = party(world, f, gainer)
    loser = party(world, f, 1 - gainer)
    line = int(front["line"])
    position = line
    if gainer == 1:
        position = line - 1
    before = first_land(world, f)
    if gainer == 0:
        front["line"] = line + 1
    else:
        front["line"] = line - 1
    row = world.positions[f, position]
    front["share_now"] = first_land(world, f)
    front["taken"] += before - front["share_now"]
    front["displaced"] += row["people"]
    world.belligerents[loser]["displaced"] += row["people"]
    front["moves"] += 1.0
    front["stale"] = 1
    emit(
        log, tick, hour, logs.POSITION_TAKEN, winner, loser, f, float(position),
        (float(position), float(row["share"]), float(row["people"]), float(front["line"])),
    )  # fmt: skip
    beaten = front["line"] == 0 and front["first_decides"] == 1
    if front["line"] == front["positions"] and front["second_decides"] == 1:
        beaten = True
    if beaten:
        front["status"] = DECIDED
        front["decided_hour"] = hour
        emit(
            log, tick, hour, logs.DECISION, winner, loser, f, float(front["line"]),
            (float(front["line"]),),
        )  # fmt: skip
        if world.truces[f]["active"] == 1:  # announced, and overtaken before it took effect
            end_truce(world, log, f, hour, logs.SUPERSEDED, NOBODY)


def engage(world: World, log: Log, tick: int, f: int, k: int, hour: float) -> None:
    """One engagement for the next position: drawn attacker, success by power and terrain."""
    front = world.fronts[f]
    subject = front["subject"]
    first = world.belligerents[front["first"]]
    second = world.belligerents[front["second"]]
    u = draw(world, tick, purposes.ATTACKER, subject, k)
    s = pick2(u, first["initiative"], second["initiative"])
    line = int(front["line"])
    position = line
    if s == 1:
        position = line - 1
    if position < 0 or position >= front["positions"]:
        return  # a wall: nothing there to attack
    ratio = log_force_ratio(world, f)
    quality = math.log(first["quality"]) - math.log(second["quality"])
    sign = 1.0
    if s == 1:
        sign = -1.0
    terrain = float(world.positions[f, position]["terrain"])
    offset = sign * ratio - terrain
    probability = success_probability(sign * (ratio + quality), terrain)
    won = draw(world, tick, purposes.SUCCESS, subject, k) < probability
    front["engagements"] += 1
    front["day_engagements"] += 1
    world.war[0]["engagements"] += 1
    value = 0.0
    if won:
        value = 1.0
    emit(
        log, tick, hour, logs.ENGAGEMENT, party(world, f, s), party(world, f, 1 - s), f, value,
        (float(position), float(line), sign * ratio, terrain, probability),
    )  # fmt: skip
    observe_engagement(world, f, s, offset, won)
    if won:
        move_line(world, log, tick, f, s, hour)
    elif front["counter"] > 0.0:
        behind = line - 1
        if s == 1:
            behind = line
        holds = 0 <= behind < front["positions"]
        if holds and draw(world, tick, purposes.COUNTER, subject, k) < front["counter"]:
            move_line(world, log, tick, f, 1 - s, hour)


def fight(world: World, log: Log, tick: int, f: int) -> None:
    """Fight one step on front f."""
    front = world.fronts[f]
    if front["status"] == DECIDED:
        return
    factor = flare(world, tick, f)
    announced = front["status"] == ANNOUNCED
    days = exposed_days(world, tick, f)
    if days <= 0.0:
        count_losses(world, f, 0.0, 0.0, 0.0)
        return
    amount = days * factor
    if announced and world.on[0]["land_grab"] == 1:
        amount *= 1.0 + world.rules[0]["land_grab"]
    clashes(world, tick, f, days, amount)
    subject = front["subject"]
    u = draw(world, tick, purposes.ENGAGEMENTS, subject, 0)
    count = poisson(u, front["engagements_per_day"] * amount)
    hour = step_start(world, tick)
    last = step_end(world, tick)
    if announced:
        last = min(last, float(world.truces[f]["effective_hour"]))
    for k in range(count):
        # hours in order without sorting: each is the least of those still to come
        u = draw(world, tick, purposes.ENGAGEMENT_HOUR, subject, k)
        hour = hour + (last - hour) * (1.0 - math.exp(math.log(u) / (count - k)))
        engage(world, log, tick, f, k, hour)
        if front["status"] == DECIDED:
            return
