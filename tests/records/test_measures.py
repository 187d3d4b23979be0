"""Shares with intervals, measures with their spread."""

import math

import pandas as pd
import pytest

from sim.records.measures import measures, outcome_shares, wilson


def test_wilson_known_values():
    # Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29
    for count, total, low, high in (
        (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):  # fmt: skip
        assert wilson(count, total) == pytest.approx((low, high), abs=5e-5)


def test_wilson_at_the_edges():
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(7, 7)[1] == 1.0
    assert wilson(3, 10)[0] == pytest.approx(1.0 - wilson(7, 10)[1])


def test_every_possible_outcome_has_a_share(finished):
    runs = pd.DataFrame({"outcome": ["war", "war", "truce", "victory:south"]})
    shares = outcome_shares(runs, finished(0).cast)
    assert list(shares) == [
        "war",
        "truce",
        "frozen",
        "settlement",
        "victory:north",
        "victory:south",
    ]
    assert shares["war"]["count"] == 2
    assert shares["war"]["share"] == 0.5
    assert sum(row["share"] for row in shares.values()) == 1.0
    assert shares["settlement"]["low"] == 0.0 < shares["settlement"]["high"]


def test_measures_skip_what_is_missing():
    runs = pd.DataFrame(
        {"seed": [1, 1, 1], "deaths": [1, 2, 9], "end_day": [4.0, math.nan, 6.0],
         "never": [math.nan] * 3, "outcome": ["war"] * 3}
    )  # fmt: skip
    found = measures(runs)
    assert list(found) == ["deaths", "end_day", "never"]
    assert found["deaths"] == pytest.approx(
        {"mean": 4.0, "median": 2.0, "p05": 1.1, "p95": 8.3, "n": 3}
    )
    assert found["end_day"]["mean"] == 5.0
    assert found["end_day"]["n"] == 2
    assert found["never"] == {"mean": None, "median": None, "p05": None, "p95": None, "n": 0}
