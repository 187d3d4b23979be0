"""`noisy-reciprocity` and `attribution`: how often fire is held under a truce.

Doctrines by the names of the tables: ALLC restraint, ALLD aggressive, TFT retaliate, GTFT generous,
CTFT contrite, WSLS win-stay, GRIM1 grim.
"""

import numpy as np
import pytest

from sim import simulate
from sim.kernel.rules.reciprocity import contrite_public, generous_private

WARS = 20_000

DOCTRINES = {
    "ALLC": ("restraint", 0.0),
    "ALLD": ("aggressive", 0.0),
    "TFT": ("retaliate", 0.0),
    "GTFT10": ("generous", 0.1),
    "GTFT30": ("generous", 0.3),
    "GTFT1/3": ("generous", 1.0 / 3.0),
    "CTFT": ("contrite", 0.0),
    "WSLS": ("win_stay", 0.0),
    "GRIM1": ("grim", 0.0),
    "RANDOM": ("random", 0.0),
}


def playing(first, second):
    set = {}
    for side, name in (("a", first), ("b", second)):
        doctrine, generosity = DOCTRINES[name]
        set[f"belligerents.{side}.doctrine"] = doctrine
        set[f"belligerents.{side}.generosity"] = generosity
    return set


def held_last(many, name, rounds, set):
    """Whether each side held its fire in the last of so many rounds, in 20,000 wars: (wars, 2).

    One round of each war, so that the sample is of independent wars.
    """
    sides = many(name, WARS, ticks=rounds, set=set).sides[:, 0]
    assert (sides["rounds"] == rounds).all()
    return sides["fired"] == 0


# error, pair, rounds after which the start from peace is forgotten (to 2e-4 or better)
PAIRS = [
    (0.05, "GTFT30", "GTFT30", 16),
    (0.1, "GTFT1/3", "ALLC", 4),
    (0.1, "TFT", "ALLD", 4),
    (0.1, "GTFT30", "GTFT10", 18),
    (0.1, "TFT", "GTFT1/3", 18),
    (0.1, "GRIM1", "RANDOM", 10),
]


@pytest.mark.parametrize(("error", "first", "second", "rounds"), PAIRS)
def test_long_run_shares_meet_the_table(many, agree, closed_form, error, first, second, rounds):
    [row] = [
        row
        for row in closed_form("noisy_reciprocity")
        if (float(row["noise_eps"]), row["A"], row["B"]) == (error, first, second)
    ]
    set = playing(first, second) | {"rules.truces.execution_error": error}
    held = held_last(many, "noisy-reciprocity", rounds, set)
    agree.share(held[:, 0], float(row["coop_rate_A"]))
    agree.share(held[:, 1], float(row["coop_rate_B"]))
    agree.share(held.all(axis=1), float(row["P_CC"]))
    agree.share(~held.any(axis=1), float(row["P_DD"]))


def long_run(many, name, wars, burn, rounds, set):
    """Mean over both sides of the share of rounds held, per war, after `burn` rounds.

    Wars of one replicate share their luck, so the longer run contains the shorter.
    """
    before = many(name, wars, ticks=burn, set=set).sides[:, 0]["held_rounds"]
    after = many(name, wars, ticks=burn + rounds, set=set).sides[:, 0]["held_rounds"]
    return (after - before).mean(axis=1) / rounds


def test_retaliation_and_contrition_against_themselves(many, agree, closed_form):
    """Slow to forget, or scarce in the table: 1,000 and 500 longer wars, 80,000 rounds each."""
    for name, wars, burn, rounds in (("CTFT", 1000, 20, 80), ("TFT", 500, 90, 160)):
        [row] = [
            row
            for row in closed_form("noisy_reciprocity")
            if (float(row["noise_eps"]), row["A"], row["B"]) == (0.05, name, name)
        ]
        set = playing(name, name) | {"rules.truces.execution_error": 0.05}
        share = long_run(many, "noisy-reciprocity", wars, burn, rounds, set)
        agree.mean(share, float(row["coop_rate_A"]))


def test_the_measure_of_a_run_is_the_share_of_rounds_held(many):
    """`cooperation_share_<belligerent>` on Mesa, war by war the same as compiled."""
    days = {"scenario.aftermath_days": 150.0}
    runs = simulate("noisy-reciprocity", replicates=6, set=days).runs
    sides = many("noisy-reciprocity", 6, set=days).sides[:, 0]
    assert (sides["rounds"] == 150.0).all()
    for s, side in enumerate("ab"):
        measured = runs[f"cooperation_share_{side}"].to_numpy()
        assert measured == pytest.approx(sides["held_rounds"][:, s] / 150.0, abs=1e-12)
    assert runs["cooperation_share_a"].nunique() > 1


PRIVATE: list[str] = []


def seeing(error, terms):
    return {"rules.truces.false_alarm": error, "fronts.line.truce.terms": terms}


@pytest.mark.parametrize(("error", "rounds"), [(0.3, 10)])
def test_private_error_halves_retaliation(many, agree, closed_form, error, rounds):
    [row] = [
        row
        for row in closed_form("attribution_and_arbitration")
        if row["rule"] == "TFT" and float(row["perception_error_e"]) == error
    ]
    set = playing("TFT", "TFT") | seeing(error, PRIVATE)
    held = held_last(many, "attribution", rounds, set)
    agree.share(held[:, 0], float(row["long_run_cooperation"]))
    agree.share(held[:, 1], float(row["long_run_cooperation"]))


@pytest.mark.parametrize("error", [0.1, 0.3])
def test_private_error_and_generosity(many, agree, closed_form, error):
    [row] = [
        row
        for row in closed_form("attribution_and_arbitration")
        if row["rule"].startswith("GTFT") and float(row["perception_error_e"]) == error
    ]
    set = playing("GTFT1/3", "GTFT1/3") | seeing(error, PRIVATE)
    held = held_last(many, "attribution", 11, set)
    agree.share(held[:, 0], float(row["long_run_cooperation"]))
    assert generous_private(error, 1.0 / 3.0) == pytest.approx(
        float(row["long_run_cooperation"]), abs=1e-9
    )


def test_private_error_halves_contrition_too(many, agree):
    """At any rate of error above 0: Boyd's point, and the reason for a public record."""
    for error in (0.1, 0.3):
        share = long_run(many, "attribution", 400, 60, 80, seeing(error, PRIVATE))
        agree.mean(share, 0.5)


@pytest.mark.parametrize("error", [0.1, 0.3])
@pytest.mark.parametrize("terms", ["monitors", "arbitrator"])
def test_a_public_record_and_an_arbitrator_restore_it(many, agree, closed_form, terms, error):
    rule = {"monitors": "CTFT public standing", "arbitrator": "CTFT + arbitration"}[terms]
    [row] = [
        row
        for row in closed_form("attribution_and_arbitration")
        if row["rule"] == rule and float(row["perception_error_e"]) == error
    ]
    share = long_run(many, "attribution", 4000, 10, 6, seeing(error, [terms]))
    agree.mean(share, float(row["long_run_cooperation"]))
    alarm = error * float(row["arbitrator_error_a"] or 1.0)
    assert contrite_public(alarm) == pytest.approx(float(row["long_run_cooperation"]), abs=1e-9)


def test_monitors_that_do_not_reach_everything_make_no_public_record(many):
    partly = seeing(0.3, ["monitors"]) | {"mediators.observers.mandate.monitor_access": 0.9}
    share = long_run(many, "attribution", 300, 60, 60, partly)
    assert np.mean(share) < 0.6
