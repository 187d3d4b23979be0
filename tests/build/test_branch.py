"""A war that parts in two: the same world and the same luck, until the change makes itself felt."""

from typing import Any, NamedTuple

import numpy as np
import pytest

from sim.build import begin, build, empty_log, last_tick
from sim.build.branch import branch
from sim.cast import cast_of
from sim.engines.futures import go_on
from sim.kernel.log import Log
from sim.kernel.world import World, copy_world
from sim.records.events import Event, events_from
from sim.scenario.errors import ScenarioError
from sim.scenario.loading import load
from sim.scenario.scenario import Scenario
from sim.scenario.schema import Case
from sim.scenario.schema.formats import Mandate, Mediator, Style, Tempo

TALKS = "mediators.lake_talks"


class War(NamedTuple):
    """A war as far as it has been fought."""

    world: World
    log: Log


def fought(case: Case, seed: int, until: int | None = None) -> War:
    last = last_tick(case) if until is None else until
    return War(*go_on(begin(build(case), seed, 0), empty_log(case), 0, last, 60.0))


def continued(start: Any, case: Case, tick: int) -> War:
    return War(*go_on(start.world, start.log, tick, last_tick(case), 60.0))


def told(war: War, case: Case) -> list[Event]:
    return list(events_from(war.log, cast_of(case)))


def same_world(one: World, other: World) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def with_mediator(case: Case, name: str, launch_rate: float) -> Case:
    """The case with one more mediator, who acts through a member that is there."""
    state = next(iter(case.states))
    stranger = Mediator(
        name="A stranger",
        members={state: {"role": "chair"}},
        style=Style(facilitation=1.0),
        mandate=Mandate(terms=["prisoners"]),
        tempo=Tempo(launch_rate=launch_rate),
    )
    return case.model_copy(update={"mediators": {**case.mediators, name: stranger}})


CASES = [("first-war", 7, 40), ("first-war", 45, 60), ("karabakh-2020", 2099, 90)]


@pytest.mark.parametrize(("name", "seed", "tick"), CASES)
def test_without_a_change_the_future_is_identical(name: str, seed: int, tick: int) -> None:
    case = load(name).case
    unbroken = fought(case, seed)
    start = fought(case, seed, tick)
    assert len(told(start, case)) < len(told(unbroken, case))
    again = continued(branch(*start, case, case, tick), case, tick)
    assert told(again, case) == told(unbroken, case)
    assert same_world(again.world, unbroken.world)
    for mine, theirs in zip(again.log[3:], unbroken.log[3:], strict=True):
        assert np.array_equal(mine, theirs)


@pytest.mark.parametrize(("name", "seed", "tick"), CASES)
def test_a_mediator_who_never_acts_changes_nothing(name: str, seed: int, tick: int) -> None:
    case = load(name).case
    after = with_mediator(case, "stranger", 0.0)
    start = fought(case, seed, tick)
    again = continued(branch(*start, case, after, tick), after, tick)
    assert told(again, after) == told(fought(case, seed), case)


def test_until_a_new_mediator_acts_all_is_as_it_was() -> None:
    case = load("first-war").case
    after = with_mediator(case, "stranger", 5.0)
    start = fought(case, 45, 20)
    ours = told(fought(case, 45), case)
    theirs = told(continued(branch(*start, case, after, 20), after, 20), after)
    parted = next(k for k, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b)
    assert theirs[parted].actor == "stranger"
    assert theirs[parted].kind == "initiative"
    assert parted > 0


def test_a_change_to_an_idle_mediator_is_felt_only_when_it_acts() -> None:
    scenario = load("karabakh-2020")
    after = load("karabakh-2020", {"mediators.cica.tempo.launch_rate": 3.0}).case
    start = fought(scenario.case, 2099, 60)
    ours = told(fought(scenario.case, 2099), scenario.case)
    theirs = told(continued(branch(*start, scenario.case, after, 60), after, 60), after)
    parted = next(k for k, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b)
    assert theirs[parted].actor == "cica"
    assert theirs[parted].hour > 60 * 6.0


