"""Luck belongs to whom it concerns: who else is there, and who looks on, moves nobody's."""

from copy import deepcopy
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from sim.build import build
from sim.build.subjects import subject_of
from sim.cast import cast_of
from sim.engines.model import REPORTERS, CeasefireModel
from sim.kernel import log as logs
from sim.records.columns import TABLES
from sim.records.runs import Runs
from sim.records.tables import Collector
from sim.report.figures import FIGURES
from sim.report.war import war_of
from sim.scenario.errors import ScenarioError
from sim.scenario.scenario import Scenario
from tests.engines.wars import War, assert_same, by_mesa
from tests.properties.luck import recorded_luck
from tests.properties.small import small
from tests.strategies import Table, scenario_of, tables, wars

SEEDS = st.integers(0, 2**64 - 1)
# The value or a term of these counts the truces of the whole war, on other fronts too.
NUMBERED = (
    logs.SIGNED, logs.IN_FORCE, logs.COLLAPSE, logs.EXPIRY, logs.RENEWAL, logs.CONSOLIDATION,
)  # fmt: skip
# Two ids whose 32-bit numbers are the same.
TWINS = ("aadze", "akamk")


def told(scenario: Scenario, war: War, fronts: set[str]) -> list[tuple[Any, ...]]:
    """The record of some fronts with ids for numbers, so that rows may be added before.

    Without dated events: those on no front stand under the first.
    """
    cast = cast_of(scenario.case)
    rows = []
    for event, terms in zip(war.log.events, war.log.terms, strict=True):
        if event["kind"] in (0, logs.EXOGENOUS) or cast.fronts[event["front"]] not in fronts:
            continue
        weighed = tuple(terms[: event["n_terms"]])
        value = event["value"]
        if event["kind"] in NUMBERED:
            weighed, value = weighed[1:], 0.0
        rows.append((
            int(event["tick"]), float(event["hour"]), int(event["kind"]),
            cast.actor(event["actor"]), cast.actor(event["target"]),
            cast.fronts[event["front"]], value, weighed,
        ))  # fmt: skip
    return rows


def first(data: Table, group: str, name: str, row: Table) -> None:
    """Put a row before all others of its group."""
    data[group] = {name: row, **data.get(group, {})}


def with_onlooker(data: Table) -> Table:
    """The same war with a mediator who never acts, before all others."""
    more = deepcopy(data)
    first(more, "states", "lima", {"name": "Lima", "concern": 1.0})
    row = {
        "name": "Onlooker",
        "members": {"lima": {"role": "chair"}},
        "tempo": {"launch_rate": 0.0},
    }
    first(more, "mediators", "onlooker", row)
    return more


@wars(40)
@given(tables(), SEEDS)
def test_a_mediator_who_never_acts_moves_nobodys_luck(data: Table, seed: int) -> None:
    here, more = scenario_of(data), scenario_of(with_onlooker(data))
    with recorded_luck() as drawn:
        war = by_mesa(here, seed)
    with recorded_luck() as drawn_more:
        other = by_mesa(more, seed)
    fronts = set(data["fronts"])
    assert told(here, war, fronts) == told(more, other, fronts)
    assert drawn.items() <= drawn_more.items()
    own = {subject_of("onlooker")}
    assert {address.subject for address in drawn_more.keys() - drawn.keys()} <= own


def with_other_war(data: Table) -> Table:
    """The same war beside another one, between others, that comes first in the file.

    Its front is short: nodes of beta beliefs are as many as the longest front asks for.
    """
    more = deepcopy(data)
    side = {"name": "Elsewhere", "death_cost": 0.0}
    first(more, "belligerents", "xenia", side)
    first(more, "belligerents", "yonder", side)
    row = {
        "parties": ["xenia", "yonder"], "positions": 1, "held": 1, "engagements": 2.0,
        "ends": {"first": "wall", "second": "wall"}, "deaths": {"xenia": 5.0, "yonder": 5.0},
    }  # fmt: skip
    first(more, "fronts", "far", row)
    return more


