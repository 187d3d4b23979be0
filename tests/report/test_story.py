"""The story: a line for every kind of event, nothing twice, neutral and labelled."""

import datetime as dt
from collections.abc import Callable

import pytest

from sim.kernel.log import KINDS
from sim.records.events import Event
from sim.report.labels import acted, labels, small_print
from sim.report.phrases import PHRASES
from sim.report.story import Narrator, closing, line, story, tell
from sim.report.war import War
from sim.report.when import moment, span
from sim.scenario.scenario import Scenario
from sim.scenario.schema import Case

Make = Callable[..., Event]
QUIET = {"engagement", "attendance"}
EXPECTED = {
    "position_taken": "Azerbaijan takes Hotel from Armenia (12 % of the land)",
    "initiative": "North (Group) opens a mediation between Armenia and Azerbaijan",
    "talks": "Talks between Armenia and Azerbaijan under Group, round 2",
    "offer": "North (Group) proposes: a line between Foxtrot and Golf, which leaves 75 % of the "
    "land to Armenia; peacekeepers, to enter into force 10 Oct 12:00",
    "response": "Armenia accepts the proposal of Group",
    "signed": "Armenia and Azerbaijan sign truce 1 (preliminary agreement, brokered by North "
    "(Group)): a line between Foxtrot and Golf",
    "in_force": "Truce 1 enters into force",
    "incident": "in this simulated war Azerbaijan fired, on purpose",
    "accusation": "Armenia accuses Azerbaijan of violating the truce, 5 minutes after it entered "
    "into force",
    "verdict": "The observers of Group find Azerbaijan responsible for an incident",
    "collapse": "Truce 1 collapses after 4 hours; in this simulated war Azerbaijan resumes",
    "expiry": "The term of truce 1 runs out",
    "renewal": "renew truce 1 for 30 days",
    "consolidation": "Truce 1 has held for 30 days and counts as consolidated",
    "handover": "Armenia hands over Hotel to Azerbaijan without fighting",
    "conduct": "Azerbaijan does not mean to keep the truce",
    "leaves": "Group ends its mediation after 2 rounds of talks",
    "forum_shopping": "Armenia stays away from Group",
    "halt": "Armenia halts its operations on its own for 3 days",
    "advice": "Group tells Armenia that the other side finds the war costly; Armenia believes it",
    "event": "From outside: Armenia receives arms from North, force +10 % (a convoy)",
    "decision": "The war is decided: Azerbaijan prevails over Armenia",
    "joins": "Assembly joins the mediation of Group",
    "endorses": "Assembly endorses the mediation of Group, and opens no table of its own",
    "undertaking": "Group has Armenia and Azerbaijan promise to spare civilians: an agreement, but "
    "no truce",
    "exchange": "Armenia and Azerbaijan exchange prisoners and the bodies of the dead",
    "ripe": "Stalemate: Armenia and Azerbaijan now expect less from war",
}


