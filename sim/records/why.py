"""Why a decision went as it did: words and numbers from the terms recorded in this war."""

from dataclasses import dataclass
from typing import Any

from sim.records.errors import RecordError
from sim.records.events import Event
from sim.records.weighing import WEIGHINGS, Weighing
from sim.scenario.schema import Case

DECISIONS = tuple(WEIGHINGS)


@dataclass(frozen=True)
class Answer:
    """Why somebody decided as it did, in a simulated war.

    `worth` holds what each alternative was worth (values in stake: all that a side fights for
    is 1); `decisive` names what, left out, would have turned the preference; `words` says it.
    """

    event: Event
    chosen: str
    worth: dict[str, float]
    decisive: tuple[str, ...]
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
    """Why a decision went as it did.

    Raises:
        RecordError: when nobody decided anything in this event.
    """
    if event.kind not in WEIGHINGS:
        raise RecordError(
            f"event {event.index} is of kind {event.kind}: nobody decided anything there; "
            f"decisions are {', '.join(DECISIONS)}"
        )
    try:
        weighing = WEIGHINGS[event.kind](event, case)
    except KeyError as missing:
        raise RecordError(f"event {event.index} lacks its term {missing}: damaged") from None
    decisive = tuple(
        name
        for name, margin in weighing.without.items()
        if weighing.margin > 0.0 >= margin and weighing.margin - margin > 1.0e-12
    )
    return Answer(
        event,
        weighing.chosen,
        weighing.worth,
        decisive,
        f"{name_of(event.actor, case)} chose to {weighing.chosen}{_details(weighing, decisive)}.",
    )


def decisions(events: list[Event], case: Case) -> list[Answer]:
    """The answers for all decisions of a war, in order."""
    return [why(event, case) for event in events if event.kind in WEIGHINGS]


def name_of(actor: str, case: Case) -> str:
    """The name of a belligerent, state or mediator."""
    for group in (case.belligerents, case.states, case.mediators):
        if actor in group:
            return group[actor].name
    return actor or "Nobody"


def _details(weighing: Weighing, decisive: tuple[str, ...]) -> str:
    numbers = ", ".join(f"{name} {value:.3g}" for name, value in weighing.worth.items())
    parts = [f": {numbers}"]
    if weighing.chance:
        parts.append(f"; {weighing.chance}")
    if not weighing.without:
        return "".join(parts)
    if weighing.margin <= 0.0:
        parts.append(f". To {weighing.other} looked better or equal: chance decided")
    elif decisive:
        parts.append(f". What decided: {' or '.join(decisive)}; without it, {weighing.other}")
    else:
        parts.append(f". {_strongest(weighing)}")
    return "".join(parts)


def _strongest(weighing: Weighing) -> str:
    name, margin = max(weighing.without.items(), key=lambda one: abs(weighing.margin - one[1]))
    weight = weighing.margin - margin
    if abs(weight) < 5.0e-4:
        return f"Ahead by {weighing.margin:.3g}, by the worth of the thing itself"
    side = "for" if weight > 0.0 else "against"
    return (
        f"Ahead by {weighing.margin:.3g}; no single consideration decided it, and the strongest "
        f"was {name}, {side} it by {abs(weight):.3g}"
    )
