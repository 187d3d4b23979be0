"""Countries to fit on and countries to score on."""

import numpy as np
import pandas as pd

from sim.scenario.errors import refusal
from sim.studies.backtest.censoring import Flags, Lives

LEAST = 3  # failures on either side of a split: fewer say nothing
TRIES = 1000


def splits(rows: pd.DataFrame, found: Lives, count: int, seed: int) -> list[Flags]:
    """Training rows of each split: a random half of the countries, the other half is scored.

    A draw is repeated until either side has a few failures.

    Raises:
        ScenarioError: the table has too few countries with failures.
    """
    countries = np.array(sorted(set(rows["country"])))
    chance = np.random.default_rng(seed)
    drawn: list[Flags] = []
    for _ in range(count * TRIES):
        if len(drawn) == count:
            break
        chosen = chance.permutation(countries)[: len(countries) // 2]
        train = rows["country"].isin(list(chosen)).to_numpy(dtype=bool)
        if min(found.failed[train].sum(), found.failed[~train].sum()) >= LEAST:
            drawn.append(train)
    if len(drawn) < count:
        raise refusal(
            "the table", "too few countries with failures to fit on some and score on others",
            found=f"{int(found.failed.sum())} failures in {len(countries)} countries",
            allowed=f"{LEAST} failures or more in either half of the countries",
        )  # fmt: skip
    return drawn
