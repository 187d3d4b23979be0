"""`discover`: in which region of its parameters does a study's condition hold? Boxes, by PRIM."""

from __future__ import annotations

import math
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.cast import cast_of
from sim.records.errors import RecordError
from sim.records.measures import Z95
from sim.scenario.errors import refusal
from sim.scenario.scenario import Scenario
from sim.studies.against import Against, base_of, differences, fight_base
from sim.studies.compare import Case
from sim.studies.condition import Condition, read_condition
from sim.studies.design import count_points
from sim.studies.measures import known_measures
from sim.studies.prim import Box, Found, Limit, find_boxes, workbench
from sim.studies.progress import Follow, silent
from sim.studies.study import Range, Study
from sim.studies.study_file import Source, read_study
from sim.studies.sweep import sweep
from sim.studies.swept import Sweep

FEWEST_POINTS = 50  # assumed: below, a box of the least mass holds two points or none


@dataclass(frozen=True, repr=False)
class Discovery:
    """Where a condition holds.

    Attributes:
        sweep: the wars it comes from.
        against: the base's wars; None when the measure itself is meant, not a difference.
        where: the condition.
        threshold, mass_min: density asked for, least mass of a box.
        points: the study's points that have a value: their number as index, address columns,
            then `n` wars, `mean`, `sd`, `fulfils`, and `box` (from 1; 0 outside all).
        left_out: how many points have none.
        found: boxes and the way to them.
    """

    sweep: Sweep
    against: Against | None
    where: Condition
    threshold: float
    mass_min: float
    points: pd.DataFrame
    left_out: int
    found: Found

    @property
    def boxes(self) -> list[Box]:
        """The boxes, in the order they were found."""
        return self.found.boxes

    @property
    def trajectory(self) -> pd.DataFrame:
        """The peeling trajectories: one row per box and step."""
        return self.found.trajectory

    @property
    def fulfil(self) -> int:
        """How many points fulfil the condition."""
        return int(self.points["fulfils"].sum())

    @property
    def unsure(self) -> int:
        """How many points are nearer to the condition's number than their 95 % interval is wide."""
        half = Z95 * self.points["sd"] / np.sqrt(self.points["n"])
        return int(((self.points["mean"] - self.where.number).abs() < half).sum())

    @property
    def about(self) -> str:
        """The condition in words."""
        if self.against is None:
            return str(self.where)
        return f"{self.where}, in difference from {self.against.sweep.study.scenario.id}"

    def full(self, parameter: str) -> tuple[float, float] | tuple[str, ...]:
        """The range that a parameter was varied over, or its words."""
        options = self.sweep.study.vary[parameter]
        if isinstance(options, Range):
            return options.low, options.high
        if self.points[parameter].dtype.kind in "fiu":
            return float(self.points[parameter].min()), float(self.points[parameter].max())
        return tuple(sorted({str(value) for value in options}))

    def as_dict(self) -> dict[str, Any]:
        """What `sim discover --json` prints and `discovery.json` holds."""
        return {
            "study": self.sweep.study.name,
            "scenario": self.sweep.study.scenario.id,
            "against": self.against.sweep.study.scenario.id if self.against else None,
            "where": str(self.where),
            "measure": self.where.measure,
            "points": len(self.points),
            "left_out": self.left_out,
            "fulfil": self.fulfil,
            "unsure": self.unsure,
            "threshold": self.threshold,
            "mass_min": self.mass_min,
            "ema_workbench": version("ema_workbench"),
            "boxes": [self._box(k) for k in range(len(self.boxes))],
            "trajectory": self.trajectory.to_dict("records"),
        }

    def _box(self, k: int) -> dict[str, Any]:
        box = self.boxes[k]._asdict()
        return {"box": k + 1, **box, "limits": [self._limit(one) for one in self.boxes[k].limits]}

    def _limit(self, one: Limit) -> dict[str, Any]:
        return one._asdict() | {"range": list(self.full(one.parameter))}

    def write(self) -> Path:
        """Write page, figures, `discovery.json` and tables into the sweep's folder; the page.

        Raises:
            WritingError: when that fails.
        """
        from sim.studies.discovery_page import write_discovery

        return write_discovery(self)

    def __repr__(self) -> str:
        return f"<Discovery of {self.about}: {len(self.boxes)} boxes, {len(self.points)} points>"


