"""The wars over Nagorno-Karabakh of 2016 and 1991 to 1994 do what they are known for.

Arms of a comparison are the same wars with the same luck. What differs lies more than 3.29 standard
errors from zero, or from the bound it is held against: one false alarm in 2,000 by luck alone, for
each comparison. A share lies within its bounds if its interval of as many standard errors does.
"""

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from sim.scenario.library import find
from tests.behaviour.conftest import Laboratory
from tests.behaviour.many import Array, Settings, War, difference, interval
from tests.behaviour.twins import written

FOUR_DAYS = 600  # wars
LONG = 120  # wars in each arm
AT_WAR = 0  # status of a front
WINDOW = 60  # days of violence that are compared
DATES = (200, 380, 560, 700, 840, 980)  # days of the one offer: March 1992 to May 1994
OFFER = 3.0  # days from the offer to entry into force
SIDES = ("armenia", "azerbaijan")
PAINLESS: Settings = {f"belligerents.{side}.death_cost": 0.0 for side in SIDES}


# ------------------------------------------------------------------------- April 2016


@pytest.fixture(scope="module")
def april(laboratory: Laboratory) -> list[War]:
    """Wars of April 2016."""
    return laboratory.wars(find("karabakh-2016"), FOUR_DAYS, {})


def share(values: list[bool]) -> Array:
    """Yes and no as 1 and 0."""
    return np.array(values, dtype=float)


def meeting(war: War) -> Array:
    """The agreement of the chiefs of staff, if they agreed."""
    return war.truces[war.truces["broker"] >= 0][:1]


def end_day(war: War) -> float:
    """Days until the agreement that stands at the end; infinite if none does."""
    stands = war.world.truces["active"].any()
    return float(war.truces[-1]["effective_hour"]) / 24.0 if stands else float("inf")


def test_most_wars_are_shorter_than_a_fortnight(april: list[War]) -> None:
    assert interval(share([end_day(war) < 14.0 for war in april])).low > 0.5


def test_some_go_on_all_the_same(april: list[War]) -> None:
    """Flare-ups on this line mostly froze, but not all: neither all nor nearly none may."""
    going_on = interval(share([end_day(war) == np.inf for war in april]))
    assert going_on.low > 0.05
    assert going_on.high < 0.3


def same_day(wars: list[War]) -> Array:
    """Whether the truce of the meeting saw an incident before midnight."""
    agreed = [truce for war in wars for truce in meeting(war)]
    return share([truce["first_incident"] - truce["effective_hour"] < 12.0 for truce in agreed])


def test_shots_fall_the_same_day(april: list[War]) -> None:
    """Most truces of the meeting see an incident before midnight, and stand for all that."""
    assert interval(same_day(april)).low > 0.9
    agreed = [truce for war in april for truce in meeting(war)]
    stood = [truce["ended_hour"] - truce["effective_hour"] > 24.0 * 30.0 for truce in agreed]
    assert interval(share(stood)).low > 0.5


def test_fewer_do_if_nobody_shoots_without_orders(laboratory: Laboratory, april: list[War]) -> None:
    """Knock-out: what is left is fire that somebody ordered."""
    calm = laboratory.wars(find("karabakh-2016"), 200, {"mechanisms.accidents": False})
    assert difference(same_day(april), same_day(calm)).falls


def test_the_line_hardly_moves(april: list[War]) -> None:
    """A few heights, a tenth of the land at most."""
    moved = share([abs(float(war.world.fronts[0]["taken"])) < 0.11 for war in april])
    assert interval(moved).low > 0.9


# ---------------------------------------------------------------------- 1991 to 1994


class Offer(NamedTuple):
    """One offer in a war, beside the same war without any.

    Attributes:
        war: which war.
        hurt: whether both values of war lay below the present line on its day, without it.
        spared: share of the deaths of the two months before it that it spared in the two after.
        life: days that the agreement lived, if one was signed; else NaN.
    """

    war: int
    hurt: bool
    spared: float
    life: float


