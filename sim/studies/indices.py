"""Sensitivity indices: Morris's elementary effects and Sobol's shares of variance, by SALib."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.studies.measures import plain
from sim.studies.study import Study

RESAMPLES = 1000
INDICES = {"sobol": ("S1", "ST"), "morris": ("mu_star", "mu", "sigma")}
MEANINGS = {
    "S1": "share of the variance due to the parameter alone",
    "ST": "share of the variance due to it, interactions included",
    "mu_star": "mean size of the change as the parameter moves, ranges scaled to 1",
    "mu": "mean change",
    "sigma": "spread of that change: interactions, or a response that is no straight line",
}
Floats = NDArray[np.float64]


class Index(NamedTuple):
    """One index of one parameter for one measure; None where nothing varies.

    `kind` is `S1` or `ST` (Sobol), `mu_star`, `mu` or `sigma` (Morris).
    `low` and `high` are its 95 % bootstrap interval, where SALib gives one.
    """

    measure: str
    parameter: str
    kind: str
    value: float | None
    low: float | None
    high: float | None

    def as_dict(self) -> dict[str, Any]:
        """By name; the kind of index is called `index`."""
        named = self._asdict()
        return {"index" if name == "kind" else name: value for name, value in named.items()}


def indices(study: Study, points: Floats, measure: str, outputs: Floats) -> Iterator[Index]:
    """The indices of a measure.

    Args:
        study: of design `sobol` or `morris`.
        points: (points, addresses) as `design_points` made them.
        outputs: (points,) the measure at each, in the same order.

    Source: Morris (1991), Campolongo and others (2007); Sobol (2001), Saltelli and others (2010).
    """
    names = INDICES[study.design]
    if np.ptp(outputs) == 0.0:
        for parameter in study.addresses:
            yield from (Index(measure, parameter, name, None, None, None) for name in names)
        return
    found = _analysed(study, points, outputs)
    for k, parameter in enumerate(study.addresses):
        for name in names:
            value = plain(found[name][k])
            half = plain(found[f"{name}_conf"][k]) if f"{name}_conf" in found else None
            low, high = (None, None) if None in (value, half) else _ends(value, half)
            yield Index(measure, parameter, name, value, low, high)


def _ends(value: float | None, half: float | None) -> tuple[float | None, float | None]:
    if value is None or half is None:
        return None, None
    return value - half, value + half


def _analysed(study: Study, points: Floats, outputs: Floats) -> Any:
    # SALib seeds numpy's old generator, which takes 32 bits
    seed = study.seed % 2**32
    if study.design == "morris":
        from SALib.analyze import morris

        return morris.analyze(
            study.problem, points, outputs, num_resamples=RESAMPLES, num_levels=study.levels,
            seed=seed,
        )  # fmt: skip
    from SALib.analyze import sobol

    return sobol.analyze(
        study.problem, outputs, calc_second_order=False, num_resamples=RESAMPLES, seed=seed
    )
