"""Where a game stands: a war that stops where a player must decide, and goes on when it has.

A game is its scenario, its luck and the decisions so far: fought again with them it stands where
it stood. Within a step all that is asked of several actors at once is asked at once; then the step
is taken back, and fought with the answers.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable

import numpy as np

from sim.classroom.rooms import decisions as d
from sim.classroom.rooms.actors import PlayedBelligerent, PlayedMediator
from sim.classroom.rooms.asking import fire_blamed
from sim.classroom.rooms.decisions import Choice, Decision, Question
from sim.classroom.rooms.leaping import leap
from sim.engines.agents import Belligerent, Mediator
from sim.engines.finished import Finished
from sim.engines.futures import FightOn
from sim.engines.model import CeasefireModel
from sim.kernel.phases.common import party
from sim.kernel.world import NOBODY, Array, World, copy_world
from sim.scenario.scenario import Scenario

Ask = Callable[[], Question]
Policy = Callable[[Question], Choice | None]


class Waiting(Exception):
    """The step cannot go on before somebody has decided."""


class PlayedModel(CeasefireModel):
    """The war of a game; its actors ask through it."""

    def __init__(self, game: Game, case: Scenario, seed: int, replicate: int) -> None:
        self.game = game
        everybody = dict.fromkeys(case.case.belligerents, PlayedBelligerent)
        mediators = dict.fromkeys(case.case.mediators, PlayedMediator)
        super().__init__(case, seed, replicate, agents={**everybody, **mediators})

    def step(self) -> None:
        """One step, or as much of it as can be fought before somebody must decide. Mesa must not
        see the exception: 3.5 stops its clock at one."""
        with contextlib.suppress(Waiting):
            super().step()

    def is_played(self, seat: str) -> bool:
        """Whether a player decides for an actor."""
        return seat in self.game.played

    def party_id(self, front: int, side: int) -> str:
        """The id of a side of a front."""
        return self.cast.belligerents[party(self.world, front, side)]

    def ask(self, seat: str, question: Ask) -> Choice | None:
        """A player's choice; None: the model decides."""
        return self.game.ask(question()) if self.is_played(seat) else None

    def standing_order(
        self, kind: str, actor: Belligerent | Mediator, front: int, number: int, question: Ask
    ) -> Choice | None:
        """A choice that stands for some days; asked anew when they are over, or when the other
        side is taken to have fired."""
        if not self.is_played(actor.id):
            return None
        last = self.game.latest.get((kind, actor.id, front))
        if last is not None and last.question.number == number and not self._over(last, actor):
            return last.choice
        return self.game.ask(question())

    def _over(self, last: Decision, actor: Belligerent | Mediator) -> bool:
        days = d.USUAL_DAYS if last.choice is None else last.choice.days
        hours = (self.tick - last.question.tick) * float(self.world.war[0]["step_hours"])
        if hours >= 24.0 * days:
            return True
        if last.question.kind != d.HONOUR or hours < 24.0:
            return False
        front = self.cast.fronts.index(last.question.front)
        return fire_blamed(self.world, front, actor.index) > last.question.blamed

    def decided_now(self, kind: str, seat: str) -> bool:
        """Whether a standing choice was made in this very step."""
        last = self.game.latest.get((kind, seat, NOBODY))
        return last is not None and last.question.tick == self.tick

    def _halt(self, f: int, s: int) -> None:
        """As in any war, but no player's side halts by itself."""
        if not self.is_played(self.party_id(f, s)):
            super()._halt(f, s)


class Game:
    """A war with players.

    Args:
        played: ids of the actors that players decide for.
        policy: answers at once what is asked; None: questions wait in `pending`.
        on: the compiled loop, for stretches in which nobody is asked; None: step by step.

    Attributes:
        pending: questions by id that wait for an answer. decisions: all of them so far.
        latest: the last standing choice by (kind, seat, front).
    """

    def __init__(
        self,
        scenario: Scenario,
        seed: int,
        replicate: int = 0,
        played: Iterable[str] = (),
        policy: Policy | None = None,
        on: FightOn | None = None,
    ) -> None:
        self.played, self.policy, self.on = set(played), policy, on
        self.pending: dict[str, Question] = {}
        self.decisions: list[Decision] = []
        self.latest: dict[tuple[str, str, int], Decision] = {}
        self._answers: dict[str, Choice | None] = {}
        self.model = PlayedModel(self, scenario, seed, replicate)

    @property
    def over(self) -> bool:
        """Whether the war has come to its end."""
        return bool(self.model.world.war[0]["over"] == 1)

    def ask(self, question: Question) -> Choice | None:
        """The answer to a question; the model's own for now where it is not yet there.

        Raises:
            Waiting: others must be answered before this can even be asked.
        """
        if question.id in self._answers:
            return self._answers[question.id]
        if self.policy is not None:
            self._take(Decision(question, self.policy(question)))
            return self._answers[question.id]
        for other in self.pending.values():
            if together(other) != together(question):
                raise Waiting
        self.pending[question.id] = question
        return None

    def decide(self, decision: Decision) -> None:
        """Take an answer to a pending question."""
        del self.pending[decision.question.id]
        self._take(decision)

    def _take(self, decision: Decision) -> None:
        question = decision.question
        self._answers[question.id] = decision.choice
        self.decisions.append(decision)
        front = self.model.cast.fronts.index(question.front) if question.front else NOBODY
        self.latest[question.kind, question.seat, front] = decision

    def play_on(self) -> None:
        """Fight on until somebody must decide, or the war is over."""
        with np.errstate(all="ignore"):
            while not self.pending and not self.over:
                if self.on is not None:
                    leap(self)
                if not self.over:
                    self._step()

    def give(self, played: Iterable[str]) -> None:
        """Other actors are played from now on; what was asked of those who left is dropped."""
        self.played = set(played)
        self.pending.clear()

    def _step(self) -> None:
        """One step; taken back if somebody must decide first."""
        model = self.model
        if self.policy is not None or not self.played:
            model.step()
            return
        world, counts, tick = copy_world(model.world), model.log.counts.copy(), model.tick
        model.step()
        if self.pending:
            self.put_back(world, counts, tick)

    def put_back(self, world: World, counts: Array, tick: int) -> None:
        """The war as it stood before step `tick`; rows of the log beyond the counts are free."""
        model = self.model
        model.world, model.log = world, model.log._replace(counts=counts)
        model.tick, model.running = tick, world.war[0]["over"] == 0

    def finished(self) -> Finished:
        """The war as it was played."""
        return self.model.finished()


def together(question: Question) -> tuple[str, ...]:
    """Questions of one kind about one thing are asked at once; all mediators choose at once."""
    mediator = "" if question.kind == d.LAUNCH else question.mediator
    return question.kind, str(question.tick), question.front, mediator
