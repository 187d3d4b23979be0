"""The claims: what is moved, what should follow, and which mechanism is said to be responsible.

Every experiment is two arms of the same wars with the same luck; the knock-out fights both arms
again with the mechanism off, and then the change must change the measure in no war at all.
Directions were written before the first run; sizes are what comes out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sim.studies.behaviour import measures as m
from sim.studies.behaviour.measures import Measure

Settings = Mapping[str, Any]

WAR = "first-war"
SIDES = ("westland", "eastland")
TABLE = "mediators.lake_talks"
STATE = "states.lakeland"
NOTICE = "mediators.minsk_group.tempo.notice_hours"


@dataclass(frozen=True)
class Experiment:
    """One claim about mediation.

    Attributes:
        claim: in words.
        change: addresses that the second arm sets, on top of `base`, which both arms set.
        measure: of each war; `unit` says in what; `needs` are further tables it reads.
        rises: whether the measure is claimed to rise, or to fall.
        off: addresses that switch the responsible mechanism off.
        source: of the claim.
    """

    claim: str
    change: Settings
    measure: Measure
    unit: str
    rises: bool
    off: Settings
    source: str
    base: Settings = field(default_factory=dict)
    scenario: str = WAR
    needs: tuple[str, ...] = ()


def ties(name: str, value: float) -> dict[str, float]:
    """One value of a tie of the mediating state with both sides."""
    return {f"{STATE}.ties.{side}.{name}": value for side in SIDES}


def both(name: str, value: Any) -> dict[str, Any]:
    """One value for both belligerents."""
    return {f"belligerents.{side}.{name}": value for side in SIDES}


def style(facilitation: float, formulation: float, manipulation: float) -> dict[str, float]:
    """The style of the table."""
    return {
        f"{TABLE}.style.facilitation": facilitation,
        f"{TABLE}.style.formulation": formulation,
        f"{TABLE}.style.manipulation": manipulation,
    }


def off(*mechanisms: str) -> dict[str, bool]:
    """Mechanisms switched off."""
    return {f"mechanisms.{name}": False for name in mechanisms}


NOTHING_TO_SEND = {f"{STATE}.deploys.peacekeepers": 0.0, f"{STATE}.deploys.guarantee": 0.0}
PRESSES = style(0.0, 0.0, 1.0) | ties("trade", 0.8) | NOTHING_TO_SEND
WATCHED = {f"{TABLE}.mandate.terms": ["monitors"], f"{TABLE}.mandate.monitor_access": 0.9}

EXPERIMENTS: dict[str, Experiment] = {
    "direct": Experiment(
        "Nobody needs a mediator: direct talks end some wars",
        {"rules.talks.direct_rate": 0.2},
        m.in_force,
        "share of wars with an agreement in force at the end",
        True,
        off("direct_talks"),
        "Clayton et al. 2022 (most ceasefires are unmediated)",
        off("mediation") | {"rules.talks.direct_rate": 0.0},
    ),
    "purse": Experiment(
        "Purse without bias: leverage brings signatures",
        ties("trade", 0.9),
        m.truces,
        "agreements a war",
        True,
        off("manipulation"),
        "Touval and Zartman 1985",
        PRESSES | ties("bias", 0.0) | ties("trade", 0.0),
    ),
    "bias": Experiment(
        "Bias without purse: the line leans to the side the mediator favours",
        {f"{STATE}.ties.westland.bias": 0.9},
        m.first_partys_land,
        "share of the land left to the first party",
        True,
        off("formulation"),
        "Kalai 1977 (unequal weights)",
        style(0.0, 1.0, 0.0) | ties("bias", 0.0) | ties("trade", 0.0),
    ),
    "formulation": Experiment(
        "Formulation brings more formal agreement than facilitation alone",
        style(1.0, 1.0, 0.0),
        m.formal,
        "share of wars with an agreement of class 2 or 3 that held 30 days",
        True,
        off("formulation"),
        "Beardsley et al. 2006",
        style(1.0, 0.0, 0.0) | NOTHING_TO_SEND,
    ),
    "manipulation": Experiment(
        "Manipulation on top of formulation brings more agreements",
        style(0.0, 1.0, 1.0),
        m.truces,
        "agreements a war",
        True,
        off("manipulation"),
        "Beardsley et al. 2006",
        style(0.0, 1.0, 0.0) | ties("trade", 0.8) | NOTHING_TO_SEND,
    ),
    "quick": Experiment(
        "Pressure brings a first agreement sooner",
        {"rules.pressure.scale": 1.5},
        m.first_signature,
        "days to the first agreement (75 if none)",
        False,
        off("manipulation"),
        "Beardsley 2008",
        PRESSES | {"rules.pressure.scale": 0.0},
    ),
    "wears_off": Experiment(
        "What pressure bought wears off: fewer of its agreements live 30 days",
        {"rules.pressure.half_life_days": 3.0},
        m.share_living,
        "share of agreements that hold 30 days",
        False,
        off("pressure_decay"),
        "Beardsley 2008; Werner and Yuen 2005",
        PRESSES
        | WATCHED
        | {"rules.pressure.half_life_days": 200.0}
        | {f"{STATE}.deploys.monitors": 100.0},
    ),
    "monitors": Experiment(
        "Monitors lower private blame",
        {f"{STATE}.deploys.monitors": 200.0},
        m.blame,
        "incidents blamed on the other side, per agreement and day of its life",
        False,
        off("monitors"),
        "Fortna 2004",
        WATCHED | {f"{STATE}.deploys.monitors": 0.0},
    ),
    "peacekeepers": Experiment(
        "Peacekeepers cut renewed war",
        {"states.russia.deploys.peacekeepers": 1960.0},
        m.collapsed_of("moscow"),
        "share of the agreements Russia brokers that collapse, by war",
        False,
        off("peacekeepers"),
        "Fortna 2004, 2008",
        {"states.russia.deploys.peacekeepers": 0.0, "states.russia.deploys.guarantee": 0.0},
        scenario="karabakh-2020",
    ),
    "window": Experiment(
        "A longer announcement window costs lives",
        {NOTICE: 96.0},
        m.killed_in_window,
        "killed from the first announcement to entry into force",
        True,
        off("mediation"),
        "accounts of 10 October 2020: fighting rose before noon",
        {NOTICE: 4.0},
        scenario="karabakh-2020-minsk-only",
        needs=("days",),
    ),
    "window_land": Experiment(
        "A longer announcement window costs land",
        {NOTICE: 96.0},
        m.places_in_window,
        "places lost by the defender from the first announcement to entry into force",
        True,
        off("mediation"),
        "accounts of 10 October 2020: fighting rose before noon",
        {NOTICE: 4.0},
        scenario="karabakh-2020-minsk-only",
        needs=("days",),
    ),
    "admission": Experiment(
        "The domestic cost of admitting losses delays agreement",
        both("concealment", 0.3),
        m.first_signature,
        "days to the first agreement (75 if none)",
        True,
        off("admission"),
        "assumed from the record of 2020: about a third of the dead admitted at the time",
        both("admits", 0.3) | both("concealment", 0.0),
    ),
}