def discover(
    study: Source,
    out: str | Path | None = None,
    *,
    where: str,
    against: Case | None = None,
    threshold: float = 0.8,
    mass_min: float = 0.05,
    workers: int | None = None,
    engine: str = "auto",
    uncertainty: str | None = None,
    follow: Follow = silent,
) -> Discovery:
    """Fight a study, see at which points a condition holds, and find boxes of such points.

    Args:
        study, out, workers, engine, uncertainty, follow: as for `sweep`; what is there is not
            fought again. A base has the same draws.
        where: condition on a measure's mean at a point, such as `outcome:settlement>0.3`.
        against: a base, by id, path or as loaded: the condition is then on the mean difference
            from the base, at the same point and war by war with the same luck.
        threshold: density that a box should have, above 0, at most 1.
        mass_min: least share of the points in a box, above 0, below 1.

    Raises:
        ScenarioError: when the study or an argument is wrong, or EMA Workbench is missing.
        RecordError: when the condition holds nowhere, or everywhere, or few points have a value.
        WritingError: when the folder cannot be written to.

    Source: PRIM, Friedman and Fisher (1999); scenario discovery, Bryant and Lempert (2010).
    """
    checked = read_study(study, uncertainty)
    base = None if against is None else base_of(checked, against)
    condition = read_condition(where, _measures(checked, base))
    share("--threshold", threshold, whole=True)
    share("--mass-min", mass_min, whole=False)
    if count_points(checked) < FEWEST_POINTS:
        raise refusal(
            checked.name, "too few points to find boxes among",
            found=str(count_points(checked)), allowed=f"at least {FEWEST_POINTS}",
            hint="more samples, or steps, or another design",
        )  # fmt: skip
    workbench()
    done = sweep(checked, out, workers=workers, engine=engine, follow=follow)
    fought = None if base is None else fight_base(done, base, workers, engine, follow)
    points, left_out = _valued(done, fought, condition)
    found = find_boxes(points[checked.addresses], points["fulfils"].to_numpy(), threshold, mass_min)
    points["box"] = found.inside
    return Discovery(done, fought, condition, threshold, mass_min, points, left_out, found)


def share(option: str, number: float, whole: bool) -> None:
    """Refuse what is no share above 0 and below 1; 1 itself goes if `whole`."""
    if not 0.0 < number <= 1.0 or (number == 1.0 and not whole):
        allowed = f"above 0, {'at most' if whole else 'below'} 1"
        hint = f"{number:g} % is {number / 100.0:g}" if 1.0 < number < math.inf else ""
        raise refusal(option, "not a share", found=f"{number:g}", allowed=allowed, hint=hint)


def _measures(study: Study, base: Scenario | None) -> list[str]:
    """The measures that the study's scenario has, and the base too."""
    own = known_measures(cast_of(study.scenario.case))
    if base is None:
        return own
    others = known_measures(cast_of(base.case))
    return [name for name in own if name in others]


def _valued(done: Sweep, fought: Against | None, condition: Condition) -> tuple[pd.DataFrame, int]:
    """The points with their means and whether those fulfil the condition; how many have none.

    Raises:
        RecordError: when there is nothing to look for.
    """
    if fought is None:
        means = done.means([condition.measure]).drop(columns="measure")
    else:
        means = differences(done, fought, condition.measure)
    points = done.points
    valued = points.join(means.set_index("point"), how="inner")
    valued["fulfils"] = condition.holds(valued["mean"].to_numpy(dtype=np.float64))
    _worth_looking(done, valued, condition)
    return valued, len(points) - len(valued)


def _worth_looking(done: Sweep, valued: pd.DataFrame, condition: Condition) -> None:
    name = done.study.name
    if len(valued) < FEWEST_POINTS:
        raise RecordError(
            f"{name}: {condition.measure} has a value at {len(valued)} points only; boxes need "
            f"{FEWEST_POINTS}"
        )
    fulfil = int(valued["fulfils"].sum())
    if fulfil not in (0, len(valued)):
        return
    how = "none" if fulfil == 0 else "all"
    low, high = float(valued["mean"].min()), float(valued["mean"].max())
    means = (
        f"the mean is {low:.4g} at all of them; choose another measure, or other ranges"
        if low == high
        else f"the means go from {low:.4g} to {high:.4g}; choose a number between, or other ranges"
    )
    raise RecordError(f"{name}: {how} of {len(valued):,} points fulfil {condition}: {means}")
