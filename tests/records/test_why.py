"""Why a decision went as it did, from its recorded terms."""

import pytest

from sim.kernel.rules.bargaining import break_value, keep_value
from sim.records.errors import RecordError
from sim.records.events import Event, events_from
from sim.records.why import DECISIONS, decisions, why


def response(signs: float, **changed: float) -> Event:
    """An answer to an offer whose terms hang together."""
    deal = {
        "share_offered": 0.5, "kept_probability": 0.6, "war": 0.3, "first_strike": 0.05,
        "guarantee": 0.2, "attribution": 0.5, "penalty": 0.1, "audience": 0.0, "pressure": 0.0,
        "signing_probability": 0.7, **changed,
    }  # fmt: skip
    d = {"war_own": deal["war"], "war_others": deal["war"], **deal}
    terms = {
        "keep": keep_value(
            d["kept_probability"], d["share_offered"], d["war_others"], d["first_strike"]
        ),
        "break": break_value(
            d["kept_probability"], d["war_own"], d["war"], d["first_strike"], d["guarantee"],
            d["attribution"], d["penalty"],
        ),
        "refuse": d["war"] - d["pressure"],
        **d,
    }  # fmt: skip
    return Event(7, 3, 20.0, "response", "south", "contact_group", "river", signs, terms)


@pytest.fixture
def case(finished):
    return finished(0).scenario.case


def test_alternatives_are_net_of_the_cost_at_home(case):
    answer = why(response(1.0, audience=0.02), case)
    assert answer.chosen == "sign"
    assert answer.worth == pytest.approx(
        {"sign and keep": 0.4 - 0.02, "sign and break": 0.274 - 0.02, "refuse": 0.3}
    )
    assert answer.words.startswith("South chose to sign. Signing to keep was worth 0.38, refusing")


def test_pressure_that_tips_a_signature_is_named(case):
    answer = why(response(1.0, share_offered=0.3, pressure=0.1), case)
    assert answer.decisive == ("the pressure to sign",)
    assert "the pressure to sign (0.10) tipped it" in answer.words


def test_a_cost_at_home_that_tips_a_refusal_is_named(case):
    assert why(response(0.0, audience=0.25), case).decisive == ("the cost of signing at home",)


def test_distrust_that_tips_a_refusal_is_named(case):
    answer = why(response(0.0, kept_probability=0.1, first_strike=0.1), case)
    assert "doubt that the other side keeps its word" in answer.decisive
    assert "the cost of signing at home" not in answer.decisive


def test_signing_to_break_is_named_unless_nobody_does(case):
    tempted = response(1.0, share_offered=0.2, first_strike=0.2, penalty=0.0, kept_probability=0.9)
    assert "the thought of signing and breaking" in why(tempted, case).decisive
    mechanisms = case.mechanisms.model_copy(update={"insincere_signing": False})
    honest = case.model_copy(update={"mechanisms": mechanisms})
    answer = why(tempted, honest)
    assert "sign and break" not in answer.worth
    assert "chance decided" in answer.words


def test_chance_is_named_when_it_went_against_the_preference(case):
    answer = why(response(0.0), case)
    assert answer.decisive == ()
    assert "the other looked better or equal, and chance decided" in answer.words
    assert "Chance that it says yes to such an offer: 70 %" in answer.words


def test_nothing_single_decided(case):
    answer = why(response(1.0, share_offered=0.9, audience=0.05), case)
    assert answer.decisive == ()
    assert "what the terms leave it (0.90) against fighting on (0.30) decided" in answer.words


def test_of_two_considerations_each_is_named_with_its_weight(case):
    both = why(response(0.0, audience=0.12), case)
    assert len(both.decisive) == 2
    assert (
        "the cost of signing at home (0.12) or doubt that the other side keeps its word (0.10), "
        "each enough alone, tipped it"
    ) in both.words


def test_the_heaviest_is_named_where_none_was_enough_alone(case):
    two = why(response(0.0, audience=0.25, kept_probability=0.1, first_strike=0.1), case)
    assert two.decisive == ()
    assert "the heaviest, the cost of signing at home, spoke for it (0.25)" in two.words


def test_land_about_to_change_hands_that_tips_a_refusal_is_named(case):
    """Were it to give land, the other would break from a better line: a war worth 0.05, not 0.3."""
    answer = why(response(0.0, kept_probability=0.6, share_offered=0.42, war_others=0.05), case)
    assert "what land about to change hands would be worth in a new war" in answer.decisive


def test_the_gain_from_striking_first_that_tips_a_breach(case):
    terms = {
        "keep": keep_value(0.9, 0.35, 0.3, 0.1),
        "break": break_value(0.9, 0.3, 0.3, 0.1, 0.0, 0.0, 0.1),
        "hazard": 150.0, "kept_probability": 0.9, "guarantee": 0.0, "attribution": 0.0,
        "penalty": 0.1, "war": 0.3, "war_others": 0.3, "line": 3.0, "first_strike": 0.2,
    }  # fmt: skip
    event = Event(9, 3, 20.0, "conduct", "north", "south", "river", 0.0, terms)
    answer = why(event, case)
    assert answer.chosen == "break"
    assert answer.decisive == ("the gain from striking first",)
    assert "the gain from striking first (0.10) tipped it" in answer.words
    assert "it opens fire on purpose about once in 10 minutes" in answer.words


