"""What holds in every war, at every step: land, lives, shares, dates, the order of the record."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.engines.model import CeasefireModel
from sim.kernel import log as logs
from sim.kernel.log import KINDS, Log
from sim.kernel.world import DECIDED, NEVER, World
from sim.scenario.loading import load
from sim.scenario.scenario import Scenario
from tests.engines.wars import assert_same, by_mesa, record
from tests.strategies import scenarios, wars

EPS = 1e-9
SEEDS = st.integers(0, 2**64 - 1)
# Said or published later than the tick in which they became certain, and after the end of a truce.
LATER = (logs.ACCUSATION, logs.VERDICT)
UNDER_A_TRUCE = (
    logs.IN_FORCE, logs.CONDUCT, logs.INCIDENT, logs.RENEWAL, logs.EXPIRY, logs.COLLAPSE,
    logs.CONSOLIDATION, logs.HANDOVER,
)  # fmt: skip
FIGHTING = (logs.ENGAGEMENT, logs.POSITION_TAKEN)
SHARES_IN_TERMS = {
    "probability", "kept_probability", "signing_probability", "signing_first", "signing_second",
    "guarantee", "attribution", "credibility", "concern", "salience", "ripeness", "standing",
    "accuracy", "share", "before", "after", "willingness",
}  # fmt: skip


def steps_of(scenario: Scenario, seed: int) -> CeasefireModel:
    return CeasefireModel(case=scenario, rng=seed)


def lives(world: World) -> np.ndarray[Any, Any]:
    """Counts of people, which never fall."""
    sides, fronts = world.belligerents, world.fronts
    return np.concatenate([
        sides["losses"], sides["displaced"], sides["admitted"], world.sides["deaths"].ravel(),
        fronts["civilian_deaths"], fronts["displaced"],
    ])  # fmt: skip


def shares(world: World) -> dict[str, Any]:
    """Everything that is a share, a probability, trust, credibility or standing."""
    pairs, truces = world.pairs, world.truces
    trust = pairs["kept"] / (pairs["kept"] + pairs["broken"])
    return {
        "trust": trust,
        "type_belief": pairs["type_belief"],
        "credibility": world.mediators["credibility"],
        "standing": world.standing["value"],
        "effort": world.sides["effort"],
        "kept_probability": world.sides["kept_probability"],
        "share_now": world.fronts["share_now"],
        **{name: truces[name] for name in ("guarantee", "attribution", "separation", "access")},
        **{f"ties.{name}": world.ties[name] for name in ("trust", "trade", "arms", "bias")},
    }


@wars(80)
@given(scenarios(), SEEDS)
def test_every_step(scenario: Scenario, seed: int) -> None:
    """Land adds up, nobody rises from the dead, shares stay shares, effort is all in use."""
    model = steps_of(scenario, seed)
    before = lives(model.world)
    while model.running:
        model.step()
        world = model.world
        now = lives(world)
        assert (now >= before - EPS).all()
        before = now
        for name, values in shares(world).items():
            assert (values >= 0.0).all(), name
            assert (values <= 1.0 + EPS).all(), name
        assert (world.belligerents["admitted"] <= world.belligerents["losses"] + EPS).all()
        assert_land(world)
        for i in range(len(world.belligerents)):
            own = sum(
                float(world.sides[f, s]["effort"])
                for f, front in enumerate(world.fronts)
                for s, place in enumerate(("first", "second"))
                if front[place] == i
            )
            assert own == pytest.approx(1.0)


def assert_land(world: World) -> None:
    """First and second party's land together are the front's; so is what they hold of worth."""
    for f, front in enumerate(world.fronts):
        line, count = int(front["line"]), int(front["positions"])
        land = world.positions[f, :count]["share"]
        assert 0 <= line <= count
        second = float(land[line:].sum())
        assert float(front["share_now"]) + second == pytest.approx(float(land.sum()), abs=1e-12)
        gone = float(front["share_start"]) - float(front["share_now"])
        assert -1.0 - EPS <= gone <= 1.0 + EPS


@wars(80)
@given(scenarios(), SEEDS)
def test_the_record(scenario: Scenario, seed: int) -> None:
    """Hours fit their ticks; days add up; truces have their dates in order and nothing after."""
    war = by_mesa(scenario, seed)
    kept = record(war)
    hours_fit(kept["events"], scenario.case.scenario.step_hours, war.ticks)
    terms_are_shares(kept)
    killed = kept["day_sides"]["deaths"].sum(axis=0)
    np.testing.assert_allclose(killed, war.world.belligerents["losses"])
    assert (np.diff(kept["day_sides"]["reported_deaths"], axis=0) >= -EPS).all()
    for front in range(len(war.world.fronts)):
        truces = truces_on(war.world, war.log, front)
        for truce in truces:
            dates_in_order(truce, war.world.fronts[front]["status"] == DECIDED)
        nothing_under_another_truce(kept["events"], truces, front)
        no_fighting_in_force(kept["events"], truces, front)


def hours_fit(events: Any, step: float, ticks: int) -> None:
    """A row's hour lies within its tick; accusations come minutes after what they are about."""
    start, end = events["tick"] * step, (events["tick"] + 1) * step
    assert (np.diff(events["tick"]) >= 0).all()
    assert (events["tick"] < ticks).all()
    early = events[events["hour"] < start - EPS]
    assert not len(early), (KINDS[int(early[0]["kind"])][0], early[0])
    late = events[events["hour"] > end + EPS]
    assert set(late["kind"]) <= {logs.ACCUSATION}


