"""Every kind of decision in one short sentence, for a list."""

from collections.abc import Callable, Sequence

from sim.kernel.log import DEFAULTED, DELIBERATE, DIRECT_TALKS, ESCALATED
from sim.kernel.world import LINE, STATUS
from sim.language import _
from sim.records.events import Event
from sim.report.decisions.nearby import forum_avoided
from sim.report.names import Names, capital, place_shares
from sim.report.terms import percent
from sim.report.when import days_in_words


def brief(names: Names, events: Sequence[Event], event: Event) -> str:
    """A decision in one sentence; `events` are those of its war, in order."""
    text = BRIEFS[event.kind](names, events, event)
    where = names.on_front(event.front)
    return _("{what}{on_front}.", what=capital(text), on_front=where)


def _initiative(names: Names, _events: Sequence[Event], event: Event) -> str:
    return _("{who} goes in as a mediator", who=names.the_broker(event.actor, event.target))


def _attendance(names: Names, events: Sequence[Event], event: Event) -> str:
    who, prefers = names.the(event.actor), names.the(event.target)
    if event.value > 0.0:
        return _("{who} comes to the talks under {mediator}", who=who, mediator=prefers)
    avoided = forum_avoided(events, event)
    if not avoided:
        return _("{who} prefers {mediator} to another as a forum", who=who, mediator=prefers)
    return _(
        "{who} prefers {mediator} to {other}",
        who=who,
        mediator=prefers,
        other=names.the(avoided),
    )


def what_is_offered(names: Names, event: Event) -> str:
    """The core of an offer: a halt in place, or what its line leaves to the first party."""
    bits = int(event.terms.get("terms", 0.0))
    if not bits & LINE:
        return _("a halt in place")
    shares = place_shares(names.case.fronts[event.front])
    land = percent(sum(shares[: int(event.terms["line"])]))
    side = names.the(names.parties(event.front)[0])
    if bits & STATUS:
        return _("a line ({land} for {side}) and more", land=land, side=side)
    return _("a line ({land} for {side})", land=land, side=side)


def _offer(names: Names, _events: Sequence[Event], event: Event) -> str:
    who, what = names.the(event.actor), what_is_offered(names, event)
    if int(event.terms["mode"]) == DIRECT_TALKS:
        other = names.the(event.target)
        return _("{who} offers {other} {what}", who=who, other=other, what=what)
    return _("{who} proposes {what}", who=who, what=what)


def _response(names: Names, _events: Sequence[Event], event: Event) -> str:
    who, other = names.the(event.actor), names.the(event.target)
    if event.value > 0.0:
        return _("{who} says yes to {other}", who=who, other=other)
    return _("{who} says no to {other}", who=who, other=other)


def _conduct(names: Names, _events: Sequence[Event], event: Event) -> str:
    who = names.the(event.actor)
    if event.value > 0.0:
        return _("{who} means to keep the truce", who=who)
    return _("{who} means to break the truce", who=who)


def _incident(names: Names, _events: Sequence[Event], event: Event) -> str:
    who = names.the(event.actor)
    if int(event.terms["cause"]) == DELIBERATE:
        return _("{who} opens fire on purpose", who=who)
    return _("{who} fires, as its doctrine has it", who=who)


def _collapse(names: Names, _events: Sequence[Event], event: Event) -> str:
    cause = int(event.terms["cause"])
    who = names.the(event.actor)
    if cause == DEFAULTED:
        return _("{who} does not hand over what was agreed", who=who)
    if cause == ESCALATED:
        return _("{who} goes back to war: tension is too high", who=who)
    return _("{who} goes back to war: it gains by it", who=who)


def _halt(names: Names, _events: Sequence[Event], event: Event) -> str:
    days = days_in_words(round(event.value))
    return _("{who} halts alone for {days}", who=names.the(event.actor), days=days)


def _advice(names: Names, _events: Sequence[Event], event: Event) -> str:
    told = {"who": names.the(event.target), "mediator": names.the(event.actor)}
    if event.terms["credible"] > 0.0:
        return _("{who} believes what {mediator} tells it", **told)
    return _("{who} does not believe what {mediator} tells it", **told)


BRIEFS: dict[str, Callable[[Names, Sequence[Event], Event], str]] = {
    "initiative": _initiative,
    "attendance": _attendance,
    "offer": _offer,
    "response": _response,
    "conduct": _conduct,
    "incident": _incident,
    "collapse": _collapse,
    "halt": _halt,
    "advice": _advice,
}
