"""One neutral sentence for each kind of event. What is worth telling is decided in `story`."""

from collections.abc import Callable

from sim.kernel.log import ANSWER, CAUSES, DELIBERATE, DIRECT_TALKS, ERROR, UNILATERAL
from sim.records.events import Event
from sim.report.names import Names, listed
from sim.report.outside import outside
from sim.report.terms import CAUSES as CAUSE_WORDS
from sim.report.terms import CLASSES, percent, terms_in_words
from sim.report.when import count, moment, span

Phrase = Callable[[Names, Event], str | None]
HERE = "in this simulated war"


def engagement(names: Names, event: Event) -> str | None:
    """Quiet: an engagement that moves the line is told where the position changes hands."""
    return None


def position_taken(names: Names, event: Event) -> str | None:
    """A town or sector changes hands by fighting."""
    taker, loser = names.actor(event.actor), names.actor(event.target)
    text = f"{taker} takes {names.place(event)} from {loser}"
    return f"{text}{_at_stake(event)}{names.on_front(event.front)}."


def handover(names: Names, event: Event) -> str | None:
    """A position passes to the other side without battle."""
    giver, taker = names.actor(event.actor), names.actor(event.target)
    text = f"{giver} hands over {names.place(event)} to {taker} without fighting"
    return f"{text}{_at_stake(event)}{names.on_front(event.front)}."


def _at_stake(event: Event) -> str:
    parts = []
    if event.terms.get("share", 0.0) > 0.0:
        parts.append(f"{percent(event.terms['share'])} of the land")
    if event.terms.get("people", 0.0) >= 1.0:
        parts.append(f"{event.terms['people']:,.0f} people displaced")
    return f" ({', '.join(parts)})" if parts else ""


def initiative(names: Names, event: Event) -> str | None:
    """A mediator goes in."""
    dated = " as scheduled in the scenario" if event.terms.get("scripted", 0.0) > 0.0 else ""
    broker = names.broker(event.actor, event.target)
    return f"{broker} opens a mediation between {names.both(event.front)}{dated}."


def talks(names: Names, event: Event) -> str | None:
    """Talks are held, or somebody stays away."""
    broker = names.actor(event.actor)
    if event.value > 0.0:
        number = int(event.terms.get("round", 0.0))
        of = f", round {number}" if number > 0 else ""
        return f"Talks between {names.both(event.front)} under {broker}{of}."
    came = (event.terms.get("first_attends", 0.0), event.terms.get("second_attends", 0.0))
    away = [names.actor(i) for i, a in zip(names.parties(event.front), came, strict=True) if a <= 0]
    verb = "stays" if len(away) == 1 else "stay"
    return f"Talks under {broker} are not held: {listed(away)} {verb} away."


def attendance(names: Names, event: Event) -> str | None:
    """Quiet: who stays away is told by the talks that are not held and by forum shopping."""
    return None


def offer(names: Names, event: Event) -> str | None:
    """Who puts what on the table."""
    terms, hour = event.terms, event.terms.get("effective_hour", event.hour)
    words = terms_in_words(names, event.front, terms)
    mode = int(terms.get("mode", 0.0))
    if mode == UNILATERAL:
        return f"{names.actor(event.actor)} declares a halt of its own: {words}."
    when = f"to enter into force {moment(hour, names.start)}"
    if mode == DIRECT_TALKS:
        whom = f"offers {names.actor(event.target)} directly"
        return f"{names.actor(event.actor)} {whom}{names.on_front(event.front)}: {words}, {when}."
    broker = names.broker(event.actor, event.target)
    return f"{broker} proposes{names.on_front(event.front)}: {words}, {when}."


def response(names: Names, event: Event) -> str | None:
    """One side's answer to an offer."""
    verb = "accepts" if event.value > 0.0 else "refuses"
    return f"{names.actor(event.actor)} {verb} the proposal of {names.actor(event.target)}."


def signed(names: Names, event: Event) -> str | None:
    """Who signed what."""
    terms = event.terms
    words = terms_in_words(names, event.front, terms)
    kind = CLASSES.get(int(terms.get("class", 1.0)), "agreement")
    end = f"{words}. In force from {moment(terms.get('effective_hour', event.hour), names.start)}."
    if event.actor in names.case.mediators:
        broker = names.broker(event.actor, event.target)
        what = f"{names.truce(event)} ({kind}, brokered by {broker})"
        return f"{names.both(event.front)} sign {what}: {end}"
    what = f"{names.truce(event)} ({kind}, no broker)"
    return f"{what[0].upper()}{what[1:]} comes about between {names.both(event.front)}: {end}"


def in_force(names: Names, event: Event) -> str | None:
    """A truce enters into force."""
    text = f"{names.truce(event)} enters into force"
    return f"{text[0].upper()}{text[1:]}."


def conduct(names: Names, event: Event) -> str | None:
    """Told when a side means to break what it signed: known of a simulated war alone."""
    if event.value > 0.0:
        return None
    return f"(Known {HERE} alone: {names.actor(event.actor)} does not mean to keep the truce.)"


def incident(names: Names, event: Event) -> str | None:
    """Fire during a truce; its true author is known of a simulated war alone."""
    why = {
        DELIBERATE: "on purpose",
        ANSWER: "in answer to earlier fire",
        ERROR: "by mistake",
    }.get(int(event.terms.get("cause", 0.0)), "by accident")
    author = names.actor(event.actor)
    return (
        f"First incident of the truce{names.on_front(event.front)}; {HERE} {author} fired, {why}."
    )


