"""A war made by hand: two sides, three truces, every kind of figure has something to show."""

import datetime as dt
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest

from sim.kernel.log import KINDS
from sim.records.events import Event
from sim.report.war import War
from sim.scenario.scenario import Scenario
from sim.scenario.schema import Case

PLACES = ("Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel")
DAYS = 44
EVIL = '<b>$x^2$</b> & "co"'
TERM_NAMES = dict(KINDS.values())


class Tables(NamedTuple):
    runs: pd.DataFrame
    truces: pd.DataFrame
    days: pd.DataFrame
    events: pd.DataFrame


def case_of(**heading: Any) -> Case:
    tie = {"trust": 0.7, "trade": 0.3, "arms": 0.2}
    state = {"north": {"name": "North", "ties": {"armenia": tie, "azerbaijan": tie}},
             "west": {"name": "West", "ties": {"armenia": tie, "north": {"rivalry": 0.6}}},
             "steppe": {"name": "Steppe", "ties": {"azerbaijan": tie, "armenia": tie}}}  # fmt: skip
    group = {"name": "Group", "decision": "any", "belligerent_members": [],
             "members": {"north": {"role": "co_chair"}, "west": {"role": "co_chair"}}}  # fmt: skip
    assembly = {"name": "Assembly", "counterfactual": True,
                "belligerent_members": ["azerbaijan"],
                "members": {"steppe": {"role": "chair"},
                            "north": {"role": "observer"}}}  # fmt: skip
    positions = [
        {
            "id": name.lower(),
            "name": name,
            "share": 1.0 / len(PLACES),
            "people": 1200.0,
            "holder": "armenia",
        }
        for name in PLACES
    ]
    return Case.model_validate(
        {
            "scenario": {"id": "handmade", "name": "A war made by hand", "summary": "A test.",
                         "start": dt.date(2020, 9, 27), **heading},
            "belligerents": {"armenia": {"name": "Armenia"},
                             "azerbaijan": {"name": "Azerbaijan", "quality": 1.5}},
            "states": state,
            "mediators": {"group": group, "assembly": assembly},
            "fronts": {"line": {"parties": ["armenia", "azerbaijan"], "positions": positions}},
            "issues": {"road": {"name": "a road", "front": "line"}},
            "events": [
                {"id": "arms", "kind": "arms", "day": 3.0, "who": "armenia", "by": "north",
                 "value": 0.1, "note": "a convoy"},
                {"id": "talk", "kind": "initiative", "day": 4.0, "mediator": "group", "by": "west"},
            ],
            "sources": {"belligerents.armenia.quality": "assumed: a round number"},
        }
    )  # fmt: skip


def scenario_of(case: Case, **overrides: Any) -> Scenario:
    return Scenario(case, Path("handmade.toml"), "", {}, {}, {}, {}, overrides)


