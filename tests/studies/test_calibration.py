"""`sim calibrate` on a model whose answer is known."""

import dataclasses
import itertools
import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import kstest, norm

from sim.studies.calibration.adjusting import adjusted
from sim.studies.calibration.calibrate import distance_of, prior_wars
from sim.studies.calibration.chance import luck
from sim.studies.calibration.check import DRAWS, power, ranks, ranks_among, uniformity
from sim.studies.calibration.distance import Scale, learnt
from sim.studies.calibration.fitting import Fit, weighted_quantile
from sim.studies.calibration.posterior import drawn, effective, widths
from sim.studies.calibration.problem import Problem
from sim.studies.calibration.sampler import OrderedSampler, one_by_one, searching

RANGES = {"centre": (-5.0, 5.0), "idle": (0.0, 1.0)}
OBSERVED = 1.5


def normal(parameters: Mapping[str, float], luck: int) -> dict[str, float]:
    """One draw from a normal of known spread 0.5; `idle` does nothing."""
    return {"x": parameters["centre"] + 0.5 * float(np.random.default_rng(luck).normal())}


PROBLEM = Problem(RANGES, normal, {"x": (OBSERVED, OBSERVED)})
PRIOR = prior_wars(PROBLEM, 400, 1)
DISTANCE = distance_of(PROBLEM, PRIOR, "normal")


def fitted(folder: Path, populations: int, particles: int = 60) -> Fit:
    fit = Fit(PROBLEM, DISTANCE, folder / "fit.db", particles, 2.0)
    for _ in range(fit.done, populations):
        fit.advance(OrderedSampler(one_by_one, 7, lambda kept, tried: None))
    return fit


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Fit:
    return fitted(tmp_path_factory.mktemp("whole"), 4, particles=150)


def test_the_posterior_of_a_normal_is_found(whole: Fit) -> None:
    """The exact one: the record's value, give or take 0.5, within chance of 150 particles."""
    last = whole.population(3)
    mean = float((last["centre"] * last["weight"]).sum())
    sd = math.sqrt(float(((last["centre"] - mean) ** 2 * last["weight"]).sum()))
    size = effective(last)
    assert size > 50.0
    assert abs(mean - OBSERVED) < 4.0 * 0.5 / math.sqrt(size)
    assert 0.35 < sd < 0.7


def test_what_the_data_tell_is_identified_and_what_they_do_not_is_not(whole: Fit) -> None:
    told = {one.parameter: one for one in widths(RANGES, whole.population(3))}
    assert told["centre"].verdict == "identified"
    assert told["idle"].verdict == "not identified"
    assert told["centre"].p05 < OBSERVED < told["centre"].p95


def test_epsilon_falls_and_no_particle_is_farther(whole: Fit) -> None:
    told = whole.told()
    assert [one.number for one in told] == [0, 1, 2, 3]
    assert all(a.epsilon > b.epsilon for a, b in itertools.pairwise(told))
    for one in told:
        assert whole.population(one.number)["distance"].max() <= one.epsilon


def test_a_fit_that_goes_on_is_the_fit_that_was_not_stopped(tmp_path: Path) -> None:
    """And other use of numpy's global generator in between changes nothing."""
    for name in ("at-once", "in-parts"):
        (tmp_path / name).mkdir()
    at_once = fitted(tmp_path / "at-once", 3).population(2)
    fitted(tmp_path / "in-parts", 1)
    np.random.seed(99)
    np.random.normal(size=1000)
    fitted(tmp_path / "in-parts", 2)
    in_parts = fitted(tmp_path / "in-parts", 3).population(2)
    pd.testing.assert_frame_equal(at_once, in_parts, check_exact=True)


def test_a_population_that_is_interrupted_leaves_those_before_it(tmp_path: Path) -> None:
    before = fitted(tmp_path, 1).population(0)

    def stop(kept: int, tried: int) -> None:
        if kept == 20:
            raise KeyboardInterrupt

    fit = fitted(tmp_path, 1)
    with pytest.raises(KeyboardInterrupt):
        fit.advance(OrderedSampler(one_by_one, 7, stop))
    assert fit.done == 1
    pd.testing.assert_frame_equal(fit.population(0), before, check_exact=True)


def test_processes_find_the_particles_that_one_finds() -> None:
    """A search is the same in this process and in two."""
    with searching(2) as search:
        two = search(half, 3, 1)
        many = [next(two) for _ in range(70)]
        two.close()
    alone = one_by_one(half, 3, 1)
    assert many == [next(alone) for _ in range(70)]


