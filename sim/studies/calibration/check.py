"""Whether the procedure finds what it should: fits of synthetic wars whose parameters are known.

Parameters are drawn from the prior, a war is fought with them, and the war is fitted as if it were
the record. If the posterior is right, the truth falls anywhere among its draws: its rank is
uniform. Too many ranks at the ends mean a posterior too narrow, a hump in the middle one too wide.

Source: simulation-based calibration, Talts et al. (2018), after Cook, Gelman and Rubin (2006).
"""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import chi2

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
        problem: its own record is not looked at.
        prior: wars of the prior, whose statistics set the first epsilon.
        distance: its scales are used.
        count: synthetic wars.
        done: told after each.
    """
    rows = []
    for number in range(count):
        chance = generator(seed, TRUTH, number)
        truth = {name: float(chance.uniform(*ends)) for name, ends in problem.ranges.items()}
        told = problem.simulate(truth, int(chance.integers(MOST_LUCK)))
        fit = _fit_of(problem, told, distance)
        posterior = _posterior(fit, prior, search, particles, populations, seed + 1 + number)
        points = pd.DataFrame(drawn(posterior, DRAWS, seed + 1 + number))
        rows.append({name: int((points[name] < truth[name]).sum()) for name in truth})
        done(number + 1)
    return pd.DataFrame(rows, columns=list(problem.ranges))


def _fit_of(
    problem: Problem, told: dict[str, float], distance: Distance
) -> tuple[Problem, Distance]:
    """The synthetic war as the record. What it lacks tells too: wars near it lack it as well."""
    record = {name: (value, value) for name, value in told.items() if name in distance.scales}
    return dataclasses.replace(problem, record=record), Distance(record, distance.scales)


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
        return made.population(populations - 1)


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
