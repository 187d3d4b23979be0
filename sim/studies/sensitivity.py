"""`sensitivity`: which parameters matter for which measure, from a Morris or Sobol study."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.records.errors import RecordError, WritingError
from sim.scenario.errors import did_you_mean, one_of, refusal
from sim.studies.figures import foremost, tornado
from sim.studies.folder import PAGE
from sim.studies.indices import INDICES, MEANINGS, Index, indices
from sim.studies.measures import OUTCOME
from sim.studies.page import Page, Shown, Table, figure_of, write_page
from sim.studies.progress import Follow, silent
from sim.studies.study import Study
from sim.studies.study_file import Source, read_study
from sim.studies.study_page import design_lines, failure_tables, held_lines
from sim.studies.sweep import sweep
from sim.studies.swept import Sweep, failures

REFUSE, MEAN = "refuse", "mean"
MOST_NAMED = 5


@dataclass(frozen=True, repr=False)
class Sensitivity:
    """The indices of a study.

    Attributes:
        sweep: the wars they come from.
        indices: per measure, parameter and index.
        without: measures left out because at some point no war has a value, with that point.
    """

    sweep: Sweep
    indices: list[Index]
    without: dict[str, int]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """One entry per measure, parameter and index, as `sim sensitivity --json` prints them."""
        return [one.as_dict() for one in self.indices]

    @property
    def table(self) -> pd.DataFrame:
        """The same as a data frame."""
        return pd.DataFrame(self.rows)

    def write(self) -> Path:
        """Write page, figure and `indices.csv` into the sweep's folder; returns the page.

        Raises:
            WritingError: when that fails.
        """
        folder = self.sweep.directory
        try:
            self.table.to_csv(folder / "indices.csv", index=False)
            return write_page(_page(self), folder, PAGE)
        except OSError as error:
            reason = error.strerror or str(error)
            raise WritingError(f"{folder}: the page was not written: {reason}") from error

    def __repr__(self) -> str:
        return f"<Sensitivity of {self.sweep.study.name}: {len(self.indices)} indices>"


def sensitivity(
    study: Source,
    out: str | Path | None = None,
    *,
    workers: int | None = None,
    engine: str = "auto",
    failed: str = REFUSE,
    dask: Any = None,
    shared: bool = False,
    uncertainty: str | None = None,
    follow: Follow = silent,
) -> Sensitivity:
    """Fight a study of design `morris` or `sobol` and say which parameters matter.

    Args:
        study, out, workers, engine, dask, shared, uncertainty, follow: as for `sweep`; what is
            there is not fought again.
        failed: what to do when wars failed, which unbalances the design: `refuse`, or `mean`:
            take each point's mean over the wars that did not.

    Raises:
        ScenarioError: when the study, an argument or the cluster is wrong.
        RecordError: when wars failed and `failed` is `refuse`, or at some point all did.
        WritingError: when the folder cannot be written to.
        ConnectionError: when the cluster goes away; what was finished is kept.
    """
    checked = read_study(study, uncertainty)
    if checked.design not in INDICES:
        raise refusal(
            checked.name, "not a design for indices", found=checked.design,
            allowed=one_of(INDICES), hint='design = "morris" screens, "sobol" apportions',
        )  # fmt: skip
    if failed not in (REFUSE, MEAN):
        hint = did_you_mean(failed, (REFUSE, MEAN))
        raise refusal(
            "--failed", "unknown word", found=failed, allowed=one_of((REFUSE, MEAN)), hint=hint
        )
    done = sweep(
        checked, out, workers=workers, engine=engine, dask=dask, shared=shared, follow=follow
    )
    _whole(done, failed)
    return _analysed(checked, done)


def _whole(done: Sweep, failed: str) -> None:
    """Refuse wars that failed, with a list, unless told how to treat them."""
    lost = failures(done.directory)
    if lost.empty:
        return
    per_point = lost.groupby("point").size()
    gone = per_point[per_point == done.study.replicates].index.tolist()
    if failed == MEAN and not gone:
        return
    named = ", ".join(
        f"point {row.point} replicate {row.replicate} ({row.message})"
        for row in lost.head(MOST_NAMED).itertuples()
    )
    more = f" and {len(lost) - MOST_NAMED:,} more" if len(lost) > MOST_NAMED else ""
    advice = (
        f"at {len(gone)} points all wars failed, so the design has holes: narrow the ranges"
        if gone
        else "--failed mean takes each point's mean over the others"
    )
    raise RecordError(f"{done.directory}: {len(lost):,} wars failed: {named}{more}; {advice}")


def _analysed(study: Study, done: Sweep) -> Sensitivity:
    points = done.points
    values = points.to_numpy(dtype=np.float64)
    means = done.means().pivot_table(index="point", columns="measure", values="mean")
    found: list[Index] = []
    without: dict[str, int] = {}
    for measure in study.measures:
        outputs = (
            means[measure].reindex(range(len(points))).to_numpy(dtype=np.float64)
            if measure in means
            else np.full(len(points), np.nan)
        )
        missing = np.flatnonzero(np.isnan(outputs))
        if len(missing):
            without[measure] = int(missing[0])
        else:
            found += indices(study, values, measure, outputs)
    return Sensitivity(done, found, without)


def _page(found: Sensitivity) -> Page:
    study = found.sweep.study
    present = list(dict.fromkeys(one.measure for one in found.indices if one.value is not None))
    drawn = foremost([m for m in present if m.startswith(OUTCOME)] or present, 1)
    drawn = list(dict.fromkeys([*drawn, *foremost(present, 3)]))[:3]
    names = INDICES[study.design]
    words = "; ".join(f"{name}: {MEANINGS[name]}" for name in names)
    figures = (
        [Shown("tornado", tornado(found.indices, drawn), f"Bars with 95 % intervals. {words}.")]
        if drawn
        else []
    )
    left_out = [
        f"{measure} is left out: at point {point} no war has a value"
        for measure, point in found.without.items()
    ]
    lines = [*design_lines(study, len(found.sweep.points)), *left_out]
    tables = [_table(found, measure, names) for measure in present]
    return Page(
        f"Sensitivity: {study.name}",
        study.question,
        [study.scenario],
        lines,
        figures,
        [*tables, *failure_tables(found.sweep)],
        held_lines(study),
        "indices.csv beside this page holds the same numbers; runs/ has every war.",
        study.uncertainty is not None,
    )


def _table(found: Sensitivity, measure: str, names: tuple[str, ...]) -> Table:
    by_parameter: dict[str, dict[str, Index]] = {}
    for one in found.indices:
        if one.measure == measure:
            by_parameter.setdefault(one.parameter, {})[one.kind] = one
    order = sorted(by_parameter, key=lambda name: -_size(by_parameter[name]))
    rows = [
        [parameter, *(_cell(by_parameter[parameter][name]) for name in names)]
        for parameter in order
    ]
    return Table(measure, "", ("parameter", *names), rows)


def _size(of: dict[str, Index]) -> float:
    total = of.get("ST") or of.get("mu_star")
    return total.value or 0.0 if total else 0.0


def _cell(one: Index) -> str:
    if one.low is None or one.high is None:
        return figure_of(one.value)
    return f"{figure_of(one.value)} ({figure_of(one.low)} to {figure_of(one.high)})"
