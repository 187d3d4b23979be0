"""What so many failures allow to be detected at all."""

import math
from typing import NamedTuple

import pandas as pd
from scipy.special import ndtri

from sim.studies.backtest.covariates import NAMES

SIZE, POWER = 0.05, 0.8


class Detectable(NamedTuple):
    """The least hazard ratio that would be seen.

    Attributes:
        share: of ceasefires that have the property. ratio: hazard ratio above one that a test of
        size 5 % finds with probability 80 %; below one, its inverse.
    """

    covariate: str
    share: float
    ratio: float


def detectable(rows: pd.DataFrame, failures: int) -> list[Detectable]:
    """For each property that some ceasefires have and others lack.

    exp((z(1 - size/2) + z(power)) / sqrt(failures share (1 - share))).

    Source: Schoenfeld (1983).
    """
    wanted = float(ndtri(1.0 - SIZE / 2.0) + ndtri(POWER))
    found = []
    for name in NAMES:
        share = float((rows[name] > 0.0).mean())
        if 0.0 < share < 1.0 and failures > 0:
            ratio = math.exp(wanted / math.sqrt(failures * share * (1.0 - share)))
            found.append(Detectable(name, share, ratio))
    return found
