"""What the table says of a ceasefire when it was declared, for the model and for Cox alike."""

import numpy as np
import pandas as pd

from sim.studies.backtest.censoring import Lives

NAMES = (
    "preliminary", "definitive", "mediated", "further_parties", "peace_process", "humanitarian",
    "holiday", "implementation", "enforcement", "fixed_term",
)  # fmt: skip


def covariates(table: pd.DataFrame, found: Lives) -> pd.DataFrame:
    """One row for each ceasefire that is used, and its country and class beside.

    What is coded unknown counts as not there, an unknown class as the first. `further_parties` is
    the logarithm (base 2) of parties over two, 0 for two or one.
    """
    rows = table.loc[found.rows]
    parties = np.maximum(rows["n_parties"].to_numpy(dtype=np.float64), 2.0)
    return pd.DataFrame(
        {
            "country": rows["location"].to_numpy(),
            "class": np.maximum(rows["ceasefire_class"].to_numpy(dtype=np.int64), 1),
            "preliminary": (rows["ceasefire_class"] == 2).to_numpy(dtype=np.float64),
            "definitive": (rows["ceasefire_class"] == 3).to_numpy(dtype=np.float64),
            "mediated": (rows["mediator_nego"] == 1).to_numpy(dtype=np.float64),
            "further_parties": np.log2(parties / 2.0),
            "peace_process": (rows["p_peaceprocess"] == 1).to_numpy(dtype=np.float64),
            "humanitarian": (rows["p_humanitarian"] == 1).to_numpy(dtype=np.float64),
            "holiday": (rows["p_holiday"] == 1).to_numpy(dtype=np.float64),
            "implementation": (rows["implement"] == 1).to_numpy(dtype=np.float64),
            "enforcement": (rows["enforcement"] > 0).to_numpy(dtype=np.float64),
            "fixed_term": np.isfinite(found.term).astype(np.float64),
        }
    )