def half() -> float:
    return float(np.random.uniform())


def test_luck_is_put_back() -> None:
    np.random.seed(5)
    expected = np.random.uniform(size=2)
    np.random.seed(5)
    first = np.random.uniform()
    with luck(1, 2):
        within = np.random.uniform()
    with luck(1, 2):
        assert np.random.uniform() == within
    assert [first, np.random.uniform()] == list(expected)


NAN, INF = math.nan, math.inf


def test_features_of_a_statistic_by_hand() -> None:
    """Half of those that agree count as below; within bounds values are one; none is a middle."""
    scale = Scale(2.0, 3.0, np.array([1.0, 2.0, 2.0, INF]), lacking=True)
    assert [scale.share(x) for x in (0.0, 1.0, 2.0, 2.9, 4.0, INF)] == [
        0.0, 0.125, 0.5, 0.5, 0.75, 0.875,
    ]  # fmt: skip
    assert scale.features(NAN) == [0.0, 1.0]
    assert scale.features(0.0) == [pytest.approx(norm.ppf(0.125)), 0.0]
    assert dataclasses.replace(scale, lacking=False).features(2.5) == [0.0]


def test_a_parameter_is_predicted_from_the_statistic_that_tells_it_alone() -> None:
    """What statistics explain is known here; a statistic in which all agree is left out."""
    chance = np.random.default_rng(1)
    score, noise = chance.normal(size=(2, 4000))
    prior = pd.DataFrame({
        "a": norm.cdf(score), "b": chance.uniform(size=4000), "x": score + noise,
        "y": chance.normal(size=4000), "same": 1.0, "none": NAN,
    })  # fmt: skip
    record = {"x": (1.0, 1.0), "y": (0.0, 0.0), "same": (1.0, 1.0), "none": (0.0, 0.0)}
    made = learnt({"a": (0.0, 1.0), "b": (0.0, 1.0)}, record, prior)
    assert made is not None
    assert list(made.summary.scales) == ["x", "y"]
    assert made.summary.used == ("a",)
    assert made.summary.told["a"] == pytest.approx(0.5, abs=0.05)
    assert abs(made.summary.told["b"]) < 0.01
    assert made.observed == pytest.approx([0.5], abs=0.1)  # of x = 1, half is the parameter
    assert made({"x": 1.0, "y": 0.0}) == 0.0
    assert made({"x": -1.0, "y": 0.0}) == pytest.approx(1.0, abs=0.1)
    assert made.to({"x": -1.0, "y": 0.0})({"x": -1.0, "y": 0.0}) == 0.0
    alike = learnt({"a": (0.0, 1.0)}, {"same": (1.0, 1.0)}, prior)
    assert alike is None


def test_what_is_explained_is_judged_by_wars_left_out() -> None:
    """As by fitting again without each war in turn."""
    chance = np.random.default_rng(2)
    prior = pd.DataFrame(chance.uniform(size=(12, 2)), columns=["a", "x"])
    made = learnt({"a": (0.0, 1.0)}, {"x": (0.5, 0.5)}, prior)
    assert made is not None
    rows = np.array([[1.0, *made.summary.scales["x"].features(x)] for x in prior["x"]])
    scores = norm.ppf(prior["a"])
    keep = ~np.eye(12, dtype=bool)
    missed = [scores[k] - rows[k] @ np.linalg.lstsq(rows[one], scores[one], rcond=None)[0]
              for k, one in enumerate(keep)]  # fmt: skip
    means = [scores[k] - scores[one].mean() for k, one in enumerate(keep)]
    expected = 1.0 - np.square(missed).sum() / np.square(means).sum()
    assert made.summary.told["a"] == pytest.approx(expected)


def test_adjusting_takes_off_what_particles_differ_by() -> None:
    """Scores that are a line of the difference all move to its start; those that are not stay."""
    differs = np.linspace(-1.0, 1.0, 21)
    particles = pd.DataFrame({
        "p": 10.0 * norm.cdf(0.3 + 0.8 * differs), "q": 0.5, "weight": 1.0 / 21.0,
        "distance": np.abs(differs),
    })  # fmt: skip
    moved = adjusted({"p": (0.0, 10.0), "q": (0.0, 1.0)}, particles, differs[:, None])
    assert moved["p"].to_numpy() == pytest.approx(10.0 * norm.cdf(0.3))
    assert moved["q"].to_numpy() == pytest.approx(0.5)
    assert moved["weight"].sum() == pytest.approx(1.0)
    assert moved["weight"][5] / moved["weight"][10] == pytest.approx(0.75, abs=1e-4)
    assert 0.0 < moved["weight"][0] < 1e-6


