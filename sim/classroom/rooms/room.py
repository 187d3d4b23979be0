"""A room: who sits where, what was decided, how the game stands.

Everything that happens to a room is a line, applied here. Applied again in the same order, the
lines make the same room: so it outlives its server.
"""

import hmac
import time
from typing import Any, NamedTuple

from sim.classroom.rooms.decisions import TEACHER, Choice, Decision, Question
from sim.classroom.rooms.game import Game
from sim.classroom.rooms.seats import Seat, seats_of
from sim.engines.futures import FightOn
from sim.language import spoken
from sim.report.names import Names
from sim.scenario.scenario import Scenario

Line = dict[str, Any]
LOBBY, PLAYING, OVER = "lobby", "playing", "over"


class Stale(Exception):
    """The lines of a room do not fit the war that they are of: the model has changed since."""


class Member(NamedTuple):
    """A player: name, and the id of the seat; empty for who only looks on."""

    name: str
    seat: str


class Rules(NamedTuple):
    """How a room is led.

    Attributes:
        seconds: to decide, then the model does; 0: as long as it takes.
        hold: pause at every decision until the teacher goes on.
        hints: players may see what the model's own actor would do.
    """

    seconds: float = 0.0
    hold: bool = False
    hints: bool = False


class Room:
    """One room.

    Args:
        code: its code. made: the line that made it: `key`, `owner`, `seed` and `rules` count here.
        scenario: what is fought. on: the compiled loop, if it is there.

    Attributes:
        version: goes up whenever something happened.
        deadline: on the monotonic clock; None where there is none.
    """

    def __init__(self, code: str, made: Line, scenario: Scenario, on: FightOn | None) -> None:
        self.code, self.made, self.scenario, self.on = code, made, scenario, on
        self.seats = seats_of(scenario)
        self._names: dict[str, Names] = {}
        self.rules = Rules(**made["rules"])
        self.members: dict[str, Member] = {}
        self.consoles: set[str] = {made["owner"]}
        self.by_model: set[str] = set()
        self.game: Game | None = None
        self.paused = self.ended = False
        self.version, self.asked = 0, 0
        self.deadline: float | None = None
        self._left = 0.0  # seconds that were left when the room was paused

    @property
    def names(self) -> Names:
        """Names by id, in the language spoken here."""
        return self._names.setdefault(spoken(), Names(self.scenario))

    @property
    def state(self) -> str:
        """lobby, playing or over."""
        if self.game is None:
            return LOBBY
        return OVER if self.game.over else PLAYING

    @property
    def seed(self) -> int:
        """Of its luck."""
        return int(self.made["seed"])

    @property
    def pending(self) -> dict[str, Question]:
        """What waits for an answer."""
        return {} if self.game is None else self.game.pending

    def is_key(self, text: str) -> bool:
        """Whether a text is the key of the console."""
        return hmac.compare_digest(text.strip().upper().encode(), str(self.made["key"]).encode())

    def seat_of(self, badge: str) -> Seat | None:
        """The seat of a player."""
        member = self.members.get(badge)
        return self.seats.get(member.seat) if member else None

    def taken(self) -> dict[str, list[str]]:
        """Names of the players of each seat."""
        return {
            seat: [one.name for one in self.members.values() if one.seat == seat]
            for seat in self.seats
        }

    def played(self) -> set[str]:
        """Seats that players decide for. A seat that is left in mid-game waits for somebody, or
        for the teacher to give it to the model."""
        if self.ended:
            return set()
        taken = {seat for seat, names in self.taken().items() if names}
        if self.game is not None:
            taken |= self.game.played
        return taken - self.by_model

    def apply(self, line: Line) -> None:
        """Take in something that happened.

        Raises:
            Stale: it cannot have happened in this war.
        """
        getattr(self, f"_{line['do']}")(line)
        self.version += 1

    def _join(self, line: Line) -> None:
        self.members[line["badge"]] = Member(line["name"], line["seat"])
        self._seats_changed()

    def _leave(self, line: Line) -> None:
        self.members.pop(line["badge"], None)
        self._seats_changed()

    def _model(self, line: Line) -> None:
        if line["on"]:
            self.by_model.add(line["seat"])
        else:
            self.by_model.discard(line["seat"])
        self._seats_changed()

    def _console(self, line: Line) -> None:
        self.consoles.add(line["badge"])

    def _end(self, _: Line) -> None:
        self.ended, self.paused = True, False
        self._seats_changed()

    def _seats_changed(self) -> None:
        if self.game is not None and self.game.played != self.played():
            self.game.give(self.played())
            self._play_on()

    def _start(self, _: Line) -> None:
        self.game = Game(self.scenario, self.seed, 0, self.played(), on=self.on)
        self._play_on()

    def _rules(self, line: Line) -> None:
        self.rules = Rules(**line["rules"])
        self._new_deadline()

    def _pause(self, line: Line) -> None:
        if line["on"] == self.paused:
            return
        self.paused = line["on"]
        if self.paused:
            self._left = 0.0 if self.deadline is None else self.deadline - time.monotonic()
            self.deadline = None
        elif self.pending and self.rules.seconds > 0.0:
            left = self._left if self._left > 0.0 else self.rules.seconds
            self.deadline = time.monotonic() + left

    def _decide(self, line: Line) -> None:
        question = self.pending.get(line["question"])
        if question is None or self.game is None:
            raise Stale(line["question"])
        choice = None if line["choice"] is None else Choice.model_validate(line["choice"])
        self.game.decide(Decision(question, choice, line["by"], line["who"], line["at"]))
        if not self.pending:
            self._play_on()

    def _play_on(self) -> None:
        assert self.game is not None
        self.game.play_on()
        self.asked += bool(self.pending)
        self.paused = self.rules.hold and bool(self.pending)
        self._new_deadline()

    def _new_deadline(self) -> None:
        """Everybody has the whole time again."""
        self.deadline, self._left = None, 0.0
        if self.pending and self.rules.seconds > 0.0 and not self.paused:
            self.deadline = time.monotonic() + self.rules.seconds

    def seconds_left(self) -> float | None:
        """Until the model decides."""
        return None if self.deadline is None else max(0.0, self.deadline - time.monotonic())


def by_the_model(question: str, by: str = TEACHER) -> Line:
    """The line by which the model decides a question."""
    return {"do": "decide", "question": question, "choice": None, "by": by, "who": ""}
