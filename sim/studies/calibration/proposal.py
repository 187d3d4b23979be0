"""Where the next population is sought: a normal as wide as the last one and a little wider.

Parameters are sought as normal scores, of which the prior is a standard normal. pyABC's own kernels
perturb single particles; with twelve parameters most of a population's weight then falls on a
handful of them (of 200 particles they were worth 6). Weights correct for the proposal, whatever it
is: a normal that misfits costs particles, not truth.

Source: population Monte Carlo, Cappe et al. (2004); in ABC, Beaumont et al. (2009).
"""

from typing import Any

import numpy as np
import pandas as pd
from pyabc.parameters import Parameter
from pyabc.transition import Transition
from scipy.stats import multivariate_normal

WIDER = 1.3  # of the population's variance: assumed, so that the tails are visited too


class NormalProposal(Transition):
    """One normal around the whole population."""

    def fit(self, X: pd.DataFrame, w: Any) -> None:
        """To the particles `X` with weights `w`."""
        points = X.to_numpy(dtype=np.float64)
        self.names = list(X.columns)
        self.mean = np.average(points, axis=0, weights=w)
        spread = np.atleast_2d(np.cov(points, rowvar=False, aweights=w))
        covariance = WIDER * spread + np.diag(np.full(len(self.names), 1.0e-9))
        self.root = np.linalg.cholesky(covariance)
        self.normal = multivariate_normal(self.mean, covariance)

    def rvs_single(self) -> Any:
        """One draw, from numpy's global generator."""
        point = self.mean + self.root @ np.random.normal(size=len(self.names))
        return Parameter(dict(zip(self.names, point.tolist(), strict=True)))

    def pdf(self, x: Any) -> Any:
        """Density at one point, or at the rows of a table."""
        if isinstance(x, pd.DataFrame):
            return np.atleast_1d(self.normal.pdf(x[self.names].to_numpy()))
        return float(self.normal.pdf([x[name] for name in self.names]))