def one_of_each(make: Make) -> dict[str, Event]:
    deal = {"terms": 9.0, "line": 6.0, "effective_hour": 324.0, "class": 2.0}
    pair, back = ("armenia", "azerbaijan"), ("azerbaijan", "armenia")
    return {
        "engagement": make("engagement", 9.0, *back, 1.0),
        "position_taken": make("position_taken", 9.0, *back, 7.0, position=7, share=0.125),
        "initiative": make("initiative", 9.0, "group", "north"),
        "talks": make("talks", 9.0, "group", "", 1.0, round=2),
        "attendance": make("attendance", 9.0, "armenia", "group", 1.0),
        "offer": make("offer", 9.0, "group", "north", 6.0, **deal),
        "response": make("response", 9.0, "armenia", "group", 1.0),
        "signed": make("signed", 9.0, "group", "north", 0.0, **deal),
        "in_force": make("in_force", 9.0, *pair, 0.0),
        "incident": make("incident", 9.0, *back),
        "accusation": make("accusation", 9.0, *pair, 0.0, minutes=5.0),
        "verdict": make("verdict", 9.0, "group", "azerbaijan", 1.0),
        "collapse": make("collapse", 9.0, *back, 0.0, cause=1.0, hours=4.0),
        "expiry": make("expiry", 9.0, value=0.0),
        "renewal": make("renewal", 9.0, value=0.0, days=30.0),
        "consolidation": make("consolidation", 9.0, value=0.0, days=30.0),
        "handover": make("handover", 9.0, *pair, 7.0, position=7),
        "conduct": make("conduct", 9.0, *back, 0.0),
        "leaves": make("leaves", 9.0, "group", rounds=2.0),
        "forum_shopping": make("forum_shopping", 9.0, "armenia", "group"),
        "halt": make("halt", 9.0, *pair, 3.0, days=3.0),
        "advice": make("advice", 9.0, "group", "armenia", 1.0, credible=1.0),
        "event": make("event", 9.0, "armenia", "north", 0.0),
        "decision": make("decision", 9.0, *back),
        "joins": make("joins", 9.0, "assembly", "group", 1.0),
        "endorses": make("endorses", 9.0, "assembly", "group"),
        "undertaking": make("undertaking", 9.0, "group", "north", 1.0),
        "exchange": make("exchange", 9.0, *pair),
        "ripe": make("ripe", 9.0, value=1.0),
    }


def test_every_kind_of_event_has_its_phrase(make: Make) -> None:
    kinds = {name for name, _ in KINDS.values()}
    assert set(PHRASES) == kinds == set(one_of_each(make)) == set(EXPECTED) | QUIET


@pytest.mark.parametrize("kind", sorted(EXPECTED))
def test_line_of_each_kind(kind: str, make: Make, scenario: Scenario) -> None:
    text = line(one_of_each(make)[kind], scenario)
    assert text is not None
    assert text.startswith("27 Sep 09:00  ")
    assert EXPECTED[kind] in text


def test_a_hand_over_is_told_as_one(make: Make, scenario: Scenario) -> None:
    text = line(make("joins", 9.0, "group", "assembly", 0.0), scenario)
    assert text is not None
    assert "Group hands over to Assembly" in text


def test_a_promise_refused_is_told(make: Make, scenario: Scenario) -> None:
    text = line(make("undertaking", 9.0, "group", "north", 0.0), scenario)
    assert text is not None
    assert "they do not both agree" in text


@pytest.mark.parametrize("kind", sorted(QUIET))
def test_what_moves_nothing_is_quiet(kind: str, make: Make, scenario: Scenario) -> None:
    assert line(one_of_each(make)[kind], scenario) is None


def test_first_incident_and_first_accusations_only(war: War) -> None:
    lines = story(war.events, war.scenario)
    assert sum("First incident" in text for text in lines) == 2
    assert sum("Armenia accuses Azerbaijan" in text for text in lines) == 2
    assert sum("Azerbaijan accuses Armenia" in text for text in lines) == 2
    assert "First incident of the truce, 4 minutes after it entered into force" in "".join(lines)


def test_signatures_are_told_once_and_refusals_together(war: War) -> None:
    lines = story(war.events, war.scenario)
    assert sum(" sign truce " in text for text in lines) == 3
    assert any("Azerbaijan would sign; Armenia refuses" in text for text in lines)
    assert not any("accepts the proposal" in text for text in lines)


def test_decisions_stay_behind_their_line(war: War) -> None:
    kinds = [e.kind for one in tell(war.events, war.scenario) for e in one.events]
    assert kinds.count("response") == 8


def test_an_offer_made_again_is_told_briefly(make: Make, scenario: Scenario) -> None:
    narrator = Narrator(scenario)
    offers = [make("offer", hour, "group", "north", 6.0, line=6.0) for hour in (9.0, 33.0)]
    told = [str(one) for event in offers for one in narrator.tell(event)]
    assert told[1].endswith("North (Group) makes the same proposal again.")


