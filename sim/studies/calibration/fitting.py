"""Sequential Monte Carlo by pyABC, one population at a time, each from what the last one left.

As every population begins from the database alone, a fit that was interrupted and goes on is the
fit that was not.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from sim.scenario.errors import refusal
from sim.studies.calibration.adjusting import DISTANCE, WEIGHT, adjusted
from sim.studies.calibration.chance import MOST_LUCK
from sim.studies.calibration.distance import Distance
from sim.studies.calibration.problem import Problem
from sim.studies.calibration.scores import of_scores

QUANTILE = 0.5  # of the distances of a population: how far the next one may be


class Population(NamedTuple):
    """What is to be said of a population.

    Attributes:
        number: 0 the first. epsilon: how far a war may be. tried: wars fought for it.
        accepted: wars kept. effective: sample size that the weights are worth, after Kish.
    """

    number: int
    epsilon: float
    tried: int
    accepted: int
    effective: float


def abc() -> Any:
    """pyABC. Raises ScenarioError when the extra is not installed."""
    try:
        import pyabc
    except ImportError:
        hint = "pip install 'ceasefire-sim[calibrate]'"
        raise refusal("calibrate", "pyABC is not installed", hint=hint) from None
    logging.getLogger("ABC").setLevel(logging.WARNING)  # progress is told by the command
    return pyabc


@dataclass
class Model:
    """The simulator as pyABC calls it: with normal scores of parameters, and luck from numpy."""

    problem: Problem

    def __call__(self, parameters: Any) -> dict[str, float]:
        """Statistics of one war."""
        luck = int(np.random.randint(MOST_LUCK))
        return self.problem.simulate(of_scores(self.problem.ranges, parameters), luck)


class Fit:
    """A fit and its database.

    Args:
        problem, distance: what is fitted, and how far is far.
        database: pyABC's SQLite file; begun if it is not there.
        particles: wars kept in each population.
        first_epsilon: how far a war of the first population may be.
    """

    def __init__(
        self, problem: Problem, distance: Distance, database: Path, particles: int,
        first_epsilon: float,
    ) -> None:  # fmt: skip
        self.problem, self.distance, self.particles = problem, distance, particles
        self.first_epsilon = first_epsilon
        self.pyabc = abc()
        self.address = f"sqlite:///{database}"
        if not database.exists():
            observed = {name: low for name, (low, _) in problem.record.items()}
            self._process(None).new(self.address, observed)
        self.history = self.pyabc.History(self.address)

    @property
    def done(self) -> int:
        """How many populations are finished."""
        return int(self.history.max_t) + 1

    @property
    def epsilon(self) -> float:
        """How far a war of the next population may be."""
        if self.done == 0:
            return self.first_epsilon
        last = self.population(self.done - 1)
        return weighted_quantile(last[DISTANCE], last[WEIGHT], QUANTILE)

    def advance(self, sampler: Any) -> None:
        """One more population."""
        process = self._process(sampler)
        process.load(self.address)
        process.run(max_nr_populations=1)

    def population(self, number: int) -> pd.DataFrame:
        """The particles of a population: parameters, `weight` (sum 1), `distance`."""
        rows = [
            {**of_scores(self.problem.ranges, one.parameter),
             WEIGHT: one.weight, DISTANCE: one.distance}
            for one in self.history.get_population(number).particles
        ]  # fmt: skip
        frame = pd.DataFrame(rows)
        return frame.assign(weight=frame[WEIGHT] / frame[WEIGHT].sum())

    def posterior(self, number: int) -> pd.DataFrame:
        """A population, adjusted for what it still differs from the record by."""
        particles = self.history.get_population(number).particles
        told = np.array([self.distance.summary(one.sum_stat) for one in particles])
        return adjusted(self.problem.ranges, self.population(number), told - self.distance.observed)

    def told(self) -> list[Population]:
        """All finished populations."""
        table = self.history.get_all_populations()
        found = []
        for row in table[table["t"] >= 0].itertuples():
            weights = self.population(int(row.t))[WEIGHT].to_numpy()
            size = float(1.0 / (weights * weights).sum())
            sizes = int(row.samples), len(weights), size
            found.append(Population(int(row.t), float(row.epsilon), *sizes))
        return found

    def _process(self, sampler: Any) -> Any:
        from sim.studies.calibration.proposal import NormalProposal

        pyabc = self.pyabc
        prior = pyabc.Distribution(
            **{name: pyabc.RV("norm", 0.0, 1.0) for name in self.problem.ranges}
        )
        epsilon = self.first_epsilon if sampler is None else self.epsilon
        return pyabc.ABCSMC(
            pyabc.FunctionModel(Model(self.problem), "war"), prior, self.distance, self.particles,
            transitions=NormalProposal(), eps=pyabc.ConstantEpsilon(epsilon),
            sampler=pyabc.SingleCoreSampler() if sampler is None else sampler,
        )  # fmt: skip


def weighted_quantile(values: Any, weights: Any, share: float) -> float:
    """The least value up to which at least this share of the weight lies."""
    order = np.argsort(np.asarray(values), kind="stable")
    sums = np.cumsum(np.asarray(weights)[order])
    at = int(np.searchsorted(sums, share * sums[-1]))
    return float(np.asarray(values)[order][min(at, len(order) - 1)])
