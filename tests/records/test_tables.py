"""Every cell of the tables of a war made by hand."""

import math

import numpy as np
import pytest

from sim.kernel import world as worlds
from sim.records.columns import TABLES, meanings, spec
from sim.records.outcomes import (
    FROZEN,
    SETTLEMENT,
    TRUCE,
    VICTORY,
    WAR,
    front_outcome,
    worst,
)
from sim.records.tables import Collector


@pytest.fixture
def frames(finished):
    collector = Collector(finished(0).cast)
    for replicate in (0, 1):
        collector.add(finished(replicate))
    return {name: collector.frame(name) for name in TABLES}


def test_columns_are_those_promised(frames):
    assert list(frames["runs"].columns) == [
        "scenario", "replicate", "seed", "outcome", "end_day", "deaths", "deaths_north",
        "deaths_south", "civilian_deaths", "displaced", "share_taken_river", "share_final_river",
        "truces", "truces_broken", "settled_by", "engagements", "cooperation_share_north",
        "cooperation_share_south", "status",
    ]  # fmt: skip
    assert list(frames["truces"].columns) == [
        "replicate", "front", "truce", "broker", "format", "truce_class", "announced_day",
        "effective_day", "first_incident_hours", "first_accusation_hours_north",
        "first_accusation_hours_south", "violator", "public_verdict", "blamed_by_north",
        "blamed_by_south", "ended_day", "lifetime_days", "censored", "cause", "monitors",
        "peacekeepers", "guarantee",
    ]  # fmt: skip
    assert list(frames["days"].columns) == [
        "replicate", "day", "line_river", "engagements", "deaths_north", "deaths_south",
        "reported_deaths_north", "reported_deaths_south", "belief_north", "belief_south",
        "war_value_north", "war_value_south", "range_width", "tension_river", "ripe",
    ]  # fmt: skip
    assert list(frames["events"].columns) == [
        "replicate", "tick", "hour", "kind", "actor", "target", "front", "value", "terms",
    ]  # fmt: skip


def test_the_row_of_a_run(frames):
    row = frames["runs"].iloc[1]
    assert row["scenario"] == "two-sides"
    assert (row["replicate"], row["seed"], row["outcome"], row["status"]) == (1, 5, "truce", "done")
    assert (row["deaths"], row["deaths_north"], row["deaths_south"]) == (201, 120, 81)
    assert (row["civilian_deaths"], row["displaced"], row["engagements"]) == (7, 1500.0, 9)
    assert (row["share_taken_river"], row["share_final_river"]) == (0.25, 0.25)
    assert (row["truces"], row["truces_broken"]) == (2, 1)
    assert row["end_day"] == 6  # the agreement in force since hour 132
    assert row["settled_by"] is None


def test_the_rows_of_truces(frames):
    broken, alive = (frames["truces"].iloc[k] for k in (0, 1))
    assert (broken["broker"], broken["format"], broken["truce_class"]) == (
        "norway", "contact_group", 2,
    )  # fmt: skip
    assert (broken["announced_day"], broken["effective_day"], broken["ended_day"]) == (3, 4, 5)
    assert broken["first_incident_hours"] == pytest.approx(0.1)
    assert broken["first_accusation_hours_north"] == 0.25
    assert math.isnan(broken["first_accusation_hours_south"])
    assert (broken["violator"], broken["public_verdict"]) == ("south", "south")
    assert (broken["blamed_by_north"], broken["blamed_by_south"]) == (3.0, 0.0)
    assert (broken["lifetime_days"], broken["censored"], broken["cause"]) == (1.0, False, "broken")
    assert (broken["monitors"], broken["guarantee"]) == (40.0, 0.2)
    assert (alive["broker"], alive["format"]) == (None, "direct")
    assert math.isnan(alive["ended_day"])
    assert (alive["lifetime_days"], alive["cause"]) == ((240.0 - 132.0) / 24.0, "censored")
    assert alive["censored"]


