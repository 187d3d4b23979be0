"""What the stylised facts measure: one module a topic, one function a fact."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import NamedTuple

from sim.studies.facts.fought import Wars
from sim.studies.facts.quantities import Lives, Quantity

Arms = Mapping[str, Wars]


class Shown(NamedTuple):
    """A number shown beside the checks: its label, and what was observed in real wars."""

    label: str
    quantity: Quantity
    observed: float | None = None


class Findings(NamedTuple):
    """What a fact's arms say.

    Attributes:
        measures: by the names that the gates use.
        axis: what the numbers of `shown` are.
        shown: the cross-table of the arms, or as they came.
        curves: label -> lives, for survival curves.
    """

    measures: Mapping[str, Quantity]
    axis: str
    shown: list[Shown]
    curves: Mapping[str, Lives]


# arms, and the unchanged arms (the same unless the mechanism is off)
Find = Callable[[Arms, Arms], Findings]


class Place(NamedTuple):
    """Where a fact is measured.

    Attributes:
        days: whether it needs the wars day by day.
        beside: arms that stand beside the checks: not fought with the mechanism off.
    """

    module: str
    function: str
    days: bool = False
    beside: tuple[str, ...] = ()

    def find(self, arms: Arms, unchanged: Arms) -> Findings:
        """Measure the fact."""
        place = import_module(f"sim.studies.facts.stylised.{self.module}")
        function: Find = getattr(place, self.function)
        return function(arms, unchanged)


STYLISED = {
    "S1": Place(
        "survival",
        "by_class",
        beside=("cessation_only", "with_line", "with_status"),
    ),
    "S2": Place("survival", "by_provisions"),
    "S3": Place("survival", "by_soldiers", beside=("guarantee", "both")),
    "S4": Place(
        "agreement",
        "by_style",
        beside=("nobody", "facilitation", "formulation", "manipulation"),
    ),
    "S5": Place("survival", "by_pressure"),
    "S6": Place("agreement", "by_number", beside=("two", "four")),
    "S7": Place("advice", "by_side"),
    "S8": Place("violence", "by_stalemate", days=True),
    "S9": Place("violence", "by_truce", days=True),
    "S10": Place("agreement", "by_mediation"),
    "S11": Place("agreement", "by_time"),
    "S12": Place("survival", "of_settlements"),
}
