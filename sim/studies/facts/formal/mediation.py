"""Advice of a biased mediator (after Kydd 2003), the ceiling of mediation, the null mediator."""

import math
from typing import Any

import numpy as np

from sim.build import begin, build
from sim.engines.batch import Batch
from sim.kernel.phases.means import bare_deal, deal_of
from sim.kernel.phases.respond import decide_response
from sim.kernel.rules.ceiling import mediation_ceiling
from sim.kernel.world import LINE, NOBODY, PRISONERS, SETTLED, Array
from sim.scenario.loading import load
from sim.studies.facts.closed_forms import Row, printed, rows
from sim.studies.facts.comparison import Comparison, alike, exact, share
from sim.studies.facts.formal.bargaining import costs, odds
from sim.studies.facts.wars import Bench, ends

EDGE = 1e-4  # how close to a bound of the bias the advice is tried
FEW = 40  # wars in which both signals occur
A_TO_B = (0, 1)


def advice_setting(row: Row, lean: float) -> tuple[float, float, dict[str, Any]]:
    """Prior and accuracy of a row of the table, and a mediator that leans by `lean`.

    Prior odds r of a strong opponent and accuracy c give s/(1-s) = r (1-c)/c after a weak signal
    and s'/(1-s') = r c/(1-c) after a strong one.
    """
    weak, strong = float(row["P(strong|weak signal)"]), float(row["P(strong|strong signal)"])
    prior, accuracy = 0.5, 1.0
    if weak > 0.0 and strong < 1.0:
        low, high = weak / (1.0 - weak), strong / (1.0 - strong)
        ratio, tilt = math.sqrt(low * high), math.sqrt(high / low)
        prior, accuracy = ratio / (1.0 + ratio), tilt / (1.0 + tilt)
    k = 2.0 * lean - 1.0
    settings = {
        "belligerents.b.resolve.high_cost": 1.0 - prior,
        "belligerents.b.resolve.low": float(row["c2_strong"]),
        "belligerents.b.resolve.high": float(row["c2_weak"]),
        "mediators.adviser.signal_accuracy": accuracy,
        "mediators.adviser.war_cost": float(row["mediator_war_cost"]),
        "states.friend.ties.a.bias": max(k, 0.0),
        "states.friend.ties.b.bias": max(-k, 0.0),
    }
    return prior, accuracy, settings


def heard(settings: dict[str, Any], wars: int) -> tuple[Array, Array]:
    """a's belief after the advice that b is strong, and b's cost of war, war by war."""
    scenario = load("credible-advice", set=settings)
    bench = Bench(scenario, scenario.case.scenario.seed, events=64)
    beliefs, own = np.zeros(wars), np.zeros(wars)
    for replicate in range(wars):
        world, _ = bench.fight(replicate)
        own[replicate] = world.belligerents[1]["cost"]
        beliefs[replicate] = 1.0 - world.pairs[A_TO_B]["type_belief"]
    return beliefs, own


def advice(wars: int) -> list[Comparison]:
    """Advice is believed exactly within the bounds of bias, and is right as often as believed."""
    found = []
    for row in rows("mediator_credibility_after_kydd"):
        found += _bounds(row)
    for row in rows("mediator_credibility_after_kydd")[:2]:
        found += _truth(row, wars)
    return found


def _bounds(row: Row) -> list[Comparison]:
    low, high = float(row["b_low"]), float(row["b_high(cap 1)"])
    trials = {low + EDGE: True, low - EDGE: False, (low + high) / 2.0: True}
    if high < 1.0:
        trials |= {high - EDGE: True, high + EDGE: False}
    found = []
    for lean, believed in trials.items():
        prior, _, settings = advice_setting(row, lean)
        after, _ = heard(settings, FEW)
        told = [float(row[f"P(strong|{word} signal)"]) for word in ("weak", "strong")]
        least, greatest = (min(told), max(told)) if believed else (prior, prior)
        where = f"bias {lean:.4f}, bounds {low:.4f} to {high:.4f}"
        for name, seen, one in (("least", after.min(), least), ("greatest", after.max(), greatest)):
            found.append(exact(f"{name} belief in a strong opponent, {where}", seen, one))
    return found


