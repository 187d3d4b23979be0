"""No two draws of a war have one address; and the test mode that says so would notice."""

import pytest
from hypothesis import given

from sim.build import begin, build
from sim.kernel import purposes
from sim.kernel.phases import common
from sim.scenario.scenario import Scenario
from tests.engines.wars import by_mesa
from tests.properties.luck import modules_that_draw, recorded_luck
from tests.strategies import scenarios, wars


@wars(60)
@given(scenarios())
def test_no_address_is_drawn_twice(scenario: Scenario) -> None:
    with recorded_luck() as drawn:
        by_mesa(scenario, seed=3)
    assert drawn


def test_every_purpose_has_its_own_number() -> None:
    numbers = [value for name, value in vars(purposes).items() if name.isupper()]
    assert len(set(numbers)) == len(numbers)
    assert all(0 < number < 256 for number in numbers)


def test_a_second_draw_at_an_address_is_noticed(small_war: Scenario) -> None:
    world = begin(build(small_war.case), 1, 0)
    assert "sim.kernel.phases.common" in modules_that_draw()
    with recorded_luck():
        first = common.draw(world, 4, purposes.DEATHS, 77, 0)
        assert common.draw(world, 4, purposes.DEATHS, 77, 1) != first
        with pytest.raises(AssertionError, match="drawn twice"):
            common.draw(world, 4, purposes.DEATHS, 77, 0)
