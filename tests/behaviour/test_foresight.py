"""Who could break once land has changed hands is foreseen: settlements hold.

The same small wars with the same luck, with foresight and without, between sides that nothing at
home keeps from signing. Shares differ by more than 3.29 standard errors: by luck alone that comes
about once in 2,000. The knock-out is exact: where nobody drafts a line and nobody has means to
choose among, foresight changes no event of any war.
"""

import numpy as np
import pytest

from sim.kernel.log import BROKEN, DEFAULTED, ESCALATED
from sim.scenario.root import scenario_root
from tests.behaviour.conftest import Laboratory
from tests.behaviour.many import Settings, War

SMALL = scenario_root() / "facts" / "small-war.toml"
WARS = 3000
MONTH = 30.0
BASE: Settings = {
    "scenario.aftermath_days": 60,
    "belligerents.east.quality": 1.4,
    "belligerents.west.audience": 0.0,
    "belligerents.east.audience": 0.0,
}
OFF: Settings = {"mechanisms.foresight": False}
COLLAPSED = (BROKEN, ESCALATED, DEFAULTED)


def settlements(wars: list[War]) -> tuple[int, int]:
    """How many agreements moved the line, and how many of them fell within a month."""
    signed = fell = 0
    for war in wars:
        settled = war.truces["settlement"] == 1
        down = np.isin(war.truces["cause"], COLLAPSED) & (war.lives() < MONTH)
        signed += int(settled.sum())
        fell += int((settled & down).sum())
    return signed, fell


@pytest.fixture(scope="module")
def foresighted(laboratory: Laboratory) -> tuple[int, int]:
    return settlements(laboratory.wars(SMALL, WARS, BASE))


@pytest.fixture(scope="module")
def naive(laboratory: Laboratory) -> tuple[int, int]:
    return settlements(laboratory.wars(SMALL, WARS, BASE | OFF))


def test_fewer_settlements_fall_within_a_month(
    foresighted: tuple[int, int], naive: tuple[int, int]
) -> None:
    """Source: Fearon 1996; Powell 2006."""
    (many, fell), (more, lost) = foresighted, naive
    one, other = fell / many, lost / more
    error = np.sqrt(one * (1 - one) / many + other * (1 - other) / more)
    assert min(many, more) > 1000
    assert other - one > 3.29 * error, (foresighted, naive)


def test_and_fewer_are_signed(foresighted: tuple[int, int], naive: tuple[int, int]) -> None:
    """What would not enforce itself is not drafted."""
    assert foresighted[0] < naive[0] - 3.29 * np.sqrt(naive[0])


def test_without_land_or_means_there_is_nothing_to_foresee(laboratory: Laboratory) -> None:
    bare: Settings = {
        "mechanisms.formulation": False,
        "mechanisms.direct_talks": False,
        **{f"states.{name}.deploys": {} for name in ("neighbour", "federation", "power")},
    }
    wars = laboratory.wars(SMALL, 100, BASE | bare)
    assert sum(len(war.truces) for war in wars) > 50
    for one, other in zip(wars, laboratory.wars(SMALL, 100, BASE | bare | OFF), strict=True):
        np.testing.assert_array_equal(one.events, other.events)
