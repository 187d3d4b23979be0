"""What goes to a browser in a room: nothing that its seat does not know."""

from typing import Any

from sim.classroom.rooms.room import LOBBY, Room
from sim.classroom.rooms.views import own_knowledge, question_seen, war_seen
from sim.report.names import plain


def view(room: Room, badge: str, console: bool, here: set[str]) -> dict[str, Any]:
    """The room as a browser may see it.

    Args:
        badge: of the browser. console: it leads the room. here: badges that are connected.
    """
    seat = room.seat_of(badge)
    member = room.members.get(badge)
    played, taken = room.played(), room.taken()
    asked = {question.seat for question in room.pending.values()}
    there = {room.members[one].seat for one in here if one in room.members}
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
        "seats": [
            {
                "id": one.id, "kind": one.kind, "name": room.names.full(one.id),
                "members": [room.names.actor(member) for member in one.members],
                "colour": one.colour, "players": taken[one.id],
                "played": one.id in played, "by_model": one.id in room.by_model,
                "asked": one.id in asked, "here": one.id in there,
            }
            for one in room.seats.values()
        ],
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
            seen["own"] = own_knowledge(room.game, room.names, seat)
            seen["questions"] = [
                question_seen(room.game, room.names, one, room.rules.hints)
                for one in room.pending.values()
                if one.seat == seat.id
            ]
            seen["done"] = [
                {
                    "kind": one.question.kind,
                    "hour": one.question.hour,
                    "yes": None if one.choice is None else one.choice.yes,
                    "by": one.by,
                    "who": one.who,
                }
                for one in room.game.decisions
                if one.question.seat == seat.id
            ][-12:]
    if console:
        seen["key"] = room.made["key"]
        seen["waiting"] = [
            {"question": one.id, "seat": one.seat, "kind": one.kind}
            for one in room.pending.values()
        ]
    return seen
