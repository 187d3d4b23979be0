"""Every kind of decision in one short sentence, for a list."""

from collections.abc import Callable, Sequence

from sim.kernel.log import DEFAULTED, DELIBERATE, DIRECT_TALKS, ESCALATED
from sim.kernel.world import LINE, STATUS
from sim.records.events import Event
from sim.report.decisions.nearby import forum_avoided
from sim.report.names import Names, place_shares
from sim.report.story import capital
from sim.report.terms import percent
from sim.report.when import count


def brief(names: Names, events: Sequence[Event], event: Event) -> str:
    """A decision in one sentence; `events` are those of its war, in order."""
    text = BRIEFS[event.kind](names, events, event)
    return f"{capital(text)}{names.on_front(event.front)}."


def _initiative(names: Names, _: Sequence[Event], event: Event) -> str:
    return f"{names.broker(event.actor, event.target)} goes in as a mediator"


def _attendance(names: Names, events: Sequence[Event], event: Event) -> str:
    who, prefers = names.actor(event.actor), names.actor(event.target)
    if event.value > 0.0:
        return f"{who} comes to the talks under {prefers}"
    avoided = forum_avoided(events, event)
    other = names.actor(avoided) if avoided else "another"
    return f"{who} prefers {prefers} to {other} as a forum"


def what_is_offered(names: Names, event: Event) -> str:
    """The core of an offer: a halt in place, or what its line leaves to the first party."""
    bits = int(event.terms.get("terms", 0.0))
    if not bits & LINE:
        return "a halt in place"
    shares = place_shares(names.case.fronts[event.front])
    land = percent(sum(shares[: int(event.terms["line"])]))
    status = " and more" if bits & STATUS else ""
    return f"a line ({land} for {names.actor(names.parties(event.front)[0])}){status}"


def _offer(names: Names, _: Sequence[Event], event: Event) -> str:
    what = what_is_offered(names, event)
    if int(event.terms["mode"]) == DIRECT_TALKS:
        return f"{names.actor(event.actor)} offers {names.actor(event.target)} {what}"
    return f"{names.actor(event.actor)} proposes {what}"


def _response(names: Names, _: Sequence[Event], event: Event) -> str:
    says = "yes" if event.value > 0.0 else "no"
    return f"{names.actor(event.actor)} says {says} to {names.actor(event.target)}"


def _conduct(names: Names, _: Sequence[Event], event: Event) -> str:
    means = "keep" if event.value > 0.0 else "break"
    return f"{names.actor(event.actor)} means to {means} the truce"


def _incident(names: Names, _: Sequence[Event], event: Event) -> str:
    purpose = int(event.terms["cause"]) == DELIBERATE
    how = "opens fire on purpose" if purpose else "fires, as its doctrine has it"
    return f"{names.actor(event.actor)} {how}"


def _collapse(names: Names, _: Sequence[Event], event: Event) -> str:
    cause = int(event.terms["cause"])
    who = names.actor(event.actor)
    if cause == DEFAULTED:
        return f"{who} does not hand over what was agreed"
    why = "tension is too high" if cause == ESCALATED else "it gains by it"
    return f"{who} goes back to war: {why}"


def _halt(names: Names, _: Sequence[Event], event: Event) -> str:
    return f"{names.actor(event.actor)} halts alone for {count(round(event.value), 'day')}"


def _advice(names: Names, _: Sequence[Event], event: Event) -> str:
    believes = "believes" if event.terms["credible"] > 0.0 else "does not believe"
    return f"{names.actor(event.target)} {believes} what {names.actor(event.actor)} tells it"


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
