"""What a browser may send to a room; whatever else it sends is refused."""

from typing import Annotated

from pydantic import Field, StrictBool

from sim.classroom.asked import Message, Number, WarAsked, Word
from sim.classroom.rooms.decisions import Choice

LONGEST_NAME = 40
Seconds = Annotated[Number, Field(ge=0.0, le=3600.0)]


class RulesAsked(Message):
    """How a room is led."""

    seconds: Seconds = 0.0
    hold: StrictBool = False
    hints: StrictBool = False


class RoomAsked(WarAsked):
    """A new room. `real`: the teacher means to have a real war played."""

    rules: RulesAsked = RulesAsked()
    real: StrictBool = False


class JoinAsked(Message):
    """A player with a name; no seat: one who looks on."""

    name: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
    seat: Word = ""


class AnswerAsked(Message):
    """An answer to a question."""

    question: Word
    choice: Choice


class SettleAsked(Message):
    """The model decides a question in a player's place."""

    question: Word


class SwitchAsked(Message):
    """On or off."""

    on: StrictBool


class ModelAsked(SwitchAsked):
    """A seat is played by the model, or by its players again."""

    seat: Word


class KeyAsked(Message):
    """The key of a room's console."""

    key: Word


class NothingAsked(Message):
    """Nothing more than the address says."""


class ReplaysAsked(Message):
    """Wars with the recorded choices under other luck."""

    wars: Annotated[int, Field(ge=1, le=1000)] = 500
