"""Checks of dated events."""

from collections.abc import Iterator

from sim.scenario.checks.common import moment, nobody, twice
from sim.scenario.errors import Finding, Keys, one_of
from sim.scenario.keys import show
from sim.scenario.schema import Case, Event

NEEDS = {
    "arms": ("who", "value"),
    "salience": ("value",),
    "ultimatum": ("by", "who", "value"),
    "tie": ("by", "who", "field", "value"),
    "initiative": ("mediator",),
    "mandate_expiry": ("mediator",),
    "patron": ("by", "who", "value"),
}
ONLY = {
    "terms": ("initiative",),
    "notice_hours": ("initiative",),
    "field": ("tie",),
    "mediator": ("initiative", "mandate_expiry"),
}


def events(case: Case) -> Iterator[Finding]:
    """What happens from outside."""
    for event in case.events:
        keys = ("events", event.id)
        yield from _when(keys, event, case)
        yield from _complete(keys, event)
        yield from _actors(keys, event, case)
        if event.kind == "arms" and event.value <= -1.0:
            hint = "-0.2 takes a fifth of the force away"
            problem = "more force lost than there is"
            yield Finding((*keys, "value"), problem, show(event.value), "above -1", hint)
        if event.kind == "initiative":
            yield from _initiative(keys, event, case)


def _when(keys: Keys, event: Event, case: Case) -> Iterator[Finding]:
    if event.at is None and event.day is None:
        yield Finding(keys, "no time given", "neither at nor day", "at (a date) or day (a number)")
    elif event.at is not None and event.day is not None:
        yield Finding(keys, "the time is given twice", "at and day", "one of the two")
    else:
        yield from moment((*keys, "day" if event.at is None else "at"), case, event.at, event.day)


def _complete(keys: Keys, event: Event) -> Iterator[Finding]:
    for key in NEEDS.get(event.kind, ()):
        if key not in event.model_fields_set:
            allowed = one_of(NEEDS[event.kind]).replace("one of", "needs")
            yield Finding((*keys, key), f"required by kind {event.kind}", "nothing", allowed)
    for key, kinds in ONLY.items():
        if key in event.model_fields_set and event.kind not in kinds:
            allowed = f"only with kind {' or '.join(kinds)}"
            yield Finding((*keys, key), f"without meaning in kind {event.kind}", key, allowed)


def _actors(keys: Keys, event: Event, case: Case) -> Iterator[Finding]:
    if event.who is not None:
        if event.kind == "tie":
            both = [*case.belligerents, *case.states]
            yield from nobody((*keys, "who"), event.who, both, "belligerent or state")
        else:
            yield from nobody((*keys, "who"), event.who, case.belligerents, "belligerent")
    if event.by is not None:
        yield from nobody((*keys, "by"), event.by, case.states, "state")
    if event.mediator is not None:
        yield from nobody((*keys, "mediator"), event.mediator, case.mediators, "mediator")
    if event.front is not None:
        yield from nobody((*keys, "front"), event.front, case.fronts, "front")


def _initiative(keys: Keys, event: Event, case: Case) -> Iterator[Finding]:
    mediator = case.mediators.get(event.mediator or "")
    if mediator is None:
        return
    if event.by in case.states and event.by not in mediator.members:
        yield Finding(
            (*keys, "by"),
            f"not a member of {event.mediator}",
            show(event.by),
            one_of(mediator.members),
        )
    yield from twice((*keys, "terms"), event.terms or [])
    if "fixed_term" in (event.terms or []) and mediator.mandate.fixed_days == 0.0:
        yield Finding(
            (*keys, "terms"),
            "a fixed term of no length",
            '"fixed_term"',
            f"mediators.{event.mediator}.mandate.fixed_days above 0",
        )
