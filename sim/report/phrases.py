"""One neutral sentence for each kind of event. What is worth telling is decided in `story`."""

from collections.abc import Callable

from sim.kernel.log import DIRECT_TALKS, UNILATERAL
from sim.language import _, ngettext, number
from sim.records.events import Event
from sim.report.names import Names, capital, listed
from sim.report.outside import outside
from sim.report.terms import class_in_words, percent, terms_in_words
from sim.report.truce_phrases import (
    accusation,
    collapse,
    conduct,
    consolidation,
    expiry,
    in_force,
    incident,
    renewal,
    verdict,
)
from sim.report.when import days_in_words, moment

Phrase = Callable[[Names, Event], str | None]


def engagement(names: Names, event: Event) -> str | None:
    """Quiet: an engagement that moves the line is told where the position changes hands."""
    return None


def position_taken(names: Names, event: Event) -> str | None:
    """A town or sector changes hands by fighting."""
    return _(
        "{taker} takes {place} from {loser}{at_stake}{on_front}.",
        taker=names.the(event.actor),
        place=names.place(event),
        loser=names.the(event.target),
        at_stake=_at_stake(event),
        on_front=names.on_front(event.front),
    )


def handover(names: Names, event: Event) -> str | None:
    """A position passes to the other side without battle."""
    return _(
        "{giver} hands over {place} to {taker} without fighting{at_stake}{on_front}.",
        giver=names.the(event.actor),
        place=names.place(event),
        taker=names.the(event.target),
        at_stake=_at_stake(event),
        on_front=names.on_front(event.front),
    )


def _at_stake(event: Event) -> str:
    land, people = event.terms.get("share", 0.0), event.terms.get("people", 0.0)
    parts = [_("{share} of the land", share=percent(land))] if land > 0.0 else []
    parts += [_("{n} people displaced", n=number(people))] if people >= 1.0 else []
    return f" ({', '.join(parts)})" if parts else ""


def initiative(names: Names, event: Event) -> str | None:
    """A mediator goes in."""
    broker, both = names.the_broker(event.actor, event.target), names.both(event.front)
    if event.terms.get("scripted", 0.0) > 0.0:
        return _(
            "{broker} opens a mediation between {both} as scheduled in the scenario.",
            broker=broker,
            both=both,
        )
    return _("{broker} opens a mediation between {both}.", broker=broker, both=both)


def talks(names: Names, event: Event) -> str | None:
    """Talks are held, or somebody stays away."""
    broker, both = names.the(event.actor), names.both(event.front)
    if event.value > 0.0:
        done = int(event.terms.get("round", 0.0))
        if done <= 0:
            return _("Talks between {both} under {broker}.", both=both, broker=broker)
        return _(
            "Talks between {both} under {broker}, round {round}.",
            both=both,
            broker=broker,
            round=done,
        )
    came = (event.terms.get("first_attends", 0.0), event.terms.get("second_attends", 0.0))
    away = [names.the(i) for i, a in zip(names.parties(event.front), came, strict=True) if a <= 0]
    return ngettext(
        "Talks under {broker} are not held: {away} stays away.",
        "Talks under {broker} are not held: {away} stay away.",
        len(away),
        broker=broker,
        away=listed(away),
    )


def attendance(names: Names, event: Event) -> str | None:
    """Quiet: who stays away is told by the talks that are not held and by forum shopping."""
    return None


def offer(names: Names, event: Event) -> str | None:
    """Who puts what on the table."""
    when = moment(event.terms.get("effective_hour", event.hour), names.start)
    what = what_is_offered(names, event)
    if int(event.terms.get("mode", 0.0)) == UNILATERAL:
        return _("{what}.", what=what)
    return _("{what}, to enter into force {when}.", what=what, when=when)


def what_is_offered(names: Names, event: Event) -> str:
    """Who offers what to whom, without the hour at which it would enter into force."""
    words = terms_in_words(names, event.front, event.terms)
    mode = int(event.terms.get("mode", 0.0))
    who, where = names.the(event.actor), names.on_front(event.front)
    if mode == UNILATERAL:
        return _("{who} declares a halt of its own: {terms}", who=who, terms=words)
    if mode == DIRECT_TALKS:
        return _(
            "{who} offers {other} directly{on_front}: {terms}",
            who=who,
            other=names.the(event.target),
            on_front=where,
            terms=words,
        )
    broker = names.the_broker(event.actor, event.target)
    return _("{broker} proposes{on_front}: {terms}", broker=broker, on_front=where, terms=words)


def response(names: Names, event: Event) -> str | None:
    """One side's answer to an offer."""
    who, other = names.the(event.actor), names.the(event.target)
    if event.value > 0.0:
        return _("{who} accepts the proposal of {other}.", who=who, other=other)
    return _("{who} refuses the proposal of {other}.", who=who, other=other)


