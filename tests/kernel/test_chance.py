"""Chance: known answers, addresses, inversions."""

import math
from itertools import pairwise
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.kernel import chance

inside = st.floats(1e-9, 1.0 - 1e-9)
words = st.integers(0, 2**32 - 1)


@pytest.mark.parametrize(
    ("counter_and_key", "answer"),
    [
        ([0] * 6, [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]),
        ([0xFFFFFFFF] * 6, [0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD]),
        (
            [0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344, 0xA4093822, 0x299F31D0],
            [0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1],
        ),
    ],
)
def test_philox_gives_the_published_known_answers(counter_and_key, answer):
    assert list(chance.philox(*counter_and_key)) == answer


def test_uniform_is_strictly_inside_at_both_ends_of_the_bits(monkeypatch):
    monkeypatch.setattr(chance, "philox", lambda *_: (0, 0, 0, 0))
    assert chance.uniform(0, 0, 0, 0, 0, 0, 0) == 2.0**-53
    monkeypatch.setattr(chance, "philox", lambda *_: (0xFFFFFFFF, 0xFFFFFFFF, 0, 0))
    assert chance.uniform(0, 0, 0, 0, 0, 0, 0) == 1.0 - 2.0**-53


def test_every_part_of_the_address_matters_and_nothing_else():
    address = [3, 4, 5, 6, 7, 8, 9]
    base = chance.uniform(*address)
    assert chance.uniform(*address) == base
    others = [
        chance.uniform(*(part + (i == j) for j, part in enumerate(address))) for i in range(7)
    ]
    assert len({base, *others}) == 8


def test_purpose_and_index_do_not_run_into_each_other():
    assert chance.uniform(1, 2, 0, 0, 1, 0, 0) != chance.uniform(1, 2, 0, 0, 0, 0, 2**24 - 1)


def test_uniform_draws_are_uniform_and_uncorrelated():
    n = 4000
    draws = [chance.uniform(11, 0, 0, tick, 2, 99, 0) for tick in range(n)]
    # Four standard errors of a uniform's mean, variance and lagged product.
    assert abs(sum(draws) / n - 0.5) < 4 * math.sqrt(1 / 12 / n)
    assert abs(sum((u - 0.5) ** 2 for u in draws) / n - 1 / 12) < 4 * math.sqrt(1 / 180 / n)
    assert abs(sum((a - 0.5) * (b - 0.5) for a, b in pairwise(draws)) / n) < 4 / 12 / math.sqrt(n)


def test_subject_hash_is_stable():
    assert chance.subject_hash("armenia") == 1742682816
    assert chance.subject_hash("armenia|azerbaijan") != chance.subject_hash("azerbaijan|armenia")


@given(st.integers(0, 2**64 - 1))
def test_seed_words_are_two_words_that_give_the_seed_back(seed):
    low, high = chance.seed_words(seed)
    assert 0 <= low < 2**32
    assert 0 <= high < 2**32
    assert high * 2**32 + low == seed


@pytest.mark.parametrize("seed", [-1, 2**64])
def test_seed_words_refuse_what_does_not_fit(seed):
    with pytest.raises(ValueError, match=str(seed)):
        chance.seed_words(seed)


@given(st.floats(2.0**-53, 1.0 - 2.0**-53))
def test_normal_agrees_with_the_standard_library(u):
    assert chance.normal(u) == pytest.approx(NormalDist().inv_cdf(u), rel=1e-13, abs=1e-15)


@given(inside)
def test_normal_is_odd_so_that_mirrored_luck_mirrors(u):
    assert chance.normal(1.0 - u) == pytest.approx(-chance.normal(u), rel=1e-9, abs=1e-12)


@given(inside, st.floats(1e-6, 1e6))
def test_exponential_inverts_its_distribution(u, rate):
    assert -math.expm1(-rate * chance.exponential(u, rate)) == pytest.approx(u, rel=1e-9)


def test_exponential_without_a_rate_never_comes():
    assert chance.exponential(0.5, 0.0) == chance.NEVER
    assert chance.exponential(0.5, -1.0) == chance.NEVER


@given(inside, st.floats(0.0, 1e6), st.floats(1e-3, 10.0))
def test_within_lies_in_the_interval_and_inverts(u, rate, span):
    time = chance.within(u, rate, span)
    assert 0.0 <= time <= span
    if 1e-6 < rate * span < 20.0:
        share = math.expm1(-rate * time) / math.expm1(-rate * span)
        assert share == pytest.approx(u, rel=1e-7, abs=1e-9)


def test_within_tends_to_a_uniform_time_as_the_rate_vanishes():
    assert chance.within(0.3, 0.0, 2.0) == 0.6
    assert chance.within(0.3, 1e-9, 2.0) == pytest.approx(0.6, rel=1e-6)


