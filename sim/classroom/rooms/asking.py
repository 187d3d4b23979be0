"""Questions: what a player is asked, what it may choose, what its actor believes, what is true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.build import empty_log
from sim.classroom.rooms import decisions as d
from sim.classroom.rooms.decisions import Fact, Question
from sim.classroom.rooms.facts import facts_about, facts_of_talks
from sim.classroom.rooms.proposing import offer_options
from sim.kernel import log as logs
from sim.kernel.log import Log
from sim.kernel.phases.coalition import acts, rivals_at_it, salience_of
from sim.kernel.phases.common import mediator_number, party, side_of, step_end
from sim.kernel.phases.conduct import apply_conduct
from sim.kernel.phases.launch import (
    among_friends,
    concern_of,
    front_in_need,
)
from sim.kernel.phases.offer import apply_offer
from sim.kernel.phases.respond import apply_response, pressure_to_sign
from sim.kernel.phases.talks import apply_attendance
from sim.kernel.rules.arithmetic import probability_within
from sim.kernel.rules.mediation import launch_rate
from sim.kernel.world import ANY, LINE, NOBODY, TERMS, TRUCE_HOLDS, WAR, World, copy_world
from sim.records.events import event_at

if TYPE_CHECKING:
    from sim.classroom.rooms.actors import PlayedBelligerent, PlayedMediator
    from sim.engines.agents import Mediator
    from sim.kernel.phases.conduct import Conduct
    from sim.kernel.phases.judge import Deal
    from sim.kernel.phases.launch import Launch
    from sim.kernel.phases.offer import Proposal
    from sim.kernel.phases.respond import Response
    from sim.kernel.phases.talks import Attendance
    from sim.kernel.phases.undertaking import Undertaking


def _question(
    actor: Any, kind: str, front: int, mediator: int, options: dict[str, Any], **more: Any
) -> Question:
    """A question; what the model would do, and what is true, only where somebody will read it."""
    model = actor.model
    own, facts = more.pop("own"), more.pop("facts", tuple)
    if model.game.policy is None:
        more |= {"own": own(), "facts": facts()}
    return Question(
        id=f"{model.tick}.{kind}.{actor.id}.{front}.{mediator}",
        kind=kind,
        seat=actor.id,
        tick=model.tick,
        hour=step_end(model.world, model.tick),
        front=model.cast.fronts[front] if front >= 0 else "",
        mediator=model.cast.mediators[mediator] if mediator >= 0 else "",
        options=options,
        told=int(model.log.counts[0]),
        **more,
    )


def _scratch(actor: Any) -> Log:
    """A small log, to write down what the model's own actor would have done."""
    return empty_log(actor.model.case.case, events=8, days=False)


def asked_attendance(actor: PlayedBelligerent, mediator: Mediator, own: Attendance) -> Question:
    """Come to these talks?"""
    model, m = actor.model, mediator.index
    world = model.world
    f = int(world.mediators[m]["front"])
    others = [
        model.cast.mediators[k]
        for k in range(len(model.cast.mediators))
        if k != m
        and world.mediators[k]["open"] == 1
        and world.mediators[k]["front"] == f
        and world.mediators[k]["joined"] == NOBODY
    ]

    def told() -> dict[str, Any]:
        log = _scratch(actor)
        apply_attendance(world, log, model.tick, actor.index, m, own._replace(forums=2.0))
        return {"yes": bool(own.attends), "chance": None, "event": event_at(log, model.cast, 0)}

    def facts() -> tuple[Fact, ...]:
        return facts_about(world, model.cast, f, side_of(world, f, actor.index))

    acting = int(world.mediators[m]["acting"])
    options = {
        "others": others,
        "member": model.cast.states[acting] if acting >= 0 else "",
        "round": int(world.mediators[m]["round"]) + 1,
        "rounds": int(world.mediators[m]["rounds"]),
    }
    return _question(actor, d.ATTEND, f, m, options, own=told, facts=facts)


def asked_response(
    actor: PlayedBelligerent, f: int, s: int, m: int, acting: int, deal: Deal, own: Response
) -> Question:
    """Sign this?"""
    model = actor.model
    world = model.world

    def told() -> dict[str, Any]:
        log, hour = _scratch(actor), step_end(world, model.tick)
        apply_response(world, log, model.tick, hour, f, s, m, deal, own)
        event = event_at(log, model.cast, 0)
        return {"yes": bool(own.signs), "chance": float(own.chance), "event": event}

    def facts() -> tuple[Fact, ...]:
        return facts_about(world, model.cast, f, s, own.kept_probability)

    options = {
        **_what_is_offered(actor, m, deal),
        "member": model.cast.states[acting] if acting >= 0 else "",
        "share": float(own.share),
        "war": float(own.war),
        "pressure": float(own.pressure),
        "audience": float(own.audience),
        "attribution": float(deal.attribution),
    }
    return _question(actor, d.RESPOND, f, m, options, own=told, facts=facts)


def _what_is_offered(actor: PlayedBelligerent, m: int, deal: Deal) -> dict[str, Any]:
    """The terms on the table: of a mediator, as its offer is on record; else of the other side."""
    model = actor.model
    bits, fixed, hour = logs.DIRECT_TALKS, 0.0, step_end(model.world, model.tick)
    if m == NOBODY:
        bits = 128 | (LINE if deal.settles else 0)  # prisoners, as `record_direct` has it
    else:
        row = int(model.log.counts[0]) - 1
        while int(model.log.events[row]["kind"]) != logs.OFFER:
            row -= 1
        bits, hour = int(model.log.terms[row, 2]), float(model.log.terms[row, 3])
        fixed = float(model.log.terms[row, 12])
    return {
        "terms": [name for k, name in enumerate(TERMS) if bits >> k & 1],
        "line": deal.line if bits & LINE else None,
        "issues": [one for k, one in enumerate(model.cast.issues) if deal.issues >> k & 1],
        "fixed_days": fixed,
        "effective_hour": hour,
    }


