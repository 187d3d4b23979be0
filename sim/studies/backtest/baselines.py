"""Dull predictions to be beaten: one hazard for all, Kaplan-Meier by class, a Cox regression."""

import warnings

import numpy as np
import pandas as pd

from sim.studies.backtest.censoring import Flags, Floats, Lives
from sim.studies.backtest.covariates import NAMES
from sim.studies.backtest.scores import GRID

PENALTY = 0.1  # of the Cox regression: ten covariates for some forty failures need shrinking


def constant_hazard(found: Lives, rows: pd.DataFrame, train: Flags) -> Floats:
    """(n, points) curves of one hazard: failures over days at risk of the training rows."""
    rate = found.failed[train].sum() / found.life[train].sum()
    return np.tile(np.exp(-rate * GRID), (len(rows), 1))


def kaplan_meier(found: Lives, rows: pd.DataFrame, train: Flags) -> Floats:
    """(n, points) the curve of each row's class; of all training rows for a class without any.

    Source: Kaplan and Meier (1958); a curve stays where its last ceasefire left it.
    """
    from lifelines import KaplanMeierFitter

    def curve(chosen: Flags) -> Floats:
        chosen = chosen if chosen.any() else train
        fitted = KaplanMeierFitter().fit(found.life[chosen], found.failed[chosen])
        return np.asarray(fitted.predict(GRID), dtype=np.float64)

    class_ = rows["class"].to_numpy()
    curves = {int(one): curve(train & (class_ == one)) for one in np.unique(class_)}
    return np.stack([curves[int(one)] for one in class_])


def cox(found: Lives, rows: pd.DataFrame, train: Flags) -> Floats:
    """(n, points) curves of a Cox regression on all covariates that vary among training rows.

    Source: Cox (1972); ridge penalty (lifelines).
    """
    from lifelines import CoxPHFitter

    names = [name for name in NAMES if rows.loc[train, name].nunique() > 1]
    data = rows[names].assign(life=found.life, failed=found.failed)
    with warnings.catch_warnings():
        # A covariate that is rare among failures is what the penalty is for.
        warnings.simplefilter("ignore")
        fitted = CoxPHFitter(penalizer=PENALTY).fit(data[train], "life", "failed")
    return np.asarray(fitted.predict_survival_function(rows[names], GRID).to_numpy().T)


BASELINES = {"cox": cox, "kaplan_meier": kaplan_meier, "constant_hazard": constant_hazard}
