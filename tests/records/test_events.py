"""Events as objects, from a log and from a table."""

from sim.kernel.log import RIPE
from sim.records.columns import TABLES
from sim.records.events import events_from, events_in
from sim.records.tables import Collector


def test_a_log_can_be_followed(finished):
    war = finished(0)
    whole = list(events_from(war.log, war.cast))
    assert [event.kind for event in whole] == ["response", "verdict", "collapse", "ripe"]
    assert list(events_from(war.log, war.cast, 2)) == whole[2:]
    assert list(events_from(war.log, war.cast, 4)) == []
    assert whole[1].terms == {"right": 1.0, "accuracy": 0.9}
    assert (whole[1].day, whole[3].actor, whole[3].front) == (4, "", "river")


def test_only_what_fits_the_log_is_read(finished):
    war = finished(0)
    war.log.counts[0] = 1000
    war.log.events["kind"] = RIPE
    assert len(list(events_from(war.log, war.cast))) == len(war.log.events)


def test_log_and_table_hold_the_same_events(finished):
    war = finished(3)
    collector = Collector(war.cast)
    for replicate in (2, 3):
        collector.add(finished(replicate), TABLES)
    frame = collector.frame("events")
    assert events_in(frame, 3) == list(events_from(war.log, war.cast))
    assert events_in(frame) == events_in(frame, 2)
    assert events_in(frame.iloc[:0]) == []