def signed(names: Names, event: Event) -> str | None:
    """Who signed what."""
    terms = event.terms
    told = {
        "truce": names.truce(event),
        "kind": class_in_words(int(terms.get("class", 1.0)), _("agreement")),
        "both": names.both(event.front),
        "terms": terms_in_words(names, event.front, terms),
        "when": moment(terms.get("effective_hour", event.hour), names.start),
    }
    if event.actor in names.case.mediators:
        return _(
            "{both} sign {truce} ({kind}, brokered by {broker}): {terms}. In force from {when}.",
            broker=names.the_broker(event.actor, event.target),
            **told,
        )
    return capital(
        _(
            "{truce} ({kind}, no broker) comes about between {both}: {terms}. "
            "In force from {when}.",
            **told,
        )
    )


def leaves(names: Names, event: Event) -> str | None:
    """A mediator gives up for now."""
    return ngettext(
        "{who} ends its mediation after {n} round of talks.",
        "{who} ends its mediation after {n} rounds of talks.",
        int(event.terms.get("rounds", 0.0)),
        who=names.the(event.actor),
    )


def forum_shopping(names: Names, event: Event) -> str | None:
    """A side stays away from one forum because another suits it better."""
    return _(
        "{who} stays away from {forum}: another forum suits it better.",
        who=names.the(event.actor),
        forum=names.the(event.target),
    )


def halt(names: Names, event: Event) -> str | None:
    """One side stops alone."""
    return _(
        "{who} halts its operations{on_front} on its own for {days}.",
        who=names.the(event.actor),
        on_front=names.on_front(event.front),
        days=days_in_words(round(event.terms.get("days", event.value))),
    )


def advice(names: Names, event: Event) -> str | None:
    """A mediator tells one side what it reads in the other, and is believed or not."""
    told = {"teller": names.the(event.actor), "receiver": names.the(event.target)}
    weak, believed = event.value > 0.0, event.terms.get("credible", 0.0) > 0.0
    if weak and believed:
        return _(
            "{teller} tells {receiver} that the other side finds the war costly; "
            "{receiver} believes it.",
            **told,
        )
    if weak:
        return _(
            "{teller} tells {receiver} that the other side finds the war costly; "
            "{receiver} does not believe it.",
            **told,
        )
    if believed:
        return _(
            "{teller} tells {receiver} that the other side can bear the war for long; "
            "{receiver} believes it.",
            **told,
        )
    return _(
        "{teller} tells {receiver} that the other side can bear the war for long; "
        "{receiver} does not believe it.",
        **told,
    )


def joins(names: Names, event: Event) -> str | None:
    """A forum joins another one, or leaves the field to it."""
    who, other = names.the(event.actor), names.the(event.target)
    if event.value <= 0.0:
        return _("{who} hands over to {other}.", who=who, other=other)
    return _("{who} joins the mediation of {other}.", who=who, other=other)


def endorses(names: Names, event: Event) -> str | None:
    """A forum stands behind another one instead of opening a table of its own."""
    return _(
        "{who} endorses the mediation of {other}, and opens no table of its own.",
        who=names.the(event.actor),
        other=names.the(event.target),
    )


def undertaking(names: Names, event: Event) -> str | None:
    """The sides promise to spare civilians, or do not; no truce either way."""
    told = {
        "who": names.the(event.actor),
        "both": names.both(event.front),
        "on_front": names.on_front(event.front),
    }
    if event.value > 0.0:
        return _(
            "{who} has {both} promise to spare civilians{on_front}: an agreement, but no truce.",
            **told,
        )
    return _("{who} asks {both} to spare civilians{on_front}; they do not both agree.", **told)


def exchange(names: Names, event: Event) -> str | None:
    """Prisoners and the bodies of the dead are exchanged."""
    both = listed([names.the(event.actor), names.the(event.target)])
    return _("{both} exchange prisoners and the bodies of the dead.", both=both)


def decision(names: Names, event: Event) -> str | None:
    """One side is beaten on a front."""
    return _(
        "The war is decided{on_front}: {winner} prevails over {loser}.",
        on_front=names.on_front(event.front),
        winner=names.the(event.actor),
        loser=names.the(event.target),
    )


def ripe(names: Names, event: Event) -> str | None:
    """Both sides come to value war below what they hold, or no longer do."""
    if event.value <= 0.0:
        return None
    return _(
        "Stalemate{on_front}: {both} now expect less from war than from the present line.",
        on_front=names.on_front(event.front),
        both=names.both(event.front),
    )


PHRASES: dict[str, Phrase] = {
    "engagement": engagement,
    "position_taken": position_taken,
    "initiative": initiative,
    "talks": talks,
    "attendance": attendance,
    "offer": offer,
    "response": response,
    "signed": signed,
    "in_force": in_force,
    "incident": incident,
    "accusation": accusation,
    "verdict": verdict,
    "collapse": collapse,
    "expiry": expiry,
    "renewal": renewal,
    "consolidation": consolidation,
    "handover": handover,
    "conduct": conduct,
    "leaves": leaves,
    "forum_shopping": forum_shopping,
    "halt": halt,
    "advice": advice,
    "event": outside,
    "decision": decision,
    "joins": joins,
    "exchange": exchange,
    "ripe": ripe,
    "endorses": endorses,
    "undertaking": undertaking,
}
