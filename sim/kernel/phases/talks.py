"""Phase 4b, mediate: who comes to the table, and what mediators tell them.

Talks happen only where both sides go; each prefers the open forum that favours it (`assumed`:
signing value of a truce in place plus weights for standing and bias). Advice about the opponent's
resolve is believed when it is incentive-compatible for the adviser's bias (after Kydd 2003).
"""

from typing import NamedTuple

from sim.kernel import log as logs
from sim.kernel import purposes
from sim.kernel.log import Log, emit
from sim.kernel.phases.appraise import cost_per_death
from sim.kernel.phases.coalition import bias_toward, pressure_on
from sim.kernel.phases.common import draw, mediator_number, party, side_of, step_end
from sim.kernel.phases.judge import audience_of, judge, own_wars, signing_gain
from sim.kernel.phases.means import deal_of, terms_in_hand
from sim.kernel.rules.belief import tempered_type
from sim.kernel.rules.mediation import credible
from sim.kernel.world import NOBODY, World


class Attendance(NamedTuple):
    """A belligerent's choice among the forums that are open to it."""

    attends: bool
    prefers: int
    value_here: float
    value_elsewhere: float
    standing: float
    forums: float


def forum_value(world: World, i: int, m: int) -> float:
    """What forum m is worth to belligerent i [stake], as far as it can tell before any offer."""
    f = int(world.mediators[m]["front"])
    s = side_of(world, f, i)
    acting = int(world.mediators[m]["acting"])
    deal = deal_of(
        world, m, acting, f, int(world.fronts[f]["line"]), 0, terms_in_hand(world, m, acting)
    )
    view = judge(world, f, s, deal, own_wars(world, f, s, deal))
    refuse = world.sides[f, s]["war"] - pressure_on(world, m, acting, f, s)
    gain = signing_gain(world, view.keep, view.break_) - audience_of(world, f, s, deal)
    other = party(world, f, 1 - s)
    bias = bias_toward(world, m, acting, i) - bias_toward(world, m, acting, other)
    weight = world.rules[0]["forum_weight"]
    belongs = 0.0
    if world.standing[i, m]["member"] == 1:
        belongs = 0.5
    esteem = world.standing[i, m]["value"] + endorsers_standing(world, i, m)
    return float(gain - refuse + weight * (esteem + bias + belongs))


def endorsers_standing(world: World, i: int, m: int) -> float:
    """Standing that formats which endorse mediator m lend it in the eyes of belligerent i."""
    total = 0.0
    for other in range(world.mediators.shape[0]):
        if world.mediators[other]["endorsed"] == m:
            total += world.standing[i, other]["value"]
    return float(total * world.rules[0]["endorsement"])


def decide_attendance(world: World, tick: int, i: int, m: int) -> Attendance:
    """Whether belligerent i comes to the talks of mediator m: yes, unless it prefers another."""
    f = world.mediators[m]["front"]
    here = forum_value(world, i, m)
    elsewhere = -1.0e9
    prefers = m
    forums = 1
    for other in range(world.mediators.shape[0]):
        row = world.mediators[other]
        if other != m and row["open"] == 1 and row["front"] == f and row["joined"] == NOBODY:
            forums += 1
            value = forum_value(world, i, other)
            if value > here and value > elsewhere:
                elsewhere = value
                prefers = other
    standing = float(world.standing[i, m]["value"])
    return Attendance(prefers == m, prefers, here, elsewhere, standing, float(forums))


def apply_attendance(world: World, log: Log, tick: int, i: int, m: int, choice: Attendance) -> None:
    """Record who comes; staying away for another forum is forum shopping."""
    if choice.forums < 2.0 and choice.attends:
        return
    f = int(world.mediators[m]["front"])
    hour = float(world.mediators[m]["talks_hour"])
    value = 0.0
    if choice.attends:
        value = 1.0
    emit(
        log, tick, hour, logs.ATTENDANCE, i, mediator_number(world, choice.prefers), f, value,
        (choice.value_here, choice.value_elsewhere, choice.standing, choice.forums),
    )  # fmt: skip
    if not choice.attends:
        emit(
            log, tick, hour, logs.FORUM_SHOPPING, i, mediator_number(world, m), f, 1.0,
            (choice.value_here, choice.value_elsewhere),
        )  # fmt: skip


def talks_due(world: World, tick: int, m: int) -> bool:
    """Whether mediator m holds talks in this step."""
    row = world.mediators[m]
    due = row["open"] == 1 and row["joined"] == NOBODY
    return bool(due and row["talks_hour"] <= step_end(world, tick))


def convene(world: World, log: Log, tick: int, m: int, first: bool, second: bool) -> bool:
    """Hold a round or not; returns whether both sides came."""
    row = world.mediators[m]
    held = first and second
    a = 0.0
    b = 0.0
    if first:
        a = 1.0
    if second:
        b = 1.0
    row["round"] += 1
    emit(
        log, tick, float(row["talks_hour"]), logs.TALKS, mediator_number(world, m), -1,
        int(row["front"]), a * b, (float(row["round"]), a, b),
    )  # fmt: skip
    return held


def advise(world: World, log: Log, tick: int, m: int, s: int) -> None:
    """Mediator m tells side s what it has learnt of the other's resolve.

    A high-cost opponent is weak, a low-cost one strong. `signal` 1: the opponent looks weak.
    """
    row = world.mediators[m]
    useless = row["signal_accuracy"] <= 0.5 or row["facilitation"] <= 0.0
    if useless or world.on[0]["facilitation"] == 0 or world.on[0]["private_resolve"] == 0:
        return
    f = int(row["front"])
    i = party(world, f, s)
    j = party(world, f, 1 - s)
    opponent = world.belligerents[j]
    accuracy = float(row["signal_accuracy"])
    weak = opponent["cost"] == opponent["cost_high"]
    right = draw(world, tick, purposes.SIGNAL, row["subject"], s) < accuracy
    signal = weak == right
    pair = world.pairs[i, j]
    before = float(pair["type_belief"])
    loss = world.sides[f, 1 - s]["recent"] * world.sides[f, s]["war_days"]
    strong_if_weak = 1.0 - tempered_type(before, True, accuracy)
    strong_if_strong = 1.0 - tempered_type(before, False, accuracy)
    bias = bias_toward(world, m, int(row["acting"]), i)
    bias -= bias_toward(world, m, int(row["acting"]), j)
    toward = 0.5 + 0.5 * bias
    believed = credible(
        toward, strong_if_weak, strong_if_strong, row["war_cost"],
        cost_per_death(world, j, opponent["cost_high"]) * loss,
        cost_per_death(world, j, opponent["cost_low"]) * loss,
    )  # fmt: skip
    after = before
    if believed:
        after = tempered_type(before, signal, accuracy)
        pair["type_belief"] = after
    flag = 0.0
    if signal:
        flag = 1.0
    trusted = 0.0
    if believed:
        trusted = 1.0
    emit(
        log, tick, float(row["talks_hour"]), logs.ADVICE, mediator_number(world, m), i, f, flag,
        (flag, toward, trusted, before, after),
    )  # fmt: skip
