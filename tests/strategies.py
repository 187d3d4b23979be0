"""Random valid wars: small, short and eventful, so that most mechanisms are at work."""

from pathlib import Path
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from sim.kernel.world import DOCTRINES, MECHANISMS, TERMS
from sim.scenario.checks import check
from sim.scenario.scenario import Scenario
from sim.scenario.schema import Case

Table = dict[str, Any]

SIDES = ("amber", "birch", "cedar")
STATES = ("oslo", "quito", "rabat")
FORMATS = ("panel", "quartet", "troika")
FRONTS = ("ridge", "shore", "valley")


def wars(count: int) -> settings:
    """So many random wars. One that fails is shown as it is: to make it smaller takes minutes."""
    return settings(max_examples=count, phases=(Phase.explicit, Phase.reuse, Phase.generate))


def number(low: float, high: float) -> SearchStrategy[float]:
    """A number in a range, round enough to read."""
    return st.integers(0, 100).map(lambda k: low + (high - low) * k / 100.0)


SHARE = number(0.0, 1.0)
TERM_LISTS = st.lists(st.sampled_from(TERMS), unique=True, max_size=6)


@st.composite
def sides(draw: DrawFn, names: tuple[str, ...]) -> Table:
    """Belligerents: weights, beliefs and doctrines of all kinds."""
    table: Table = {}
    for name in names:
        table[name] = {
            "name": name.title(),
            "strength": draw(number(0.5, 2.0)),
            "quality": draw(number(0.7, 1.5)),
            "initiative": draw(number(0.0, 2.0)),
            "attrition": draw(st.sampled_from([0.0, 5000.0])),
            "death_cost": draw(number(0.0, 4.0e-4)),
            "tolerance": draw(st.sampled_from([0.0, 1000.0])),
            "belief": draw(beliefs()),
            "patience_days": draw(number(5.0, 60.0)),
            "discipline": draw(SHARE),
            "doctrine": draw(st.sampled_from(DOCTRINES)),
            "first_strike": draw(number(0.0, 0.1)),
            "tension_limit": draw(number(0.5, 5.0)),
            "reputation": draw(number(0.0, 0.1)),
            "invents": draw(number(0.0, 1.0)),
            "aim": draw(SHARE),
            "audience": draw(number(0.0, 0.5)),
            "admits": draw(SHARE),
            "halt_days": draw(number(0.1, 4.0)),
            "trust": {other: draw(SHARE) for other in names if other != name},
        }
    return table


@st.composite
def beliefs(draw: DrawFn) -> Table:
    """A normal belief, or now and then a beta belief."""
    if draw(st.integers(0, 5)) == 0:
        return {"alpha": draw(number(0.5, 4.0)), "beta": draw(number(0.5, 4.0))}
    return {"mean": draw(number(-0.5, 0.5)), "sd": draw(number(0.0, 0.6)), "weight": draw(SHARE)}


@st.composite
def states(draw: DrawFn, names: tuple[str, ...], fighting: tuple[str, ...]) -> Table:
    """Third parties, tied to belligerents and to each other."""
    table: Table = {}
    for name in names:
        ties: Table = {}
        for side in fighting:
            ties[side] = {key: draw(SHARE) for key in ("trust", "trade", "arms", "bias")}
        for other in names:
            if other < name:
                ties[other] = {"trust": draw(SHARE), "rivalry": draw(SHARE)}
        deploys = {
            "monitors": draw(number(0.0, 200.0)),
            "peacekeepers": draw(number(0.0, 3000.0)),
            "guarantee": draw(SHARE),
        }
        table[name] = {
            "name": name.title(), "concern": draw(SHARE), "ties": ties, "deploys": deploys,
        }  # fmt: skip
    return table


@st.composite
def formats(draw: DrawFn, names: tuple[str, ...], known: tuple[str, ...]) -> Table:
    """Mediators of every decision rule, quick to go in."""
    table: Table = {}
    for name in names:
        size = draw(st.integers(1, len(known)))
        role = "chair"
        rule = draw(st.sampled_from(("any", "chair", "consensus")))
        members = {known[0]: {"role": role, "weight": draw(SHARE)}}
        for state in known[1:size]:
            other = draw(st.sampled_from(("co_chair", "guarantor", "observer")))
            members[state] = {"role": other, "weight": draw(SHARE)}
        if sum(member["role"] != "observer" for member in members.values()) < 2:
            rule = "chair" if rule == "consensus" else rule
        style = {
            "facilitation": 0.1 + draw(SHARE),
            "formulation": draw(SHARE),
            "manipulation": draw(SHARE),
        }
        tempo = {
            "launch_rate": draw(number(0.0, 8.0)),
            "lag_days": draw(number(0.0, 1.0)),
            "gap_days": draw(number(0.05, 2.0)),
            "deadline_days": 1.0 + draw(number(0.0, 4.0)),
            "rounds": draw(st.integers(1, 4)),
            "notice_hours": draw(number(0.0, 30.0)),
            "rest_days": draw(number(0.0, 2.0)),
        }
        mandate = {"terms": draw(TERM_LISTS), "fixed_days": draw(number(0.1, 4.0))}
        table[name] = {
            "name": name.title(), "members": members, "decision": rule, "style": style,
            "tempo": tempo, "mandate": mandate, "credibility": draw(SHARE),
            "signal_accuracy": draw(number(0.5, 1.0)),
            "invites": {other: draw(SHARE) for other in names if other != name},
            "endorses": {other: draw(SHARE) for other in names if other != name},
            "together": draw(number(0.0, 0.9)) if rule == "any" else 0.0,
            "friends_above": draw(number(0.0, 0.3)),
        }  # fmt: skip
    return table


