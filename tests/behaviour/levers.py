"""The levers of the behaviour tests: what is moved, what should follow, and by which mechanism."""

from typing import NamedTuple

from tests.behaviour import measures as m
from tests.behaviour.many import Measure, Settings


class Lever(NamedTuple):
    """A change of a scenario of this folder, and what it is expected to do.

    With `mechanism` off the same change must do nothing at all, war by war.
    """

    name: str
    scenario: str
    mechanism: str
    measure: Measure
    rises: bool
    change: Settings
    base: Settings = {}
    wars: int = 300


def both(key: str, value: object) -> Settings:
    """One value for either side."""
    return {f"belligerents.{side}.{key}": value for side in ("north", "south")}


def terms(*names: str) -> Settings:
    """Terms of the truce in force from the start."""
    return {"fronts.river.truce.terms": list(names)}


# Peace is worth much to both, and yet they bear little for it: accidents bring a truce down.
LOOSE = (
    both("death_cost", 1e-3)
    | both("first_strike", 0.0)
    | both("discipline", 0.5)
    | {"rules.truces.forbearance": 100.0}
)
# War is dear and striking first gains nothing, so that some agreements last with nobody behind.
COSTLY = both("death_cost", 6e-4) | both("first_strike", 0.0)
NO_TALKS: Settings = {"mechanisms.agreements": False}
LAUNCH = "mediators.panel.tempo.launch_rate"
FRIENDS: Settings = {f"states.{name}.ties.north.bias": 1.0 for name in ("norway", "chile")}
# The state behind the forum could cut either side off from its arms.
ARMED: Settings = {f"states.japan.ties.{side}.arms": 0.8 for side in ("north", "south")}
# Nobody else is there, and the two do not talk yet.
ALONE: Settings = COSTLY | {
    "mechanisms.mediation": False,
    "mechanisms.direct_talks": True,
    "rules.talks.direct_rate": 0.0,
}

TRUCES = [
    Lever("monitors", "truce", "monitors", m.life, True, terms("monitors")),
    Lever("guarantees", "truce", "guarantees", m.life, True, terms("guarantee")),
    Lever("peacekeepers", "truce", "peacekeepers", m.life, True, terms("peacekeepers")),
    Lever("a commission", "truce", "measures", m.life, True, terms("commission")),
    Lever(
        "an arbitrator, among accidents",
        "truce",
        "measures",
        m.life,
        True,
        terms("arbitrator"),
        LOOSE,
    ),
    Lever(
        "a hotline, among accidents",
        "truce",
        "measures",
        m.life,
        True,
        terms("hotline"),
        LOOSE,
        800,
    ),
    Lever(
        "a hotline and mistaken blame",
        "truce",
        "measures",
        m.mistaken,
        False,
        terms("hotline"),
        LOOSE,
    ),
    Lever("discipline", "truce", "accidents", m.life, True, both("discipline", 0.9), LOOSE),
    Lever(
        "accidents", "truce", "accidents", m.life, False, {"rules.truces.accident_rate": 9.0}, LOOSE
    ),
    Lever(
        "slow orders",
        "truce",
        "orders_delay",
        m.early_incidents,
        True,
        {"rules.truces.order_hours": 24.0},
        LOOSE,
    ),
    Lever("restraint", "truce", "doctrine", m.life, True, both("doctrine", "restraint"), LOOSE),
    Lever(
        "misperception",
        "truce",
        "misperception",
        m.accusations,
        False,
        {"rules.truces.misperception": 0.8},
        LOOSE | both("blames_other", 0.0),
    ),
    Lever("a short temper", "truce", "tension", m.life, False, both("tension_limit", 1.0), LOOSE),
    Lever(
        "forbearance", "truce", "tension", m.life, True, {"rules.truces.forbearance": 0.3}, LOOSE
    ),
    Lever(
        "lasting pressure",
        "truce",
        "pressure_decay",
        m.life,
        True,
        {"rules.pressure.half_life_days": 60.0},
        terms("monitors"),
    ),
    Lever("observers", "truce", "observers", m.life, True, {"rules.truces.observer": 0.6}),
    Lever("a good name to lose", "truce", "reputation", m.life, True, both("reputation", 0.2)),
    Lever(
        "promises that count soon",
        "truce",
        "memory",
        m.kept_in_mind,
        True,
        {"rules.memory.kept_days": 1.0},
        terms("peacekeepers"),
    ),
]

