"""The page of a sweep: means by point, contrasts with the first point, figures."""

from pathlib import Path

import numpy as np
import pandas as pd

from sim.records.errors import WritingError
from sim.records.measures import Z95
from sim.report.figures.base import slug
from sim.studies.contrasts import contrast
from sim.studies.figures import foremost, over_one, over_two
from sim.studies.folder import PAGE
from sim.studies.measures import columns_for, measured
from sim.studies.page import Page, Shown, Table, figure_of, held_fixed, whole, write_page
from sim.studies.scatters import explained, scattered, worth_scattering
from sim.studies.study import Range, Study
from sim.studies.swept import Sweep, failures, summary, wars_of

HEAT = (
    "Means over the two values. Each colour scale runs from the least to the largest mean, however "
    "near they are: the tables say whether they differ."
)
MOST_ROWS = 200  # of a table on the page; the whole is in the data
MOST_MEASURES = 12
MOST_SCATTERED = 4  # measures with a figure of their own
MOST_CONTRASTED = 20  # points held against the first
MOST_WARS = 200_000  # for that, together
FAILURES_SHOWN = 20


def write_sweep_page(done: Sweep) -> Path | None:
    """Write `study.html` and its figures into the sweep's folder; None before any war is there.

    Raises:
        WritingError: when that fails.
    """
    measures = foremost(done.study.measures, MOST_MEASURES)
    means = summary(done.directory, measures)
    if means.empty:
        return None
    try:
        return write_page(_page(done, means, measures), done.directory, PAGE)
    except OSError as error:
        reason = error.strerror or str(error)
        raise WritingError(f"{done.directory}: the page was not written: {reason}") from error


def _page(done: Sweep, means: pd.DataFrame, measures: list[str]) -> Page:
    study, points = done.study, done.points
    return Page(
        f"Study: {study.name}",
        study.question,
        [study.scenario],
        design_lines(study, len(points)),
        _figures(points, means, moving(means, measures)),
        [*_mean_tables(points, means, measures), *_contrast_tables(done, points, measures),
         *failure_tables(done)],
        held_lines(study),
        "Every war of the study is in runs/, every agreement in truces/ (Parquet); points.parquet "
        "has the points.",
        study.uncertainty is not None,
    )  # fmt: skip


def moving(means: pd.DataFrame, measures: list[str]) -> list[str]:
    """The measures worth a figure: those whose mean is not the same at all points, if any."""
    spread = means.groupby("measure")["mean"].agg(lambda column: column.max() - column.min())
    moved = [name for name in measures if name in spread.index and spread[name] > 0.0]
    return foremost(moved or measures)


def design_lines(study: Study, points: int) -> list[str]:
    """What was varied and how often it was fought."""
    wars = points * study.replicates
    varied = (f"{address}: {_options(options)}" for address, options in study.vary.items())
    return [
        f"Scenario {study.scenario.id}: {study.scenario.case.scenario.name}",
        f"Design {study.design}: {points:,} points of {study.replicates:,} wars, {wars:,} in all. "
        f"War k has the same luck at every point (seed {study.seed}).",
        *drawn_lines(study),
        *varied,
    ]


def drawn_lines(study: Study) -> list[str]:
    """Where parameters were drawn from, if they were."""
    if study.uncertainty is None:
        return []
    words = f"Uncertainty: {study.uncertainty.words}; war k the same ones at every point."
    return [words, "What varies or is set stays as the study has it."]


def held_lines(study: Study) -> list[str]:
    """What the study set for all points, and what else stood still."""
    fixed = [f"{address} = {value} (set by the study)" for address, value in study.fixed.items()]
    drawn = () if study.uncertainty is None else study.uncertainty.addresses
    return [*fixed, *held_fixed(study.scenario, [*study.addresses, *drawn])]


def _options(options: object) -> str:
    if isinstance(options, Range):
        steps = f" in {options.steps} steps" if options.steps else ""
        return f"{options.low:g} to {options.high:g}{steps}"
    values = list(options) if isinstance(options, tuple) else []
    shown = ", ".join(str(value) for value in values[:12])
    return shown + (f" and {len(values) - 12} more" if len(values) > 12 else "")


