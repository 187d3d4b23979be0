"""Identities: a mirrored war, a renamed mediator, a mediator that never acts.

Distributions are compared by two-sample Kolmogorov-Smirnov tests (conservative where values tie),
on independent wars. Each test is at a level of one in 100,000, so that all of them together raise a
false alarm less than once in 4,000. With 1,000 wars a side they notice distribution functions that
lie 0.11 apart. The null mediator is among the theory scenarios.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import ks_2samp

from tests.behaviour import measures as m
from tests.behaviour.conftest import Laboratory
from tests.behaviour.many import Measure, War
from tests.behaviour.twins import Data, data_of, joined_by, mirrored, renamed, written

LEVEL = 1e-5
WARS = 1000
NORTH, SOUTH, EAST = 0, 1, 2
RIVER, HILLS = 0, 1

# A measure in terms of who is who: `of` turns the number of a side into its row in that file.
Seen = Callable[[War, Callable[[int], int]], float]


def held_by(war: War, front: int, side: int) -> float:
    """Share of a front's land that a side holds."""
    share = float(war.world.fronts[front]["share_now"])
    return share if war.world.fronts[front]["first"] == side else 1.0 - share


def lost(war: War, side: int) -> float:
    """Killed on a side."""
    return float(war.world.belligerents[side]["losses"])


def trusts(war: War, one: int, other: int) -> float:
    """One side's trust in another."""
    pair = war.world.pairs[one, other]
    return float(pair["kept"] / (pair["kept"] + pair["broken"]))


MIRRORED: dict[str, Seen] = {
    "land of north at the river": lambda war, of: held_by(war, RIVER, of(NORTH)),
    "land of north in the hills": lambda war, of: held_by(war, HILLS, of(NORTH)),
    "deaths of north": lambda war, of: lost(war, of(NORTH)),
    "deaths of south": lambda war, of: lost(war, of(SOUTH)),
    "deaths of east": lambda war, of: lost(war, of(EAST)),
    "trust of north in south": lambda war, of: trusts(war, of(NORTH), of(SOUTH)),
    "trust of south in north": lambda war, of: trusts(war, of(SOUTH), of(NORTH)),
    "displaced of south": lambda war, of: float(war.world.belligerents[of(SOUTH)]["displaced"]),
    "belief of north": lambda war, of: float(war.world.pairs[of(NORTH), of(SOUTH)]["belief_mean"]),
    "force of south": lambda war, of: float(war.world.belligerents[of(SOUTH)]["strength"]),
}
WHOLE: dict[str, Measure] = {
    "length": lambda war: war.hours,
    "agreements": m.agreements,
    "first signature": m.first_signature,
    "life of the first truce": m.life,
    "incidents": m.incidents,
    "forum shopping": m.forum_shopping,
    "standing with the panel": lambda war: float(war.world.standing[0, 0]["value"]),
    "deaths": War.deaths,
}


def straight(side: int) -> int:
    """Rows of the plain file."""
    return side


def turned_round(side: int) -> int:
    """Rows of the mirrored file, whose three sides stand in the other order."""
    return 2 - side


def apart(one: list[float], other: list[float]) -> bool:
    """Whether two samples differ at the stated level."""
    return bool(ks_2samp(one, other, method="asymp").pvalue < LEVEL)  # the exact sum can overflow


@pytest.fixture(scope="module")
def rich() -> Data:
    """A war with everything in it."""
    return data_of("rich")


@pytest.fixture(scope="module")
def plain(laboratory: Laboratory) -> list[War]:
    """Many of its wars."""
    return laboratory.wars("rich", WARS, {})


@pytest.fixture(scope="module")
def mirror(
    laboratory: Laboratory, rich: Data, tmp_path_factory: pytest.TempPathFactory
) -> list[War]:
    """As many of its mirror image, under another seed."""
    path = written(mirrored(rich), tmp_path_factory.mktemp("mirror"), "mirror")
    return laboratory.wars(path, WARS, {}, seed=2)


@pytest.mark.parametrize("seen", MIRRORED.values(), ids=MIRRORED)
def test_a_mirrored_war_is_the_same_war(plain: list[War], mirror: list[War], seen: Seen) -> None:
    assert not apart(
        [seen(war, straight) for war in plain], [seen(war, turned_round) for war in mirror]
    )


@pytest.mark.parametrize("name", sorted(set(WHOLE) - {"standing with the panel"}))
def test_a_mirrored_war_goes_the_same_way(plain: list[War], mirror: list[War], name: str) -> None:
    assert not apart([WHOLE[name](war) for war in plain], [WHOLE[name](war) for war in mirror])


