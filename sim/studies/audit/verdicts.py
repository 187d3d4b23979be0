"""Whether a parameter moves anything: its wars at one value held against those at another."""

from typing import Any, Literal, NamedTuple

import numpy as np

from sim.cast import cast_of
from sim.scenario.errors import ScenarioError
from sim.scenario.scenario import Scenario
from sim.studies.audit.effects import Effect, largest_effect
from sim.studies.audit.field import Field
from sim.studies.audit.moves import Move
from sim.studies.audit.rows import difference

Shows = Literal["runs", "truces", "events", "nothing"]

CLOSER = 4  # times that a refused value is brought half-way to the stated one
LOGGED = 10  # wars whose events are compared when no row differs
PATIENCE = 5  # times as many wars before a parameter is called dead


class Verdict(NamedTuple):
    """What moving a parameter did.

    Attributes:
        arms: the values that were fought; fewer than two when the scenario refuses the others.
        shows: where a difference shows: `runs` (then also elsewhere), `truces`, only in the
            `events` of the war, or in `nothing`.
        changed: share of wars with a different row, of the arm that changed most.
        effect: the largest paired effect on a measure of `runs`.
        refusal: what the scenario said against a value, if it refused one.
    """

    move: Move
    arms: tuple[Any, ...]
    shows: Shows
    changed: float = 0.0
    effect: Effect | None = None
    refusal: str = ""

    @property
    def fixed(self) -> bool:
        """Whether the scenario refuses every other value, so that it cannot be moved alone."""
        return len(self.arms) < 2

    @property
    def dead(self) -> bool:
        """Whether it was moved and no row of any war differs."""
        return not self.fixed and self.shows in ("events", "nothing")


def judge(field: Field, move: Move) -> Verdict:
    """Fight all arms; a parameter that moves nothing gets more wars before it is called dead."""
    arms, refusal = fightable(field, move)
    if len(arms) < 2:
        return Verdict(move, tuple(value for value, _ in arms), "nothing", refusal=refusal)
    found = _compared(field, move, arms, field.wars)
    if found.dead and move.claimed:
        found = _compared(field, move, arms, PATIENCE * field.wars)
    if found.dead and _events_differ(field, arms):
        found = found._replace(shows="events")
    return found._replace(refusal=refusal)


def moves_something(field: Field, move: Move, stages: tuple[int, ...]) -> bool:
    """Whether it moves any row, trying more and more wars and stopping at the first difference."""
    arms, _ = fightable(field, move)
    return any(len(arms) > 1 and not _compared(field, move, arms, n).dead for n in stages)


Arm = tuple[Any, Scenario]


def fightable(field: Field, move: Move) -> tuple[list[Arm], str]:
    """The arms that the scenario accepts, and what it says against the first that it refuses."""
    found: list[Arm] = []
    refusal = ""
    for value in move.arms:
        try:
            arm = _arm(field, move, value)
        except ScenarioError as error:
            refusal = refusal or error.faults[0].problem
            nearer = _nearer(field, move, value)
            if nearer is None:
                continue
            arm = nearer
        if all(arm[0] != other for other, _ in found):
            found.append(arm)
    return found, refusal


def _arm(field: Field, move: Move, value: Any) -> Arm:
    same = value == move.stated and type(value) is type(move.stated)
    return value, field.scenario if same else field.changed({move.address: value})


def _nearer(field: Field, move: Move, value: Any) -> Arm | None:
    """A refused number brought closer to the stated one, at last that itself."""
    numbers = isinstance(value, int | float) and isinstance(move.stated, int | float)
    if not numbers or isinstance(value, bool):
        return None
    for _ in range(CLOSER):
        value = move.stated + (value - move.stated) / 2.0
        try:
            return value, field.changed({move.address: value})
        except ScenarioError:
            continue
    return move.stated, field.scenario


def _compared(field: Field, move: Move, arms: list[Arm], wars: int) -> Verdict:
    base = field.base(wars)
    fought = [
        base if scenario is field.scenario else field.rows(scenario, wars) for _, scenario in arms
    ]
    one, *others = fought
    frames = base.frame, one.frame
    verdict = Verdict(move, tuple(value for value, _ in arms), "nothing")
    for other in others:
        differs = difference(one, other)
        changed = float(np.mean(differs.either))
        if changed > verdict.changed:
            verdict = verdict._replace(changed=changed)
        if differs.runs.any():
            effect = largest_effect(cast_of(field.scenario.case), *frames, other.frame)
            verdict = verdict._replace(shows="runs", effect=_larger(verdict.effect, effect))
        elif differs.truces.any() and verdict.shows == "nothing":
            verdict = verdict._replace(shows="truces")
    return verdict


def _larger(one: Effect | None, other: Effect | None) -> Effect | None:
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda effect: abs(effect.size))


def _events_differ(field: Field, arms: list[Arm]) -> bool:
    first, *others = (field.events(scenario, LOGGED) for _, scenario in arms)
    return any(first != other for other in others)