def _figures(points: pd.DataFrame, means: pd.DataFrame, measures: list[str]) -> list[Shown]:
    numeric = all(points[name].dtype.kind in "fi" for name in points)
    if numeric and points.shape[1] == 1:
        words = "Means over the values, with 95 % bands (mean plus or minus 1.96 standard errors)."
        return [Shown("means", over_one(points, means, measures), words)]
    every = int(np.prod([points[name].nunique() for name in points]))
    full = len(points) == every and not points.duplicated().any()
    if numeric and points.shape[1] == 2 and full:
        return [Shown("means", over_two(points, means, measures), HEAT)]
    addresses = worth_scattering(points)
    return [
        Shown(
            f"means-{slug(measure)}", scattered(points[addresses], means, measure),
            explained(measure, addresses),
        )
        for measure in (measures[:MOST_SCATTERED] if addresses else [])
    ]  # fmt: skip


def _mean_tables(points: pd.DataFrame, means: pd.DataFrame, measures: list[str]) -> list[Table]:
    header = ["point", *map(str, points.columns), *measures]
    cells = {
        (int(point), str(measure)): _mean(float(mean), float(Z95 * sd / np.sqrt(n)))
        for point, measure, n, mean, sd in means.itertuples(index=False, name=None)
    }
    rows = []
    for point in range(min(len(points), MOST_ROWS)):
        row = [str(point), *(_cell(value) for value in points.iloc[point].tolist())]
        rows.append(row + [cells.get((point, measure), "") for measure in measures])
    words = "Mean, with 95 % interval."
    if len(points) > MOST_ROWS:
        words += f" The first {MOST_ROWS} of {len(points):,} points."
    return [Table("Means by point", words, header, rows)]


def _cell(value: object) -> str:
    return figure_of(value) if isinstance(value, float) else str(value)


def _mean(mean: float, half: float) -> str:
    if np.isnan(half):
        return figure_of(mean)
    return f"{figure_of(mean)} ({figure_of(mean - half)} to {figure_of(mean + half)})"


def _contrast_tables(done: Sweep, points: pd.DataFrame, measures: list[str]) -> list[Table]:
    """Each point against the first, war by war; left out where there are many points."""
    if not 2 <= len(points) <= MOST_CONTRASTED:
        return []
    replicates = min(done.study.replicates, MOST_WARS // len(points))
    frame = wars_of(done.directory, columns_for(measures), replicates)
    by_point = {
        point: frame[frame["point"] == point].set_index("replicate")
        for point in sorted(frame["point"].unique().tolist())
    }
    if 0 not in by_point:
        return []
    header = (
        "point", "measure", "difference", "95 % interval", "correlation", "variance ratio",
        "wars needed",
    )  # fmt: skip
    rows = []
    for point, part in by_point.items():
        shared = by_point[0].index.intersection(part.index)
        for measure in measures if point else []:
            one = contrast(
                measure, measured(by_point[0].loc[shared], measure),
                measured(part.loc[shared], measure), True, done.study.seed,
            )  # fmt: skip
            rows.append(
                (
                    str(point), measure, figure_of(one.difference),
                    f"{figure_of(one.low)} to {figure_of(one.high)}", figure_of(one.correlation),
                    figure_of(one.variance_ratio), whole(one.replicates_needed),
                )
            )  # fmt: skip
    words = (
        f"From the first {replicates:,} wars of each: differences between the same wars at two "
        "points, with 95 % bootstrap intervals. Wars needed: after so many a 95 % interval of this "
        "difference would leave out 0."
    )
    return [Table("Each point against point 0", words, header, rows)]


def failure_tables(done: Sweep) -> list[Table]:
    """The wars that failed, if any."""
    failed = failures(done.directory)
    if failed.empty:
        return []
    shown = failed.head(FAILURES_SHOWN).itertuples(index=False, name=None)
    rows = [tuple(str(cell) for cell in row) for row in shown]
    title = f"{len(failed):,} wars failed"
    return [Table(title, "They count nowhere.", ("point", "replicate", "message"), rows)]
