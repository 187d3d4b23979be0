"""Each classroom war shows its one idea, and does not once the idea's cause is taken away.

Two arms are the same wars with the same luck. What differs lies more than 3.29 standard errors from
zero: one false alarm in 2,000 by luck alone, for each comparison.
"""

from typing import NamedTuple

import numpy as np
import pytest

from sim.scenario.library import find
from tests.behaviour import measures as m
from tests.behaviour.conftest import Laboratory
from tests.behaviour.many import Array, Measure, Settings, War, interval

WARS = 300
# Both friends' tables bring the other in.
TOGETHER: Settings = {
    "mediators.mountain_talks.invites.harbour_talks": 1.0,
    "mediators.harbour_talks.invites.mountain_talks": 1.0,
}


def each(sides: tuple[str, str], key: str, value: object) -> Settings:
    """One value for either side."""
    return {f"belligerents.{side}.{key}": value for side in sides}


MARKS = ("northmark", "southmark")
NEIGHBOURS = ("hillmen", "plainsmen")
WOODS = ("oakland", "pineland")
MOUNTAINS = ("northern_league", "mountain_cantons")
TRUE_BELIEFS = each(MARKS, "belief.mean", 0.0)
NO_GAIN = each(NEIGHBOURS, "first_strike", 0.0)
OBEYED = each(WOODS, "discipline", 0.98)
PAINLESS = each(MOUNTAINS, "tolerance", 5000.0)


class Idea(NamedTuple):
    """A classroom war and a change of it that its note tells the class to try."""

    scenario: str
    change: Settings
    measure: Measure
    rises: bool


IDEAS = [
    Idea("private-information", {"mechanisms.learning": False}, m.settled, False),
    Idea("private-information", TRUE_BELIEFS, m.settled, True),
    Idea("commitment", {"mechanisms.guarantees": False}, m.settled, False),
    Idea("insincere-truces", {"mechanisms.monitors": False}, m.peace, False),
    Idea("insincere-truces", {"rules.pressure.scale": 0.0}, m.first_signature, True),
    Idea(
        "forum-shopping",
        {"mediators.harbour_talks.tempo.launch_rate": 0.0},
        m.first_signature,
        False,
    ),
    Idea("forum-shopping", TOGETHER, m.settled, True),
    Idea("spoilers-and-discipline", OBEYED, m.settled, True),
    Idea("spoilers-and-discipline", {"mechanisms.accidents": False}, m.settled, True),
    Idea("hurting-stalemate", PAINLESS, m.peace, False),
    Idea("hurting-stalemate", {"fronts.mountains.terrain_mountain": 0.5}, m.peace, False),
]

# (war, what takes the cause away, what then makes no difference): to every war the same.
NOTHING_LEFT = [
    ("commitment", {"mechanisms.guarantees": False}, {"states.empire.deploys.guarantee": 0.0}),
    (
        "insincere-truces",
        {"mechanisms.monitors": False},
        {"mediators.union_envoy.mandate.monitor_access": 0.5},
    ),
    ("forum-shopping", {"mechanisms.mediation": False}, TOGETHER),
    ("spoilers-and-discipline", {"mechanisms.accidents": False}, OBEYED),
]


def values(laboratory: Laboratory, name: str, set: Settings, measure: Measure) -> Array:
    """A measure on the wars of a classroom scenario."""
    return laboratory.values(find(name), WARS, set, measure)


@pytest.mark.parametrize("idea", IDEAS, ids=lambda idea: f"{idea.scenario}, {min(idea.change)}")
def test_the_note_holds(laboratory: Laboratory, idea: Idea) -> None:
    plain = values(laboratory, idea.scenario, {}, idea.measure)
    changed = values(laboratory, idea.scenario, idea.change, idea.measure)
    found = interval(changed - plain)
    assert found.rises if idea.rises else found.falls


@pytest.mark.parametrize(("name", "without", "change"), NOTHING_LEFT)
def test_without_its_cause_nothing_is_left(
    laboratory: Laboratory, name: str, without: Settings, change: Settings
) -> None:
    """Knock-out: with the cause off, the lever that showed the idea shows nothing, war by war."""
    one = values(laboratory, name, without, m.life)
    other = values(laboratory, name, without | change, m.life)
    np.testing.assert_array_equal(one, other)


def test_friends_tables_are_shopped_only_where_friendship_counts(laboratory: Laboratory) -> None:
    """Two tables keep the sides apart longer than one only if they care whose table it is."""
    indifferent = {"rules.talks.forum_weight": 0.0}
    shopping = values(laboratory, "forum-shopping", {}, m.first_signature)
    content = values(laboratory, "forum-shopping", indifferent, m.first_signature)
    assert interval(content - shopping).falls


def test_no_gain_from_striking_first_needs_no_guarantee(laboratory: Laboratory) -> None:
    alone: Settings = {"mechanisms.guarantees": False}
    tempted = values(laboratory, "commitment", alone, m.settled)
    content = values(laboratory, "commitment", alone | NO_GAIN, m.settled)
    assert interval(content - tempted).rises


@pytest.mark.parametrize(
    ("name", "change"), [("private-information", {"mechanisms.learning": False})]
)
def test_who_knows_the_truth_need_not_learn(
    laboratory: Laboratory, name: str, change: Settings
) -> None:
    """Knock-out: with true beliefs from the start, fighting has far less to teach."""
    mistaken = values(laboratory, name, {}, m.settled) - values(laboratory, name, change, m.settled)
    knowing = values(laboratory, name, TRUE_BELIEFS, m.settled) - values(
        laboratory, name, TRUE_BELIEFS | change, m.settled
    )
    assert interval(mistaken - knowing).rises


def week_more_often_late(war: War) -> float:
    """Share living a week among truces from the third month on, less that in the first month."""
    begun = war.truces["effective_hour"] / 24.0
    weeks = war.lives() >= 7.0
    early, late = weeks[begun < 30.0], weeks[begun >= 60.0]
    return float(late.mean() - early.mean()) if len(early) and len(late) else np.nan


def test_the_same_offer_holds_later(laboratory: Laboratory) -> None:
    """In wars that have truces early and late; where nothing hurts they hold at neither time."""
    felt = values(laboratory, "hurting-stalemate", {}, week_more_often_late)
    unfelt = values(laboratory, "hurting-stalemate", PAINLESS, week_more_often_late)
    assert interval(felt[~np.isnan(felt)]).rises
    assert np.nanmax(unfelt) == 0.0
