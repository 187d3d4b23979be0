"""Parameters and luck in a variance: against sums by hand, and against cases that are known."""

import numpy as np
import pytest

from sim.records.split import split


def test_the_parts_by_hand() -> None:
    """Three draws of two wars: means 2, 5, 8 about 5. Mean square between: 2 (9 + 0 + 9) / 2 = 18;
    within: (2 + 2 + 0) / 3 = 4/3. Between draws (18 - 4/3) / 2 = 25/3."""
    found = split(np.array([1.0, 3.0, 4.0, 6.0, 8.0, 8.0]), np.array([0, 0, 1, 1, 2, 2]))
    assert found is not None
    assert found.draws == 3
    assert found.within == pytest.approx(4.0 / 3.0)
    assert found.between == pytest.approx(25.0 / 3.0)
    assert found.share == pytest.approx(25.0 / 29.0)
    assert found.effect == pytest.approx(1.0 + 25.0 / 29.0)
    # means as apart as the variance between: standard deviation 3 becomes the root of 25/3
    ends = 5.0 + 3.0 * np.sqrt(25.0 / 27.0) * np.array([-0.95, 0.95])
    assert [found.low, found.high] == pytest.approx(ends)


def test_draws_of_unlike_size_by_hand() -> None:
    """Draws of 1 and 3 wars: n0 = 4 - 10/4 = 1.5; means 0 and 4, all 3: between 9 + 3 = 12,
    within (1 + 0 + 1) / 2 = 1; (12 - 1) / 1.5. A war without a value does not count."""
    values = np.array([0.0, np.nan, 3.0, 4.0, 5.0])
    found = split(values, np.array([0, 0, 7, 7, 7]))
    assert found is not None
    assert (found.draws, found.within) == (2, pytest.approx(1.0))
    assert found.between == pytest.approx(11.0 / 1.5)


def test_luck_alone_is_no_parameter() -> None:
    """Means of the draws equal, values within not: the estimate below 0 is 0."""
    found = split(np.array([0.0, 1.0, 0.0, 1.0]), np.array([0, 0, 1, 1]))
    assert found is not None
    assert (found.between, found.share, found.effect) == (0.0, 0.0, 1.0)
    assert found.low == found.high == pytest.approx(0.5)


def test_parameters_alone_are_no_luck() -> None:
    found = split(np.repeat([0.0, 1.0, 5.0], 4), np.repeat([0, 1, 2], 4))
    assert found is not None
    assert (found.within, found.share) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("values", "draws"),
    [
        ([1.0, 2.0, 3.0], [0, 1, 2]),  # one war to a draw
        ([1.0, 2.0, 3.0], [4, 4, 4]),  # one draw
        ([2.0, 2.0, 2.0, 2.0], [0, 0, 1, 1]),  # nothing varies
        ([np.nan, np.nan], [0, 0]),
    ],
)
def test_what_cannot_be_told_apart(values: list[float], draws: list[int]) -> None:
    assert split(np.array(values), np.array(draws)) is None


def test_it_finds_what_was_put_in() -> None:
    """Normal with a fifth of the variance between: the interval covers it in most samples, and the
    estimates are right on average."""
    chance, shares, covered = np.random.default_rng(5), [], 0
    for _ in range(60):
        means = np.repeat(chance.normal(0.0, 1.0, 150), 5)
        values = 3.0 + means + chance.normal(0.0, 2.0, means.size)
        found = split(values, np.repeat(np.arange(150), 5))
        assert found is not None
        shares.append(found.share)
        covered += found.share_low <= 0.2 <= found.share_high
        # the middle 95 % of a standard normal about 3 is -1.96 and 1.96 away
        assert abs(found.low - 1.04) < 0.8
        assert abs(found.high - 4.96) < 0.8
    # one estimate has a standard error of 0.04 or so, the mean of 60 one of 0.005
    assert abs(np.mean(shares) - 0.2) < 0.025
    assert covered >= 48  # of 60; 95 % nominal, 12 misses come once in a hundred thousand
