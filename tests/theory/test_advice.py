"""`credible-advice` against the bounds of bias within which a mediator is believed (after Kydd)."""

import math

import numpy as np
import pytest

WARS = 20_000
EDGE = 1e-4  # how close to a bound of the bias b


def setting(row, lean):
    """A row of the table with bias b = `lean` toward the side that is advised.

    Prior odds of a strong opponent r and accuracy c give s/(1-s) = r (1-c)/c after a weak signal
    and s'/(1-s') = r c/(1-c) after a strong one.
    """
    weak, strong = float(row["P(strong|weak signal)"]), float(row["P(strong|strong signal)"])
    prior, accuracy = 0.5, 1.0
    if weak > 0.0 and strong < 1.0:
        low, high = weak / (1.0 - weak), strong / (1.0 - strong)
        odds, tilt = math.sqrt(low * high), math.sqrt(high / low)
        prior, accuracy = odds / (1.0 + odds), tilt / (1.0 + tilt)
    k = 2.0 * lean - 1.0
    return prior, accuracy, {
        "belligerents.b.resolve.high_cost": 1.0 - prior,
        "belligerents.b.resolve.low": float(row["c2_strong"]),
        "belligerents.b.resolve.high": float(row["c2_weak"]),
        "mediators.adviser.signal_accuracy": accuracy,
        "mediators.adviser.war_cost": float(row["mediator_war_cost"]),
        "states.friend.ties.a.bias": max(k, 0.0),
        "states.friend.ties.b.bias": max(-k, 0.0),
    }  # fmt: skip


def beliefs(many, row, lean, wars):
    """Prior, accuracy, a's belief at the end that b is strong, and whether b is."""
    prior, accuracy, set = setting(row, lean)
    fought = many("credible-advice", wars, ticks=1, set=set)
    strong = fought.belligerents[:, 1]["cost"] == float(row["c2_strong"])
    return prior, accuracy, 1.0 - fought.pairs[:, 0, 1]["type_belief"], strong


def test_advice_is_believed_exactly_within_the_bounds(many, closed_form):
    for row in closed_form("mediator_credibility_after_kydd"):
        low, high = float(row["b_low"]), float(row["b_high(cap 1)"])
        assert (1.0 + float(row["k_low"])) / 2.0 == pytest.approx(low, abs=1e-8)  # as printed
        trials = {low + EDGE: True, low - EDGE: False, (low + high) / 2.0: True}
        if high < 1.0:
            trials |= {high - EDGE: True, high + EDGE: False}
        elif float(row["k_high"]) >= 1.0:
            trials |= {1.0: True}
        for lean, believed in trials.items():
            prior, _, after, _ = beliefs(many, row, lean, 40)
            expected = {prior}
            if believed:
                expected = {float(row[f"P(strong|{word} signal)"]) for word in ("weak", "strong")}
            assert len(np.unique(after.round(9))) == len(expected)  # both signals occur
            for value in after:
                assert min(abs(value - one) for one in expected) < 1e-9


def test_what_is_believed_is_true_as_often_as_it_should_be(many, agree, closed_form):
    for row in closed_form("mediator_credibility_after_kydd"):
        low, high = float(row["b_low"]), float(row["b_high(cap 1)"])
        prior, accuracy, after, strong = beliefs(many, row, (low + high) / 2.0, WARS)
        agree.share(strong, prior)
        told_weak = after < prior
        agree.share(told_weak, prior * (1.0 - accuracy) + (1.0 - prior) * accuracy)
        agree.share(strong[told_weak], float(row["P(strong|weak signal)"]))
        agree.share(strong[~told_weak], float(row["P(strong|strong signal)"]))


def test_without_information_of_its_own_a_mediator_is_not_heard(many, closed_form):
    row = closed_form("mediator_credibility_after_kydd")[0]
    _, _, set = setting(row, 0.7)
    fought = many(
        "credible-advice", 200, ticks=1, set=set | {"mediators.adviser.signal_accuracy": 0.5}
    )
    prior = set["belligerents.b.resolve.high_cost"]
    assert np.all(fought.pairs[:, 0, 1]["type_belief"] == pytest.approx(prior, abs=1e-12))
