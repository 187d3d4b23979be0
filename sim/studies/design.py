"""From a study to its points, in the order of its design."""

import itertools
import math
from typing import Any

import numpy as np
import pandas as pd

from sim.studies.study import Range, Study, Value
from sim.studies.varying import as_kind

MOST_POINTS = 5_000_000


def count_points(study: Study) -> int:
    """How many points a design has, without making them."""
    if study.design == "grid":
        return math.prod(len(values) for values in _levels(study).values())
    if study.design == "list":
        return len(next(iter(_levels(study).values())))
    if study.design == "latin-hypercube":
        return study.samples
    size = len(study.vary)
    return study.samples * (size + (1 if study.design == "morris" else 2))


def design_points(study: Study) -> pd.DataFrame:
    """One row per point, one column per address; the row's number is the point's.

    Latin hypercube, Sobol and Morris designs are SALib's, drawn with the study's seed: Saltelli's
    scheme without second order (Saltelli and others 2010), Morris (1991) trajectories.
    """
    if study.design == "grid":
        rows = itertools.product(*_levels(study).values())
        return pd.DataFrame(list(rows), columns=study.addresses)
    if study.design == "list":
        return pd.DataFrame(_levels(study))
    return pd.DataFrame(_sampled(study), columns=study.addresses)


def _levels(study: Study) -> dict[str, list[Value]]:
    found: dict[str, list[Value]] = {}
    for address, options in study.vary.items():
        if isinstance(options, Range):
            values: tuple[Value, ...] = tuple(
                np.linspace(options.low, options.high, options.steps or 2).tolist()
            )
        else:
            values = options
        found[address] = [as_kind(address, value) for value in values]
    return found


def _sampled(study: Study) -> Any:
    generator = np.random.default_rng(study.seed)
    if study.design == "latin-hypercube":
        from SALib.sample import latin

        return latin.sample(study.problem, study.samples, seed=generator)
    if study.design == "sobol":
        from SALib.sample import sobol

        return sobol.sample(study.problem, study.samples, calc_second_order=False, seed=generator)
    from SALib.sample.morris import sample

    return sample(study.problem, study.samples, num_levels=study.levels, seed=generator)