@pytest.mark.parametrize(("share", "decides"), [(0.39, False), (0.41, True)])
def test_separation_is_read_from_the_recorded_worths(case, share, decides):
    """The recorded gain from striking first, 0.2, is before separation, which left 0.1 of it.

    Were the other sure to keep, breaking would be worth 0.3 + 0.1, and keeping the share.
    """
    terms = {
        "keep": keep_value(0.5, share, 0.3, 0.1),
        "break": break_value(0.5, 0.3, 0.3, 0.1, 0.0, 0.0, 0.1),
        "hazard": 1.0, "kept_probability": 0.5, "guarantee": 0.0, "attribution": 0.0,
        "penalty": 0.1, "war": 0.3, "war_others": 0.3, "line": 3.0, "first_strike": 0.2,
    }  # fmt: skip
    event = Event(9, 3, 20.0, "conduct", "north", "south", "river", 0.0, terms)
    assert ("doubt that the other side keeps its word" in why(event, case).decisive) is decides


def test_a_collapse_by_gain_and_one_by_tension(case, finished):
    war = finished(0)
    events = list(events_from(war.log, war.cast))
    by_gain = why(events[2], case)
    assert by_gain.chosen == "resume"
    assert by_gain.decisive == ("the gain from resuming",)
    assert "the gain of 0.05 tipped it" in by_gain.words.replace("0.050", "0.05")
    hot = events[2].terms | {"cause": 2.0, "break": 0.2, "tension": 4.0}
    by_tension = why(Event(2, 16, 96.5, "collapse", "south", "north", "river", 0.0, hot), case)
    assert by_tension.decisive == ("the tension",)
    assert "tension of the truce stood at 4.00, above the 3.00" in by_tension.words


@pytest.mark.parametrize(
    ("kind", "terms", "said"),
    [
        (
            "initiative",
            {"rate": 0.3, "concern": 0.9, "salience": 0.8, "ripeness": 0.5, "credibility": 0.7,
             "rivals": 1.0, "scripted": 0.0},
            "What held it back most was ripeness (0.50 of 1); 1 other was already at it",
        ),
        (
            "initiative",
            {"rate": 0.0, "concern": 0.0, "salience": 0.0, "ripeness": 0.0, "credibility": 0.0,
             "rivals": 0.0, "scripted": 1.0},
            "The scenario dates this",
        ),
        (
            "attendance",
            {"value_here": 0.5, "value_elsewhere": -1.0e9, "standing": 0.5, "forums": 2.0},
            "These talks were worth 0.50 to it",
        ),
        (
            "halt",
            {"days": 3.0, "war": 0.2, "share_held": 0.5, "rate": 0.01},
            "What it holds was worth 0.50, fighting on 0.20: the gain of 0.30 spoke for it. "
            "So it halts alone about once in 100 days",
        ),
        (
            "advice",
            {"signal": 1.0, "bias": 0.7, "credible": 1.0, "before": 0.5, "after": 0.8},
            "goes from 50 % to 80 %",
        ),
        (
            "advice",
            {"signal": 1.0, "bias": 0.5, "credible": 0.0, "before": 0.5, "after": 0.5},
            "its word says nothing",
        ),
    ],
)  # fmt: skip
def test_other_decisions(case, kind, terms, said):
    event = Event(1, 0, 1.0, kind, "contact_group", "", "river", 1.0, terms)
    answer = why(event, case)
    assert said in answer.words
    assert all(abs(value) < 10.0 for value in answer.worth.values())
    assert answer.as_dict()["terms"] == terms


def test_standing_counts_by_the_weight_of_forums(case):
    """A standing of 0.5 counts for 0.05 with the default weight 0.1: more than the lead of 0.03."""
    terms = {"value_here": 0.25, "value_elsewhere": 0.22, "standing": 0.5, "forums": 2.0}
    event = Event(1, 0, 1.0, "attendance", "north", "contact_group", "river", 1.0, terms)
    answer = why(event, case)
    assert answer.decisive == ("its standing with the mediator",)
    assert "These talks were worth 0.25, the other forum 0.22" in answer.words


@pytest.mark.parametrize(
    ("cause", "chosen", "said"),
    [
        (0.0, "fire", "Breaking was worth 0.50, keeping 0.40: the gain of 0.10 decided"),
        (1.0, "", "Nobody decided this: it was fire that no one had ordered"),
        (2.0, "fire", "a doctrine, which answers fire with fire"),
        (3.0, "", "Nobody decided this: an order went wrong"),
    ],
)
def test_fire_is_a_decision_only_if_somebody_meant_it(case, cause, chosen, said):
    terms = {"cause": cause, "keep": 0.4, "break": 0.5, "hazard": 24.0, "tension": 0.0}
    answer = why(Event(1, 0, 1.0, "incident", "north", "south", "river", cause, terms), case)
    assert answer.chosen == chosen
    assert said in answer.words


def test_no_decision_no_answer(case, finished):
    war = finished(0)
    events = list(events_from(war.log, war.cast))
    answer = why(events[3], case)
    assert answer.chosen == ""
    assert answer.words.startswith("Nobody decided this: ")
    assert [answer.event.kind for answer in decisions(events, case)] == ["response", "collapse"]
    assert set(DECISIONS) >= {"response", "conduct", "offer", "initiative", "collapse"}


def test_terms_that_are_missing_are_said(case):
    event = Event(1, 0, 1.0, "response", "north", "south", "river", 1.0, {"keep": 0.1})
    with pytest.raises(RecordError, match="lacks its term"):
        why(event, case)
