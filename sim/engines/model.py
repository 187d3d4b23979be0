"""The reference engine: a Mesa model whose agents decide and whose kernel does the rest."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import mesa
from mesa.datacollection import DataCollector

from sim.build import begin, build, empty_log, last_tick
from sim.cast import cast_of
from sim.engines.agents import Actor, Belligerent, Mediator, State
from sim.engines.casting import LARGEST_REPLICATE, LARGEST_SEED, played_by, whole_number
from sim.engines.finished import Finished
from sim.engines.room import with_room
from sim.kernel.phases.close import close_step
from sim.kernel.phases.common import party
from sim.kernel.phases.conduct import apply_conduct, enter_into_force, in_force
from sim.kernel.phases.departure import next_round
from sim.kernel.phases.direct import halt
from sim.kernel.phases.launch import apply_launch
from sim.kernel.phases.offer import apply_offer
from sim.kernel.phases.remember import remember
from sim.kernel.phases.table import (
    conclude,
    conclude_direct,
    direct_deal,
    gather,
    proposed_deal,
    talks_possible,
)
from sim.kernel.phases.talks import talks_due
from sim.kernel.phases.undertaking import apply_undertaking, asks_for_truce, asks_to_spare
from sim.kernel.phases.watch import watch
from sim.kernel.step import fight_and_learn
from sim.kernel.world import NOBODY
from sim.scenario.loading import load
from sim.scenario.scenario import Scenario

REPORTERS = ("seed", "day", "line", "deaths", "truces", "fighting")


class CeasefireModel(mesa.Model):
    """A war, its mediators and its truces.

    Args:
        case: a scenario's id, its path, or a loaded `Scenario`.
        rng: seed of the war, 0 to 2**64 - 1; None draws one and records it in `seed`.
        replicate: which of the seed's wars.
        agents: id -> subclass of `Belligerent`, `Mediator` or `State` that plays it.
        kwargs: addresses of the scenario with their values, written with `.` or `__`.

    Attributes:
        world, log, cast: the state of the war, its record, who is who.
        tick: the step to come. day: days since the start.

    Raises:
        ScenarioError: if the scenario, an address, the seed or an agent is wrong.
    """

    def __init__(
        self,
        case: str | Path | Scenario = "karabakh-2020",
        rng: int | None = 1,
        replicate: int = 0,
        agents: Mapping[str, type[Actor]] | None = None,
        **kwargs: Any,
    ) -> None:
        seed = secrets.randbits(63) if rng is None else whole_number("rng", rng, LARGEST_SEED)
        super().__init__(rng=seed)
        kwargs.pop("scenario", None)  # Mesa's own, injected by newer versions
        self.case = chosen_case(case, kwargs)
        self.seed = seed
        self.replicate = whole_number("replicate", replicate, LARGEST_REPLICATE)
        self.tick = 0
        self.cast = cast_of(self.case.case)
        self.world = begin(build(self.case.case), seed, self.replicate)
        self.log = empty_log(self.case.case)
        self.last_tick = last_tick(self.case.case)
        self._create(played_by(self.case.case, agents))
        self.datacollector = DataCollector(model_reporters={name: name for name in REPORTERS})
        # Mesa 3.3 keeps a class-wide table of models for agents' numbers: it would never free us
        getattr(mesa.Agent, "_ids", {}).pop(self, None)

    def _create(self, played: Mapping[str, type[Actor]]) -> None:
        """Create the agents in the order of the scenario."""
        case = self.case.case
        self.belligerents: tuple[Belligerent, ...] = self._group(case.belligerents, played)
        self.states: tuple[State, ...] = self._group(case.states, played)
        self.mediators: tuple[Mediator, ...] = self._group(case.mediators, played)

    def _group(self, table: Mapping[str, Any], played: Mapping[str, type[Actor]]) -> Any:
        """The agents of one table of the scenario."""
        rows = enumerate(table.items())
        return tuple(played[id](self, id, index, row.name) for index, (id, row) in rows)

    def __getitem__(self, name: str) -> Actor:
        """The agent with this id."""
        for actor in (*self.belligerents, *self.states, *self.mediators):
            if actor.id == name:
                return actor
        raise KeyError(name)

    @property
    def day(self) -> float:
        """Days since the start of the war."""
        return self.tick * float(self.world.war[0]["step_hours"]) / 24.0

    @property
    def line(self) -> int:
        """Positions that the first party of the first front holds."""
        return int(self.world.fronts[0]["line"])

    @property
    def deaths(self) -> int:
        """Killed so far, soldiers of all sides."""
        return int(self.world.belligerents["losses"].sum())

    @property
    def truces(self) -> int:
        """Agreements signed so far."""
        return int(self.world.war[0]["truces"])

    @property
    def fighting(self) -> bool:
        """Whether any front is at war."""
        return bool((self.world.fronts["status"] <= 1).any())

    def step(self) -> None:
        """One step of the war, in the order of `sim.kernel.step`; none once it is over."""
        if self.world.war[0]["over"] == 1:
            return
        self.log = with_room(self.log)
        world, log, tick = self.world, self.log, self.tick
        fight_and_learn(world, log, tick)
        if world.on[0]["agreements"] == 1:
            self._launch()
            for mediator in self.mediators:
                self._talk(mediator)
            for f in range(world.fronts.shape[0]):
                self._talk_directly(f)
            for f in range(world.fronts.shape[0]):
                self._observe_truce(f)
        remember(world)
        close_step(world, log, tick)
        self.tick += 1
        self.datacollector.collect(self)
        if world.war[0]["over"] == 1:
            self.running = False

    def _launch(self) -> None:
        """Every mediator decides whether to go in, then those that do, do."""
        if self.world.on[0]["mediation"] == 0:
            return
        choices = [mediator.launch() for mediator in self.mediators]
        for mediator, choice in zip(self.mediators, choices, strict=True):
            apply_launch(self.world, self.log, self.tick, mediator.index, choice)

    def _talk(self, mediator: Mediator) -> None:
        """A round of a mediator's talks: attendance, advice, offer, answers."""
        world, log, tick, m = self.world, self.log, self.tick, mediator.index
        if not talks_due(world, tick, m) or not talks_possible(world, log, tick, m):
            return
        f = int(world.mediators[m]["front"])
        acting = int(world.mediators[m]["acting"])
        first, second = self._parties(f)
        coming = first.attend(mediator), second.attend(mediator)
        if not gather(world, log, tick, m, *coming):
            return
        if asks_for_truce(world, m):
            offer = mediator.offer()
            effective = apply_offer(world, log, tick, m, offer)
            deal = proposed_deal(world, m, offer)
            answers = first.respond(f, 0, m, acting, deal), second.respond(f, 1, m, acting, deal)
            if conclude(world, log, tick, m, offer, effective, *answers):
                return
        if asks_to_spare(world, m):
            promises = first.undertake(f, 0, mediator), second.undertake(f, 1, mediator)
            if apply_undertaking(world, log, tick, m, *promises):
                return
        next_round(world, log, tick, m)

    def _talk_directly(self, f: int) -> None:
        """Offers and halts that need no mediator."""
        first, second = self._parties(f)
        offer = first.offer(f)
        if offer.made:
            deal = direct_deal(self.world, offer)
            answers = (
                first.respond(f, 0, NOBODY, NOBODY, deal),
                second.respond(f, 1, NOBODY, NOBODY, deal),
            )
            conclude_direct(self.world, self.log, self.tick, f, offer, *answers)
        for s in range(2):
            self._halt(f, s)

    def _halt(self, f: int, s: int) -> None:
        """One side may halt by itself."""
        halt(self.world, self.log, self.tick, f, s)

    def _observe_truce(self, f: int) -> None:
        """Entry into force, conduct, answers, and what comes of them."""
        world, log, tick = self.world, self.log, self.tick
        entering = enter_into_force(world, log, tick, f)
        if not in_force(world, f):
            return
        parties = self._parties(f)
        if world.truces[f]["hazard"] <= 0.0:
            choices = [parties[s].honour(f, s) for s in range(2)]
            for s in range(2):
                apply_conduct(world, log, tick, f, s, entering, choices[s])
        answers = [parties[s].answer(f, s) for s in range(2)]
        watch(world, log, tick, f, answers[0].fires, answers[1].fires)

    def _parties(self, f: int) -> tuple[Belligerent, Belligerent]:
        """The two belligerents of a front."""
        return (
            self.belligerents[party(self.world, f, 0)],
            self.belligerents[party(self.world, f, 1)],
        )

    def finished(self) -> Finished:
        """The war as far as it has been fought, for records."""
        return Finished(self.case, self.cast, self.world, self.log, self.seed, self.replicate)


def chosen_case(case: str | Path | Scenario, changes: Mapping[str, Any]) -> Scenario:
    """The scenario asked for, with changes at addresses written with `.` or `__`."""
    addresses = {name.replace("__", "."): value for name, value in changes.items()}
    if isinstance(case, Scenario):
        if not addresses:
            return case
        return load(case.path, set={**case.overrides, **addresses})
    return load(case, set=addresses)
