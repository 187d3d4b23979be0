"""Phase 6a, watch: an agreement takes effect, and each side judges whether to keep it.

Source: model section 7. Deliberate breaking has a hazard from the exact hour of entry into force;
the judgement is made anew in every step, as what war is worth changes.
"""

from typing import NamedTuple

from sim.kernel import log as logs
from sim.kernel.log import Log, emit
from sim.kernel.phases.common import party, step_end, step_start
from sim.kernel.phases.judge import Deal, Wars, guarantee_for, judge, own_wars, penalty_of
from sim.kernel.rules.mediation import attention
from sim.kernel.rules.truces import break_hazard
from sim.kernel.world import (
    ANNOUNCED,
    LINE,
    SETTLED,
    TRUCE_HOLDS,
    World,
)


class Conduct(NamedTuple):
    """A side's choice to keep or break, and what it rested on."""

    keep: bool
    keeping: float
    breaking: float
    hazard: float
    kept_probability: float
    war_others: float


def enter_into_force(world: World, log: Log, tick: int, f: int) -> bool:
    """Whether the agreement on front f took effect in this step."""
    front = world.fronts[f]
    truce = world.truces[f]
    due = front["status"] == ANNOUNCED and truce["effective_hour"] < step_end(world, tick)
    if not due:
        return False
    front["status"] = TRUCE_HOLDS
    if truce["settlement"] == 1:
        front["status"] = SETTLED
    emit(
        log, tick, float(truce["effective_hour"]), logs.IN_FORCE, party(world, f, 0),
        party(world, f, 1), f, float(truce["number"]),
        (float(truce["number"]), float(truce["terms"]), float(truce["line"])),
    )  # fmt: skip
    return True


def in_force(world: World, f: int) -> bool:
    """Whether an agreement holds on front f."""
    return int(world.fronts[f]["status"]) in (TRUCE_HOLDS, SETTLED)


def bound_deal(world: World, tick: int, f: int) -> Deal:
    """The agreement on front f as it stands now: pressure wears off, the line is that reached."""
    truce = world.truces[f]
    left = 1.0
    if world.on[0]["pressure_decay"] == 1:
        since = step_start(world, tick) - truce["announced_hour"]
        left = attention(since, world.rules[0]["half_life_days"])
    line = int(world.fronts[f]["line"])
    if truce["terms"] & LINE != 0:
        line = int(truce["line"])
    return Deal(
        line, int(truce["issues"]), float(truce["guarantee_first"]),
        float(truce["guarantee_second"]), float(truce["attribution"]), float(truce["separation"]),
        float(truce["pressure_first"]) * left, float(truce["pressure_second"]) * left,
        truce["settlement"] == 1, truce["peacekeepers"] > 0.0,
    )  # fmt: skip


def decide_conduct(world: World, tick: int, f: int, s: int) -> Conduct:
    """Whether side s of front f means to keep the agreement, and its hazard of breaking it: now,
    though it foresees when the other would."""
    rules = world.rules[0]
    deal = bound_deal(world, tick, f)
    foreseen = own_wars(world, f, s, deal)
    view = judge(world, f, s, deal, Wars(foreseen.now, foreseen.now, foreseen.others))
    hazard = break_hazard(
        view.keep, view.break_, rules["break_pace"], rules["reconsiders"], rules["break_noise"]
    )
    if world.on[0]["insincere_signing"] == 0 and view.keep >= view.break_:
        hazard = 0.0
    return Conduct(
        view.keep >= view.break_, view.keep, view.break_, hazard, view.kept_probability,
        foreseen.others,
    )  # fmt: skip


def apply_conduct(
    world: World, log: Log, tick: int, f: int, s: int, entering: bool, choice: Conduct
) -> None:
    """Bind the choice; it is logged at entry into force and whenever it turns."""
    side = world.sides[f, s]
    meant = side["means_to_keep"] == 1
    side["keep"] = choice.keeping
    side["break_"] = choice.breaking
    side["hazard"] = choice.hazard
    side["kept_probability"] = choice.kept_probability
    side["means_to_keep"] = 0
    value = 0.0
    if choice.keep:
        side["means_to_keep"] = 1
        value = 1.0
    if not entering and meant == choice.keep:
        return
    hour = step_start(world, tick)
    if entering:
        hour = float(world.truces[f]["effective_hour"])
    deal = bound_deal(world, tick, f)
    i = party(world, f, s)
    emit(
        log, tick, hour, logs.CONDUCT, i, party(world, f, 1 - s), f, value,
        (choice.keeping, choice.breaking, choice.hazard, choice.kept_probability,
         guarantee_for(deal, s), deal.attribution, penalty_of(world, f, s, deal),
         float(side["war"]), float(deal.line),
         float(world.belligerents[i]["first_strike"]), choice.war_others),
    )  # fmt: skip