def test_days_count_from_one_and_events_carry_ids(frames):
    days = frames["days"]
    assert days["day"].tolist() == [*range(1, 11)] * 2
    assert days["ripe"].sum() == 2
    assert days["deaths_north"].sum() == 240
    events = frames["events"]
    assert events["kind"].tolist() == ["response", "verdict", "collapse", "ripe"] * 2
    assert events["actor"].tolist()[:4] == ["south", "contact_group", "south", None]
    assert events["target"].tolist()[:4] == ["contact_group", "south", "north", None]
    assert events["terms"][1] == [1.0, 0.9]
    assert set(events["front"]) == {"river"}


def test_kinds_of_columns_do_not_depend_on_the_rows(finished, frames):
    cast = finished(0).cast
    empty = Collector(cast)
    for name in TABLES:
        assert empty.frame(name).dtypes.tolist() == frames[name].dtypes.tolist()
        assert list(spec(name, cast)) == list(meanings(name, cast)) == list(frames[name].columns)


@pytest.mark.parametrize(
    ("status", "fields", "line", "outcome"),
    [
        (worlds.WAR, {}, 2, "war"),
        (worlds.ANNOUNCED, {"active": 1}, 2, "war"),
        (worlds.TRUCE_HOLDS, {"active": 1}, 2, "truce"),
        (worlds.TRUCE_HOLDS, {"active": 1, "consolidated": 1}, 2, "frozen"),
        (worlds.SETTLED, {"active": 1, "settlement": 1}, 2, "settlement"),
        (worlds.DECIDED, {}, 4, "victory:north"),
        (worlds.DECIDED, {}, 0, "victory:south"),
    ],
)
def test_outcome_of_a_front(finished, status, fields, line, outcome):
    war = finished(0)
    war.world.fronts["status"], war.world.fronts["line"] = status, line
    war.world.truces["active"] = 0
    for name, value in fields.items():
        war.world.truces[name] = value
    assert front_outcome(war, 0) == outcome


def test_the_worst_state_counts():
    from_best = np.array([[VICTORY + 1, VICTORY, SETTLEMENT, FROZEN, TRUCE, WAR]])
    for k in range(2, 7):
        assert worst(from_best[:, :k]) == [from_best[0, k - 1] if k > 2 else VICTORY + 1]


def test_a_settlement_is_credited_to_its_format(finished):
    war = finished(0)
    war.world.fronts["status"] = worlds.SETTLED
    war.world.truces["settlement"] = 1
    war.world.truces["broker"] = 0
    collector = Collector(war.cast)
    collector.add(war, ["runs"])
    assert collector.frame("runs")["settled_by"].tolist() == ["contact_group"]


def test_frames_stand_apart_from_the_war(finished):
    war = finished(0)
    collector = Collector(war.cast)
    collector.add(war)
    war.log.events["hour"] = np.nan
    war.log.day_fronts["line"] = 99
    assert collector.frame("events")["hour"].notna().all()
    assert set(collector.frame("days")["line_river"]) == {2}


def test_two_fronts_have_an_outcome_each(two_fronts):
    collector = Collector(two_fronts.cast)
    collector.add(two_fronts)
    row = collector.frame("runs").iloc[0]
    columns = list(collector.frame("runs").columns)
    assert columns[3:7] == ["outcome", "outcome_river", "outcome_ridge", "end_day"]
    assert (row["outcome"], row["outcome_river"]) == ("truce", "truce")
    assert row["outcome_ridge"] == "victory:south"
    assert row["end_day"] == 9  # the ridge was decided after the truce on the river
    assert list(collector.frame("truces")["front"]) == ["river", "river"]
    days = collector.frame("days")
    assert {"line_river", "line_ridge", "tension_ridge"} <= set(days.columns)
    assert days["range_width"].tolist() == [0.5] * 10


def test_while_one_front_is_at_war_there_is_no_end(two_fronts):
    two_fronts.world.fronts["status"][1] = worlds.WAR
    collector = Collector(two_fronts.cast)
    collector.add(two_fronts, ["runs"])
    row = collector.frame("runs").iloc[0]
    assert row["outcome"] == "war"
    assert math.isnan(row["end_day"])
