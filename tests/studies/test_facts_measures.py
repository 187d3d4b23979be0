"""What agreements and wars come to, on a population made by hand."""

from typing import Any

import numpy as np
import pytest

from sim.cast import cast_of
from sim.kernel.log import (
    BROKEN,
    CENSORED,
    DIRECT_TALKS,
    EXPIRED,
    MEDIATED,
    SUPERSEDED,
    UNILATERAL,
)
from sim.kernel.world import LINE, PEACEKEEPERS, TRUCE
from sim.scenario.loading import load
from sim.studies.facts.agreements import Agreements
from sim.studies.facts.fought import TALK, TOLD, Wars, styles
from sim.studies.facts.gates import gates_file
from sim.studies.facts.stylised.advice import told_strong
from sim.studies.facts.stylised.agreement import by_mediation, by_style, visits_that_held
from sim.studies.facts.stylised.survival import of_settlements, rate
from sim.studies.facts.stylised.violence import deaths_after, ratio_around, visited_when

CASE = load(gates_file().parent / "small-war.toml").case
ONES = np.ones(2)
GOOD_OFFICES, CONFERENCE, CONGRESS, POWER = range(4)


def truce(**fields: Any) -> dict[str, Any]:
    """An agreement in force from day 1 to its end, class 2, signed by both, that was broken."""
    return {
        "announced_hour": 20.0, "effective_hour": 24.0, "ended_hour": 48.0, "cause": BROKEN,
        "truce_class": 2, "mode": DIRECT_TALKS,
    } | fields  # fmt: skip


def wars(
    agreements: list[list[dict[str, Any]]],
    talks: list[tuple[int, int, float]] | None = None,
    **more: Any,
) -> Wars:
    """Four wars of two points, of 100 days each."""
    flat = [one for some in agreements for one in some]
    rows = np.zeros(len(flat), TRUCE)
    for row, one in zip(rows, flat, strict=True):
        for field, value in one.items():
            row[field] = value
    owner = np.repeat(np.arange(4), [len(some) for some in agreements])
    empty = np.zeros((4, 0))
    return Wars(
        2, CASE, cast_of(CASE), np.array([0, 0, 1, 1]), np.full(4, 2400.0), rows, owner,
        np.array(talks or [], TALK), np.zeros(0, TOLD), np.zeros((4, 0, 2)), empty, empty,
        np.zeros(4, np.int64),
    )._replace(**more)  # fmt: skip


def test_lives_end_by_collapse_or_are_cut_short() -> None:
    found = Agreements(
        wars(
            [
                [truce(), truce(effective_hour=50.0, ended_hour=74.0, cause=EXPIRED)],
                [truce(cause=CENSORED, ended_hour=1e9)],
                [truce(effective_hour=60.0, ended_hour=48.0, cause=SUPERSEDED)],
                [],
            ]
        )
    )
    assert found.life.tolist() == [1.0, 1.0, 99.0, 0.0]
    assert found.collapsed.tolist() == [True, False, False, False]
    assert found.over.tolist() == [True, True, False, True]


def test_a_war_ends_formally_by_what_both_signed_and_kept_a_month() -> None:
    month = {"ended_hour": 24.0 * 32}
    found = Agreements(
        wars(
            [
                [truce(), truce(**month)],
                [truce(**month, mode=UNILATERAL)],
                [truce(**month, truce_class=1)],
                [truce(**month, fixed_days=40.0), truce(**month, truce_class=3, mode=MEDIATED)],
            ]
        )
    )
    assert found.ended_formally.tolist() == [True, False, False, True]
    assert found.first_formal.tolist() == [1, -1, -1, 5]
    assert found.wars_that(found.ended_formally).at(ONES) == 0.5


def test_styles_are_those_of_talks_before_the_agreement() -> None:
    signed = truce(announced_hour=500.0, effective_hour=500.0, ended_hour=2000.0)
    talks = [
        (0, GOOD_OFFICES, 100.0), (0, POWER, 501.0),  # the second comes after the agreement
        (1, GOOD_OFFICES, 10.0), (1, CONGRESS, 20.0),
        (2, POWER, 10.0), (2, CONFERENCE, 900.0),
    ]  # fmt: skip
    found = Agreements(wars([[signed], [], [], []], talks))
    assert found.style.tolist() == [1, 2, 3, 0]
    assert found.formats.tolist() == [1, 2, 2, 0]
    assert dict(styles(CASE)) == {
        GOOD_OFFICES: "facilitation", CONFERENCE: "formulation", CONGRESS: "formulation",
        POWER: "manipulation",
    }  # fmt: skip
    table = {one.label: one.quantity.at(ONES) for one in by_style(
        {"endogenous": wars([[signed], [], [], []], talks)}, {}).shown}  # fmt: skip
    assert table["facilitation, as it came"] == 1.0
    assert table["formulation, as it came"] == 0.0
    assert table["not mediated, as it came"] == 0.0


