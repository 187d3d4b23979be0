"""After the game: what each knew and what was true, what the model's own actors would have done,
the same war without players."""

from collections.abc import Callable
from typing import Any

from sim.classroom.engine import Engine
from sim.classroom.rooms.decisions import Decision
from sim.classroom.rooms.room import Room
from sim.classroom.rooms.views import own_words
from sim.classroom.wars import document, fought, war
from sim.language import spoken
from sim.report.terms import line_in_words


def debrief(room: Room, engine: Engine) -> dict[str, Any]:
    """Everything that the page shows of a game that is over."""
    game = room.game
    assert game is not None
    alone = fought(engine, room.scenario, room.seed, 0)
    played, without = document(war(game.finished())), document(war(alone))
    return {
        "played": played,
        "without": without,
        "parted_hour": _parted(played, without),
        "decisions": [told(room, k, one) for k, one in enumerate(game.decisions)],
    }


def told(room: Room, number: int, decision: Decision) -> dict[str, Any]:
    """A decision with what its seat knew, what was true, and what the model would have done."""
    game, question, names = room.game, decision.question, room.names
    assert game is not None
    own = own_words(game, question)
    return {
        "number": number + 1,
        "hour": question.hour,
        "seat": question.seat,
        "name": names.actor(question.seat),
        "kind": question.kind,
        "front": names.front(question.front) if question.front else "",
        "mediator": names.actor(question.mediator) if question.mediator else "",
        "yes": own["yes"] if decision.choice is None else decision.choice.yes,
        "what": what_was_chosen(room, decision),
        "by": decision.by if decision.choice is None else "player",
        "who": decision.who,
        "at": decision.at,
        "own": own,
        "facts": [
            {"name": one.name, "about": names.actor(one.about), "unit": one.unit,
             "knew": round(one.knew, 3), "true": round(one.true, 3)}
            for one in question.facts
        ],
    }  # fmt: skip


def what_was_chosen(room: Room, decision: Decision) -> dict[str, Any]:
    """The parts of a choice that count: terms, line, front, member, days."""
    choice, question, names = decision.choice, decision.question, room.names
    if choice is None:
        return {}
    if question.kind == "launch" and choice.yes:
        member = names.actor(choice.member) if choice.member else ""
        return {"front": names.front(choice.front), "member": member}
    if question.kind in ("launch", "honour"):
        return {"days": choice.days}
    if question.kind == "offer":
        line = "" if choice.line is None else line_in_words(names, question.front, choice.line)
        return {"terms": choice.terms, "issues": choice.issues, "line": line}
    if question.kind == "respond":
        return {"terms": question.options["terms"]}
    return {}


def _parted(first: dict[str, Any], second: dict[str, Any]) -> float | None:
    """The hour of the first line of the story in which two wars differ; None if they do not."""
    for one, other in zip(first["story"], second["story"], strict=False):
        if one[1:3] != other[1:3]:
            return float(min(one[0], other[0]))
    lengths = sorted((first["story"], second["story"]), key=len)
    if len(lengths[0]) == len(lengths[1]):
        return None
    return float(lengths[1][len(lengths[0])][0])


class Debriefs:
    """Debriefs that were made before, of the latest rooms."""

    def __init__(self, most: int = 4) -> None:
        self._most = most
        self._made: dict[tuple[str, int, str], bytes] = {}

    def get(self, room: Room, make: Callable[[], bytes]) -> bytes:
        """The debrief of a room, made if it is not there."""
        key = room.code, len(room.game.decisions if room.game else ()), spoken()
        if key not in self._made:
            made = make()
            while len(self._made) >= self._most:
                self._made.pop(next(iter(self._made)))
            self._made[key] = made
        return self._made[key]
