"""The recorded choices under other luck, beside the same wars without players.

A seat's choices are read in order, kind by kind: its first answer to an offer answers the first
offer of the new war, and so on. Where they have run out, where the model had decided, and where a
choice cannot be had in the new war, the model decides.
"""

import contextlib
import os
from collections import defaultdict, deque
from collections.abc import Iterable
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from typing import Any, NamedTuple

from sim.cast import cast_of
from sim.classroom.answers import Refusal
from sim.classroom.many import Series, whole_wars
from sim.classroom.rooms.acts import check
from sim.classroom.rooms.decisions import OFFER, Choice, Decision, Question
from sim.classroom.rooms.game import Game
from sim.classroom.rooms.room import Room
from sim.engines.loop import compiled, fight_on
from sim.engines.ready import is_ready
from sim.records.tables import Collector, Part
from sim.scenario.scenario import Scenario


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
    """Wars with the recorded choices, fought ahead in processes beside the server."""

    def __init__(self, task: Task, planned: int) -> None:
        super().__init__(task.scenario, task.seed, self._none, self._stop)
        self._task, self._planned = task, planned
        self._ahead: deque[Future[Part]] = deque()
        self._asked = 0
        self._pool: ProcessPoolExecutor | None = None

    def _none(self, first: int, count: int) -> Any:
        raise NotImplementedError  # `go_on` does without

    def _stop(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def go_on(self, first: int, count: int) -> None:
        """Take so many wars more; others are fought meanwhile."""
        workers = max(1, (os.cpu_count() or 1))
        if self._pool is None:
            self._pool = ProcessPoolExecutor(workers, get_context("spawn"))
            self.collector = Collector(cast_of(self.scenario.case))
        assert self.collector is not None
        with contextlib.suppress(CancelledError):
            while self._asked < min(self._planned, first + count + 2 * workers):
                self._ahead.append(self._pool.submit(fight_again, self._task, self._asked))
                self._asked += 1
            for _ in range(count):
                part = self._ahead.popleft().result()
                fought = self.collector.fought + part.wars
                self.collector.parts.append(part._replace(fought=fought))
        if first + count >= self._planned:
            self._stop()


def both(room: Room, planned: int) -> list[Series]:
    """The same wars without players, and with their choices."""
    assert room.game is not None
    task = Task(room.scenario, room.seed, tuple(map(_bare, room.game.decisions)))
    return [whole_wars(room.scenario, room.seed), Played(task, planned)]


def _bare(decision: Decision) -> Decision:
    """A decision without what only a debrief reads."""
    return replace(decision, question=replace(decision.question, own={}, facts=()))
