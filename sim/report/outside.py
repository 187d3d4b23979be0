"""Dated events of a scenario in words."""

from sim.records.events import Event
from sim.report.names import Names, plain
from sim.scenario.schema import Event as Dated


def outside(names: Names, event: Event) -> str:
    """What happens from outside, with the scenario's own note behind it.

    The event's value is the index of the scenario's event.
    """
    events, index = names.case.events, int(event.value)
    if not 0 <= index < len(events):
        return "Something happens from outside."
    dated = events[index]
    note = f" ({plain(dated.note)})" if dated.note else ""
    return f"From outside: {_what(names, dated)}{note}."


def _what(names: Names, dated: Dated) -> str:
    who, by = names.actor(dated.who or ""), names.actor(dated.by or "")
    if dated.kind == "arms":
        source = f" from {by}" if dated.by else ""
        change = "receives arms" if dated.value >= 0.0 else "loses means"
        return f"{who} {change}{source}, force {100.0 * dated.value:+.0f} %"
    if dated.kind == "salience":
        return "the war draws more attention abroad"
    if dated.kind == "ultimatum":
        return f"{by} presses {who} to stop" if dated.by else f"{who} is pressed to stop"
    if dated.kind == "tie":
        change = "grows" if dated.value >= 0.0 else "falls"
        return f"the tie between {by} and {who} changes: {dated.field or 'trust'} {change}"
    if dated.kind == "patron":
        return f"{by} declares for {who}" if dated.by else f"a patron declares for {who}"
    mediator = names.actor(dated.mediator or "")
    if dated.kind == "mandate_expiry":
        return f"the mandate of {mediator} ends"
    return f"{names.broker(dated.mediator or '', dated.by or '')} takes the initiative"
