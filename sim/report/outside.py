"""Dated events of a scenario in words."""

from sim.language import _, number
from sim.records.events import Event
from sim.report.names import Names, own_words
from sim.scenario.schema import Event as Dated


def outside(names: Names, event: Event) -> str:
    """What happens from outside, with the scenario's own note behind it.

    The event's value is the index of the scenario's event.
    """
    events, index = names.case.events, int(event.value)
    if not 0 <= index < len(events):
        return _("Something happens from outside.")
    dated = events[index]
    what = _what(names, dated)
    if not dated.note:
        return _("From outside: {what}.", what=what)
    return _("From outside: {what} ({note}).", what=what, note=own_words(dated.note))


def _what(names: Names, dated: Dated) -> str:
    who, by = names.the(dated.who or ""), names.the(dated.by or "")
    if dated.kind == "arms":
        return _arms(who, by if dated.by else "", dated.value)
    if dated.kind == "salience":
        return _("the war draws more attention abroad")
    if dated.kind == "ultimatum":
        if dated.by:
            return _("{by} presses {who} to stop", by=by, who=who)
        return _("{who} is pressed to stop", who=who)
    if dated.kind == "tie":
        told = {"by": by, "who": who, "field": _field(dated.field)}
        if dated.value >= 0.0:
            return _("the tie between {by} and {who} changes: {field} grows", **told)
        return _("the tie between {by} and {who} changes: {field} falls", **told)
    if dated.kind == "patron":
        if dated.by:
            return _("{by} declares for {who}", by=by, who=who)
        return _("a patron declares for {who}", who=who)
    if dated.kind == "mandate_expiry":
        return _("the mandate of {mediator} ends", mediator=names.the(dated.mediator or ""))
    broker = names.the_broker(dated.mediator or "", dated.by or "")
    return _("{broker} takes the initiative", broker=broker)


def _arms(who: str, by: str, value: float) -> str:
    told = {"who": who, "by": by, "change": _signed(100.0 * value)}
    if by and value >= 0.0:
        return _("{who} receives arms from {by}, force {change}", **told)
    if by:
        return _("{who} loses means from {by}, force {change}", **told)
    if value >= 0.0:
        return _("{who} receives arms, force {change}", **told)
    return _("{who} loses means, force {change}", **told)


def _signed(value: float) -> str:
    sign = "-" if value < 0.0 else "+"
    return _("{n} %", n=f"{sign}{number(abs(value))}")


def _field(field: str | None) -> str:
    """The part of a tie that changes."""
    names = {
        "trust": _("trust"),
        "trade": _("trade"),
        "arms": _("arms"),
        "rivalry": _("rivalry"),
        "resupply": _("resupply"),
    }
    return names.get(field or "trust", field or "")
