"""Sentences of the life of a truce: from its entry into force to its end."""

from sim.kernel.log import ANSWER, CAUSES, DELIBERATE, ERROR
from sim.language import N_, _
from sim.records.events import Event
from sim.report.names import Names, capital
from sim.report.terms import cause_in_words
from sim.report.when import days_in_words, span

INCIDENTS = {
    DELIBERATE: N_("on purpose"),
    ANSWER: N_("in answer to earlier fire"),
    ERROR: N_("by mistake"),
}


def in_force(names: Names, event: Event) -> str | None:
    """A truce enters into force."""
    return capital(_("{truce} enters into force.", truce=names.truce(event)))


def conduct(names: Names, event: Event) -> str | None:
    """Told when a side means to break what it signed: known of a simulated war alone."""
    if event.value > 0.0:
        return None
    return _(
        "(Known in this simulated war alone: {who} does not mean to keep the truce.)",
        who=names.the(event.actor),
    )


def incident(names: Names, event: Event, hours: float | None = None) -> str | None:
    """Fire during a truce; its true author is known of a simulated war alone.

    `hours` since the truce entered into force are told where they are known.
    """
    cause = INCIDENTS.get(int(event.terms.get("cause", 0.0)), N_("by accident"))
    told = {
        "who": names.the(event.actor),
        "why": _(cause),
        "on_front": names.on_front(event.front),
    }
    if hours is None:
        return _(
            "First incident of the truce{on_front}; in this simulated war {who} fired, {why}.",
            **told,
        )
    return _(
        "First incident of the truce{on_front}, {span} after it entered into force; "
        "in this simulated war {who} fired, {why}.",
        span=span(hours),
        **told,
    )


def accusation(names: Names, event: Event) -> str | None:
    """One side accuses the other. Whether it is right is not told here."""
    told = {
        "accuser": names.the(event.actor),
        "accused": names.the(event.target),
        "on_front": names.on_front(event.front),
    }
    minutes = event.terms.get("minutes", -1.0)
    if minutes < 0.0:
        return _("{accuser} accuses {accused} of violating the truce{on_front}.", **told)
    return _(
        "{accuser} accuses {accused} of violating the truce{on_front}, "
        "{span} after it entered into force.",
        span=span(minutes / 60.0),
        **told,
    )


def verdict(names: Names, event: Event) -> str | None:
    """What observers or a commission find."""
    told = {"who": names.the(event.actor), "blamed": names.the(event.target)}
    if event.actor and event.value > 0.0:
        return _(
            "The observers of {who} find {blamed} responsible for an incident "
            "(correctly, in this simulated war).",
            **told,
        )
    if event.actor:
        return _(
            "The observers of {who} find {blamed} responsible for an incident "
            "(wrongly, in this simulated war).",
            **told,
        )
    if event.value > 0.0:
        return _(
            "The public record finds {blamed} responsible for an incident "
            "(correctly, in this simulated war).",
            **told,
        )
    return _(
        "The public record finds {blamed} responsible for an incident "
        "(wrongly, in this simulated war).",
        **told,
    )


def collapse(names: Names, event: Event) -> str | None:
    """A truce ends in renewed fighting."""
    cause, hours = int(event.terms.get("cause", 1.0)), event.terms.get("hours", -1.0)
    known = 0 <= cause < len(CAUSES)
    told = {
        "truce": names.truce(event),
        "after": _(" after {span}", span=span(hours)) if hours >= 0.0 else "",
        "why": cause_in_words(CAUSES[cause]) if known else _("cause unknown"),
    }
    if not event.actor:
        return capital(_("{truce} collapses{after} ({why}).", **told))
    return capital(
        _(
            "{truce} collapses{after}; in this simulated war {who} resumes fighting ({why}).",
            who=names.the(event.actor),
            **told,
        )
    )


def expiry(names: Names, event: Event) -> str | None:
    """A fixed term ends and is not renewed."""
    return _("The term of {truce} runs out and is not renewed.", truce=names.truce(event))


def renewal(names: Names, event: Event) -> str | None:
    """A fixed term is renewed."""
    return _(
        "{both} renew {truce} for {days}.",
        both=names.both(event.front),
        truce=names.truce(event),
        days=days_in_words(round(event.terms.get("days", 0.0))),
    )


def consolidation(names: Names, event: Event) -> str | None:
    """A truce has held long enough to count as consolidated."""
    days = days_in_words(round(event.terms.get("days", 0.0)))
    truce = names.truce(event)
    return capital(
        _("{truce} has held for {days} and counts as consolidated.", truce=truce, days=days)
    )
