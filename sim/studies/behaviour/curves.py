"""Claims about a shape: what is measured along one number, with the mechanism on and off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sim.studies.behaviour import measures as m
from sim.studies.behaviour.experiments import Settings, off
from sim.studies.behaviour.measures import Measure

ORDINALS = ("first", "second", "third", "fourth", "fifth")
MEMBERS = tuple(f"{name}_member" for name in ORDINALS)
BIASES = (0.0, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)


@dataclass(frozen=True)
class Curve:
    """One claim about a shape.

    Attributes:
        claim: in words. along: what varies. points: its value -> addresses that it sets.
        arms: label -> addresses set at every point. measure, unit, source, scenario, needs: as of
            an experiment; `needs` are further tables that the measure reads.
    """

    claim: str
    along: str
    points: Mapping[float, Settings]
    arms: Mapping[str, Settings]
    measure: Measure
    unit: str
    source: str
    scenario: str
    needs: tuple[str, ...] = ()


def members(count: int) -> dict[str, float]:
    """A contact group of so many members; the others have no weight."""
    return {
        f"mediators.contact_group.members.{name}.weight": 1.0 if k < count else 0.0
        for k, name in enumerate(MEMBERS)
    }


def rivalry(value: float) -> dict[str, Any]:
    """The same rivalry between every pair of members."""
    return {f"states.{b}.ties.{a}.rivalry": value for a, b in combinations(MEMBERS, 2)}


# A group that goes in often and presses hard.
BUSY: dict[str, float] = {
    "mediators.contact_group.tempo.launch_rate": 0.6,
    "rules.pressure.scale": 2.0,
}
# A mediator that learns something and loses something by war; a side that is soft or firm indeed.
TORN: dict[str, float] = {
    "mediators.lake_talks.signal_accuracy": 0.7,
    "mediators.lake_talks.war_cost": 0.06,
    "belligerents.eastland.resolve.low": 0.2,
    "belligerents.eastland.resolve.high": 1.8,
    "states.lakeland.ties.eastland.bias": 0.0,
}

CURVES: dict[str, Curve] = {
    "members": Curve(
        "Among friends a second member helps and a fifth hurts; rivals hurt from the first",
        "members of the contact group, by consensus",
        {float(count): members(count) for count in range(1, 6)},
        {
            "friends": BUSY | rivalry(0.0),
            "rivals": BUSY | rivalry(0.8),
            "rivals, rivalry off": BUSY | rivalry(0.8) | off("rivalry"),
        },
        m.truces,
        "agreements signed a war",
        "Boehmelt 2011, 2012",
        "facts/contact-group.toml",
    ),
    "advice": Curve(
        "Advice is believed from a mediator on one's side, and no longer from a partisan",
        "bias of the mediator toward the side it advises",
        {bias: {"states.lakeland.ties.westland.bias": bias} for bias in BIASES},
        {"facilitation on": TORN, "facilitation off": TORN | off("facilitation")},
        m.advice_believed_by("westland"),
        "share of pieces of advice that are believed",
        "after Kydd 2003",
        "first-war",
        ("events",),
    ),
}
