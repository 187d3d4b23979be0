"""Parameters by address."""

import datetime as dt

import numpy as np
import pytest

from sim.scenario import ScenarioError, load
from sim.scenario.addresses import get, numbers, parse_assignment, parse_assignments, values


@pytest.mark.parametrize(
    ("text", "address", "value"),
    [
        ("rules.truces.break_pace=100", "rules.truces.break_pace", 100),
        ("a.b.c = 0.5", "a.b.c", 0.5),
        ("a.b.doctrine=contrite", "a.b.doctrine", "contrite"),
        ('a.b.doctrine="contrite"', "a.b.doctrine", "contrite"),
        ("mechanisms.monitors=false", "mechanisms.monitors", False),
        ('a.terms=["line"]', "a.terms", ["line"]),
        ("events.visit.at=2001-03-07", "events.visit.at", dt.date(2001, 3, 7)),
        ("a.b=x=y", "a.b", "x=y"),
    ],
)
def test_assignment(text, address, value):
    """The value is TOML; what TOML does not know is text."""
    assert parse_assignment(text) == (address, value)


def test_bad_assignments():
    """No value, no address, or an address twice."""
    for text in ("a.b.c", "=3"):
        with pytest.raises(ScenarioError, match="ADDRESS=VALUE"):
            parse_assignment(text)
    with pytest.raises(ScenarioError, match="set twice"):
        parse_assignments(["a.b=1", "a.b=2"])


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("mediators.talks.style.facilitation", 0.25),
        ("fronts.valley.positions.bridge.terrain", "open"),
        ("rules.truces.break_pace", 12.5),
        ("mechanisms.monitors", False),
        ("states.host.ties.south.arms", 0.5),
        ("belligerents.north.belief.sd", 0.1),
        ("events.visit.day", 8),
        ("scenario.horizon_days", 90),
    ],
)
def test_set_then_get(address, value, write):
    """What is set is what is there, and its origin says so."""
    scenario = load(write(), set={address: value})
    assert get(scenario.case, address) == value
    assert str(scenario.where(address)) == "--set"
    assert scenario.overrides == {address: value}


def test_setting_a_day_displaces_the_date(write):
    """An event happens once."""
    event = load(write(), set={"events.visit.day": 8}).case.events[0]
    assert (event.day, event.at) == (8, None)


def test_setting_a_number_ends_its_range(write):
    """A value fixed by hand is no uncertainty; a range set by hand is."""
    address = "belligerents.north.tolerance"
    assert load(write(), set={address: 3000}).uncertainties == {}
    spread = {"value": 3000, "low": 1, "high": 4000}
    assert load(write(), set={address: spread}).uncertainties == {address: (1, 4000)}


def test_numbers_of_numpy(write):
    """A sweep hands over numpy's numbers."""
    scenario = load(write(), set={"rules.truces.break_pace": np.float64(3.5)})
    assert type(scenario.case.rules.truces.break_pace) is float


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("mediators.talk.style.facilitation", "did you mean mediators.talks.style.facilitation?"),
        ("rules.truces.brek_pace", "did you mean rules.truces.break_pace?"),
        ("rule.truces.break_pace", "did you mean rules.truces.break_pace?"),
        (
            "fronts.valley.positions.bridg.share",
            "did you mean fronts.valley.positions.bridge.share?",
        ),
        ("sources.belligerents", ""),
        ("belligerents.north", ""),
        ("events", ""),
        ("", ""),
    ],
)
def test_unknown_address(address, hint, write):
    """The nearest spelling is offered; nothing but one value can be set."""
    with pytest.raises(ScenarioError) as refused:
        load(write(), set={address: 1})
    fault = refused.value.faults[0]
    assert (fault.file, fault.line) == ("--set", None)
    assert fault.hint == hint


def test_bad_value_names_its_origin(write):
    """A value from `--set` is not blamed on the file."""
    with pytest.raises(ScenarioError) as refused:
        load(write(), set={"belligerents.north.discipline": 3})
    (fault,) = refused.value.faults
    assert (fault.file, fault.address) == ("--set", "belligerents.north.discipline")


def test_numbers_are_listed_with_defaults(write):
    """Every number has an address, stated or not; truths and texts are no numbers."""
    case = load(write()).case
    known = numbers(case)
    assert known["rules.memory.kept_days"] == case.rules.memory.kept_days
    assert known["fronts.valley.positions.pass.share"] == 0.3
    assert known["states.guest.ties.north.trust"] == 0.7
    assert "mechanisms.monitors" not in known
    assert values(case)["mechanisms.monitors"] is True
    assert all(get(case, address) == value for address, value in known.items())


def test_every_number_can_be_set(write):
    """Setting each number to what it is changes nothing."""
    path = write()
    case = load(path).case
    for address, value in numbers(case).items():
        assert load(path, set={address: value}).case == case, address


def test_get_offers_the_nearest(write):
    """A wrong address is refused."""
    with pytest.raises(ScenarioError, match=r"did you mean rules.memory.kept_days\?"):
        get(load(write()).case, "rules.memory.kept_day")