def event(kind: str, hour: float, actor: str = "", target: str = "", value: float = 0.0,
          **terms: float) -> Event:  # fmt: skip
    front = "line" if kind != "event" else ""
    named = {name: float(terms.get(name, 0.0)) for name in TERM_NAMES[kind]}
    return Event(0, int(hour // 6), hour, kind, actor, target, front, value, named)


def truce_events(number: int, hour: float, broker: str, acting: str, life: float) -> list[Event]:
    """An offer that both sign, 16 hours' notice, two incidents, three accusations, a collapse."""
    signs = ("armenia", "azerbaijan")
    begin = hour + 16.0
    deal = {"terms": 64.0 + 128.0, "line": 6.0, "effective_hour": begin, "class": 1.0}
    accused = [
        event("accusation", begin + 5 / 60, *signs, 0.0, minutes=5.0),
        event("accusation", begin + 9 / 60, *reversed(signs), 1.0, minutes=9.0),
        event("accusation", begin + 1.0, *signs, 0.0, minutes=60.0),
    ]
    return [
        event("offer", hour, broker, acting, 6.0, **deal),
        *(event("response", hour, side, broker, 1.0, keep=0.5, refuse=0.4) for side in signs),
        event("signed", hour, broker, acting, float(number), **deal),
        event("in_force", begin, *signs, float(number)),
        event("conduct", begin, "azerbaijan", "armenia", 0.0),
        event("incident", begin + 4 / 60, "azerbaijan", "armenia"),
        *accused[:2],
        event("incident", begin + 0.9, "armenia", "azerbaijan", cause=2.0),
        accused[2],
        event("collapse", begin + life, "azerbaijan", "armenia", float(number), cause=1.0,
              hours=life),
    ]  # fmt: skip


def events_of() -> list[Event]:
    """The whole war, in the order of its hours."""
    took = ("azerbaijan", "armenia")
    taken = [(7, 150.0), (6, 420.0), (5, 580.0), (4, 640.0), (3, 900.0)]
    made = [
        event("position_taken", hour, *took, float(k), position=k, share=0.125, people=1200.0)
        for k, hour in taken
    ]
    made += [event("event", 72.0, "armenia", "north", 0.0), event("ripe", 300.0, value=1.0)]
    made += [event("initiative", 290.0, "group", "north"), event("talks", 296.0, "group", "", 1.0)]
    made += truce_events(0, 316.0, "group", "north", 20.0)
    made += truce_events(1, 480.0, "assembly", "steppe", 1.5)
    made += [
        event("offer", 800.0, "group", "west", 4.0, line=4.0, terms=1.0),
        event("response", 800.0, "armenia", "group", 0.0),
        event("response", 800.0, "azerbaijan", "group", 1.0),
    ]
    final = {"class": 2.0, "terms": 1.0 + 8.0, "line": 2.0, "effective_hour": 937.0}
    made += [
        event("offer", 930.0, "group", "north", 2.0, **final),
        event("response", 930.0, "armenia", "group", 1.0),
        event("response", 930.0, "azerbaijan", "group", 1.0),
        event("signed", 930.0, "group", "north", 2.0, **final),
        event("in_force", 937.0, "armenia", "azerbaijan", 2.0),
        event("handover", 1000.0, "armenia", "azerbaijan", 2.0, position=2.0, share=0.125),
    ]
    return sorted(made, key=lambda one: one.hour)


def truces_of() -> pd.DataFrame:
    rows = []
    plan = (("north", "group", 332.0, 20.0), ("steppe", "assembly", 496.0, 1.5),
            ("north", "group", 937.0, math.nan))  # fmt: skip
    for number, (broker, format_, begin, life) in enumerate(plan):
        alive = math.isnan(life)
        rows.append(
            {
                "replicate": 0, "front": "line", "truce": number, "broker": broker,
                "format": format_, "truce_class": 2 if alive else 1,
                "announced_day": begin // 24, "effective_day": begin // 24 + 1,
                "first_incident_hours": math.nan if alive else 4 / 60,
                "first_accusation_hours_armenia": math.nan if alive else 5 / 60,
                "first_accusation_hours_azerbaijan": math.nan if alive else 9 / 60,
                "violator": None if alive else "azerbaijan", "public_verdict": None,
                "blamed_by_armenia": 2.0, "blamed_by_azerbaijan": 1.0,
                "ended_day": math.nan if alive else (begin + life) // 24 + 1,
                "lifetime_days": (24.0 * DAYS - begin) / 24.0 if alive else life / 24.0,
                "censored": alive, "cause": "censored" if alive else "broken",
                "monitors": 0.0, "peacekeepers": 1960.0 if alive else 0.0, "guarantee": 0.0,
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def days_of(events: list[Event]) -> pd.DataFrame:
    rows = []
    for day in range(1, DAYS + 1):
        moved = [e for e in events if e.kind in ("position_taken", "handover")]
        lost = sum(e.hour < 24.0 * day for e in moved)
        quiet = day > 40
        rows.append(
            {
                "replicate": 0, "day": day, "line_line": len(PLACES) - lost, "engagements": 2,
                "deaths_armenia": 0.0 if quiet else 70.0 + 30.0 * math.sin(day),
                "deaths_azerbaijan": 0.0 if quiet else 60.0 + 30.0 * math.cos(day),
                "reported_deaths_armenia": 0.0 if quiet else 25.0,
                "reported_deaths_azerbaijan": 0.0,
                "belief_armenia": 0.6 - 0.025 * day, "belief_azerbaijan": 0.1 + 0.008 * day,
                "war_value_armenia": 0.95 - 0.02 * day, "war_value_azerbaijan": 0.3 + 0.006 * day,
                "range_width": -0.2 + 0.01 * day, "tension_line": 0.0, "ripe": day > 20,
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def run_of() -> dict[str, Any]:
    return {
        "scenario": "handmade", "replicate": 0, "seed": 7, "outcome": "settlement",
        "end_day": 40.0, "deaths": 5400.0, "deaths_armenia": 2900.0,
        "deaths_azerbaijan": 2500.0, "civilian_deaths": 120.0, "displaced": 7200.0,
        "share_taken_line": 0.625, "share_final_line": 0.25, "truces": 3, "truces_broken": 2,
        "settled_by": "group", "engagements": 60, "status": "done",
    }  # fmt: skip


def frame_of(events: list[Event]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"replicate": 0, "tick": e.tick, "hour": e.hour, "kind": e.kind, "actor": e.actor,
             "target": e.target, "front": e.front, "value": e.value,
             "terms": list(e.terms.values())}
            for e in events
        ]
    )  # fmt: skip


def war_with(case: Case, **overrides: Any) -> War:
    events = events_of()
    scenario = scenario_of(case, **overrides)
    return War(scenario, run_of(), truces_of(), days_of(events), tuple(events))


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    return scenario_of(case_of())


@pytest.fixture(scope="session")
def war() -> War:
    return war_with(case_of())


@pytest.fixture(scope="session")
def tables() -> Tables:
    events = events_of()
    return Tables(pd.DataFrame([run_of()]), truces_of(), days_of(events), frame_of(events))


@pytest.fixture(scope="session")
def make() -> Callable[..., Event]:
    """Makes an event: kind, hour, actor, target, value, terms by name."""
    return event


@pytest.fixture(scope="session")
def evil() -> Case:
    """The same war between parties, places and forums with hostile names."""
    data = case_of(name=EVIL, summary=EVIL, note=EVIL, counterfactual=True).model_dump()
    for group in ("belligerents", "states", "mediators", "issues"):
        for one in data[group].values():
            one["name"] = EVIL
    for place in data["fronts"]["line"]["positions"]:
        place["name"] = EVIL
    for dated in data["events"]:
        dated["note"] = EVIL
    return Case.model_validate(data)