@st.composite
def fronts(draw: DrawFn, names: tuple[str, ...], fighting: tuple[str, ...]) -> Table:
    """Fronts in a ring of belligerents, so that everyone fights."""
    table: Table = {}
    for k, name in enumerate(names):
        parties = [fighting[k % len(fighting)], fighting[(k + 1) % len(fighting)]]
        positions = draw(st.integers(1, 8))
        end = st.sampled_from(("decision", "wall", "wall"))
        table[name] = {
            "parties": parties,
            "positions": positions,
            "held": draw(st.integers(0, positions)),
            "ends": {"first": draw(end), "second": draw(end)},
            "engagements": draw(number(0.0, 4.0)),
            "counter": draw(SHARE),
            "deaths": {side: draw(number(0.0, 80.0)) for side in parties},
            "civilian_deaths": draw(number(0.0, 5.0)),
        }
        if draw(st.integers(0, 4)) == 0:
            hazard = draw(st.sampled_from((0.0, 0.5)))
            table[name]["truce"] = {"terms": draw(TERM_LISTS), "hazard": hazard}
    return table


@st.composite
def events(draw: DrawFn, data: Table) -> list[Table]:
    """Dated events of every kind that the cast allows."""
    days = float(data["scenario"]["horizon_days"])
    side = st.sampled_from(tuple(data["belligerents"]))
    found: list[Table] = []
    kinds = ["arms", "salience"]
    if data["states"]:
        kinds += ["ultimatum", "tie", "patron"]
    if data["mediators"]:
        kinds += ["initiative", "initiative", "mandate_expiry"]
    for k in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(kinds))
        event: Table = {"id": f"event_{k}", "kind": kind, "day": draw(number(0.0, days))}
        if kind in ("initiative", "mandate_expiry"):
            event["mediator"] = draw(st.sampled_from(tuple(data["mediators"])))
        else:
            event["value"] = draw(number(-0.5, 0.5))
        if kind in ("arms", "ultimatum", "tie", "patron"):
            event["who"] = draw(side)
        if kind in ("ultimatum", "tie", "patron"):
            event["by"] = draw(st.sampled_from(tuple(data["states"])))
        if kind == "tie":
            event["field"] = draw(st.sampled_from(("trust", "trade", "arms", "bias")))
        if kind == "initiative":
            event["front"] = draw(st.sampled_from(tuple(data["fronts"])))
            if draw(st.booleans()):
                event["terms"] = draw(TERM_LISTS)
        found.append(event)
    return found


@st.composite
def tables(draw: DrawFn) -> Table:
    """A whole scenario as plain tables."""
    fighting = SIDES[: draw(st.integers(2, 3))]
    known = STATES[: draw(st.integers(0, 3))]
    mediating = FORMATS[: draw(st.integers(0, 3))] if known else ()
    places = FRONTS[: draw(st.integers(len(fighting) - 1, 3))]
    heading = {
        "id": "random-war",
        "name": "A random war",
        "summary": "Drawn for a test.",
        "horizon_days": draw(number(4.0, 14.0)),
        "aftermath_days": draw(number(0.0, 8.0)),
        "step_hours": draw(st.sampled_from((3.0, 6.0, 12.0, 24.0))),
        "initiatives": draw(st.sampled_from(("endogenous", "endogenous", "scripted"))),
    }
    data: Table = {
        "scenario": heading,
        "belligerents": draw(sides(fighting)),
        "states": draw(states(known, fighting)),
        "mediators": draw(formats(mediating, known)),
        "fronts": draw(fronts(places, fighting)),
        "rules": {
            "pressure": {"patrons": draw(SHARE), "endorsement": draw(SHARE)},
            "talks": {"direct_rate": draw(number(0.0, 4.0)), "halt_rate": draw(number(0.0, 2.0))},
            "truces": {
                "observer": draw(SHARE),
                "restraint": draw(SHARE),
                "break_pace": draw(st.sampled_from((0.0, 1.0, 300.0))),
                "execution_error": draw(st.sampled_from((0.0, 0.1))),
                "false_alarm": draw(st.sampled_from((0.0, 0.1))),
                "handover_days": draw(number(0.1, 3.0)),
                "consolidation_days": draw(number(0.5, 5.0)),
            },
        },
    }
    off = draw(st.lists(st.sampled_from(MECHANISMS), unique=True, max_size=4))
    data["mechanisms"] = dict.fromkeys(off, False)
    data["issues"] = {}
    if draw(st.booleans()):
        worth = {side: draw(number(-0.3, 0.3)) for side in data["fronts"][places[0]]["parties"]}
        issue = {
            "name": "A road",
            "front": places[0],
            "worth": worth,
            "status": draw(st.booleans()),
        }
        data["issues"] = {"road": issue}
    data["events"] = draw(events(data))
    return data


def scenario_of(data: Table) -> Scenario:
    """A checked scenario from plain tables, as if it had been read from a file."""
    case = Case.model_validate(data)
    assert check(case) == []
    return Scenario(case, Path("random-war.toml"), "", {}, data, {}, {}, {})


def scenarios() -> SearchStrategy[Scenario]:
    """Random valid scenarios."""
    return tables().map(scenario_of)
