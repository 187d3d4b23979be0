"""No mechanism is idle: in a war with everything in it, switching any of them off tells.

A switch that nobody reads would leave every war as it was, to the last event.
"""

import numpy as np
import pytest

from sim.kernel.log import KINDS
from sim.kernel.world import MECHANISMS
from tests.behaviour.conftest import Laboratory
from tests.behaviour.many import NUMBERS, War

WARS = 12


def same(one: War, other: War) -> bool:
    """Whether two wars have the same events, terms and losses."""
    return bool(
        np.array_equal(one.events, other.events)
        and np.array_equal(one.terms, other.terms)
        and np.array_equal(one.world.sides, other.world.sides)
        and np.array_equal(one.world.belligerents, other.world.belligerents)
    )


@pytest.fixture(scope="module")
def plain(laboratory: Laboratory) -> list[War]:
    """Wars with everything on."""
    return laboratory.wars("rich", WARS, {})


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_every_mechanism_does_something(
    laboratory: Laboratory, plain: list[War], mechanism: str
) -> None:
    without = laboratory.wars("rich", WARS, {f"mechanisms.{mechanism}": False})
    assert not all(same(one, other) for one, other in zip(plain, without, strict=True))


def test_the_same_wars_are_the_same(laboratory: Laboratory, plain: list[War]) -> None:
    """So that a difference above is the mechanism's."""
    again = laboratory.wars("rich", WARS, {"mechanisms.tension": True})
    assert all(same(one, other) for one, other in zip(plain, again, strict=True))


def test_everything_happens(laboratory: Laboratory) -> None:
    """Every kind of event, in 200 wars."""
    seen = {int(kind) for war in laboratory.wars("rich", 200, {}) for kind in war.events["kind"]}
    missing = [name for name, number in NUMBERS.items() if number not in seen]
    assert not missing, missing
    assert seen <= set(KINDS)