def test_a_change_from_the_first_step_is_the_changed_scenario() -> None:
    before = load("first-war").case
    after = load("first-war", {"mechanisms.attrition": False, f"{TALKS}.credibility": 0.1}).case
    start = fought(before, 7, 0)
    changed = continued(branch(*start, before, after, 0), after, 0)
    assert told(changed, after) == told(fought(after, 7), after)


def test_what_is_changed_begins_anew_and_the_rest_stands_where_it_stood() -> None:
    before = load("first-war").case
    after = load("first-war", {"belligerents.eastland.tolerance": 99.0}).case
    start = fought(before, 7, 60)
    world = branch(*start, before, after, 60).world
    side = world.belligerents[list(before.belligerents).index("eastland")]
    assert side["tolerance"] == 99.0
    assert side["losses"] > 0.0
    assert np.array_equal(world.belligerents["losses"], start.world.belligerents["losses"])
    assert np.array_equal(world.fronts["line"], start.world.fronts["line"])
    assert (world.fronts["stale"] == 1).all()


def test_a_branch_leaves_its_war_alone() -> None:
    before = load("first-war").case
    after = load("first-war", {"mechanisms.learning": False}).case
    start = fought(before, 7, 60)
    kept = copy_world(start.world)
    parted = branch(*start, before, after, 60, ("lake_talks",))
    continued(parted, after, 60)
    assert same_world(kept, start.world)


def hours_in_talks(case: Case, war: War, name: str) -> tuple[float, float]:
    """When a mediator first goes in, and when it leaves."""
    events = told(war, case)
    began = next(e.hour for e in events if e.kind == "initiative" and e.actor == name)
    ended = next(e.hour for e in events if e.kind == "leaves" and e.actor == name)
    return began, ended


def test_a_mediator_sent_away_leaves_the_table_and_does_not_come_back() -> None:
    case = load("first-war").case
    whole = fought(case, 45)
    began, ended = hours_in_talks(case, whole, "lake_talks")
    tick = int((began + ended) / 2.0 / case.scenario.step_hours)
    hour = tick * case.scenario.step_hours
    start = fought(case, 45, tick)
    assert start.world.mediators[0]["open"] == 1
    after = continued(branch(*start, case, case, tick, ("lake_talks",)), case, tick)
    (left,) = [e for e in told(after, case) if e.kind == "leaves" and e.hour >= hour]
    assert left.hour == hour
    late = [e for e in told(after, case) if e.actor == "lake_talks" and e.hour > hour]
    assert not [e for e in late if e.kind in ("initiative", "offer", "talks")]


def test_events_keep_their_actors_when_states_come_in() -> None:
    before = load("karabakh-2020").case
    iran = next(iter(load("karabakh-2020-astana-type").case.states.values()))
    after = before.model_copy(update={"states": {**before.states, "iran": iran}})
    start = fought(before, 2099, 90)
    parted = branch(*start, before, after, 90)
    assert told(War(*parted), after) == told(start, before)
    assert {event.actor for event in told(start, before)} & set(before.mediators)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"scenario.step_hours": 3.0}, "scenario.step_hours"),
        ({"fronts.river.positions": 4, "fronts.river.held": 2}, "the positions"),
    ],
)
def test_clock_and_places_cannot_change(change: dict[str, Any], words: str) -> None:
    scenario: Scenario = load("first-war")
    start = fought(scenario.case, 7, 8)
    with pytest.raises(ScenarioError, match="in the middle of a war") as caught:
        branch(*start, scenario.case, load("first-war", change).case, 8)
    assert words in str(caught.value)


def test_who_is_there_cannot_vanish() -> None:
    before, after = load("karabakh-2020").case, load("karabakh-2020-cica-only").case
    start = fought(before, 2099, 8)
    with pytest.raises(ScenarioError, match="which mediators there were"):
        branch(*start, before, after, 8)