def test_a_mirror_that_forgets_something_is_noticed(
    laboratory: Laboratory, plain: list[War], rich: Data, tmp_path: Path
) -> None:
    """Knock-out: ends and initiative that stay with the row."""
    bent = mirrored(rich)
    bent["fronts"]["river"]["ends"] = rich["fronts"]["river"]["ends"]
    north, south = (bent["belligerents"][name] for name in ("north", "south"))
    north["initiative"], south["initiative"] = 1.0, north["initiative"]
    wars = laboratory.wars(written(bent, tmp_path, "bent"), WARS, {}, seed=2)
    seen = MIRRORED["land of north at the river"]
    assert apart([seen(war, straight) for war in plain], [seen(war, turned_round) for war in wars])


def test_another_name_on_the_door_changes_nothing(
    laboratory: Laboratory, plain: list[War], rich: Data, tmp_path: Path
) -> None:
    """The title of a mediator is no part of the war: the same wars, event for event."""
    path = written(
        rich | {"mediators": rich["mediators"] | {
            "panel": rich["mediators"]["panel"] | {"name": "An entirely other panel"}
        }}, tmp_path, "titled",
    )  # fmt: skip
    for one, other in zip(plain, laboratory.wars(path, 20, {}), strict=False):
        np.testing.assert_array_equal(one.events, other.events)
        np.testing.assert_array_equal(one.terms, other.terms)


@pytest.fixture(scope="module")
def placebo(
    laboratory: Laboratory, rich: Data, tmp_path_factory: pytest.TempPathFactory
) -> list[War]:
    """Wars in which the panel has another id, so other luck in its own draws."""
    data = renamed(rich, "panel", "pact")
    assert "pact" in data["mediators"]
    assert "panel" not in str(data).replace("The panel", "")
    return laboratory.wars(
        written(data, tmp_path_factory.mktemp("placebo"), "placebo"), WARS, {}, 3
    )


@pytest.mark.parametrize("name", WHOLE)
def test_a_renamed_mediator_is_the_same_mediator(
    plain: list[War], placebo: list[War], name: str
) -> None:
    assert not apart([WHOLE[name](war) for war in plain], [WHOLE[name](war) for war in placebo])


def test_a_renamed_mediator_shifts_no_luck_but_its_own(
    laboratory: Laboratory, rich: Data, tmp_path: Path
) -> None:
    """Under the same seed nothing at all differs as long as it does not act."""
    path = written(renamed(rich, "panel", "pact"), tmp_path, "pact")
    idle = {"mediators.{}.tempo.launch_rate": 0.0, "mediators.forum.invites": {}}
    wars = (
        laboratory.wars(name, 20, {key.format(mediator): value for key, value in idle.items()})
        for name, mediator in (("rich", "panel"), (path, "pact"))
    )
    for one, other in zip(*wars, strict=True):
        np.testing.assert_array_equal(one.events, other.events)


@pytest.mark.parametrize("first", [True, False], ids=["first", "last"])
def test_a_mediator_that_never_acts_changes_nothing(
    laboratory: Laboratory, plain: list[War], rich: Data, tmp_path: Path, first: bool
) -> None:
    ghost = rich["mediators"]["panel"] | {"name": "A ghost", "invites": {}}
    ghost["tempo"] = ghost["tempo"] | {"launch_rate": 0.0}
    path = written(joined_by(rich, "ghost", ghost, first), tmp_path, "haunted")
    sides_and_states = len(rich["belligerents"]) + len(rich["states"])
    for one, other in zip(plain, laboratory.wars(path, 40, {}), strict=False):
        events = other.events.copy()
        for who in ("actor", "target"):
            if first:  # the others' numbers are one higher
                events[who] -= events[who] > sides_and_states
        np.testing.assert_array_equal(one.events, events)
        np.testing.assert_array_equal(one.terms, other.terms)
        np.testing.assert_array_equal(one.world.sides, other.world.sides)


def test_a_mediator_that_acts_does_change_something(
    laboratory: Laboratory, plain: list[War], rich: Data, tmp_path: Path
) -> None:
    """Knock-out of the ghost."""
    eager = rich["mediators"]["panel"] | {"name": "An eager one", "invites": {}}
    wars = laboratory.wars(
        written(joined_by(rich, "eager", eager, False), tmp_path, "eager"), 20, {}
    )
    assert any(
        not np.array_equal(one.events, other.events)
        for one, other in zip(plain, wars, strict=False)
    )