def silent(folder: Path, day: float | None) -> Path:
    """The war of 1991 to 1994 with Moscow's offer of May 1994 on one day, or with no mediator."""
    data: dict[str, Any] = {
        "scenario": {
            "id": "one-offer",
            "name": "One offer",
            "summary": "Nobody mediates but once.",
            "extends": str(find("karabakh-1991-94")),
            "initiatives": "scripted",
        }
    }
    if day is not None:
        offer = {"id": "offer", "kind": "initiative", "day": day, "mediator": "moscow"}
        offer |= {"by": "russia", "front": "karabakh", "terms": [], "notice_hours": 24.0 * OFFER}
        data["events"] = [offer]
    return written(data, folder, f"offer-{day}")


def deaths(war: War, first: float, last: float) -> float:
    """Killed on both sides from one day to another."""
    return float(war.day_sides[int(first) : int(last)]["deaths"].sum())


def hurting(war: War, day: int) -> bool:
    """Whether both sides would rather have the present line than fight on."""
    sides = war.day_sides[day]
    return bool((sides["war_value"] < sides["held_value"]).all())


def offers(laboratory: Laboratory, folder: Path, set: Settings) -> list[Offer]:
    """The offer on each date in each war that was still fought then."""
    plain = laboratory.wars(silent(folder, None), LONG, set)
    found = []
    for day in DATES:
        treated = laboratory.wars(silent(folder, day), LONG, set)
        for war, (without, with_it) in enumerate(zip(plain, treated, strict=True)):
            fought = day + OFFER + WINDOW < len(without.day_fronts)
            if fought and without.day_fronts[day, 0]["status"] == AT_WAR:
                found.append(compared(war, without, with_it, day))
    return found


def compared(war: int, without: War, with_it: War, day: int) -> Offer:
    """What the offer of one day did."""
    start, end = day + OFFER + 1, day + OFFER + 1 + WINDOW
    before = deaths(without, day - WINDOW, day)
    saved = deaths(without, start, end) - deaths(with_it, start, end)
    signed = with_it.truces["broker"] >= 0
    life = float(with_it.lives()[signed][0]) if signed.any() else np.nan
    return Offer(war, hurting(without, day - 1), saved / max(before, 1.0), life)


def by_war(found: list[Offer], values: Array) -> Array:
    """A war's offers count once, as their mean: they share its luck."""
    wars = np.array([offer.war for offer in found])
    known = ~np.isnan(values)
    return np.array([values[known & (wars == war)].mean() for war in np.unique(wars[known])])


def spared(found: list[Offer], hurt: bool) -> Array:
    """What offers spared, where both hurt or where not."""
    chosen = [offer for offer in found if offer.hurt == hurt]
    return by_war(chosen, np.array([offer.spared for offer in chosen]))


def month_long(found: list[Offer], hurt: bool) -> Array:
    """Whether what was signed lived a month, where both hurt or where not."""
    chosen = [offer for offer in found if offer.hurt == hurt]
    lives = np.array([offer.life for offer in chosen])
    return by_war(chosen, np.where(np.isnan(lives), np.nan, lives > 30.0))


@pytest.fixture(scope="module")
def once(laboratory: Laboratory, tmp_path_factory: pytest.TempPathFactory) -> list[Offer]:
    """The one offer, early and late."""
    return offers(laboratory, tmp_path_factory.mktemp("offers"), {})


def test_an_offer_that_comes_too_early_changes_little(once: list[Offer]) -> None:
    assert interval(spared(once, hurt=False)).high < 0.1


def test_the_same_offer_in_a_stalemate_that_hurts_changes_much(once: list[Offer]) -> None:
    assert interval(spared(once, hurt=True)).low > 0.4


def test_what_is_signed_then_holds_longer(once: list[Offer]) -> None:
    early, late = month_long(once, hurt=False), month_long(once, hurt=True)
    assert interval(early).high < 0.2
    assert interval(late).low > 0.5


def test_where_nothing_hurts_no_date_is_better(laboratory: Laboratory, tmp_path: Path) -> None:
    """Knock-out: if deaths cost nothing, the late offer, too, finds nobody hurting."""
    found = offers(laboratory, tmp_path, PAINLESS)
    assert not any(offer.hurt for offer in found)
    assert interval(spared(found, hurt=False)).high < 0.1
