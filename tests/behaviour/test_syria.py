"""Syria: what each format of the war is known for shows in the model, and not without its cause.

Two arms are the same wars with the same luck. What differs lies more than 3.29 standard errors
from zero: one false alarm in 2,000 by luck alone, for each of the ten comparisons, so one in
about 200 for the file. The seeds are fixed: the answer is the same every time.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from sim.kernel.log import ACCIDENT
from sim.scenario.library import find
from tests.behaviour.conftest import Laboratory
from tests.behaviour.many import Interval, Measure, Settings, War, interval
from tests.behaviour.twins import Data, written

WARS = 60
BOTH = "syria-2012-2020"
GENEVA = "syria-geneva-only"
ASTANA = "syria-astana-only"
OPENS = 24.0 * 1789  # hours from 1 March 2012 to 23 January 2017, when the Astana format opens
ZONES = ("idlib", "north_homs", "eastern_ghouta", "south_west")
SPOILER = "belligerents.idlib_groups.discipline"
NO_ASTANA: Settings = {"mediators.astana.tempo.launch_rate": 0.0}
QUICK_GENEVA: Settings = {
    "mediators.geneva.tempo.launch_rate": 0.3,
    "mediators.geneva.tempo.lag_days": 10,
    "mediators.geneva.tempo.rest_days": 5,
}
Arm = tuple[tuple[str, object], ...]


class Syria(NamedTuple):
    """Wars in Syria on demand; each arm is fought once."""

    laboratory: Laboratory

    def wars(self, name: str, set: Settings | None = None) -> list[War]:
        """The wars of one arm."""
        return arm(self.laboratory, name, tuple((set or {}).items()))

    def differs(self, measure: Measure, base: list[War], other: list[War]) -> Interval:
        """By how much a measure is higher in the other arm."""
        pairs = zip(base, other, strict=True)
        return interval(np.array([measure(b) - measure(a) for a, b in pairs]))


@cache
def arm(laboratory: Laboratory, name: str, set: Arm) -> list[War]:
    """The wars of one arm, fought once."""
    return laboratory.wars(find(name), WARS, dict(set))


@pytest.fixture(scope="module")
def syria(laboratory: Laboratory) -> Syria:
    """Wars in Syria on demand."""
    return Syria(laboratory)


def brokered(war: War) -> float:
    """Agreements that a mediator brokered."""
    return float((war.truces["broker"] >= 0).sum())


def fell(war: War) -> float:
    """Brokered agreements that came down by themselves, less those that stand at the end."""
    mediated = war.truces[war.truces["broker"] >= 0]
    down = (mediated["active"] == 0) & np.isin(mediated["cause"], (1, 2, 3, 4))
    return float(down.sum()) - float((mediated["active"] == 1).sum())


def days_of_calm(war: War) -> float:
    """Days under an agreement on the front of Idlib."""
    return float(war.lives()[war.truces["front"] == 0].sum())


def unordered_shots(war: War) -> float:
    """Incidents that nobody ordered, a day under an agreement on the front of Idlib."""
    shots = war.rows("incident")
    unordered = (shots["front"] == 0) & (shots["value"] == ACCIDENT)
    return float(unordered.sum()) / max(days_of_calm(war), 1.0)


def geneva_rounds(war: War) -> float:
    """Rounds in Geneva to which both sides came, once the Astana format is open."""
    rounds = war.rows("talks")
    geneva = len(war.world.belligerents) + len(war.world.states) + 1
    late = (rounds["actor"] == geneva) & (rounds["hour"] > OPENS)
    return float(rounds["value"][late].sum())


def land_of_opposition(war: War) -> float:
    """Land the opposition lost after the Astana format opened, over the three cut-off zones."""
    opened = min(int(OPENS // 24.0), len(war.day_fronts) - 1)  # a war may be over before
    then = war.day_fronts["line"][opened]
    last = war.day_fronts["line"][-1]
    return float((last - then)[1:].sum())


def idlib_deaths(war: War) -> float:
    """Killed of the groups in Idlib."""
    return float(war.world.sides[0, 1]["deaths"])


def test_geneva_alone_stalls(syria: Syria) -> None:
    """Few agreements in eight years; with the tempo of Astana there are more."""
    geneva = syria.wars(GENEVA)
    assert np.mean([brokered(war) for war in geneva]) < 4.0
    assert syria.differs(brokered, geneva, syria.wars(ASTANA)).rises
    assert syria.differs(brokered, geneva, syria.wars(GENEVA, QUICK_GENEVA)).rises


def test_astana_saves_lives_by_local_truces_that_come_down(syria: Syria) -> None:
    """More truces and fewer deaths than by Geneva alone; most of them do not last, and the
    opposition goes on losing land while they are made."""
    astana = syria.wars(ASTANA)
    assert syria.differs(War.deaths, syria.wars(GENEVA), astana).falls
    assert interval(np.array([fell(war) for war in astana])).rises
    assert interval(np.array([land_of_opposition(war) for war in astana])).rises


def test_pressure_is_what_makes_astana_truces(syria: Syria) -> None:
    """Knock-out: a format of the same tempo without leverage makes fewer."""
    without = syria.wars(ASTANA, {"mechanisms.manipulation": False})
    assert syria.differs(brokered, syria.wars(ASTANA), without).falls


def test_geneva_is_attended_less_once_astana_opens(syria: Syria) -> None:
    """Forum shopping: fewer rounds to which both sides come, and sides that stay away."""
    both, alone = syria.wars(BOTH), syria.wars(BOTH, NO_ASTANA)
    assert syria.differs(geneva_rounds, alone, both).falls
    assert syria.differs(lambda war: float(war.count("forum_shopping")), alone, both).rises


def test_no_rival_no_eclipse(syria: Syria) -> None:
    """Knock-out: before Astana opens, the same wars hold the same talks, with and without it."""
    for with_it, without in zip(syria.wars(BOTH), syria.wars(BOTH, NO_ASTANA), strict=True):
        early, alone = (war.rows("talks") for war in (with_it, without))
        assert list(early["hour"][early["hour"] < OPENS]) == list(
            alone["hour"][alone["hour"] < OPENS]
        )


def test_the_spoiler_disturbs_truces_in_idlib(syria: Syria) -> None:
    """Commanders who do not obey: more shots that nobody ordered, a day of calm."""
    with_it, obeyed = syria.wars(BOTH), syria.wars(BOTH, {SPOILER: 0.97})
    assert syria.differs(unordered_shots, with_it, obeyed).falls


def test_without_accidents_there_is_no_spoiler(syria: Syria) -> None:
    """Knock-out: where nobody fires without orders, discipline makes no difference."""
    silent = {"mechanisms.accidents": False}
    same = zip(syria.wars(BOTH, silent), syria.wars(BOTH, silent | {SPOILER: 0.97}), strict=True)
    assert all(len(a.events) == len(b.events) for a, b in same)


def half_a_year(truces: bool) -> Data:
    """The first half-year without mediators, with or without a truce on three of the zones."""
    data: Data = {
        "scenario": {
            "id": "half-a-year", "name": "Half a year", "summary": "Three zones calm, or none.",
            "extends": BOTH, "horizon_days": 180, "aftermath_days": 3000,
        },
        "mechanisms": {"mediation": False, "direct_talks": False, "unilateral_halts": False},
        "rules": {"fighting": {"effort_rate": 0.03}},
    }  # fmt: skip
    if truces:
        data["fronts"] = {zone: {"truce": {"terms": [], "hazard": 1e-9}} for zone in ZONES[1:]}
    return data


@pytest.mark.parametrize("moves", [True, False])
def test_a_truce_on_three_zones_makes_the_fourth_hotter(
    syria: Syria, tmp_path: Path, moves: bool
) -> None:
    """The force that three truces free kills on the fourth front; not if force cannot move."""
    set: Settings = {} if moves else {"mechanisms.effort": False}
    arms = []
    for truces in (False, True):
        path = written(half_a_year(truces), tmp_path, f"truces-{truces}")
        arms.append(syria.laboratory.wars(path, WARS, set))
    hotter = syria.differs(idlib_deaths, *arms)
    assert hotter.rises if moves else (hotter.low, hotter.high) == (0.0, 0.0)