TALKS = [
    Lever(
        "pressure",
        "talks",
        "manipulation",
        m.agreements,
        True,
        {"rules.pressure.scale": 1.0},
        {"rules.pressure.scale": 0.0},
    ),
    Lever("a mediator", "talks", "mediation", m.agreements, True, {LAUNCH: 1.0}, {LAUNCH: 0.0}),
    Lever(
        "a line on the table",
        "talks",
        "formulation",
        m.offers_of_land,
        True,
        {"mediators.panel.mandate.terms": ["line"]},
    ),
    Lever(
        "rivalry",
        "talks",
        "rivalry",
        m.first_pressure,
        False,
        {"states.norway.ties.chile.rivalry": 0.8},
    ),
    Lever(
        "rivalry and agreements",
        "talks",
        "rivalry",
        m.agreements,
        False,
        {"states.norway.ties.chile.rivalry": 0.8},
    ),
    Lever(
        "an ultimatum to both",
        "talks",
        "events",
        m.agreements,
        True,
        {"events.north_pressed.value": 0.3, "events.south_pressed.value": 0.3},
        {"rules.pressure.scale": 0.0},
    ),
    Lever(
        "a memorandum on trade",
        "talks",
        "events",
        m.pressed,
        True,
        {"events.memorandum.value": 0.5},
    ),
    Lever("audience costs", "talks", "audience", m.first_signature, True, both("audience", 4.0)),
    Lever("late admission", "talks", "admission", m.admitted, False, both("admission_days", 20.0)),
    Lever(
        "land grab",
        "talks",
        "land_grab",
        m.deaths_before_force,
        True,
        {"rules.fighting.land_grab": 3.0},
        {"rules.fighting.land_grab": 0.0, "mediators.panel.tempo.notice_hours": 48.0},
    ),
    Lever(
        "direct offers",
        "talks",
        "direct_talks",
        m.peace,
        True,
        {"rules.talks.direct_rate": 0.3},
        ALONE,
    ),
    Lever(
        "direct offers of a line",
        "talks",
        "direct_talks",
        m.settled,
        True,
        {"rules.talks.direct_rate": 0.3},
        ALONE,
    ),
    Lever(
        "halts",
        "talks",
        "unilateral_halts",
        m.halts,
        True,
        {"rules.talks.halt_rate": 0.1},
        {"rules.talks.halt_rate": 0.0, "mechanisms.unilateral_halts": True},
    ),
    Lever(
        "hand-over",
        "talks",
        "mediation",
        m.handed_over,
        True,
        {"mediators.panel.invites": {"forum": 1.0}},
    ),
    Lever(
        "joining",
        "talks",
        "mediation",
        m.joined,
        True,
        {"mediators.forum.invites": {"panel": 1.0}},
        {"mediators.forum.tempo.launch_rate": 1.0},
    ),
    Lever(
        "a second forum",
        "talks",
        "mediation",
        m.forum_shopping,
        True,
        {"mediators.forum.tempo.launch_rate": 1.0},
    ),
    Lever(
        "advice of a friend",
        "talks",
        "facilitation",
        m.advice_taken,
        True,
        FRIENDS,
        {"mediators.panel.signal_accuracy": 0.95},
    ),
    Lever(
        "a failure that is held against it",
        "talks",
        "memory",
        m.standing,
        False,
        {"rules.memory.failure": 0.5},
    ),
    Lever(
        "a promise to spare civilians",
        "talks",
        "undertakings",
        m.civilians,
        False,
        {"rules.truces.restraint": 0.8},
        {"rules.truces.restraint": 0.0, "fronts.river.civilian_deaths": 20.0}
        | {"mediators.panel.mandate.terms": ["spare_civilians"]},
    ),
    Lever(
        "leverage lent by a patron",
        "talks",
        "patrons",
        m.first_pressure,
        True,
        {"rules.pressure.patrons": 0.8},
        ARMED | {"states.norway.ties.japan": {"trust": 0.9}},
    ),
    Lever(
        "a patron that does not trust",
        "talks",
        "patrons",
        m.first_pressure,
        False,
        {"states.norway.ties.japan": {"trust": 0.1}},
        ARMED | {"states.norway.ties.japan": {"trust": 0.9}, "rules.pressure.patrons": 0.8},
    ),
    Lever(
        "endorsement",
        "talks",
        "endorsement",
        m.pressed,
        True,
        {"mediators.forum.endorses": {"panel": 1.0}},
        ARMED | {"mediators.forum.tempo.launch_rate": 1.0, "rules.pressure.endorsement": 1.0},
    ),
    Lever(
        "endorsement and forum shopping",
        "talks",
        "endorsement",
        m.forum_shopping,
        False,
        {"mediators.forum.endorses": {"panel": 1.0}},
        {"mediators.forum.tempo.launch_rate": 1.0},
    ),
    Lever(
        "prisoners",
        "talks",
        "measures",
        m.kept_in_mind,
        True,
        {"mediators.panel.mandate.terms": ["prisoners"]},
    ),
    Lever(
        "agreements at all", "talks", "agreements", m.agreements, True, {LAUNCH: 1.0}, {LAUNCH: 0.0}
    ),
    Lever(
        "types apart",
        "talks",
        "private_resolve",
        m.resolve_learnt,
        True,
        both("resolve", {"low": 0.2, "high": 1.8}),
        both("resolve", {"low": 1.0, "high": 1.0}),
    ),
]

WARS = [
    Lever(
        "attrition",
        "talks",
        "attrition",
        m.land,
        False,
        {"belligerents.north.attrition": 150.0},
        NO_TALKS,
    ),
    Lever(
        "a patron",
        "talks",
        "patrons",
        m.land,
        True,
        {"states.norway.ties.north.resupply": 0.05},
        NO_TALKS,
    ),
    Lever("a delivery", "talks", "events", m.land, True, {"events.delivery.value": 1.0}, NO_TALKS),
    Lever(
        "flares",
        "talks",
        "intensity",
        m.bumpiness,
        True,
        {"fronts.river.intensity.sd": 1.0},
        NO_TALKS | {"fronts.river.intensity.sd": 0.0},
    ),
    Lever(
        "converging beliefs",
        "talks",
        "learning",
        m.range_opened,
        True,
        both("belief.weight", 0.5),
        NO_TALKS | both("belief.weight", 0.0),
    ),
    Lever(
        "a truce on the other front",
        "fronts",
        "effort",
        m.land,
        True,
        {"fronts.hills.truce": {"hazard": 0.0}},
    ),
]
