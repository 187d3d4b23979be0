"""Whether the procedure finds what it should: fits of synthetic wars whose parameters are known.

Parameters are drawn from the prior, a war is fought with them, and the war is fitted as if it were
the record. If the posterior is right, the truth falls anywhere among its draws: its rank is
uniform. Too many ranks at the ends mean a posterior too narrow, a hump in the middle one too wide.

Source: simulation-based calibration, Talts et al. (2018), after Cook, Gelman and Rubin (2006).
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri
from scipy.stats import chi2, ncx2

from sim.studies.calibration.adjusting import adjusted
from sim.studies.calibration.chance import MOST_LUCK, TRUTH, generator
from sim.studies.calibration.distance import Distance
from sim.studies.calibration.fitting import QUANTILE, Fit
from sim.studies.calibration.posterior import drawn
from sim.studies.calibration.problem import Problem
from sim.studies.calibration.sampler import OrderedSampler, Search

BINS = 10
DRAWS = 9 * BINS + BINS - 1  # draws of a posterior: ranks 0 to 99 fall evenly into ten bins
Done = Callable[[int], None]


class Uniformity(NamedTuple):
    """Ranks of one parameter.

    Attributes:
        counts: (BINS,) how many ranks fell into each tenth.
        chi_square: against equal counts. chance: of one as large, were the ranks uniform.
        mean: of the ranks, as a share; 0.5 if the fit does not lean.
    """

    parameter: str
    counts: tuple[int, ...]
    chi_square: float
    chance: float
    mean: float


def ranks(
    problem: Problem, prior: pd.DataFrame, distance: Distance, search: Search, *, count: int,
    particles: int, populations: int, seed: int, done: Done = lambda number: None,
) -> pd.DataFrame:  # fmt: skip
    """Ranks of the truth among `DRAWS` draws of the posterior: one row per synthetic war.

    Args:
        prior: wars of the prior, whose statistics set the first epsilon.
        distance: its summary is used; the record it is from is not looked at.
        count: synthetic wars.
        done: told after each.
    """
    rows = []
    for number in range(count):
        chance = generator(seed, TRUTH, number)
        truth = {name: float(chance.uniform(*ends)) for name, ends in problem.ranges.items()}
        told = problem.simulate(truth, int(chance.integers(MOST_LUCK)))
        made = problem, distance.to(told)
        posterior = _posterior(made, prior, search, particles, populations, seed + 1 + number)
        rows.append(_ranks(truth, posterior, seed + 1 + number))
        done(number + 1)
    return pd.DataFrame(rows, columns=list(problem.ranges))


def ranks_among(
    problem: Problem, prior: pd.DataFrame, distance: Distance, *, count: int, kept: int, seed: int,
    done: Done = lambda number: None,
) -> pd.DataFrame:  # fmt: skip
    """The same, each posterior being the nearest wars of the prior, adjusted: no search.

    As near as a search that tries as many wars; what it does not try is the search's weights.

    Args:
        kept: how many wars of the prior are the nearest.
    """
    summaries = np.array([distance.summary(war) for war in prior.to_dict("records")])
    rows = []
    for number in range(count):
        chance = generator(seed, TRUTH, number)
        truth = {name: float(chance.uniform(*ends)) for name, ends in problem.ranges.items()}
        told = distance.summary(problem.simulate(truth, int(chance.integers(MOST_LUCK))))
        posterior = nearest(problem, prior, summaries - told, kept)
        rows.append(_ranks(truth, posterior, seed + 1 + number))
        done(number + 1)
    return pd.DataFrame(rows, columns=list(problem.ranges))


def nearest(
    problem: Problem, prior: pd.DataFrame, differs: NDArray[np.float64], kept: int
) -> pd.DataFrame:
    """The posterior by rejection: the `kept` wars whose summaries differ least, adjusted."""
    far = np.linalg.norm(differs, axis=1)
    rows = np.argsort(far, kind="stable")[:kept]
    particles = prior.iloc[rows][list(problem.ranges)].reset_index(drop=True)
    even = particles.assign(weight=1.0 / len(rows), distance=far[rows])
    return adjusted(problem.ranges, even, differs[rows])


def _ranks(truth: dict[str, float], posterior: pd.DataFrame, seed: int) -> dict[str, int]:
    points = pd.DataFrame(drawn(posterior, DRAWS, seed))
    return {name: int((points[name] < value).sum()) for name, value in truth.items()}


def _posterior(
    fit: tuple[Problem, Distance], prior: pd.DataFrame, search: Search, particles: int,
    populations: int, seed: int,
) -> pd.DataFrame:  # fmt: skip
    problem, distance = fit
    far = [distance(row) for row in prior.to_dict("records")]
    with tempfile.TemporaryDirectory() as folder:
        first = float(np.quantile(far, QUANTILE))
        made = Fit(problem, distance, Path(folder, "fit.db"), particles, first)
        for _ in range(populations):
            made.advance(OrderedSampler(search, seed, lambda kept, tried: None))
        return made.posterior(populations - 1)


def power(count: int, left: float, lean: float, limit: float) -> float:
    """The chance that `uniformity` finds a fault in so many ranks: chi-square, non-central.

    Args:
        left: standard deviation of the faulty posterior over that of the right one.
        lean: how far its mean is off, in standard deviations of the right one.
        limit: the chance below which ranks are not called uniform.
    """
    edges = np.linspace(0.0, 1.0, BINS + 1)
    shares = np.diff(ndtr(lean + left * ndtri(edges)))
    faulty = count * float(np.square(shares - 1.0 / BINS).sum()) * BINS
    return float(ncx2.sf(chi2.isf(limit, BINS - 1), BINS - 1, faulty))


def uniformity(found: pd.DataFrame) -> list[Uniformity]:
    """Each parameter's ranks against the uniform: Pearson's chi-square over ten bins."""
    told = []
    for name in found:
        values: NDArray[np.int64] = found[name].to_numpy()
        counts = np.bincount(values * BINS // (DRAWS + 1), minlength=BINS)
        expected = len(values) / BINS
        square = float(((counts - expected) ** 2 / expected).sum())
        chance = float(chi2.sf(square, BINS - 1))
        mean = float((values + 0.5).mean() / (DRAWS + 1))
        told.append(Uniformity(str(name), tuple(map(int, counts)), square, chance, mean))
    return told