def test_weighted_quantiles_and_draws_by_hand() -> None:
    assert weighted_quantile([3.0, 1.0, 2.0], [0.2, 0.5, 0.3], 0.5) == 1.0
    assert weighted_quantile([3.0, 1.0, 2.0], [0.2, 0.5, 0.3], 0.6) == 2.0
    assert weighted_quantile([3.0, 1.0, 2.0], [0.2, 0.5, 0.3], 0.95) == 3.0
    particles = pd.DataFrame({"p": [1.0, 2.0], "weight": [1.0, 0.0], "distance": [0.1, 0.2]})
    assert drawn(particles, 3, 1) == [{"p": 1.0}] * 3
    assert effective(particles) == 1.0


ALARM = 1.0e-3  # of a Kolmogorov-Smirnov test: how often it would call a sound fit unsound


@pytest.mark.parametrize(("leans", "count", "sound"), [(0.0, 12, True), (1.5, 8, False)])
def test_known_parameters_are_recovered(leans: float, count: int, sound: bool) -> None:
    """Ranks are uniform; of a simulator that leans when it is fitted, they are not."""
    ranges = {"centre": (-1.0, 1.0)}
    calls = {"truth": True}

    def simulate(parameters: Mapping[str, float], luck: int) -> dict[str, float]:
        shift = 0.0 if calls["truth"] else leans
        calls["truth"] = False
        return {"x": normal(parameters, luck)["x"] + shift}

    def next_one(number: int) -> None:
        calls["truth"] = True

    problem = Problem(ranges, simulate, {"x": (0.0, 0.0)})
    prior = prior_wars(Problem(ranges, normal, problem.record), 200, 1)
    found = ranks(
        problem, prior, distance_of(problem, prior, "normal"), one_by_one, count=count,
        particles=25, populations=2, seed=3, done=next_one,
    )  # fmt: skip
    assert found["centre"].between(0, DRAWS).all()
    shares = (found["centre"] + 0.5) / (DRAWS + 1)
    assert (kstest(shares, "uniform").pvalue > ALARM) == sound


def test_ranks_among_wars_of_the_prior_are_uniform() -> None:
    """Of the parameter that is told and of the one that is not; were luck smaller in the wars that
    are kept than in the synthetic ones, the posterior would be too narrow, and is found to be."""
    prior = prior_wars(PROBLEM, 3000, 1)
    distance = distance_of(PROBLEM, prior, "normal")
    found = ranks_among(PROBLEM, prior, distance, count=300, kept=200, seed=2)
    assert all(one.chance > ALARM for one in uniformity(found))

    def lucky(parameters: Mapping[str, float], luck: int) -> dict[str, float]:
        return {"x": 2.0 * normal(parameters, luck)["x"] - parameters["centre"]}

    wide = dataclasses.replace(PROBLEM, simulate=lucky)
    told = uniformity(ranks_among(wide, prior, distance, count=300, kept=200, seed=2))
    assert told[0].chance < ALARM < told[1].chance
    assert min(told[0].counts[0], told[0].counts[-1]) > 2 * 30


def test_power_is_what_simulated_faults_show() -> None:
    """Ranks of posteriors 0.7 times as wide, drawn many times and tested."""
    chance = np.random.default_rng(4)
    shares = norm.cdf(chance.normal(size=(100, 500)) / 0.7)
    tables = pd.DataFrame((shares * (DRAWS + 1)).astype(int))
    found = np.mean([one.chance < 0.01 for one in uniformity(tables)])
    expected = power(100, 0.7, 0.0, 0.01)
    assert 0.2 < expected < 0.8
    assert abs(found - expected) < 4.0 * math.sqrt(0.25 / 500) + 0.04
    assert power(100, 1.0, 0.0, 0.01) == pytest.approx(0.01)


def test_uniformity_by_hand() -> None:
    even = pd.DataFrame({"p": np.arange(100)})
    (one,) = uniformity(even)
    assert one.counts == (10,) * 10
    assert one.chi_square == 0.0
    assert one.mean == 0.5
    (one,) = uniformity(pd.DataFrame({"p": [0] * 50}))
    assert one.chi_square == pytest.approx(45.0**2 / 5.0 + 9 * 5.0)
    assert one.chance < 1e-50
