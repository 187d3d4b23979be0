"""PRIM: boxes of parameters in which a condition holds, found by EMA Workbench's analysis.

The patient rule induction method (Friedman and Fisher 1999) peels a little off the space, again and
again, where the condition holds least. Its versions 2 (Python 3.11) and 3 (from 3.12) are called
differently; what differs is here, nowhere else.
"""

import importlib
import inspect
import warnings
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.scenario.errors import refusal
from sim.studies.measures import plain

MOST_BOXES = 4
KEPT_ALWAYS = 1.0e-9  # version 2 forgets the way to a box that is not as dense as this
STEPS = ("coverage", "density", "mass", "restricted", "points", "fulfil")

Yes = NDArray[np.bool_]


class Limit(NamedTuple):
    """Where a box ends along one parameter.

    Attributes:
        low, high: None where the box ends with the points, and for words.
        values: the words that are in the box; None for numbers.
        p_low, p_high: quasi-p-values, the chance that the box owes its density to the limit by
            luck; `p_low` of the words. None where there is no limit.

    Source: Bryant and Lempert (2010).
    """

    parameter: str
    low: float | None
    high: float | None
    values: tuple[str, ...] | None
    p_low: float | None
    p_high: float | None


class Box(NamedTuple):
    """A box.

    Attributes:
        coverage: of all points that fulfil the condition, the share in it (and in no box before).
        density: of its points, the share that fulfil the condition.
        mass: its share of all points.
        points, fulfil: counts.
        dense: whether the density is what was asked for.
        limits: of the parameters that it limits.
    """

    coverage: float
    density: float
    mass: float
    points: int
    fulfil: int
    dense: bool
    limits: list[Limit]


class Found(NamedTuple):
    """Boxes, the way to them, and who is where.

    Attributes:
        boxes: in the order they were found: each among the points outside those before.
        trajectory: one row per box and step of its peeling, with `chosen`.
        inside: number of the box of each point, from 1; 0 outside all.
    """

    boxes: list[Box]
    trajectory: pd.DataFrame
    inside: NDArray[np.int64]


def workbench() -> Any:
    """EMA Workbench's PRIM. Raises ScenarioError when the extra is not installed."""
    with warnings.catch_warnings():
        # it says on import what else could be installed
        warnings.filterwarnings("ignore", "ipyparallel not installed", UserWarning)
        warnings.filterwarnings("ignore", "altair based", ImportWarning)
        try:
            return importlib.import_module("ema_workbench.analysis.prim")
        except ImportError:
            hint = "pip install 'ceasefire-sim[discovery]'"
            raise refusal("discover", "EMA Workbench is not installed", hint=hint) from None


def find_boxes(points: pd.DataFrame, yes: Yes, threshold: float, mass_min: float) -> Found:
    """The boxes in which a condition holds.

    On the way to each box, of the steps at least as dense as `threshold` the one of most coverage
    is taken; where none is, the densest, for the first box only.

    Args:
        points: one row per point, one column per parameter.
        yes: (points,) whether the condition holds; for some, not for all.
        threshold: density asked for, above 0, at most 1.
        mass_min: least share of the points in a box, above 0, below 1.
    """
    table = _table(points)
    search = _search(table, yes, mass_min)
    inside = np.zeros(len(table), dtype=np.int64)
    boxes: list[Box] = []
    ways: list[pd.DataFrame] = []
    while len(boxes) < MOST_BOXES and yes[inside == 0].any():
        box = search.find_box()
        way = _way(box)
        step = _chosen(way, threshold)
        dense = bool(way["density"].iloc[step] >= threshold)
        if boxes and (not dense or step == 0):
            break
        box.select(step)
        inside[box.yi] = len(boxes) + 1
        boxes.append(_box(search, box, way.iloc[step], step, dense))
        ways.append(way.assign(box=len(boxes), chosen=way["step"] == step))
        if not dense or step == 0:
            break
    trajectory = pd.concat(ways, ignore_index=True)
    return Found(boxes, trajectory[["box", "step", *STEPS, "chosen"]], inside)


def _table(points: pd.DataFrame) -> pd.DataFrame:
    """What varies, numbers as floats and all else as words: PRIM treats other kinds oddly."""
    columns = {
        str(name): points[name].astype(float if points[name].dtype.kind in "fiu" else str)
        for name in points
        if points[name].nunique() > 1
    }
    return pd.DataFrame(columns).reset_index(drop=True)


def _search(table: pd.DataFrame, yes: Yes, mass_min: float) -> Any:
    algorithm = workbench().Prim
    options = {"mass_min": mass_min}
    if "threshold" in inspect.signature(algorithm).parameters:  # version 2
        options["threshold"] = KEPT_ALWAYS
    return algorithm(table, yes.astype(np.int64), **options)


def _way(box: Any) -> pd.DataFrame:
    """The peeling trajectory with our names."""
    names = {"res_dim": "restricted", "n": "points", "k": "fulfil"}
    way = box.peeling_trajectory.rename(columns=names)[list(STEPS)]
    whole = dict.fromkeys(("restricted", "points", "fulfil"), np.int64)
    frame: pd.DataFrame = way.astype(whole).assign(step=range(len(way)))
    return frame


def _chosen(way: pd.DataFrame, threshold: float) -> int:
    enough = way[way["density"] >= threshold]
    order = ["coverage", "density"] if len(enough) else ["density", "coverage"]
    best = (enough if len(enough) else way).sort_values(order, ascending=False, kind="stable")
    return int(best["step"].iloc[0])


def _box(search: Any, box: Any, row: pd.Series, step: int, dense: bool) -> Box:
    numbers = (float(row["coverage"]), float(row["density"]), float(row["mass"]))
    chances = box.p_values if hasattr(box, "p_values") else box.qp  # version 3, version 2
    limits = list(_limits(box.box_lims[step], search.box_init, chances[step]))
    return Box(*numbers, int(row["points"]), int(row["fulfil"]), dense, limits)


def _limits(limits: pd.DataFrame, whole: pd.DataFrame, chances: Any) -> Iterator[Limit]:
    """The limits that are not those of all points, the surest first."""
    found = []
    for parameter in whole:
        (low, high), (least, most) = limits[parameter], whole[parameter]
        if (low, high) == (least, most):
            continue
        p_low, p_high = (plain(p) if p >= 0.0 else None for p in chances[parameter])
        if isinstance(low, set):
            limit = Limit(str(parameter), None, None, tuple(sorted(low)), p_low, None)
        else:
            ends = (float(low) if low > least else None, float(high) if high < most else None)
            limit = Limit(str(parameter), *ends, None, p_low, p_high)
        found.append(limit)
    return iter(sorted(found, key=chance))


def chance(limit: Limit) -> float:
    """The larger of a limit's quasi-p-values."""
    return max((p for p in (limit.p_low, limit.p_high) if p is not None), default=1.0)