def poisson_below(count, mean):
    """P(X <= count)."""
    terms = (math.exp(-mean + k * math.log(mean) - math.lgamma(k + 1)) for k in range(count + 1))
    return math.fsum(terms)


@given(inside, st.floats(1e-6, 400.0))
def test_poisson_is_the_smallest_count_reaching_u(u, mean):
    count = chance.poisson(u, mean)
    assert poisson_below(count, mean) >= u - 1e-11
    if count > 0:
        assert poisson_below(count - 1, mean) <= u + 1e-11


def negative_binomial_below(count, mean, ratio):
    """P(X <= count)."""
    shape = mean / (ratio - 1.0)
    constant = -math.lgamma(shape) - shape * math.log(ratio)
    fall = math.log1p(-1.0 / ratio)
    return math.fsum(
        math.exp(math.lgamma(shape + k) - math.lgamma(k + 1) + constant + k * fall)
        for k in range(count + 1)
    )


@given(inside, st.floats(1e-3, 200.0), st.floats(1.1, 50.0))
def test_negative_binomial_is_the_smallest_count_reaching_u(u, mean, ratio):
    count = chance.negative_binomial(u, mean, ratio)
    assert negative_binomial_below(count, mean, ratio) >= u - 1e-10
    if count > 0:
        assert negative_binomial_below(count - 1, mean, ratio) <= u + 1e-10


@pytest.mark.parametrize(("mean", "ratio"), [(30.0, 10.0), (0.5, 3.0), (100.0, 1.5)])
def test_negative_binomial_has_its_mean_and_its_ratio(mean, ratio):
    n = 20000
    counts = [chance.negative_binomial((k + 0.5) / n, mean, ratio) for k in range(n)]
    average = sum(counts) / n
    assert average == pytest.approx(mean, rel=0.01)
    assert sum((c - average) ** 2 for c in counts) / n / average == pytest.approx(ratio, rel=0.03)


@given(inside, inside, st.floats(0.0, 600.0), st.floats(0.0, 600.0), st.floats(1.0, 30.0))
def test_inversions_are_monotone_in_u_and_in_the_mean(u, v, mean, other, ratio):
    low_u, high_u = sorted((u, v))
    low, high = sorted((mean, other))
    assert chance.normal(low_u) <= chance.normal(high_u) + 1e-13
    assert chance.poisson(low_u, mean) <= chance.poisson(high_u, mean)
    assert chance.exponential(u, low) >= chance.exponential(u, high)
    if high - low > 1e-9:  # closer means differ by rounding only
        assert chance.poisson(u, low) <= chance.poisson(u, high)
        assert chance.negative_binomial(u, low, ratio) <= chance.negative_binomial(u, high, ratio)


def test_counts_stop_at_their_stated_ceilings():
    assert chance.poisson(0.5, 1e9) == chance.poisson(0.5, chance.POISSON_CEILING) == 500
    high = chance.negative_binomial(0.5, 1e12, 10.0)
    assert high == chance.negative_binomial(0.5, 690.0 * 9.0 / math.log(10.0), 10.0)
    assert chance.negative_binomial(0.5, 1e12, 1e4) <= chance.NEGATIVE_BINOMIAL_CEILING
    assert chance.poisson(1.0 - 2.0**-53, 500.0) < 1000  # the far tail ends


def test_counts_without_a_mean_are_zero():
    assert chance.poisson(0.999, 0.0) == 0
    assert chance.poisson(0.999, -1.0) == 0
    assert chance.negative_binomial(0.999, 0.0, 10.0) == 0


@given(inside, st.floats(0.0, 50.0))
def test_a_negative_binomial_without_dispersion_is_poisson(u, mean):
    assert chance.negative_binomial(u, mean, 1.0) == chance.poisson(u, mean)


@given(inside, words, words)
def test_pick2_follows_the_weights(u, first, second):
    if first + second > 0:
        expected = 0 if u * (first + second) < first else 1
        assert chance.pick2(u, float(first), float(second)) == expected


def test_pick2_and_bernoulli_at_the_edges():
    assert chance.pick2(0.4, 0.0, 0.0) == 0
    assert chance.pick2(0.6, 0.0, 0.0) == 1
    assert chance.pick2(0.999, 1.0, 0.0) == 0
    assert chance.pick2(0.001, 0.0, 1.0) == 1
    assert chance.bernoulli(0.3, 0.31)
    assert not chance.bernoulli(0.3, 0.3)
    assert not chance.bernoulli(2.0**-53, 0.0)
    assert chance.bernoulli(1.0 - 2.0**-53, 1.0)
