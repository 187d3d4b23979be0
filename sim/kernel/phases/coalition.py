"""What the states behind a format bring to it: bias, leverage, unity, means.

A format that has joined another works for it: its members count there too (co-mediation).
Source: Boehmelt 2011 (unity of coalitions); Beardsley 2008 (leverage); Fortna 2008 (means).
"""

from sim.kernel.phases.common import party
from sim.kernel.rules.mediation import (
    client_share,
    joint_leverage,
    lent_leverage,
    leverage,
    pressure,
    salience,
    unity,
)
from sim.kernel.rules.truces import reported
from sim.kernel.world import GUARANTOR, NOBODY, OBSERVER, World


def works_for(world: World, other: int, m: int) -> bool:
    """Whether format `other` is mediator m, or has joined it."""
    row = world.mediators[other]
    return bool(other == m or (row["joined"] == m and row["open"] == 1))


def weight_in(world: World, m: int, s: int) -> float:
    """With what weight state s acts through mediator m; observers and strangers 0."""
    weight = 0.0
    for other in range(world.mediators.shape[0]):
        if works_for(world, other, m):
            member = world.members[other, s]
            if member["role"] > 0 and member["role"] != OBSERVER:
                weight = max(weight, float(member["weight"]))
    return weight


def acts(world: World, m: int, s: int, acting: int) -> bool:
    """Whether state s takes part when `acting` acts for mediator m (NOBODY: all together).

    A member acting alone brings its own leverage and means, not the others'.
    """
    if weight_in(world, m, s) <= 0.0:
        return False
    return acting in (NOBODY, s)


def bias_toward(world: World, m: int, acting: int, i: int) -> float:
    """How much the acting members want belligerent i to do well, 0 to 1 (weighted mean)."""
    total = 0.0
    weights = 0.0
    for s in range(world.states.shape[0]):
        if acts(world, m, s, acting):
            w = weight_in(world, m, s)
            total += w * world.ties[s, i]["bias"]
            weights += w
    if weights <= 0.0:
        return 0.0
    return total / weights


def unity_of(world: World, m: int, acting: int) -> float:
    """1 less the mean rivalry of the acting members."""
    if world.on[0]["rivalry"] == 0:
        return 1.0
    rivalry = 0.0
    pairs = 0
    for s in range(world.states.shape[0]):
        if acts(world, m, s, acting):
            for t in range(s):
                if acts(world, m, t, acting):
                    rivalry += world.relations[s, t]["rivalry"]
                    pairs += 1
    return unity(rivalry, pairs)


def endorsing_weight(world: World, m: int, s: int) -> float:
    """With what weight state s stands behind mediator m from a distance, as a member of a format
    that endorses it."""
    weight = 0.0
    for other in range(world.mediators.shape[0]):
        if world.mediators[other]["endorsed"] == m and world.members[other, s]["role"] != OBSERVER:
            weight = max(weight, float(world.members[other, s]["weight"]))
    return weight * float(world.rules[0]["endorsement"])


def asked_weight(world: World, m: int, acting: int, patron: int) -> float:
    """Share of its leverage that a state which does not act lends to mediator m: what the acting
    member that it trusts most can ask of it."""
    most = 0.0
    for s in range(world.states.shape[0]):
        if acts(world, m, s, acting):
            trust = weight_in(world, m, s) * world.relations[s, patron]["trust"]
            most = max(most, float(trust))
    return lent_leverage(world.rules[0]["patrons"], most, 1.0)


def leverage_on(world: World, m: int, acting: int, i: int) -> float:
    """Joint leverage over belligerent i, 0 to 1: of the acting members, of formats that endorse
    them, and of patrons that trust them."""
    remaining = 1.0
    lends = world.rules[0]["patrons"] > 0.0 and world.on[0]["patrons"] == 1
    for s in range(world.states.shape[0]):
        tie = world.ties[s, i]
        lever = leverage(tie["trade"], tie["arms"])
        if lever > 0.0:
            if acts(world, m, s, acting):
                weight = weight_in(world, m, s)
            else:
                weight = endorsing_weight(world, m, s)
                if lends:
                    weight = max(weight, asked_weight(world, m, acting, s))
            remaining = joint_leverage(remaining, weight, lever)
    return 1.0 - remaining


def salience_of(world: World, f: int) -> float:
    """How much the killing on front f is on the mind of others, 0 to 1."""
    level = salience(world.fronts[f]["toll"], world.rules[0]["salience_deaths"])
    return min(1.0, float(level + world.war[0]["alarm"]))


def pressure_on(world: World, m: int, acting: int, f: int, s: int) -> float:
    """Pressure [stake] that mediator m can put on side s of front f, before it wears off."""
    if world.on[0]["manipulation"] == 0 or world.on[0]["mediation"] == 0:
        return 0.0
    i = party(world, f, s)
    scale = world.rules[0]["scale"] * world.mediators[m]["manipulation"]
    return pressure(
        scale, salience_of(world, f), 1.0, unity_of(world, m, acting),
        world.standing[i, m]["value"], leverage_on(world, m, acting, i),
    )  # fmt: skip


def monitors_of(world: World, m: int, acting: int) -> float:
    """Observers that the acting members can send."""
    total = 0.0
    for s in range(world.states.shape[0]):
        if acts(world, m, s, acting):
            total += world.states[s]["monitors"]
    return total


def peacekeepers_of(world: World, m: int, acting: int) -> float:
    """Soldiers that the acting members can put between the lines."""
    total = 0.0
    for s in range(world.states.shape[0]):
        if acts(world, m, s, acting):
            total += world.states[s]["peacekeepers"]
    return total


def answers_for(world: World, m: int, s: int, i: int) -> float:
    """How far state s answers for belligerent i: a guarantor for its client, others for all."""
    guarantor = False
    for other in range(world.mediators.shape[0]):
        if works_for(world, other, m) and world.members[other, s]["role"] == GUARANTOR:
            guarantor = True
    if not guarantor or i == NOBODY:
        return 1.0
    highest = 0.0
    for j in range(world.belligerents.shape[0]):
        highest = max(highest, float(world.ties[s, j]["bias"]))
    return client_share(world.ties[s, i]["bias"], highest)


def guarantee_of(world: World, m: int, acting: int, i: int) -> float:
    """Share of belligerent i's gain from breaking that the acting members' guarantees take away
    (NOBODY: as if each answered for all)."""
    remaining = 1.0
    for s in range(world.states.shape[0]):
        if acts(world, m, s, acting):
            remaining *= 1.0 - world.states[s]["guarantee"] * answers_for(world, m, s, i)
    return 1.0 - remaining


def observers_report(world: World, m: int) -> float:
    """Probability that an observer of mediator m's format reports a breach and is believed."""
    share = world.rules[0]["observer"]
    if share <= 0.0 or world.on[0]["observers"] == 0:
        return 0.0
    count = 0.0
    for s in range(world.states.shape[0]):
        weight = 0.0
        for other in range(world.mediators.shape[0]):
            member = world.members[other, s]
            if works_for(world, other, m) and member["role"] == OBSERVER:
                weight = max(weight, float(member["weight"]))
        count += weight
    return reported(share, count)


def rivals_at_it(world: World, m: int, f: int) -> int:
    """How many other initiatives are open on front f."""
    count = 0
    for other in range(world.mediators.shape[0]):
        row = world.mediators[other]
        if other != m and row["open"] == 1 and row["front"] == f and row["joined"] == NOBODY:
            count += 1
    return count
