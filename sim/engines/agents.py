"""Mesa agents: rows of the world that own their decisions.

By default a decision is the kernel's. Override a method in a subclass, and that decision is yours:
`CeasefireModel(case="karabakh-2020", agents={"cica": MyMediator})`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mesa

from sim.kernel.phases.common import side_of
from sim.kernel.phases.conduct import Conduct, decide_conduct
from sim.kernel.phases.direct import DirectOffer, decide_direct
from sim.kernel.phases.fight import force_at
from sim.kernel.phases.judge import Deal
from sim.kernel.phases.launch import Launch, decide_launch
from sim.kernel.phases.offer import Proposal, decide_offer
from sim.kernel.phases.respond import Response, decide_response
from sim.kernel.phases.rounds import Answer, decide_answer
from sim.kernel.phases.talks import Attendance, decide_attendance
from sim.kernel.phases.undertaking import Undertaking, decide_undertaking

if TYPE_CHECKING:
    from sim.engines.model import CeasefireModel


class Actor(mesa.Agent):
    """An agent that is one row of the world.

    Attributes:
        id: its id in the scenario.
        index: its row.
        name: its name in the scenario.
    """

    model: CeasefireModel

    def __init__(self, model: CeasefireModel, id: str, index: int, name: str) -> None:
        super().__init__(model)
        self.id = id
        self.index = index
        self.name = name


class Belligerent(Actor):
    """A side that fights. Its decisions: attend, respond, undertake, honour, answer, offer (direct
    talks)."""

    @property
    def row(self) -> Any:
        """Its row of the world, a structured record."""
        return self.model.world.belligerents[self.index]

    @property
    def losses(self) -> float:
        """Own killed so far."""
        return float(self.row["losses"])

    @property
    def admitted(self) -> float:
        """Own killed that it has admitted at home."""
        return float(self.row["admitted"])

    @property
    def cost(self) -> float:
        """Its private type: multiplier of the cost of a death."""
        return float(self.row["cost"])

    @property
    def power(self) -> float:
        """Quality times force brought to bear, over all its fronts."""
        world = self.model.world
        total = 0.0
        for f in range(world.fronts.shape[0]):
            s = side_of(world, f, self.index)
            if s >= 0:
                total += force_at(world, f, s)
        return total * float(self.row["quality"])

    def attend(self, mediator: Mediator) -> Attendance:
        """Whether to come to a mediator's talks."""
        return decide_attendance(self.model.world, self.model.tick, self.index, mediator.index)

    def offer(self, front: int) -> DirectOffer:
        """An offer to the other side of a front without any mediator, or none."""
        return decide_direct(self.model.world, self.model.tick, front)

    def respond(self, front: int, side: int, broker: int, acting: int, deal: Deal) -> Response:
        """Whether to sign a deal on a front where it is the first (0) or second (1) side."""
        return decide_response(self.model.world, self.model.tick, front, side, broker, acting, deal)

    def undertake(self, front: int, side: int, mediator: Mediator) -> Undertaking:
        """Whether to agree to spare civilians while the war goes on."""
        return decide_undertaking(self.model.world, self.model.tick, front, side, mediator.index)

    def honour(self, front: int, side: int) -> Conduct:
        """Whether to keep the agreement in force on a front, judged anew each step."""
        return decide_conduct(self.model.world, self.model.tick, front, side)

    def answer(self, front: int, side: int) -> Answer:
        """Whether to fire in this round, by doctrine."""
        return decide_answer(self.model.world, self.model.tick, front, side)


class State(Actor):
    """A third party; it acts through mediators."""

    @property
    def row(self) -> Any:
        """Its row of the world, a structured record."""
        return self.model.world.states[self.index]

    @property
    def concern(self) -> float:
        """How much it cares, 0 to 1."""
        return float(self.row["concern"])


class Mediator(Actor):
    """A format through which states act. Its decisions: launch, offer."""

    @property
    def row(self) -> Any:
        """Its row of the world, a structured record."""
        return self.model.world.mediators[self.index]

    @property
    def credibility(self) -> float:
        """Its credibility, 0 to 1."""
        return float(self.row["credibility"])

    @property
    def at_it(self) -> bool:
        """Whether it has an initiative open."""
        return bool(self.row["open"] == 1)

    def standing(self, belligerent: str) -> float:
        """A belligerent's standing with it, 0 to 1."""
        i = self.model.cast.belligerents.index(belligerent)
        return float(self.model.world.standing[i, self.index]["value"])

    def launch(self) -> Launch:
        """Whether to go in during this step, on which front, through which member."""
        return decide_launch(self.model.world, self.model.tick, self.index)

    def offer(self) -> Proposal:
        """What to propose to parties that came to the table."""
        return decide_offer(self.model.world, self.model.tick, self.index)