def _truth(row: Row, wars: int) -> list[Comparison]:
    low, high = float(row["b_low"]), float(row["b_high(cap 1)"])
    prior, accuracy, settings = advice_setting(row, (low + high) / 2.0)
    after, own = heard(settings, wars)
    strong, told_weak = own == float(row["c2_strong"]), after < prior
    weak = prior * (1.0 - accuracy) + (1.0 - prior) * accuracy
    where = f"war costs the mediator {row['mediator_war_cost']}"
    return [
        share(f"told that b is weak, {where}", told_weak, weak),
        share(
            f"strong although called weak, {where}", strong[told_weak],
            float(row["P(strong|weak signal)"]),
        ),
        share(
            f"strong when called strong, {where}", strong[~told_weak],
            float(row["P(strong|strong signal)"]),
        ),
    ]  # fmt: skip


def ceiling(wars: int) -> list[Comparison]:
    """The highest probability of peace that any mediator can reach, and each pair of types as a
    war of the engine that pays what theirs pays."""
    found = []
    for row in rows("mediation_ceiling"):
        theta, p, q = (float(row[key]) for key in ("theta", "p", "q"))
        where = f"theta = {theta:g}, p = {p:g}, q = {q:g}"
        top = printed(row["max_peace_prob(arbitration=mediation)"])
        found.append(exact(f"ceiling, {where}", mediation_ceiling(theta, p, q), *top))
        waste = 1.0 - theta
        for wins in (0.5, p):
            settings = odds(wins) | costs("a", wins * waste, wins * waste)
            settings |= costs("b", (1.0 - wins) * waste, (1.0 - wins) * waste)
            world = begin(build(load("mediation-ceiling", set=settings).case), 1, 0)
            pay = float(world.sides[0, 0]["war"])
            found.append(exact(f"what war pays at odds {wins:g}, {where}", pay, wins * theta))
    return found


def outcomes(batch: Batch) -> dict[str, Array]:
    """What may differ between a mediated war and another, one value per war."""
    fronts = batch.fronts[:, 0]
    return {
        "settled": (fronts["status"] == SETTLED).astype(np.float64),
        "deaths": batch.belligerents["losses"].sum(axis=1),
        "agreements": batch.war["truces"].astype(np.float64),
        "ended agreements": np.bincount(batch.owner, minlength=len(batch.war)).astype(np.float64),
        "line": fronts["line"].astype(np.float64),
    }


def null_mediator(wars: int) -> list[Comparison]:
    """Offers of a go-between with nothing in the place of direct ones, and beside them; and the
    terms on which a side answers."""
    found = _answers()
    direct = {"mechanisms.mediation": False}
    trials: tuple[tuple[str, dict[str, Any], dict[str, Any]], ...] = (
        ("instead of direct talks", {"mechanisms.direct_talks": False}, direct),
        ("beside direct talks", {}, direct | {"rules.talks.direct_rate": 0.4}),
    )
    for words, with_it, without_it in trials:
        mediated = outcomes(ends("null-mediator", wars, with_it))
        plain = outcomes(ends("null-mediator", wars, without_it))
        found += [alike(f"{name}, {words}", seen, plain[name]) for name, seen in mediated.items()]
    return found


def _answers() -> list[Comparison]:
    private = {
        "mechanisms.private_resolve": True,
        "belligerents.a.belief": {"mean": 0.3, "sd": 0.5, "weight": 0.5},
        "belligerents.b.belief": {"mean": 0.2, "sd": 0.4, "weight": 0.5},
    }
    world = begin(build(load("null-mediator", set=private).case), 1, 0)
    found = []
    for line in (3, 5, 6, 8):
        for s in range(2):
            plain = decide_response(world, 0, 0, s, NOBODY, NOBODY, bare_deal(world, line, True))
            deal = deal_of(world, 0, NOBODY, 0, line, 0, LINE | PRISONERS)
            carried = decide_response(world, 0, 0, s, 0, NOBODY, deal)
            name = f"chance that {'ab'[s]} signs for line {line}"
            found.append(exact(name, carried.chance, plain.chance))
    return found
