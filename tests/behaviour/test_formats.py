"""Each format is a mechanism: what the members, roles and rules of a table do to wars.

Paired wars under the same luck where an effect is claimed: more than 3.29 standard errors, a false
alarm once in 2,000; what is exact is compared exactly.
"""

import numpy as np
import pytest

from sim.kernel.world import NOBODY
from sim.scenario.library import find
from tests.behaviour import measures as m
from tests.behaviour.conftest import Laboratory
from tests.behaviour.many import Settings, War, interval

PANEL, FORUM = 0, 1
ANYONE: Settings = {"mediators.panel.decision": "any"}
GUARDS: Settings = {
    "mediators.panel.mandate.terms": ["guarantee"],
    "mediators.panel.members.norway.role": "chair",
    "states.norway.deploys": {"guarantee": 0.5},
    "states.chile.deploys": {"guarantee": 0.8},
}


def acting(war: War) -> list[int]:
    """Which state acts at each opening, counted from 0; -1 for all together."""
    states = war.rows("initiative")["target"] - len(war.world.belligerents)
    return [int(s) if s >= 0 else NOBODY for s in states]


def brokered(war: War, mediator: int) -> float:
    """Agreements that a mediator brokered."""
    return float((war.truces["broker"] == mediator).sum())


def held(war: War, mediator: int) -> float:
    """Rounds of talks of a mediator to which both sides came."""
    first = len(war.world.belligerents) + len(war.world.states)
    rows = war.rows("talks")
    return float((rows["value"][rows["actor"] == first + mediator] == 1.0).sum())


def test_any_co_chair_may_act_alone(laboratory: Laboratory) -> None:
    found = {s for war in laboratory.wars("talks", 60, ANYONE) for s in acting(war)}
    assert found == {0, 1}


@pytest.mark.parametrize("chance", [0.25, 0.6])
def test_or_all_of_them_together(laboratory: Laboratory, chance: float) -> None:
    """The share of joint openings is binomial; a false alarm at 3.89 errors once in 10,000."""
    wars = laboratory.wars("talks", 200, ANYONE | {"mediators.panel.together": chance})
    opened = [s for war in wars for s in acting(war)]
    share, error = np.mean(np.array(opened) == NOBODY), np.sqrt(chance * (1 - chance) / len(opened))
    assert abs(share - chance) < 3.89 * error
    assert {0, 1} <= set(opened)


def test_alone_a_co_chair_has_its_own_leverage_only(laboratory: Laboratory) -> None:
    apart = laboratory.values("talks", 200, ANYONE, m.first_pressure)
    united = laboratory.values(
        "talks", 200, ANYONE | {"mediators.panel.together": 0.99}, m.first_pressure
    )
    assert interval(united - apart).rises


def test_who_addresses_friends_goes_in_among_friends_alone(laboratory: Laboratory) -> None:
    plain = laboratory.wars("talks", 60, {})
    friends = laboratory.wars("talks", 60, {"mediators.panel.friends_above": 0.1})
    for one, other in zip(plain, friends, strict=True):
        np.testing.assert_array_equal(one.events, other.events)
    strangers = laboratory.wars("talks", 60, {"mediators.panel.friends_above": 0.7})
    assert sum(war.count("initiative") for war in plain) > 60
    assert sum(war.count("initiative") for war in strangers) == 0


def guarded(laboratory: Laboratory, change: Settings) -> list[tuple[float, float]]:
    """What guarantors take from the first and second side's gain from breaking, by agreement."""
    return [
        (float(truce["guarantee_first"]), float(truce["guarantee_second"]))
        for war in laboratory.wars("talks", 40, GUARDS | change)
        for truce in war.truces
        if truce["guarantee_first"] > 0.0 or truce["guarantee_second"] > 0.0
    ]


