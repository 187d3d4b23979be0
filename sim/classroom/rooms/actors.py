"""Actors that ask their player; without one, or without an answer, they decide as the model's do.

What a player does not decide stays with the model: how local commanders answer fire, who is fought
where. A played side makes no direct offer and no halt by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.classroom.rooms import decisions as d
from sim.classroom.rooms.asking import (
    asked_attendance,
    asked_conduct,
    asked_launch,
    asked_offer,
    asked_response,
    asked_undertaking,
    can_go_in,
)
from sim.classroom.rooms.proposing import proposal_of
from sim.engines.agents import Belligerent, Mediator
from sim.kernel.phases.conduct import Conduct
from sim.kernel.phases.direct import DirectOffer
from sim.kernel.phases.judge import Deal
from sim.kernel.phases.launch import Launch
from sim.kernel.phases.offer import Proposal
from sim.kernel.phases.respond import Response
from sim.kernel.phases.talks import Attendance
from sim.kernel.phases.undertaking import Undertaking
from sim.kernel.world import NOBODY

if TYPE_CHECKING:
    from sim.classroom.rooms.game import PlayedModel


class PlayedBelligerent(Belligerent):
    """A side whose player, if it has one, comes to talks, signs, promises, keeps and breaks."""

    model: PlayedModel

    def attend(self, mediator: Mediator) -> Attendance:
        """Come, or stay away; who stays away is taken to prefer the next best open forum."""
        own = super().attend(mediator)
        choice = self.model.ask(self.id, lambda: asked_attendance(self, mediator, own))
        if choice is None or choice.yes == own.attends:
            return own
        prefers = mediator.index if choice.yes else self._next_best(mediator, own)
        return own._replace(attends=choice.yes, prefers=prefers)

    def _next_best(self, mediator: Mediator, own: Attendance) -> int:
        if own.prefers != mediator.index:
            return own.prefers
        rows = self.model.world.mediators
        front = rows[mediator.index]["front"]
        there = (rows["open"] == 1) & (rows["front"] == front) & (rows["joined"] == NOBODY)
        others = [int(k) for k in np.flatnonzero(there) if k != mediator.index]
        return others[0] if others else mediator.index

    def offer(self, front: int) -> DirectOffer:
        """No direct offer by a played side: its player sits at the table."""
        own = super().offer(front)
        if own.made and self.model.is_played(self.model.party_id(front, own.side)):
            return own._replace(made=False)
        return own

    def respond(self, front: int, side: int, broker: int, acting: int, deal: Deal) -> Response:
        """Sign or refuse."""
        own = super().respond(front, side, broker, acting, deal)
        choice = self.model.ask(
            self.id, lambda: asked_response(self, front, side, broker, acting, deal, own)
        )
        return own if choice is None else own._replace(signs=choice.yes)

    def undertake(self, front: int, side: int, mediator: Mediator) -> Undertaking:
        """Promise to spare civilians, or not."""
        own = super().undertake(front, side, mediator)
        choice = self.model.ask(
            self.id, lambda: asked_undertaking(self, front, side, mediator, own)
        )
        return own if choice is None else own._replace(agrees=choice.yes)

    def honour(self, front: int, side: int) -> Conduct:
        """Keep or break: an order that stands until it is asked about again.

        Who keeps opens no fire on purpose; who breaks does at the pace of a side that only gains by
        it, and goes back to war once it has fired.
        """
        own = super().honour(front, side)
        number = int(self.model.world.truces[front]["number"])
        choice = self.model.standing_order(
            d.HONOUR, self, front, number, lambda: asked_conduct(self, front, side, own)
        )
        if choice is None:
            return own
        if choice.yes:
            return own._replace(keep=True, hazard=0.0, breaking=min(own.breaking, own.keeping))
        margin = float(self.row["resume_margin"])
        gain = own.keeping + 1.01 * max(0.0, margin) + 1e-6
        pace = float(self.model.world.rules[0]["break_pace"])
        return own._replace(keep=False, hazard=pace, breaking=max(own.breaking, gain))


class PlayedMediator(Mediator):
    """A mediator whose player, if it has one, goes in and makes the offers."""

    model: PlayedModel

    def launch(self) -> Launch:
        """Go in now, or wait; where history has it scripted, the script goes in."""
        own = super().launch()
        if not can_go_in(self):
            return own
        choice = self.model.standing_order(
            d.LAUNCH, self, NOBODY, -1, lambda: asked_launch(self, own)
        )
        if choice is None:
            return own
        asked_now = self.model.decided_now(d.LAUNCH, self.id)
        if not choice.yes or not asked_now:
            return own._replace(go=False)
        return own._replace(
            go=True,
            front=self.model.cast.fronts.index(choice.front),
            acting=self.model.cast.states.index(choice.member) if choice.member else NOBODY,
            credibility=float(self.row["credibility"]),
        )

    def offer(self) -> Proposal:
        """What is put on the table."""
        own = super().offer()
        choice = self.model.ask(self.id, lambda: asked_offer(self, own))
        return own if choice is None else proposal_of(self, own, choice)