def asked_undertaking(
    actor: PlayedBelligerent, f: int, s: int, mediator: Mediator, own: Undertaking
) -> Question:
    """Promise to spare civilians?"""
    world, m = actor.model.world, mediator.index
    press = pressure_to_sign(world, m, int(world.mediators[m]["acting"]), f, s)

    def told() -> dict[str, Any]:
        return {"yes": bool(own.agrees), "chance": float(own.chance), "event": None}

    return _question(actor, d.UNDERTAKE, f, m, {"pressure": float(press)}, own=told)


def asked_conduct(actor: PlayedBelligerent, f: int, s: int, own: Conduct) -> Question:
    """Keep the truce in force?"""
    model = actor.model

    def told() -> dict[str, Any]:
        log = _scratch(actor)
        apply_conduct(copy_world(model.world), log, model.tick, f, s, True, own)
        return {"yes": bool(own.keep), "chance": None, "event": event_at(log, model.cast, 0)}

    def facts() -> tuple[Fact, ...]:
        return facts_about(model.world, model.cast, f, s, own.kept_probability)

    truce = model.world.truces[f]
    options = {
        "terms": [name for k, name in enumerate(TERMS) if int(truce["terms"]) >> k & 1],
        "since": float(truce["effective_hour"]),
        "fire": fire_blamed(model.world, f, actor.index),
        "attribution": float(truce["attribution"]),
        "war": float(model.world.sides[f, s]["war"]),
    }
    return _question(
        actor, d.HONOUR, f, NOBODY, options, own=told, facts=facts,
        number=int(truce["number"]), blamed=options["fire"],
    )  # fmt: skip


def fire_blamed(world: World, f: int, i: int) -> float:
    """Violations that a belligerent has laid at the other's door in the agreement on a front."""
    return float(world.sides[f, side_of(world, f, i)]["blamed"])


def fronts_open(mediator: PlayedMediator) -> list[str]:
    """Fronts on which a mediator may go in: fought over or in a truce, among its friends."""
    world = mediator.model.world
    return [
        name
        for f, name in enumerate(mediator.model.cast.fronts)
        if (
            world.fronts[f]["status"] == WAR
            or (world.fronts[f]["status"] == TRUCE_HOLDS and world.truces[f]["settlement"] == 0)
        )
        and among_friends(world, mediator.index, f)
    ]


def can_go_in(mediator: PlayedMediator) -> bool:
    """Whether a mediator is free to go in during this step."""
    world, tick = mediator.model.world, mediator.model.tick
    row, now = world.mediators[mediator.index], step_end(world, tick)
    free = row["open"] == 0 and row["endorsed"] == NOBODY and world.war[0]["scripted"] == 0
    there = row["opens_hour"] < now < row["closes_hour"] and row["rests_until"] < now
    return bool(free and there and fronts_open(mediator))


def members_who_act(mediator: PlayedMediator) -> list[str]:
    """States that may act alone; none where the format's rule is that all act together."""
    world, m = mediator.model.world, mediator.index
    if world.mediators[m]["decision"] != ANY:
        return []
    there = [name for s, name in enumerate(mediator.model.cast.states) if acts(world, m, s, NOBODY)]
    return there if len(there) > 1 else []


def asked_launch(actor: PlayedMediator, own: Launch) -> Question:
    """Go in now?"""
    world, m = actor.model.world, actor.index
    row = world.mediators[m]

    def told() -> dict[str, Any]:
        chance = float(probability_within(_rate(world, m), 1.0))
        return {"yes": bool(own.go), "chance": chance, "event": None}

    at_it = [one.id for one in actor.model.mediators if world.mediators[one.index]["open"] == 1]
    options = {
        "fronts": fronts_open(actor),
        "members": members_who_act(actor),
        "others": at_it,
        "lag_days": float(row["lag_days"]),
    }
    return _question(actor, d.LAUNCH, NOBODY, m, options, own=told)


def _rate(world: World, m: int) -> float:
    """At what rate [1/day] the model's own mediator would go in now."""
    f, row = front_in_need(world), world.mediators[m]
    if f == NOBODY or not among_friends(world, m, f):
        return 0.0
    ripeness = 1.0 / (1.0 + float(world.fronts[f]["moves"]))
    return launch_rate(
        row["launch_rate"], concern_of(world, m), salience_of(world, f), ripeness,
        row["credibility"], world.rules[0]["discouragement"], rivals_at_it(world, m, f),
    )  # fmt: skip


def asked_offer(actor: PlayedMediator, own: Proposal) -> Question:
    """What do you offer?"""
    model, m = actor.model, actor.index
    world = model.world
    f = int(world.mediators[m]["front"])

    def told() -> dict[str, Any]:
        log = _scratch(actor)
        apply_offer(world, log, model.tick, m, own)
        return {"yes": True, "chance": None, "event": event_at(log, model.cast, 0)}

    def facts() -> tuple[Fact, ...]:
        return facts_of_talks(world, model.cast, f, own)

    options = offer_options(actor) | {
        "range": [int(own.range_low), int(own.range_high)],
        "parties": [model.cast.belligerents[party(world, f, s)] for s in range(2)],
        "broker": mediator_number(world, m),
    }
    return _question(actor, d.OFFER, f, m, options, own=told, facts=facts)