def test_a_guarantor_answers_for_its_client(laboratory: Laboratory) -> None:
    client: Settings = {"states.chile.ties.south.bias": 0.6}
    everyone = guarded(laboratory, client)
    assert set(everyone) == {(0.5 + 0.5 * 0.8, 0.5 + 0.5 * 0.8)}
    clients = guarded(laboratory, client | {"mediators.panel.members.chile.role": "guarantor"})
    assert {(round(a, 9), round(b, 9)) for a, b in clients} == {(0.5, 0.9)}


def test_an_observer_has_no_vote_and_no_leverage(laboratory: Laboratory) -> None:
    """With reports of observers off, a table with an observer is the table without it."""
    off: Settings = {"mechanisms.observers": False, "states.japan.ties.north.arms": 0.9}
    alone = laboratory.wars("talks", 40, off)
    watched = laboratory.wars("talks", 40, off | {"mediators.panel.members.japan.role": "observer"})
    for one, other in zip(alone, watched, strict=True):
        np.testing.assert_array_equal(one.events, other.events)
        np.testing.assert_array_equal(one.terms, other.terms)


def test_an_undertaking_is_no_truce(laboratory: Laboratory) -> None:
    """Asked for nothing else, the sides promise, fight on, and sign nothing."""
    only: Settings = {
        "mediators.panel.mandate.terms": ["spare_civilians"],
        "mechanisms.direct_talks": False,
    }
    wars = laboratory.wars("talks", 60, only)
    promised = [war for war in wars if (war.rows("undertaking")["value"] == 1.0).any()]
    assert len(promised) > 20
    assert all(len(war.truces) == 0 and war.count("offer") == 0 for war in wars)
    never = laboratory.wars("talks", 60, {"mechanisms.mediation": False})
    for one, other in zip(wars, never, strict=True):
        np.testing.assert_array_equal(one.world.sides["deaths"], other.world.sides["deaths"])


def test_a_rival_table_eclipses_an_envoy_without_leverage(laboratory: Laboratory) -> None:
    """An envoy that only facilitates holds fewer rounds once a forum with leverage opens."""
    envoy: Settings = {
        "mediators.panel.style": {"facilitation": 1.0},
        "states.japan.ties.north.arms": 0.8,
        "states.japan.ties.south.arms": 0.8,
    }
    alone = np.array([held(war, PANEL) for war in laboratory.wars("talks", 300, envoy)])
    rival = envoy | {"mediators.forum.tempo.launch_rate": 2.0}
    beside = laboratory.wars("talks", 300, rival)
    assert interval(np.array([held(war, PANEL) for war in beside]) - alone).falls
    assert sum(brokered(war, FORUM) for war in beside) > sum(brokered(war, PANEL) for war in beside)


def test_who_convened_first_matters(laboratory: Laboratory) -> None:
    """Two tables that are alike but for the day they open: the earlier brokers more."""
    alike: Settings = {
        "mediators.panel.tempo.launch_rate": 2.0,
        "mediators.forum.tempo.launch_rate": 2.0,
        "mediators.panel.members": {"norway": {"role": "chair"}},
        "mediators.forum.members": {"japan": {"role": "chair"}},
        "states.norway.ties": {side: {"trust": 0.5, "trade": 0.4} for side in ("north", "south")},
        "states.japan.ties": {side: {"trust": 0.5, "trade": 0.4} for side in ("north", "south")},
        "mediators.panel.style": {"facilitation": 1.0, "manipulation": 1.0},
    }
    first = laboratory.wars("talks", 300, alike | {"mediators.forum.opens": 6.0})
    second = laboratory.wars("talks", 300, alike | {"mediators.panel.opens": 6.0})
    gain = [brokered(a, PANEL) - brokered(b, PANEL) for a, b in zip(first, second, strict=True)]
    assert interval(np.array(gain)).rises


def test_without_mediation_nobody_goes_in_at_the_hours_of_the_record_either(
    laboratory: Laboratory,
) -> None:
    path = find("karabakh-2020-as-it-happened")
    assert all(war.count("initiative") > 1 for war in laboratory.wars(path, 5, {}))
    off = laboratory.wars(path, 5, {"mechanisms.mediation": False})
    assert all(war.count("initiative") == war.count("talks") == 0 for war in off)
