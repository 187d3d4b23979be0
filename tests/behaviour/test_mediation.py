"""What docs/model.md says that mediation does, held to it: `sim.studies.behaviour`.

The effect must be more than 3.29 standard errors of the paired differences: by luck alone a claim
without substance passes once in 2,000. The knock-out is exact: no war changes.
"""

import numpy as np
import pytest

from sim.studies.behaviour.curves import CURVES
from sim.studies.behaviour.experiments import EXPERIMENTS
from sim.studies.behaviour.fought import along, effect, values
from tests.behaviour.many import ERRORS, interval

WARS = {"wears_off": 1600, "monitors": 1000, "purse": 1000}
MEMBERS = CURVES["members"]


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_claim(name: str) -> None:
    one = EXPERIMENTS[name]
    found = effect(one, WARS.get(name, 500))
    assert found.goes(one.rises, ERRORS), found


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_without_its_mechanism(name: str) -> None:
    found = effect(EXPERIMENTS[name], 100, off=True)
    assert found.wars > 50
    assert found.changed == 0


def test_peacekeepers_cut_the_hazard_of_settlements_by_half_or_more() -> None:
    """Cumulative hazards, -ln(1 - share that collapse), over agreements alike but for soldiers."""
    found = effect(EXPERIMENTS["peacekeepers"], 500)
    assert np.log1p(-found.other) / np.log1p(-found.base) < 0.5


def of(arm: str, count: int, wars: int) -> np.ndarray:
    """Agreements of each war with so many members."""
    return values(MEMBERS, {**MEMBERS.points[count], **MEMBERS.arms[arm]}, wars)


def test_a_second_friend_helps_and_a_fifth_hurts() -> None:
    one, two, five = (of("friends", count, 1500) for count in (1, 2, 5))
    assert interval(two - one).rises
    assert interval(five - two).falls
    assert interval(five - one).falls


def test_rivals_hurt_and_friends_do_not() -> None:
    friends, rivals = of("friends", 2, 400), of("rivals", 2, 400)
    assert interval(rivals - friends).falls
    assert interval(rivals - of("rivals", 1, 400)).falls
    np.testing.assert_array_equal(of("rivals, rivalry off", 2, 400), friends)


def test_advice_is_believed_from_a_friend_and_not_from_a_partisan() -> None:
    found = along(CURVES["advice"], "facilitation on", 40)
    by_bias = dict(zip(found.x.tolist(), found.means.tolist(), strict=True))
    assert by_bias[0.0] == 0.0
    assert by_bias[0.1] > 0.5
    assert by_bias[1.0] < 0.2
    without = along(CURVES["advice"], "facilitation off", 10)
    assert not without.means.any()