def accusation(names: Names, event: Event) -> str | None:
    """One side accuses the other. Whether it is right is not told here."""
    accuser, accused = names.actor(event.actor), names.actor(event.target)
    text = f"{accuser} accuses {accused} of violating the truce{names.on_front(event.front)}"
    minutes = event.terms.get("minutes", -1.0)
    if minutes < 0.0:
        return f"{text}."
    return f"{text}, {span(minutes / 60.0)} after it entered into force."


def verdict(names: Names, event: Event) -> str | None:
    """What observers or a commission find."""
    who = f"The observers of {names.actor(event.actor)}" if event.actor else "The public record"
    verb = "find" if event.actor else "finds"
    right = "correctly" if event.value > 0.0 else "wrongly"
    blamed = names.actor(event.target)
    return f"{who} {verb} {blamed} responsible for an incident ({right}, {HERE})."


def collapse(names: Names, event: Event) -> str | None:
    """A truce ends in renewed fighting."""
    cause = int(event.terms.get("cause", 1.0))
    words = CAUSE_WORDS[CAUSES[cause]] if 0 <= cause < len(CAUSES) else "cause unknown"
    after = f" after {span(event.terms['hours'])}" if event.terms.get("hours", -1.0) >= 0 else ""
    who = f"; {HERE} {names.actor(event.actor)} resumes fighting" if event.actor else ""
    text = f"{names.truce(event)} collapses{after}{who} ({words})"
    return f"{text[0].upper()}{text[1:]}."


def expiry(names: Names, event: Event) -> str | None:
    """A fixed term ends and is not renewed."""
    return f"The term of {names.truce(event)} runs out and is not renewed."


def renewal(names: Names, event: Event) -> str | None:
    """A fixed term is renewed."""
    days = count(round(event.terms.get("days", 0.0)), "day")
    return f"{names.both(event.front)} renew {names.truce(event)} for {days}."


def consolidation(names: Names, event: Event) -> str | None:
    """A truce has held long enough to count as consolidated."""
    days = count(round(event.terms.get("days", 0.0)), "day")
    text = f"{names.truce(event)} has held for {days} and counts as consolidated"
    return f"{text[0].upper()}{text[1:]}."


def leaves(names: Names, event: Event) -> str | None:
    """A mediator gives up for now."""
    rounds = count(int(event.terms.get("rounds", 0.0)), "round")
    return f"{names.actor(event.actor)} ends its mediation after {rounds} of talks."


def forum_shopping(names: Names, event: Event) -> str | None:
    """A side stays away from one forum because another suits it better."""
    who, forum = names.actor(event.actor), names.actor(event.target)
    return f"{who} stays away from {forum}: another forum suits it better."


def halt(names: Names, event: Event) -> str | None:
    """One side stops alone."""
    days = count(round(event.terms.get("days", event.value)), "day")
    who = names.actor(event.actor)
    return f"{who} halts its operations{names.on_front(event.front)} on its own for {days}."


def advice(names: Names, event: Event) -> str | None:
    """A mediator tells one side what it reads in the other, and is believed or not."""
    receiver = names.actor(event.target)
    says = "finds the war costly" if event.value > 0.0 else "can bear the war for long"
    believed = "believes it" if event.terms.get("credible", 0.0) > 0.0 else "does not believe it"
    teller = names.actor(event.actor)
    return f"{teller} tells {receiver} that the other side {says}; {receiver} {believed}."


def joins(names: Names, event: Event) -> str | None:
    """A forum joins another one, or leaves the field to it."""
    if event.value <= 0.0:
        return f"{names.actor(event.actor)} hands over to {names.actor(event.target)}."
    return f"{names.actor(event.actor)} joins the mediation of {names.actor(event.target)}."


def endorses(names: Names, event: Event) -> str | None:
    """A forum stands behind another one instead of opening a table of its own."""
    who, other = names.actor(event.actor), names.actor(event.target)
    return f"{who} endorses the mediation of {other}, and opens no table of its own."


def undertaking(names: Names, event: Event) -> str | None:
    """The sides promise to spare civilians, or do not; no truce either way."""
    both, where = names.both(event.front), names.on_front(event.front)
    who = names.actor(event.actor)
    if event.value > 0.0:
        return f"{who} has {both} promise to spare civilians{where}: an agreement, but no truce."
    return f"{who} asks {both} to spare civilians{where}; they do not both agree."


def exchange(names: Names, event: Event) -> str | None:
    """Prisoners and the bodies of the dead are exchanged."""
    who = listed([names.actor(event.actor), names.actor(event.target)])
    return f"{who} exchange prisoners and the bodies of the dead."


def decision(names: Names, event: Event) -> str | None:
    """One side is beaten on a front."""
    winner, loser = names.actor(event.actor), names.actor(event.target)
    return f"The war is decided{names.on_front(event.front)}: {winner} prevails over {loser}."


def ripe(names: Names, event: Event) -> str | None:
    """Both sides come to value war below what they hold, or no longer do."""
    if event.value <= 0.0:
        return None
    both, where = names.both(event.front), names.on_front(event.front)
    return f"Stalemate{where}: {both} now expect less from war than from the present line."


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