@wars(40)
@given(tables(), SEEDS)
def test_a_war_elsewhere_leaves_this_one_alone(data: Table, seed: int) -> None:
    """Unless mediators have to choose between fronts; none acts here."""
    data = {**data, "mechanisms": {**data["mechanisms"], "mediation": False}}
    data["events"] = [e for e in data["events"] if e["kind"] != "initiative"]
    here, more = scenario_of(data), scenario_of(with_other_war(data))
    fronts = set(data["fronts"])
    with recorded_luck() as drawn:
        war = by_mesa(here, seed)
    with recorded_luck() as drawn_more:
        other = by_mesa(more, seed, ticks=war.ticks)
    until = min(war.ticks, other.ticks)  # the run may end later or earlier for the other's sake
    assert until > 0
    mine, theirs = told(here, war, fronts), told(more, other, fronts)
    assert [row for row in mine if row[0] < until] == [row for row in theirs if row[0] < until]
    early = {address: value for address, value in drawn.items() if address.tick < until}
    assert early.items() <= drawn_more.items()


def test_another_mediator_meets_the_same_war() -> None:
    """Until somebody goes in, a war under another mediator is the same war: common luck."""
    slow = {"talks": {"direct_rate": 0.05, "halt_rate": 0.0, "salience_deaths": 2000.0}}
    here = scenario_of(small(rules=slow))
    renamed = small(rules=slow)
    renamed["mediators"] = {"elders": renamed["mediators"]["panel"]}
    other = scenario_of(renamed)
    mine, theirs = (told(s, by_mesa(s, 6), {"ridge", "shore"}) for s in (here, other))
    kinds = (logs.INITIATIVE, logs.SIGNED)
    until = min(row[0] for row in mine + theirs if row[2] in kinds)
    assert until > 0
    assert [row for row in mine if row[0] < until] == [row for row in theirs if row[0] < until]


def look_at_everything(model: CeasefireModel) -> list[Any]:
    """Every property of a model and its agents, its data frame, its records."""
    seen: list[Any] = [getattr(model, name) for name in REPORTERS]
    for agent in model.agents:
        names = [n for n in dir(type(agent)) if isinstance(getattr(type(agent), n), property)]
        seen += [getattr(agent, name) for name in names]
    seen.append(model.datacollector.get_model_vars_dataframe())
    return [*seen, model["panel"].standing("amber"), model.finished(), repr(model["amber"])]


def figures_of(model: CeasefireModel) -> list[Figure]:
    """All figures of the war so far."""
    collector = Collector(model.cast)
    collector.add(model.finished())
    frames = {name: collector.frame(name) for name in TABLES}
    when = "2020-01-01T00:00:00+00:00"
    counts = dict.fromkeys(TABLES, 1)
    runs = Runs(model.case, model.seed, 0, 1, "mesa", frames, counts, when, when)
    war = war_of(model.case, runs)
    return [draw(war) for draw in FIGURES.values()]


def test_looking_changes_nothing() -> None:
    scenario = scenario_of(small())
    unseen = by_mesa(scenario, seed=8)
    model = CeasefireModel(case=scenario, rng=8)
    while model.running:
        with recorded_luck() as drawn:
            assert look_at_everything(model)
            if model.tick == 40:
                assert len(figures_of(model)) == len(FIGURES)
            assert not drawn
        model.step()
    assert_same(War(model.world, model.log, model.tick), unseen)


def test_the_global_generators_are_left_alone() -> None:
    import random

    random.seed(1)
    np.random.seed(1)
    expected = random.random(), np.random.random()
    random.seed(1)
    np.random.seed(1)
    by_mesa(scenario_of(small()), seed=8)
    assert (random.random(), np.random.random()) == expected


@pytest.mark.parametrize("group", ["belligerents", "states", "mediators", "fronts"])
def test_two_ids_with_one_number_are_refused(group: str) -> None:
    one, other = TWINS
    assert subject_of(one) == subject_of(other)
    data = small()
    rows = list(data[group].items())
    data[group] |= {one: rows[0][1], other: rows[1][1]}
    if group == "belligerents":
        data["fronts"]["ridge"] |= {"parties": [one, other], "deaths": {}}
    with pytest.raises(ScenarioError) as refused:
        build(scenario_of(data).case)
    (fault,) = refused.value.faults
    assert fault.file == "small-war"
    assert one in fault.found
    assert other in fault.found
    assert "rename" in fault.hint


def test_subjects_tell_pairs_from_ids() -> None:
    assert len({subject_of("a", "b"), subject_of("b", "a"), subject_of("a"), subject_of("b")}) == 4
