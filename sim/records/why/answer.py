"""The answer to why somebody decided as it did."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sim.language import N_, _
from sim.records.errors import RecordError
from sim.records.events import Event
from sim.records.why.fighting import collapse, halt, incident
from sim.records.why.mediation import advice, attendance, initiative, offer
from sim.records.why.naming import name_of
from sim.records.why.signing import conduct, response
from sim.records.why.weighing import Weighing, decisive, nobody
from sim.scenario.schema import Case

WEIGHINGS: dict[str, Callable[[Event, Case], Weighing]] = {
    "response": response,
    "conduct": conduct,
    "incident": incident,
    "collapse": collapse,
    "attendance": attendance,
    "halt": halt,
    "initiative": initiative,
    "offer": offer,
    "advice": advice,
}
DECISIONS = tuple(WEIGHINGS)
FOLLOWS = N_("it follows from what was decided before, or from chance")
CHOSEN = {
    "sign": N_("{who} chose to sign. {reason}."),
    "refuse": N_("{who} chose to refuse. {reason}."),
    "keep": N_("{who} chose to keep. {reason}."),
    "break": N_("{who} chose to break. {reason}."),
    "fire": N_("{who} chose to fire. {reason}."),
    "hold its fire": N_("{who} chose to hold its fire. {reason}."),
    "default": N_("{who} chose to default. {reason}."),
    "resume": N_("{who} chose to resume. {reason}."),
    "halt": N_("{who} chose to halt. {reason}."),
    "go in": N_("{who} chose to go in. {reason}."),
    "attend": N_("{who} chose to attend. {reason}."),
    "stay away": N_("{who} chose to stay away. {reason}."),
    "offer": N_("{who} chose to offer. {reason}."),
    "believe": N_("{who} chose to believe. {reason}."),
    "disbelieve": N_("{who} chose to disbelieve. {reason}."),
}


@dataclass(frozen=True)
class Answer:
    """Why somebody decided as it did, in a simulated war.

    `worth` holds what each alternative was worth (values in stake: all that a side fights for
    is 1); `decisive` names what, left out, would have turned the preference; `reason` says it and
    `words` says who chose what, and why. `chosen` is empty where nobody decided.
    """

    event: Event
    chosen: str
    worth: dict[str, float]
    decisive: tuple[str, ...]
    reason: str
    words: str

    def as_dict(self) -> dict[str, Any]:
        """The answer as `sim why --json` prints it."""
        event = self.event
        return {
            "event": event.index,
            "hour": event.hour,
            "kind": event.kind,
            "actor": event.actor,
            "target": event.target,
            "front": event.front,
            "chosen": self.chosen,
            "worth": self.worth,
            "decisive": list(self.decisive),
            "words": self.words,
            "terms": event.terms,
        }


def why(event: Event, case: Case) -> Answer:
    """Why a decision went as it did; that nobody decided, where nobody did.

    Raises:
        RecordError: when a term of the decision is missing.
    """
    try:
        weighing = (
            WEIGHINGS[event.kind](event, case) if event.kind in WEIGHINGS else nobody(_(FOLLOWS))
        )
    except KeyError as missing:
        raise RecordError(f"event {event.index} lacks its term {missing}: damaged") from None
    if weighing.chosen:
        who = name_of(event.target if event.kind == "advice" else event.actor, case)
        words = _(CHOSEN[weighing.chosen], who=who, reason=weighing.reason)
    else:
        words = _("Nobody decided this: {reason}.", reason=weighing.reason)
    return Answer(
        event,
        weighing.chosen,
        weighing.worth,
        decisive(weighing.margin, weighing.without),
        f"{weighing.reason[:1].upper()}{weighing.reason[1:]}.",
        words,
    )


def decisions(events: Iterable[Event], case: Case) -> list[Answer]:
    """The answers for all decisions of a war, in order; what nobody decided is left out."""
    answers = (why(event, case) for event in events if event.kind in WEIGHINGS)
    return [answer for answer in answers if answer.chosen]
