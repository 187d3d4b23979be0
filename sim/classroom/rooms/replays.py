"""The recorded choices under other luck, beside the same wars without players.

A seat's choices are read in order, kind by kind: its first answer to an offer answers the first
offer of the new war, and so on. Where they have run out, where the model had decided, and where a
choice cannot be had in the new war, the model decides.
"""

import contextlib
from collections import defaultdict, deque
from collections.abc import Iterable
from concurrent.futures import CancelledError, Future
from dataclasses import replace
from typing import NamedTuple

from sim.cast import cast_of
from sim.classroom.answers import Refusal
from sim.classroom.many import Series, Whole
from sim.classroom.rooms.acts import check
from sim.classroom.rooms.decisions import OFFER, Choice, Decision, Question
from sim.classroom.rooms.game import Game
from sim.classroom.rooms.room import Room
from sim.classroom.rooms.workers import Workers
from sim.engines.loop import compiled, fight_on
from sim.engines.ready import is_ready
from sim.records.tables import Collector, Part
from sim.scenario.scenario import Scenario

AHEAD = 2  # wars per process that are under way or wait


class InOrder:
    """Answers with recorded choices, each once, in the order of each seat and kind."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._left: dict[tuple[str, str], list[Choice | None]] = defaultdict(list)
        for one in decisions:
            self._left[one.question.seat, one.question.kind].append(one.choice)

    def __call__(self, question: Question) -> Choice | None:
        left = self._left[question.seat, question.kind]
        choice = left.pop(0) if left else None
        if choice is None:
            return None
        try:
            check(question, fitted(question, choice))
        except Refusal:
            return None
        return fitted(question, choice)


def fitted(question: Question, choice: Choice) -> Choice:
    """An offer without what is not in hand this time."""
    if question.kind != OFFER:
        return choice
    hand = question.options
    terms = [one for one in choice.terms if one in hand["terms"]]
    line = choice.line if choice.line is not None and choice.line < hand["lines"] else None
    issues = [one for one in choice.issues if one in hand["issues"]] if line is not None else []
    return choice.model_copy(update={"terms": terms, "line": line, "issues": issues})


class Task(NamedTuple):
    """What is fought again."""

    scenario: Scenario
    seed: int
    decisions: tuple[Decision, ...]


def fight_again(task: Task, replicate: int) -> Part:
    """The tables of one war with the recorded choices; in a process of its own."""
    seats = {one.question.seat for one in task.decisions}
    on = compiled(fight_on) if is_ready() else None
    game = Game(task.scenario, task.seed, replicate, seats, InOrder(task.decisions), on)
    game.play_on()
    collector = Collector(cast_of(task.scenario.case))
    collector.add(game.finished(), ("runs", "truces"))
    return collector.parts[0]


class Played(Series):
    """Wars with the recorded choices, fought ahead in processes beside the server.

    They are taken in their order, so it is all one how many processes there are.
    """

    def __init__(self, task: Task, planned: int, workers: Workers) -> None:
        super().__init__(task.scenario, task.seed)
        self._task, self._planned, self._workers = task, planned, workers
        self._ahead: deque[Future[Part]] = deque()
        self._asked = 0
        self._using = contextlib.ExitStack()

    def go_on(self, first: int, count: int) -> None:
        """Take so many wars more; others are fought meanwhile."""
        if not self._asked:
            self._using.enter_context(self._workers)
        with contextlib.suppress(CancelledError):
            last = min(self._planned, first + count + AHEAD * self._workers.count)
            for replicate in range(self._asked, last):
                self._ahead.append(self._workers.submit(fight_again, self._task, replicate))
            self._asked = max(self._asked, last)
            for _ in range(count):
                part = self._ahead.popleft().result()
                fought = self.collector.fought + part.wars
                self.collector.parts.append(part._replace(fought=fought))
        if first + count >= self._planned:
            self.cancel()

    def cancel(self) -> None:
        """Fight no more of them."""
        for one in tuple(self._ahead):
            one.cancel()
        self._using.close()


def both(room: Room, planned: int, workers: Workers) -> list[Series]:
    """The same wars without players, and with their choices."""
    assert room.game is not None
    task = Task(room.scenario, room.seed, tuple(map(_bare, room.game.decisions)))
    return [Whole(room.scenario, room.seed), Played(task, planned, workers)]


def _bare(decision: Decision) -> Decision:
    """A decision without what only a debrief reads."""
    return replace(decision, question=replace(decision.question, own={}, facts=()))