def test_a_war_told_live_is_the_war_told_whole(war: War) -> None:
    narrator = Narrator(war.scenario)
    live = [str(one) for event in war.events for one in narrator.tell(event)]
    live += [str(one) for one in narrator.rest()]
    assert live == [str(one) for one in tell(war.events, war.scenario)]


def test_counterfactual_comes_first(evil: Case, war: War) -> None:
    scenario = Scenario(evil, war.scenario.path, "", {}, {}, {}, {}, {"a.b": 2.0})
    lines = labels(scenario)
    assert lines[0].startswith("COUNTERFACTUAL")
    assert lines[-1] == "Changed by the user: a.b = 2.0."
    assert story(war.events, scenario)[0] == lines[0]
    assert closing(scenario, war.run).startswith("COUNTERFACTUAL")


def test_invented_mediators_are_named_first_if_they_acted(war: War) -> None:
    invented = "Counterfactual: Assembly did not mediate in the war of the record."
    idle = [e for e in war.events if e.actor != "assembly"]
    assert labels(war.scenario) == labels(war.scenario, war.acting) == [invented]
    assert small_print(war.scenario, war.acting) == []
    assert invented not in story(idle, war.scenario)
    assert small_print(war.scenario, acted(war.scenario, idle)) == [
        "Assembly (counterfactual) could have mediated in this war and did not."
    ]


@pytest.mark.parametrize(
    ("name", "first"), [("the lake talks", "The"), ("\u00e9tats", "\u00c9tats")]
)
def test_lines_begin_with_a_capital(make: Make, scenario: Scenario, name: str, first: str) -> None:
    data = scenario.case.model_dump()
    data["mediators"]["group"]["name"] = name
    renamed = Scenario(Case.model_validate(data), scenario.path, "", {}, {}, {}, {}, {})
    event = make("leaves", 9.0, "group", rounds=2.0)
    assert Narrator(renamed).tell(event)[0].text.startswith(first)
    assert f"  {first}" in str(line(event, renamed))
    joins = make("joins", 9.0, "assembly", "group", 1.0)
    assert f"of {name}." in Narrator(renamed).tell(joins)[0].text


def test_closing_says_outcome_and_caution(war: War) -> None:
    text = closing(war.scenario, war.run)
    assert "a settlement is in force at the end of the run, since 5 Nov" in text
    assert "2,900 of Armenia and 2,500 of Azerbaijan" in text
    assert "what the model's assumptions imply" in text
    assert "not what will happen" in text


def test_truth_is_told_as_of_this_simulated_war_only(war: War) -> None:
    for text in story(war.events, war.scenario):
        if "fired" in text or "resumes" in text or "does not mean" in text:
            assert "in this simulated war" in text


def test_brackets_are_told_once(make: Make, scenario: Scenario) -> None:
    data = scenario.case.model_dump()
    data["belligerents"]["armenia"]["name"] = "Armenia (with others)"
    case = Case.model_validate(data)
    narrator = Narrator(Scenario(case, scenario.path, "", {}, {}, {}, {}, {}))
    event = make("halt", 9.0, "armenia", "azerbaijan", 3.0, days=3.0)
    first, second = (str(narrator.tell(event)[0]) for _ in range(2))
    assert "Armenia (with others) halts" in first
    assert "Armenia halts" in second


@pytest.mark.parametrize(
    ("hour", "start", "expected"),
    [
        (12.0, None, "Day 1, 12:00"),
        (13.0 * 24 + 12.0, dt.date(2020, 9, 27), "10 Oct 12:00"),
        (100.0 * 24, dt.date(2020, 9, 27), "5 Jan 2021 00:00"),
        (8.0 + 4 / 60, None, "Day 1, 08:04"),
    ],
)
def test_moments(hour: float, start: dt.date | None, expected: str) -> None:
    assert moment(hour, start) == expected


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(0.001, "less than a minute"), (1 / 60, "1 minute"), (5.0, "5 hours"), (72.0, "3 days")],
)
def test_spans(hours: float, expected: str) -> None:
    assert span(hours) == expected
