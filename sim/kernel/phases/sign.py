"""Phase 5, respond: an agreement comes into being."""

from sim.kernel import log as logs
from sim.kernel.log import Log, emit
from sim.kernel.phases.coalition import monitors_of, peacekeepers_of
from sim.kernel.phases.common import mediator_number, party, state_number
from sim.kernel.phases.ending import end_truce
from sim.kernel.phases.judge import Deal, least_guarantee
from sim.kernel.phases.means import told_apart
from sim.kernel.phases.undertaking import undertake
from sim.kernel.rules.truces import truce_class
from sim.kernel.world import (
    ANNOUNCED,
    COMMISSION,
    FIXED_TERM,
    GUARANTEE,
    HOTLINE,
    LINE,
    MONITORS,
    NEVER,
    NOBODY,
    PEACEKEEPERS,
    PRISONERS,
    SPARE,
    World,
)

IMPLEMENTS = LINE | MONITORS | PEACEKEEPERS | GUARANTEE | COMMISSION | HOTLINE


def class_of(world: World, terms: int, issues: int) -> int:
    """3 definitive, 2 preliminary, 1 cessation: derived from the terms, never set."""
    disposes = False
    for i in range(world.issues.shape[0]):
        if (issues >> i) & 1 == 1 and world.issues[i]["disposes"] == 1:
            disposes = True
    return truce_class(disposes, terms & IMPLEMENTS != 0)


def clear_sides(world: World, f: int) -> None:
    """A new agreement starts with a clean sheet of incidents on both sides."""
    for s in range(2):
        side = world.sides[f, s]
        side["fired"] = 0
        side["other_fired"] = 0
        side["good"] = 1
        side["other_good"] = 1
        side["broke"] = 0
        side["spoke"] = 0
        side["accusation_truth"] = logs.TRUE
        side["blamed"] = 0.0
        side["means_to_keep"] = 1


def sign(
    world: World, log: Log, tick: int, hour: float, f: int, m: int, acting: int, mode: int,
    deal: Deal, terms: int, effective: float, fixed_days: float,
) -> None:  # fmt: skip
    """Both signed: the agreement is announced, and takes effect at hour `effective`."""
    front = world.fronts[f]
    truce = world.truces[f]
    if truce["active"] == 1:
        end_truce(world, log, f, hour, logs.SUPERSEDED, NOBODY)
    world.war[0]["truces"] += 1
    truce["front"] = f
    truce["number"] = world.war[0]["truces"] - 1
    truce["broker"] = m
    truce["acting"] = acting
    truce["mode"] = mode
    truce["terms"] = terms
    truce["issues"] = deal.issues
    truce["line"] = deal.line
    truce["truce_class"] = class_of(world, terms, deal.issues)
    truce["announced_hour"] = hour
    truce["effective_hour"] = effective
    truce["fixed_days"] = fixed_days
    truce["fixed_until"] = NEVER
    if terms & FIXED_TERM != 0 and fixed_days > 0.0:
        truce["fixed_until"] = effective + 24.0 * fixed_days
    truce["active"] = 1
    truce["consolidated"] = 0
    truce["settlement"] = 0
    if terms & LINE != 0:
        truce["settlement"] = 1
    truce["steps_left"] = world.rules[0]["handover_steps"]
    truce["next_handover"] = effective + 24.0 * world.rules[0]["handover_days"]
    back_it(world, f, m, acting, deal, terms)
    forget(world, f)
    clear_sides(world, f)
    front["status"] = ANNOUNCED
    broker = party(world, f, 0)
    if m != NOBODY:
        broker = mediator_number(world, m)
    target = state_number(world, acting)
    if m == NOBODY:
        target = party(world, f, 1)
    emit(
        log, tick, hour, logs.SIGNED, broker, target, f, float(truce["number"]),
        (float(truce["truce_class"]), float(terms), float(deal.line), effective, fixed_days,
         float(deal.issues), float(mode)),
    )  # fmt: skip
    if terms & SPARE != 0 and world.on[0]["undertakings"] == 1:
        undertake(world, f, hour)
    if terms & PRISONERS != 0 and world.on[0]["measures"] == 1:
        exchange_prisoners(world, log, tick, hour, f)


def back_it(world: World, f: int, m: int, acting: int, deal: Deal, terms: int) -> None:
    """What stands behind the agreement on front f."""
    truce = world.truces[f]
    truce["guarantee"] = least_guarantee(deal)
    truce["guarantee_first"] = deal.guarantee_first
    truce["guarantee_second"] = deal.guarantee_second
    truce["attribution"] = deal.attribution
    truce["separation"] = deal.separation
    truce["pressure_first"] = deal.penalty_first
    truce["pressure_second"] = deal.penalty_second
    truce["hazard"] = 0.0
    truce["monitors"] = 0.0
    truce["peacekeepers"] = 0.0
    truce["access"] = 0.0
    truce["accuracy"] = 0.5
    truce["delay_hours"] = 0.0
    if m == NOBODY:
        return
    row = world.mediators[m]
    if terms & MONITORS != 0:
        truce["monitors"] = monitors_of(world, m, acting)
        cover = min(1.0, truce["monitors"] / world.rules[0]["monitors_needed"])
        truce["access"] = cover * row["monitor_access"]
    truce["access"] = 1.0 - (1.0 - truce["access"]) * (1.0 - told_apart(world, m, terms))
    if terms & PEACEKEEPERS != 0:
        truce["peacekeepers"] = peacekeepers_of(world, m, acting)
    truce["accuracy"] = row["monitor_accuracy"]
    truce["delay_hours"] = row["monitor_delay_hours"]


def forget(world: World, f: int) -> None:
    """No incident, accusation or verdict yet."""
    truce = world.truces[f]
    truce["first_incident"] = NEVER
    truce["first_accusation_first"] = NEVER
    truce["first_accusation_second"] = NEVER
    truce["blamed_by_first"] = 0.0
    truce["blamed_by_second"] = 0.0
    truce["tension"] = 0.0
    truce["violator"] = NOBODY
    truce["verdict_author"] = NOBODY
    truce["verdict"] = NOBODY
    truce["public_verdict"] = NOBODY
    truce["verdict_due"] = NEVER
    truce["cause"] = logs.CENSORED
    truce["ended_hour"] = NEVER
    truce["shaken_hour"] = NEVER


def exchange_prisoners(world: World, log: Log, tick: int, hour: float, f: int) -> None:
    """Prisoners and bodies go home: a promise kept, in the eyes of both."""
    a = party(world, f, 0)
    b = party(world, f, 1)
    world.pairs[a, b]["kept"] += world.rules[0]["exchange"]
    world.pairs[b, a]["kept"] += world.rules[0]["exchange"]
    emit(
        log, tick, hour, logs.EXCHANGE, a, b, f, 1.0,
        (float(world.pairs[a, b]["kept"]), float(world.pairs[b, a]["kept"])),
    )  # fmt: skip