def test_rates_count_collapses_per_day_at_risk() -> None:
    """Lives of 1, 5 and 99 days, the last one cut short: two ends in 16 days up to day 10."""
    found = Agreements(wars([[truce()], [truce(ended_hour=144.0)], [truce(cause=CENSORED)], []]))
    chosen = np.ones(3, bool)
    early = rate(found, chosen, 0.0, 10.0)
    assert early.at(ONES) == pytest.approx(2 / 16)
    later = rate(found, chosen, 10.0, 365.0)
    assert later.at(ONES) == 0.0
    assert later.size == 1
    assert later.below.tolist() == [89.0]


def test_ceasefires_by_who_brought_them_about() -> None:
    found = by_mediation(
        {
            "endogenous": wars(
                [
                    [truce(mode=MEDIATED), truce(mode=UNILATERAL, truce_class=1)],
                    [truce(mode=MEDIATED, truce_class=1)],
                    [truce(truce_class=1)],
                    [],
                ]
            )
        },
        {},
    )
    assert found.measures["mediated_share"].at(ONES) == 0.5
    assert found.measures["unilateral_share"].at(ONES) == 0.25
    assert found.measures["class_of_mediated"].at(ONES) == 0.5


def test_settlements_are_agreements_that_settle_line_or_status() -> None:
    arm = wars(
        [
            [truce(settlement=1)],
            [truce(settlement=0)],
            [truce(truce_class=3, cause=CENSORED)],
            [truce(settlement=1, mode=UNILATERAL)],
        ]
    )
    found = of_settlements({"endogenous": arm}, {})
    assert found.measures["holding_30"].size == 2
    assert found.measures["holding_30"].at(ONES) == 0.5


def test_visits_count_where_talks_were_held() -> None:
    signed = truce(mode=MEDIATED, ended_hour=2000.0)
    arm = Agreements(wars([[signed], [signed], [], []], [(0, 1, 9.0), (2, 1, 9.0)]))
    assert visits_that_held(arm).at(ONES) == 0.5
    assert visits_that_held(arm).size == 2


def test_deaths_around_a_truce_leave_its_day_out() -> None:
    deaths = np.zeros((4, 20, 2))
    deaths[0, :, 0] = [10, 10, 10, 999, 1, 2, 3, *([0] * 13)]
    arm = Agreements(
        wars(
            [[truce(effective_hour=80.0), truce(effective_hour=30.0)], [], [], []],
            deaths=deaths, lasted=np.full(4, 20),
        )
    )  # fmt: skip
    found = ratio_around(arm, np.ones(2, bool))
    assert found.size == 1  # the other has no three days before it
    assert found.at(ONES) == pytest.approx(6 / 30)


def test_a_visit_is_sorted_by_the_eve_in_the_war_without_it() -> None:
    at_war, ripe = np.ones((4, 10), bool), np.zeros((4, 10), bool)
    ripe[1, 4] = ripe[2, 5] = True
    at_war[3, 4] = False
    twin = wars([[]] * 4, ripe=ripe, at_war=at_war)
    visited = wars([[]] * 4, [(k, 1, 120.0) for k in range(4)])
    assert visited_when(visited, twin, 5, True).tolist() == [1]
    assert visited_when(visited, twin, 5, False).tolist() == [0, 2]
    assert visited_when(visited, twin, 50, False).tolist() == []


def test_deaths_with_a_visit_over_those_without() -> None:
    with_it, without = np.zeros((4, 60, 2)), np.zeros((4, 60, 2))
    with_it[0, 6:9] = 1.0  # three days, both sides
    without[0, 5:50] = 1.0  # thirty of these days count
    arms = [wars([[]] * 4, deaths=deaths) for deaths in (with_it, without)]
    assert deaths_after(*arms, np.array([0]), 5).at(ONES) == pytest.approx(6 / 60)


def test_advice_counts_where_it_says_strong() -> None:
    told = np.array([(0, 1.0, 0.5, 0.9), (1, 0.0, 0.5, 0.2), (2, 0.0, 0.5, 0.5)], TOLD)
    arm = wars([[]] * 4, told=told)
    assert told_strong(arm).at(ONES) == pytest.approx(0.15)
    assert told_strong(wars([[]] * 4)).at(ONES) == 0.0


def test_guarded_agreements_have_a_line_and_soldiers() -> None:
    from sim.studies.facts.stylised.violence import by_truce

    deaths = np.ones((4, 20, 2))
    rows = [
        truce(mode=MEDIATED, effective_hour=100.0, terms=LINE | PEACEKEEPERS, peacekeepers=900.0),
        truce(mode=MEDIATED, effective_hour=100.0),
        truce(mode=UNILATERAL, effective_hour=100.0),
        truce(mode=MEDIATED, effective_hour=100.0, terms=LINE),
    ]
    arm = wars([[one] for one in rows], deaths=deaths, lasted=np.full(4, 20))
    found = by_truce({"endogenous": arm}, {})
    assert [one.quantity.size for one in found.shown] == [1, 1, 1]
    assert found.measures["ratio_bare"].at(ONES) == 1.0
