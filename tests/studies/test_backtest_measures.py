"""Measures of a record that look at how a front stands, at one of several, or at dated truces."""

import math

import pytest

from sim.engines.ensemble import fight_one
from sim.kernel.log import SUPERSEDED
from sim.records.outcomes import end_day
from sim.scenario import load
from sim.studies.record_file import read_record, shipped_record
from sim.studies.record_measures import MEASURES
from tests.studies.handmade import settled

WAR, UNSETTLED = settled(), settled(ended=False)


def of(name: str, at: int = 0, *more: object) -> float:
    return float(MEASURES[name].of(WAR, at, *more))


def test_truces_that_took_effect_with_the_one_that_holds() -> None:
    assert of("truces") == 4
    assert MEASURES["truces"].of(UNSETTLED, 0) == 3


def test_a_truce_is_found_by_its_day() -> None:
    """In force at hour 84, on the fourth day, for six hours; the last at hour 265."""
    assert of("in_force_from_day", 4) == 1
    assert of("life_from_day", 4) == pytest.approx(6.0)
    assert of("life_from_day", 8) == pytest.approx(0.5)  # of two on that day the first
    assert of("life_from_day", 9) == pytest.approx(60.0)
    assert of("life_from_day", 12) == math.inf
    assert of("in_force_from_day", 17) == 1
    assert of("in_force_from_day", 18) == 0
    assert math.isnan(of("life_from_day", 18))


def test_an_agreement_that_takes_anothers_place_continues_it() -> None:
    war = settled()
    for row in war.log.truces[: int(war.log.counts[1])]:
        if row["number"] == 4:
            row["cause"] = SUPERSEDED
    assert MEASURES["life_from_day"].of(war, 9) == math.inf
    ended = settled()
    for row in ended.log.truces[: int(ended.log.counts[1])]:
        if row["number"] == 2:
            row["cause"] = SUPERSEDED
    assert MEASURES["life_from_day"].of(ended, 8) == pytest.approx(240.0 - 168.0)


def test_how_a_front_stands() -> None:
    stands = ("at_war_at_the_end", "frozen", "settlement", "lost_by_the_first")
    assert [of(name) for name in stands] == [0, 0, 1, 0]
    assert [MEASURES[name].of(UNSETTLED, 0) for name in stands] == [1, 0, 0, 0]
    alone = settled()
    alone.world.fronts[0]["share_now"] = 0.01
    assert MEASURES["lost_by_the_first"].of(alone, 0) == 1
    assert MEASURES["lost_by_the_second"].of(alone, 0) == 0


def test_who_brokered() -> None:
    WAR.world.truces[0]["broker"] = WAR.cast.mediators.index("moscow")
    assert of("brokered", 0, 0, "moscow") == 1
    assert of("brokered", 0, 0, "minsk_group") == 0
    assert math.isnan(of("brokered", 0, 0, "nobody"))
    assert math.isnan(MEASURES["brokered"].of(UNSETTLED, 0, 0, "moscow"))


def test_the_last_front_to_be_quiet_ends_the_war() -> None:
    scenario = load("syria-2012-2020-as-it-happened")
    for number in range(3):
        war = fight_one(scenario, 5, number)
        whole, days = end_day(war), [MEASURES["end_day"].of(war, 0, f) for f in range(4)]
        assert max(days) == (math.inf if math.isnan(whole) else whole)
        stand = [
            sum(MEASURES[name].of(war, 0, f) for name in ("at_war_at_the_end", "frozen",
                "settlement")) for f in range(4)
        ]  # fmt: skip
        assert all(one in (0.0, 1.0) for one in stand)


def test_figures_of_one_scenario_are_not_asked_of_another() -> None:
    record = read_record(shipped_record("karabakh-1991-94-record"))
    mine = record.for_scenario("karabakh-1991-94").figures
    assert "life_sochi" in record.for_scenario("karabakh-1991-94-as-it-happened").figures
    assert "life_sochi" not in mine
    assert "end_day" in mine


def test_a_figure_of_a_front_that_a_war_lacks_is_none_of_it() -> None:
    record = read_record(shipped_record("syria-2012-2020-record"))
    assert math.isnan(record.figures["frozen_idlib"].of(WAR))
