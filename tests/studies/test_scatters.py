"""Binned means along an address, and the figures of a study of many points."""

import numpy as np
import pandas as pd
import pytest

from sim.studies.scatters import BINS, MOST_ADDRESSES, binned, scattered, worth_scattering


def test_few_values_are_their_own_bins():
    x = np.array([1.0, 1.0, 3.0, 3.0, 2.0])
    y = np.array([4.0, 6.0, 9.0, 9.0, 7.0])
    found = binned(x, y)
    assert found.centre.tolist() == [1.0, 2.0, 3.0]
    assert found.mean.tolist() == [5.0, 7.0, 9.0]
    assert found.half[0] == pytest.approx(1.96, rel=1e-4)  # sd sqrt(2), two points
    assert np.isnan(found.half[1])
    assert found.half[2] == 0.0
    assert found.share == pytest.approx(1.0 - 2.0 / 18.0)


def test_many_values_fall_into_bins_of_as_many_points():
    x = np.arange(800.0)
    y = np.where(x < 400.0, 0.0, 1.0)
    found = binned(x[::-1], y[::-1])
    assert found.centre.tolist() == [49.5 + 100.0 * k for k in range(BINS)]
    assert found.mean.tolist() == [0.0] * 4 + [1.0] * 4
    assert found.share == 1.0
    assert binned(x, np.ones(800)).share == 0.0


def test_a_value_that_most_points_share_makes_no_empty_bin():
    x = np.concatenate([np.zeros(90), np.arange(1.0, 11.0)])
    found = binned(x, x)
    assert np.isfinite(found.centre).all()
    assert (np.diff(found.centre) > 0.0).all()


def test_the_address_that_moves_the_measure_comes_first():
    generator = np.random.default_rng(1)
    names = [f"a.{k}" for k in range(MOST_ADDRESSES + 2)]
    points = pd.DataFrame({name: generator.random(200) for name in names})
    means = pd.DataFrame({"point": range(200), "measure": "deaths", "mean": points["a.7"]})
    figure = scattered(points, means.iloc[:150], "deaths")  # some points have no value
    assert len(figure.axes) == MOST_ADDRESSES
    assert figure.axes[0].get_xlabel() == "a.7"
    assert len(figure.axes[0].lines[0].get_xdata()) == 150


def test_what_is_worth_drawing():
    points = pd.DataFrame({"a": range(12), "b": [0.5] * 12, "c": ["x", "y"] * 6})
    assert worth_scattering(points) == ["a"]
    assert worth_scattering(points.head(11)) == []