def terms_are_shares(kept: dict[str, Any]) -> None:
    """Terms that name a share or a probability are one."""
    for kind, (name, terms) in KINDS.items():
        rows = kept["terms"][kept["events"]["kind"] == kind]
        for j, term in enumerate(terms):
            if term in SHARES_IN_TERMS:
                assert (rows[:, j] >= 0.0).all(), (name, term)
                assert (rows[:, j] <= 1.0 + EPS).all(), (name, term)


def truces_on(world: World, log: Log, front: int) -> list[Any]:
    """The agreements of a front by number: those that ended and the one alive."""
    ended = [row for row in log.truces[: int(log.counts[1])] if row["front"] == front]
    alive = [row for row in world.truces if row["active"] and row["front"] == front]
    return sorted([*ended, *alive], key=lambda truce: int(truce["number"]))


def dates_in_order(truce: Any, decided: bool) -> None:
    """Announced, in force, ended; only a decision overtakes a truce before it is in force."""
    announced, effective, ended = (
        float(truce[name]) for name in ("announced_hour", "effective_hour", "ended_hour")
    )
    assert announced <= effective
    overtaken = decided and truce["cause"] == logs.SUPERSEDED
    assert ended >= (announced if overtaken else effective)
    assert (ended < NEVER) == (truce["active"] == 0)
    for name in ("first_incident", "first_accusation_first", "first_accusation_second"):
        assert float(truce[name]) >= effective
    if truce["first_incident"] < NEVER:
        assert truce["first_incident"] <= ended


def nothing_under_another_truce(events: Any, truces: list[Any], front: int) -> None:
    """What happens under an agreement lies between its entry into force and its end.

    Accusations and verdicts that were on their way may come later.
    """
    here = events[events["front"] == front]
    opening = bool(truces) and truces[0]["mode"] == logs.OPENING
    number = 0 if opening else -1
    for row in here:
        if row["kind"] == logs.SIGNED:
            number += 1
        if row["kind"] in UNDER_A_TRUCE:
            truce = truces[number]
            assert number >= 0
            assert row["hour"] >= truce["effective_hour"] - EPS, KINDS[int(row["kind"])][0]
            assert row["hour"] <= truce["ended_hour"] + EPS, KINDS[int(row["kind"])][0]
    assert number == len(truces) - 1


def no_fighting_in_force(events: Any, truces: list[Any], front: int) -> None:
    """No engagement while an agreement is in force, none after a decision."""
    here = events[events["front"] == front]
    fought = here[np.isin(here["kind"], FIGHTING)]["hour"]
    for truce in truces:
        inside = (fought > truce["effective_hour"] + EPS) & (fought < truce["ended_hour"] - EPS)
        assert not inside.any()
    decided = here[here["kind"] == logs.DECISION]["hour"]
    assert len(decided) <= 1
    if len(decided):
        assert (fought <= decided[0]).all()
        later = here[here["hour"] > decided[0] + EPS]["kind"]
        assert set(later) <= {logs.LEAVES, logs.EXOGENOUS, logs.ATTENDANCE, *LATER}


@wars(30)
@given(scenarios(), SEEDS)
def test_the_same_seed_gives_the_same_war(scenario: Scenario, seed: int) -> None:
    assert_same(by_mesa(scenario, seed, replicate=4), by_mesa(scenario, seed, replicate=4))


def differs(one: Log, other: Log) -> bool:
    mine, theirs = (log.events[: int(log.counts[0])] for log in (one, other))
    return len(mine) != len(theirs) or bool((mine != theirs).any())


@pytest.mark.parametrize("fought", [by_mesa])
def test_another_seed_or_replicate_gives_other_luck(fought: Callable[..., Any]) -> None:
    scenario = load("karabakh-2020")
    base = fought(scenario, 1, 0, ticks=40)
    for seed, replicate in ((2, 0), (1, 1), (1 + 2**32, 0), (0, 1)):
        assert differs(base.log, fought(scenario, seed, replicate, ticks=40).log)
