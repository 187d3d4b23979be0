"""What goes to a browser in a room: nothing that its seat does not know."""

from typing import Any

from sim.classroom.rooms.game import Game
from sim.classroom.rooms.room import LOBBY, Room
from sim.classroom.rooms.seats import Seat
from sim.classroom.rooms.views import own_knowledge, question_seen, war_seen
from sim.report.names import plain

LATEST = 12  # decisions of one's own that are shown


def view(room: Room, badge: str, console: bool, here: set[str]) -> dict[str, Any]:
    """The room as a browser may see it.

    Args:
        badge: of the browser. console: it leads the room. here: badges that are connected.
    """
    seat = room.seat_of(badge)
    member = room.members.get(badge)
    heading = room.scenario.case.scenario
    seen: dict[str, Any] = {
        "code": room.code,
        "version": room.version,
        "state": room.state,
        "paused": room.paused,
        "ended": room.ended,
        "asked": room.asked,
        "seconds_left": room.seconds_left(),
        "rules": room.rules._asdict(),
        "scenario": {
            "id": heading.id, "name": plain(heading.name), "summary": plain(heading.summary),
            "fictional": heading.fictional, "counterfactual": heading.counterfactual,
        },
        "seats": _seats(room, here),
        "watching": sum(1 for one in room.members.values() if not one.seat),
        "connected": len(here),
        "you": {
            "name": member.name if member else "",
            "joined": member is not None,
            "seat": seat.id if seat else "",
            "console": console,
        },
    }  # fmt: skip
    if room.state != LOBBY and room.game is not None:
        seen["war"] = war_seen(room.game, room.names, seat.id if seat else "")
        if seat is not None:
            seen |= _own(room, room.game, seat)
    if console:
        seen["key"] = room.made["key"]
        seen["waiting"] = [
            {"question": one.id, "seat": one.seat, "kind": one.kind}
            for one in room.pending.values()
        ]
    return seen


def _seats(room: Room, here: set[str]) -> list[dict[str, Any]]:
    """The seats, and who is in them."""
    played, taken = room.played(), room.taken()
    asked = {question.seat for question in room.pending.values()}
    there = {room.members[one].seat for one in here if one in room.members}
    return [
        {
            "id": one.id, "kind": one.kind, "name": room.names.full(one.id),
            "members": [room.names.actor(member) for member in one.members],
            "colour": one.colour, "players": taken[one.id],
            "played": one.id in played, "by_model": one.id in room.by_model,
            "asked": one.id in asked, "here": one.id in there,
        }
        for one in room.seats.values()
    ]  # fmt: skip


def _own(room: Room, game: Game, seat: Seat) -> dict[str, Any]:
    """What a seat knows, is asked and has decided."""
    return {
        "own": own_knowledge(game, room.names, seat),
        "questions": [
            question_seen(game, room.names, one, room.rules.hints)
            for one in room.pending.values()
            if one.seat == seat.id
        ],
        "done": [
            {
                "kind": one.question.kind,
                "hour": one.question.hour,
                "yes": None if one.choice is None else one.choice.yes,
                "by": one.by,
                "who": one.who,
            }
            for one in game.decisions
            if one.question.seat == seat.id
        ][-LATEST:],
    }
