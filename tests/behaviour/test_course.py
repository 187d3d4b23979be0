"""What becomes of an agreement: it runs out or is renewed, is consolidated, is carried out in dated
steps or defaulted on. Advice: heard by those to whom it is credible, and by them alone."""

import numpy as np
import pytest

from sim.kernel.log import DEFAULTED, EXPIRED
from sim.kernel.world import MONITORS
from tests.behaviour.conftest import Laboratory
from tests.behaviour.levers import both
from tests.behaviour.many import Settings, War

WARS = 60
TERMS = "mediators.panel.mandate.terms"
FIXED: Settings = {TERMS: ["fixed_term"]}
LAND: Settings = {TERMS: ["line"]}
# War is worth more than any truce, but nobody acts on it before the term is out.
SULKY = both("death_cost", 0.0) | both("first_strike", 0.05) | {"rules.truces.break_pace": 0.0}


def wars_with(laboratory: Laboratory, set: Settings) -> list[War]:
    """Wars that had an agreement."""
    wars = [war for war in laboratory.wars("course", WARS, set) if war.count("in_force")]
    assert len(wars) > WARS // 3
    return wars


def test_a_fixed_term_is_renewed_while_both_mean_to_keep(laboratory: Laboratory) -> None:
    for war in wars_with(laboratory, FIXED):
        days = np.diff(war.rows("renewal")["hour"]) / 24.0
        assert len(days) >= 5
        assert days == pytest.approx(4.0)
        assert not war.count("expiry")


def test_a_fixed_term_that_nobody_wants_runs_out(laboratory: Laboratory) -> None:
    for war in wars_with(laboratory, FIXED | SULKY):
        ended = war.truces[war.truces["cause"] == EXPIRED]
        assert len(ended) >= 1
        assert (ended["ended_hour"] - ended["effective_hour"]) / 24.0 == pytest.approx(4.0)
        assert war.count("renewal") == 0


def test_a_truce_without_a_term_does_not_run_out(laboratory: Laboratory) -> None:
    """Knock-out of both."""
    for war in wars_with(laboratory, SULKY):
        assert war.count("expiry") == war.count("renewal") == 0


def test_a_calm_truce_is_consolidated_after_a_month(laboratory: Laboratory) -> None:
    for war in wars_with(laboratory, {}):
        begun, done = war.truces[-1]["effective_hour"], war.rows("consolidation")["hour"]
        assert len(done) == 1
        assert 30.0 <= (done[0] - begun) / 24.0 <= 30.5
    for war in wars_with(laboratory, {"rules.truces.consolidation_days": 70.0}):
        assert war.count("consolidation") == 0


def test_a_withdrawal_is_done_in_dated_steps(laboratory: Laboratory) -> None:
    """The side to which war is dearer gives; control passes a week apart, without battle."""
    moved = 0
    for war in wars_with(laboratory, LAND):
        agreed, front = war.truces[-1], war.world.fronts[0]
        steps = np.unique(war.rows("handover")["hour"])
        assert agreed["settlement"] == 1
        assert agreed["line"] >= 4
        assert len(steps) <= 3
        assert np.diff(steps) / 24.0 == pytest.approx(7.0)
        assert front["line"] == agreed["line"]
        assert front["taken"] == 0.0
        moved += len(steps) > 0
    assert moved > WARS // 3


def test_who_would_rather_fight_defaults_on_a_step(laboratory: Laboratory) -> None:
    """Where giving the land is worth less than war, the date of the step is the end."""
    set = LAND | {"events.delivery.value": 50.0, "rules.truces.break_pace": 0.0}
    set |= {"fronts.river.engagements": 0.3, "rules.truces.reconsiders": 0.0}
    wars = wars_with(laboratory, set)
    ended = [war.truces[war.truces["cause"] == DEFAULTED] for war in wars]
    defaulted = np.concatenate(ended)
    assert len(defaulted) > len(wars) // 3
    assert (defaulted["violator"] == 1).all()
    for truce in defaulted:
        weeks = (truce["ended_hour"] - truce["effective_hour"]) / 168.0
        assert weeks == pytest.approx(round(weeks))


def test_advice_is_heard_exactly_where_it_is_credible(laboratory: Laboratory) -> None:
    for bias, heard in ((0.0, False), (1.0, True)):
        set = {"mediators.panel.signal_accuracy": 0.95}
        set |= {f"states.{name}.ties.north.bias": bias for name in ("norway", "chile")}
        wars = laboratory.wars("talks", WARS, set)
        trusted = np.concatenate([war.term("advice", "credible") for war in wars]) == 1.0
        before, after = (
            np.concatenate([war.term("advice", name) for war in wars])
            for name in ("before", "after")
        )
        assert ((before != after) == trusted).all()
        assert trusted.any() == heard


def test_monitors_come_only_where_terms_bring_them(laboratory: Laboratory) -> None:
    """No verdict without monitors or a commission; with them some."""
    bare = laboratory.wars("truce", WARS, {})
    assert sum(war.count("verdict") for war in bare) == 0
    watched = laboratory.wars("truce", WARS, {"fronts.river.truce.terms": ["monitors"]})
    assert sum(war.count("verdict") for war in watched) > 0
    assert all(int(war.truces[0]["terms"]) & MONITORS for war in watched)
