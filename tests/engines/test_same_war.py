"""The Mesa agents and the compiled loop fight the same war, event for event."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.kernel.world import MECHANISMS
from sim.scenario.library import scenario_files
from sim.scenario.loading import load
from sim.scenario.scenario import Scenario
from tests.engines.wars import Fight, assert_same, by_loop, by_mesa
from tests.strategies import scenarios, wars

SHIPPED = {path.stem: path for path in scenario_files()}
STEPS = 80  # with a mechanism off, the first weeks will do


def test_there_are_scenarios_to_compare():
    assert {"karabakh-2020", "null-mediator"} <= set(SHIPPED)


@pytest.mark.parametrize("seed", [1, 2**64 - 1])
@pytest.mark.parametrize("path", SHIPPED.values(), ids=SHIPPED)
def test_a_shipped_scenario(fight: Fight, path: Path, seed: int) -> None:
    scenario = load(path)
    for replicate in (0, 7):
        mesa = by_mesa(scenario, seed, replicate, ticks=600)
        assert_same(mesa, by_loop(fight, scenario, seed, replicate, ticks=600))


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_without_one_mechanism(fight: Fight, mechanism: str) -> None:
    for path in SHIPPED.values():
        scenario = load(path, set={f"mechanisms.{mechanism}": False})
        if scenario.case.scenario.extends is None:  # variants are whole above
            mesa = by_mesa(scenario, 3, ticks=STEPS)
            assert_same(mesa, by_loop(fight, scenario, 3, ticks=STEPS))


@wars(100)
@given(scenario=scenarios(), seed=st.integers(0, 2**64 - 1), replicate=st.integers(0, 2**32 - 1))
def test_a_random_scenario(fight: Fight, scenario: Scenario, seed: int, replicate: int) -> None:
    assert_same(by_mesa(scenario, seed, replicate), by_loop(fight, scenario, seed, replicate))


def test_a_war_whose_log_overflows_is_the_same_war(fight: Fight) -> None:
    """The count goes on beyond the room, so that nothing is lost without notice."""
    from sim.build import begin, build, empty_log, last_tick

    scenario = load("karabakh-2020")
    whole = by_loop(fight, scenario, seed=5)
    world, log = begin(build(scenario.case), 5, 0), empty_log(scenario.case, events=20)
    fight(world, log, last_tick(scenario.case))
    assert log.counts[0] == whole.log.counts[0] > 20
    assert (log.events == whole.log.events[:20]).all()
    assert world.war == whole.world.war
