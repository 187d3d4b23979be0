"""Signing without meaning it: what pressure buys, and what it does not.

Agreements of two arms are not the same agreements, so their lives are compared as two samples: more
than 3.29 standard errors apart, one false alarm in 2,000 by luck alone.
"""

import numpy as np
import pytest

from tests.behaviour.conftest import Laboratory
from tests.behaviour.levers import both
from tests.behaviour.many import Array, Settings, War, difference, interval
from tests.behaviour.measures import life

WARS = 2500

# Either side may be soft (war is dear to it, a truce it signs it keeps) or firm (it would rather
# fight on). To sign has a price at home, nobody can prove who broke, and to strike first gains
# nothing.
TYPES = (
    both("resolve", {"low": 0.1, "high": 4.0})
    | both("first_strike", 0.0)
    | both("audience", 2.0)
    | both("doctrine", "restraint")
    | {
        "rules.talks.signing_noise": 0.02,
        "rules.truces.public_attribution": 0.0,
        "rules.pressure.half_life_days": 60.0,
    }
)
NONE = {"rules.pressure.scale": 0.0}
HARD = {"rules.pressure.scale": 4.0}
WATCHED: Settings = {"mediators.panel.mandate.terms": ["monitors"]}


def signed(wars: list[War]) -> Array:
    """Whether each war had an agreement."""
    return np.array([float(len(war.truces) > 0) for war in wars])


def lives(wars: list[War]) -> Array:
    """Days that the first agreement lived, in the wars that had one."""
    return np.array([life(war) for war in wars if len(war.truces)])


@pytest.fixture(scope="module")
def unpressed(laboratory: Laboratory) -> list[War]:
    """Wars in which nobody presses."""
    return laboratory.wars("talks", WARS, TYPES | NONE)


@pytest.fixture(scope="module")
def pressed(laboratory: Laboratory) -> list[War]:
    """The same wars under pressure, unmonitored."""
    return laboratory.wars("talks", WARS, TYPES | HARD)


def test_pressure_without_monitors_buys_short_truces(
    unpressed: list[War], pressed: list[War]
) -> None:
    assert interval(signed(pressed) - signed(unpressed)).rises
    assert difference(lives(unpressed), lives(pressed)).falls


def test_pressure_with_monitors_buys_longer_ones(
    laboratory: Laboratory, pressed: list[War]
) -> None:
    watched = laboratory.wars("talks", WARS, TYPES | HARD | WATCHED)
    assert difference(lives(pressed), lives(watched)).rises


def test_without_manipulation_nothing_is_bought(laboratory: Laboratory) -> None:
    """Knock-out: with the mechanism off the same scales of pressure make the same wars."""
    off = {"mechanisms.manipulation": False}
    one = laboratory.wars("talks", WARS // 10, TYPES | NONE | off)
    other = laboratory.wars("talks", WARS // 10, TYPES | HARD | off)
    np.testing.assert_array_equal(lives(one), lives(other))


def test_who_signs_sincerely_keeps_longer(laboratory: Laboratory) -> None:
    plain = laboratory.wars("talks", WARS, TYPES)
    sincere = laboratory.wars("talks", WARS, TYPES | {"mechanisms.insincere_signing": False})
    assert difference(lives(plain), lives(sincere)).rises
    assert interval(signed(sincere) - signed(plain)).falls
