"""Who is who in a war: ids against the numbers that worlds and logs use."""

from typing import NamedTuple

from sim.scenario.schema import Case


class Cast(NamedTuple):
    """Ids by number. In a log an actor is one number: belligerents, then states, then mediators."""

    belligerents: tuple[str, ...]
    states: tuple[str, ...]
    mediators: tuple[str, ...]
    fronts: tuple[str, ...]
    issues: tuple[str, ...]
    events: tuple[str, ...]

    @property
    def actors(self) -> tuple[str, ...]:
        """Ids in the order of their numbers in a log."""
        return self.belligerents + self.states + self.mediators

    def actor(self, number: int) -> str:
        """The id behind a number of a log; the empty string for nobody."""
        return self.actors[number] if number >= 0 else ""

    def mediator_number(self, index: int) -> int:
        """The number in a log of the mediator in row `index`."""
        return len(self.belligerents) + len(self.states) + index


def cast_of(case: Case) -> Cast:
    """The cast of a scenario, in the order of its file."""
    return Cast(
        tuple(case.belligerents),
        tuple(case.states),
        tuple(case.mediators),
        tuple(case.fronts),
        tuple(case.issues),
        tuple(event.id for event in case.events),
    )
