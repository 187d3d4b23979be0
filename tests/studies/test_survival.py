"""Survival of truces: by hand, against a known hazard, and what counts as an end."""

import numpy as np
import pandas as pd
import pytest

from sim.studies.survival import COLLAPSED, curve, curve_table, curves


def test_by_hand():
    # Ends at 1, 3, 4; censored at 2 and 5: 4/5, then 4/5 * 2/3, then that * 1/2.
    found = curve("w", "f", np.array([1.0, 2, 3, 4, 5]), np.array([1, 0, 1, 1, 0], bool))
    at = dict(zip(found.days, found.holding, strict=True))
    assert at[1.0] == pytest.approx(0.8)
    assert at[3.0] == pytest.approx(0.8 * 2 / 3)
    assert at[4.0] == pytest.approx(0.8 / 3)
    assert at[5.0] == pytest.approx(0.8 / 3)
    assert (found.truces, found.collapsed, found.median) == (5, 3, 4.0)


def test_a_constant_hazard_with_censoring():
    chance = np.random.default_rng(1)
    lives, seen = chance.exponential(10.0, 20_000), chance.uniform(0.0, 30.0, 20_000)
    found = curve("w", "f", np.minimum(lives, seen), lives <= seen)
    for day in (2.0, 5.0, 10.0, 20.0):
        k = np.searchsorted(found.days, day, side="right") - 1
        assert found.holding[k] == pytest.approx(np.exp(-day / 10.0), abs=0.015)
        assert found.low[k] < found.holding[k] < found.high[k]
    assert found.median == pytest.approx(10.0 * np.log(2.0), rel=0.05)


def test_only_collapse_is_an_end():
    causes = ["broken", "escalated", "defaulted", "expired", "superseded", "censored"]
    table = pd.DataFrame({"format": "f", "lifetime_days": np.arange(1.0, 7.0), "cause": causes})
    (found,) = curves({"w": table})
    assert found.collapsed == 3
    assert set(causes[:3]) <= set(COLLAPSED)
    assert not set(causes[3:]) & set(COLLAPSED)
    held = table.assign(cause="censored")
    (whole,) = curves({"w": held})
    assert (whole.collapsed, whole.median, whole.holding[-1]) == (0, None, 1.0)


def test_one_curve_for_each_scenario_and_format():
    table = pd.DataFrame(
        {"format": ["a", "b", "a"], "lifetime_days": [1.0, 2.0, 3.0], "cause": "broken"}
    )
    found = list(curves({"one": table, "two": table.head(1), "none": table.head(0)}))
    assert [(c.scenario, c.format, c.truces) for c in found] == [
        ("one", "a", 2), ("one", "b", 1), ("two", "a", 1)
    ]  # fmt: skip
    assert len(curve_table(found)) == sum(len(c.days) for c in found)
    assert list(curve_table([]).columns) == list(curve_table(found).columns)
