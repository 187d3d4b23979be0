"""The answer to why somebody decided as it did."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

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
NOBODY = nobody("it follows from what was decided before, or from chance")


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
        weighing = WEIGHINGS[event.kind](event, case) if event.kind in WEIGHINGS else NOBODY
    except KeyError as missing:
        raise RecordError(f"event {event.index} lacks its term {missing}: damaged") from None
    if weighing.chosen:
        who = name_of(event.target if event.kind == "advice" else event.actor, case)
        words = f"{who} chose to {weighing.chosen}. {weighing.reason}."
    else:
        words = f"Nobody decided this: {weighing.reason}."
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
