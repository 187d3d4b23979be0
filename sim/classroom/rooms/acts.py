"""What may be done in a room, by whom: each act checks, and says which line it comes to."""

import datetime as dt
import unicodedata
from collections.abc import Callable
from typing import Any, NamedTuple

from sim.classroom.answers import FORBIDDEN, UNKNOWN, UNUSABLE, Refusal
from sim.classroom.asked import Message
from sim.classroom.rooms.decisions import LAUNCH, OFFER, PLAYER, Choice, Question
from sim.classroom.rooms.messages import (
    AnswerAsked,
    JoinAsked,
    KeyAsked,
    ModelAsked,
    NothingAsked,
    RulesAsked,
    SettleAsked,
    SwitchAsked,
)
from sim.classroom.rooms.proposing import check_offer
from sim.classroom.rooms.room import LOBBY, OVER, PLAYING, Room, by_the_model
from sim.report.names import plain

TOO_LATE = 409
MOST_MEMBERS = 200
Lines = list[dict[str, Any]]


class Who(NamedTuple):
    """Who acts: the browser's badge, and whether it leads the room."""

    badge: str
    console: bool


def join(room: Room, who: Who, message: JoinAsked) -> Lines:
    """Take a seat, or only look on."""
    name = plain(unicodedata.normalize("NFC", message.name))
    if not name:
        raise Refusal(UNUSABLE, "a name is needed", address="name")
    if message.seat and message.seat not in room.seats:
        raise Refusal(
            UNUSABLE, "no such seat", address="seat", found=message.seat,
            allowed=", ".join(room.seats),
        )  # fmt: skip
    if who.badge not in room.members and len(room.members) >= MOST_MEMBERS:
        raise Refusal(UNUSABLE, "the room is full", allowed=f"{MOST_MEMBERS} players")
    if room.state == OVER and message.seat:
        raise Refusal(TOO_LATE, "the game is over")
    return [{"do": "join", "badge": who.badge, "name": name, "seat": message.seat}]


def leave(room: Room, who: Who, _: NothingAsked) -> Lines:
    """Give the seat back."""
    return [{"do": "leave", "badge": who.badge}] if who.badge in room.members else []


def answer(room: Room, who: Who, message: AnswerAsked) -> Lines:
    """Answer a question that the own seat is asked."""
    if room.paused:
        raise Refusal(TOO_LATE, "the game is paused", hint="wait for the teacher")
    question = _pending(room, message.question)
    seat = room.seat_of(who.badge)
    if seat is None or seat.id != question.seat:
        raise Refusal(FORBIDDEN, "this is not asked of your seat")
    check(question, message.choice)
    choice = message.choice.model_dump(mode="json")
    name = room.members[who.badge].name
    return [
        {"do": "decide", "question": question.id, "choice": choice, "by": PLAYER, "who": name,
         "at": now()}
    ]  # fmt: skip


def check(question: Question, choice: Choice) -> None:
    """Refuse what the question does not offer.

    Raises:
        Refusal: naming it, and what is offered.
    """
    options = question.options
    if question.kind == OFFER:
        check_offer(options, choice)
    if question.kind != LAUNCH or not choice.yes:
        return
    if choice.front not in options["fronts"]:
        raise Refusal(
            UNUSABLE, "no such front", address="front", found=choice.front,
            allowed=", ".join(options["fronts"]),
        )  # fmt: skip
    if choice.member and choice.member not in options["members"]:
        raise Refusal(
            UNUSABLE, "it cannot act alone", address="member", found=choice.member,
            allowed=", ".join(["all together", *options["members"]]),
        )  # fmt: skip


def start(room: Room, who: Who, _: NothingAsked) -> Lines:
    """The war begins."""
    _lead(who)
    if room.state != LOBBY:
        raise Refusal(TOO_LATE, "the game has begun")
    if not room.played():
        raise Refusal(TOO_LATE, "nobody has a seat", hint="let players come in first")
    return [{"do": "start"}]


def pause(room: Room, who: Who, message: SwitchAsked) -> Lines:
    """Stop the clock and the answers, or let them go on."""
    _lead(who)
    _playing(room)
    return [{"do": "pause", "on": message.on}]


def rules(room: Room, who: Who, message: RulesAsked) -> Lines:
    """Lead the room in another way from now on."""
    _lead(who)
    return [{"do": "rules", "rules": message.model_dump(mode="json")}]


def model(room: Room, who: Who, message: ModelAsked) -> Lines:
    """Let the model play a seat, or its players again."""
    _lead(who)
    if message.seat not in room.seats:
        raise Refusal(UNUSABLE, "no such seat", address="seat", found=message.seat)
    return [{"do": "model", "seat": message.seat, "on": message.on}]


def settle(room: Room, who: Who, message: SettleAsked) -> Lines:
    """Let the model decide one question."""
    _lead(who)
    return [by_the_model(_pending(room, message.question).id) | {"at": now()}]


def end(room: Room, who: Who, _: NothingAsked) -> Lines:
    """The model plays the rest."""
    _lead(who)
    _playing(room)
    return [{"do": "end"}]


def console(room: Room, who: Who, message: KeyAsked) -> Lines:
    """Lead the room from this browser too."""
    if not room.is_key(message.key):
        raise Refusal(FORBIDDEN, "not the key of this room")
    return [{"do": "console", "badge": who.badge}]


def _lead(who: Who) -> None:
    if not who.console:
        raise Refusal(FORBIDDEN, "only the teacher's console does this", hint="show the room's key")


def _playing(room: Room) -> None:
    if room.state != PLAYING:
        raise Refusal(TOO_LATE, "no game is going on")


def _pending(room: Room, question: str) -> Question:
    found = room.pending.get(question)
    if found is None:
        raise Refusal(
            TOO_LATE, "this is decided already",
            hint="somebody else of your seat, the deadline or the teacher was first",
        )  # fmt: skip
    return found


def now() -> str:
    """This moment, to the second, in UTC."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


Act = Callable[[Room, Who, Any], Lines]
ACTS: dict[str, tuple[type[Message], Act]] = {
    "join": (JoinAsked, join),
    "leave": (NothingAsked, leave),
    "answer": (AnswerAsked, answer),
    "start": (NothingAsked, start),
    "pause": (SwitchAsked, pause),
    "rules": (RulesAsked, rules),
    "model": (ModelAsked, model),
    "settle": (SettleAsked, settle),
    "end": (NothingAsked, end),
    "console": (KeyAsked, console),
}


def act_named(name: str) -> tuple[type[Message], Act]:
    """An act with its message. Raises Refusal if there is none of that name."""
    if name not in ACTS:
        raise Refusal(UNKNOWN, "no such act", found=name[:40], allowed=", ".join(ACTS))
    return ACTS[name]
