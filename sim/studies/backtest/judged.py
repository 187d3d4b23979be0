"""Predictions on countries that were not fitted on, their scores and intervals."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.studies.backtest.bank import Bank
from sim.studies.backtest.baselines import BASELINES
from sim.studies.backtest.censoring import Flags, Floats, Lives
from sim.studies.backtest.mapping import Fitted, taken, trained
from sim.studies.backtest.scores import GRID, Parts, integrated, parts

Ints = NDArray[np.int64]
MODEL = "model"
METHODS = (MODEL, *BASELINES)
DRAWS = 1000  # of countries, for the intervals


class Score(NamedTuple):
    """Scores with 95 % intervals, lower is better; `worse` is the score less the model's, from
    the same draws of countries."""

    integrated_brier: float
    low: float
    high: float
    log_score: float
    log_low: float
    log_high: float
    worse_brier: tuple[float, float, float]
    worse_log: tuple[float, float, float]


class Sums(NamedTuple):
    """Scores summed by country over all splits in which it was scored: (countries, points) and
    (countries,)."""

    squares: Floats
    counted: Floats
    logs: Floats
    scored: Floats


class Judged(NamedTuple):
    """What came out in one reading.

    Attributes:
        scores: by method. fitted: the numbers of each split. by_split: method -> integrated
        Brier scores of the splits. curves: method -> (3, points) mean predictions by class.
        scored: ceasefires that were scored at least once.
    """

    scores: dict[str, Score]
    fitted: list[Fitted]
    by_split: dict[str, list[float]]
    curves: dict[str, Floats]
    scored: int


def judge(bank: Bank, found: Lives, rows: pd.DataFrame, trains: list[Flags], seed: int) -> Judged:
    """Fit on the training rows of each split, score on the others, and pool by country.

    Intervals are percentiles over draws of scored countries with replacement: they hold which
    countries happened to have ceasefires, beside the splits.
    """
    tests = ~np.stack(trains)
    names, at = np.unique(rows["country"].to_numpy(dtype=str), return_inverse=True)
    sums = {name: _nothing(len(names)) for name in METHODS}
    means = {name: np.zeros((len(rows), len(GRID))) for name in METHODS}
    by_split: dict[str, list[float]] = {name: [] for name in METHODS}
    fitted = []
    for train, test in zip(trains, tests, strict=True):
        predicted, numbers = trained(bank, found, rows, train)
        fitted.append(numbers)
        curves = {MODEL: predicted}
        curves |= {name: method(found, rows, train) for name, method in BASELINES.items()}
        for name, one in curves.items():
            scored = parts(taken(found, test), one[test])
            _add(sums[name], scored, at[test])
            by_split[name].append(
                integrated(scored.squares.sum(axis=0), scored.counted.sum(axis=0))
            )
            means[name][test] += one[test]
    times = tests.sum(axis=0)
    return Judged(
        _scores(sums, seed), fitted, by_split, _by_class(means, times, rows), int((times > 0).sum())
    )


def _nothing(countries: int) -> Sums:
    shape = countries, len(GRID)
    return Sums(np.zeros(shape), np.zeros(shape), np.zeros(countries), np.zeros(countries))


def _add(sums: Sums, scored: Parts, at: Ints) -> None:
    np.add.at(sums.squares, at, scored.squares)
    np.add.at(sums.counted, at, scored.counted)
    np.add.at(sums.logs, at, scored.logs)
    np.add.at(sums.scored, at, 1.0)


def _pooled(sums: Sums, weights: Floats) -> tuple[float, float]:
    """Integrated Brier score and mean log score, with so much weight on each country."""
    brier = integrated(weights @ sums.squares, weights @ sums.counted)
    return brier, float(weights @ sums.logs) / max(float(weights @ sums.scored), 1.0)


def _scores(sums: dict[str, Sums], seed: int) -> dict[str, Score]:
    used = np.flatnonzero(sums[MODEL].scored > 0.0)
    weights = np.zeros((DRAWS + 1, len(sums[MODEL].scored)))
    weights[0, used] = 1.0
    chance = np.random.default_rng(seed)
    weights[1:, used] = chance.multinomial(len(used), np.full(len(used), 1 / len(used)), DRAWS)
    drawn = {name: np.array([_pooled(one, row) for row in weights]) for name, one in sums.items()}
    found = {}
    for name, values in drawn.items():
        brier, logs = (_interval(values[:, k]) for k in (0, 1))
        worse = [_interval(values[:, k] - drawn[MODEL][:, k]) for k in (0, 1)]
        found[name] = Score(*brier, *logs, *worse)
    return found


def _interval(values: Floats) -> tuple[float, float, float]:
    low, high = np.nanpercentile(values[1:], [2.5, 97.5])
    return float(values[0]), float(low), float(high)


def _by_class(means: dict[str, Floats], times: Ints, rows: pd.DataFrame) -> dict[str, Floats]:
    """Mean prediction of each class over the rows that were scored; NaN for a class without."""
    class_ = rows["class"].to_numpy()
    found = {}
    for name, total in means.items():
        curves = np.full((3, len(GRID)), np.nan)
        for k in range(3):
            chosen = (class_ == k + 1) & (times > 0)
            if chosen.any():
                curves[k] = (total[chosen] / times[chosen, None]).mean(axis=0)
        found[name] = curves
    return found
