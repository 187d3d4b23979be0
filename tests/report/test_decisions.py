"""Decisions in words, on real wars: every kind has its sentence and its account, at 80 columns."""

import re
from collections import defaultdict
from typing import NamedTuple

import pytest

from sim import simulate
from sim.kernel.log import KINDS
from sim.records.events import Event, events_in
from sim.records.why import DECISIONS, Answer, decisions, why
from sim.records.why.numbers import chance, figures, rate, stake
from sim.report.decisions.account import Account, account
from sim.report.decisions.brief import BRIEFS, brief
from sim.report.names import Names
from sim.report.when import moment

# together they hold every kind and choice
WARS = (("karabakh-2020", 12), ("null-mediator", 2), ("credible-advice", 1), ("constant-hazard", 1))
TERMS = {term for _, terms in KINDS.values() for term in terms if "_" in term}


class Found(NamedTuple):
    names: Names
    events: list[Event]
    answer: Answer

    @property
    def account(self) -> Account:
        return account(self.names, self.events, self.answer)


@pytest.fixture(scope="module")
def found() -> dict[str, list[Found]]:
    """Every event of some wars, by kind, with its answer."""
    kinds = defaultdict(list)
    for scenario, wars in WARS:
        runs = simulate(scenario, replicates=wars, seed=3, keep=["runs", "events"])
        names = Names(runs.scenario)
        for war in range(wars):
            events = events_in(runs.events, war)
            for event in events:
                kinds[event.kind].append(Found(names, events, why(event, runs.scenario.case)))
    return kinds


def everything(told: Account) -> str:
    """All the text of an account."""
    rows = [f"{what} {value}" for what, value, *_ in (*told.choices, *told.rests)]
    return "\n".join([*told.heading, *rows, told.reason, told.unit])


@pytest.mark.parametrize("kind", sorted(DECISIONS))
def test_every_kind_has_a_short_sentence(found, kind):
    decided = [one for one in found[kind] if one.answer.chosen]
    assert decided
    for names, events, answer in decided:
        text = brief(names, events, answer.event)
        width = 7 + len(moment(answer.event.hour, names.start)) + 2
        assert re.fullmatch(r"[A-Z].*\.", text)
        assert width + len(text) <= 80


@pytest.mark.parametrize("kind", sorted(DECISIONS))
def test_every_kind_has_an_account_without_codes(found, kind):
    for one in found[kind]:
        told = one.account
        text = everything(told)
        assert told.reason.endswith(".")
        assert not [term for term in TERMS if term in text]
        assert not re.search(r"\de[-+]\d|\bnan\b|\d\.\d{5}|seen war|range low", text)
        assert (
            not told.rests
            or sum(max(map(len, column)) for column in zip(*told.rests, strict=True)) <= 76
        )
        if one.answer.chosen:
            assert told.rests
            assert len(told.choices) != 1
            assert sum(chosen for *_, chosen in told.choices) == (1 if told.choices else 0)


def test_what_nobody_decided_is_told_and_said_to_be_so(found):
    for kind in set(found) - set(DECISIONS):
        told = found[kind][0].account
        assert told.heading
        assert told.heading[0].endswith(".")
        assert "Nobody decided this" in told.reason
        assert not told.choices
    assert {"engagement", "talks", "signed"} <= set(found) - set(DECISIONS)


@pytest.mark.parametrize(
    ("kind", "chosen"),
    [("response", "sign"), ("response", "refuse"), ("conduct", "keep"), ("conduct", "break"),
     ("attendance", "attend"), ("attendance", "stay away"), ("advice", "believe"),
     ("advice", "disbelieve"), ("incident", "fire"), ("incident", ""), ("collapse", "resume"),
     ("collapse", "")],
)  # fmt: skip
def test_every_choice_occurs(found, kind, chosen):
    assert chosen in {one.answer.chosen for one in found[kind]}


def test_a_choice_that_was_preferred_stands_first(found):
    for kind in ("response", "conduct", "collapse"):
        for one in found[kind]:
            if "chance decided" in one.account.reason or not one.account.choices:
                continue
            if one.answer.event.terms.get("cause") != 2.0:
                assert one.account.choices[0][2], one.account


def test_an_answer_names_the_terms_on_the_table(found):
    for one in found["response"]:
        offered = one.events[one.answer.event.index - 1 : one.answer.event.index]
        assert len(one.account.heading) == 2
        if offered[0].kind == "offer":
            assert f"event {offered[0].index}" in one.account.heading[1]


def test_who_stays_away_is_told_with_the_forum_avoided(found):
    away = [one for one in found["attendance"] if one.answer.chosen == "stay away"]
    for one in away:
        avoided = one.events[one.answer.event.index + 1].target
        assert one.names.actor(avoided) in one.account.heading[0]


def test_numbers_are_said_as_a_reader_wants_them():
    assert chance(1.31e-8) == "almost never (less than 1 in a million)"
    assert [chance(p) for p in (0.0025, 0.22, 1.0)] == [
        "1 in 400", "22 %", "almost certain (more than 99 %)"
    ]  # fmt: skip
    assert rate(1.31e-8).startswith("almost never")
    assert [rate(r) for r in (0.001, 1 / 3, 3.0, 150.0, 1e5)] == [
        "about once in 1,000 days", "about once in 3 days", "about once in 8 hours",
        "about once in 10 minutes", "about once a minute",
    ]  # fmt: skip
    assert figures(0.631, 0.594) == ["0.63", "0.59"]
    assert figures(0.6312, 0.6309) == ["0.6312", "0.6309"]
    assert [stake(x) for x in (0.0, 1e-5, 0.003, 0.5)] == [
        "nothing", "less than 0.001", "0.003", "0.50"
    ]  # fmt: skip


def test_the_list_leaves_out_what_nobody_decided(found):
    case = found["incident"][0].names.case
    listed = decisions(found["incident"][0].events, case)
    assert all(answer.chosen for answer in listed)
    assert set(BRIEFS) == set(DECISIONS)
