"""Scenario discovery on disk: `discovery.json`, two tables, figures, page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import version
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from sim.studies.discovery_figure import SURE, limits_figure, points_figure, way_figure
from sim.studies.folder import Folder
from sim.studies.page import Page, Shown, Table, figure_of, write_page
from sim.studies.prim import chance
from sim.studies.study_page import design_lines, failure_tables, held_lines

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from sim.studies.discovery import Discovery
    from sim.studies.prim import Box, Limit

PAGE, DOCUMENT = "discovery.html", "discovery.json"
POINTS, WAY = "discovery-points.parquet", "discovery-trajectory.parquet"
FIGURES = ("discovery-limits", "discovery-trajectory", "discovery-points")
FEW = 10  # points of interest; assumed: around fewer a box follows their accidents
WORDS_WAY = (
    "From right to left: each dot is a step that peels off a little of the space where the "
    "condition holds least. Further right, more of the points of interest are inside; further up, "
    "fewer others. The large marks are the boxes taken: the widest cover at the density asked for."
)
WORDS_LIMITS = (
    "The coloured part of a bar is inside the box, the pale bar is the range that was varied. A "
    f"hatched bar may owe its limit to luck: its quasi-p-value is above {SURE:g}. Parameters "
    "without a bar are not limited."
)
WORDS_POINTS = (
    "Every point of the design, over the numbers whose limits are surest, two if there are. The "
    "others vary too: what seems to be in the box may be outside it by another limit."
)
WORDS_P = (
    "quasi-p: how likely the box would be as dense by luck, were it not for this limit (Bryant and "
    "Lempert 2010). An empty end is not limited."
)
WORDS_BOXES = (
    "Coverage: of all points of interest, the share in the box. Density: of the points in the box, "
    "the share of interest. Mass: its share of all points. Each box is sought among the points "
    "outside those before it."
)


def write_discovery(found: Discovery) -> Path:
    """Write all of it into the sweep's folder; returns the page.

    Raises:
        WritingError: when that fails.
    """
    folder = Folder(found.sweep.directory)
    with folder.locked():
        folder.begin()
        for name, frame in ((POINTS, found.points.reset_index(names="point")),
                            (WAY, found.trajectory)):  # fmt: skip
            _land(folder, name, frame)
        _away_with_old(folder)
        text = json.dumps(found.as_dict(), indent=2, ensure_ascii=False, allow_nan=False)
        with folder.writing():
            page = write_page(page_of(found), folder.path, PAGE)
        folder.land(DOCUMENT, lambda stream: stream.write(f"{text}\n".encode()))
    return page


def _away_with_old(folder: Folder) -> None:
    """Another condition may have no such figure: none of the last one stays beside the new page."""
    with folder.writing():
        for name in FIGURES:
            for ending in (".png", ".svg"):
                (folder.path / f"{name}{ending}").unlink(missing_ok=True)


def _land(folder: Folder, name: str, frame: pd.DataFrame) -> None:
    table = pa.Table.from_pandas(frame, preserve_index=False)
    folder.land(name, lambda stream: pq.write_table(table, stream, compression="zstd"))


def page_of(found: Discovery) -> Page:
    """The page."""
    study = found.sweep.study
    figures = (limits_figure(found), way_figure(found), points_figure(found))
    drawn = zip(FIGURES, figures, (WORDS_LIMITS, WORDS_WAY, WORDS_POINTS), strict=True)
    against = found.against
    scenarios = [study.scenario, *([against.sweep.study.scenario] if against else [])]
    limits = [_limits_table(found, k, box) for k, box in enumerate(found.boxes) if box.limits]
    return Page(
        f"Discovery: {study.name}",
        study.question,
        scenarios,
        [*design_lines(study, len(found.sweep.points)), *_condition_lines(found)],
        [Shown(name, figure, words) for name, figure, words in drawn if figure is not None],
        [_boxes_table(found), *limits, _way_table(found), *failure_tables(found.sweep)],
        held_lines(study),
        f"{DOCUMENT} beside this page holds the same, {POINTS} every point with its mean and its "
        f"box, {WAY} all steps.",
        study.uncertainty is not None,
    )


def _condition_lines(found: Discovery) -> Iterator[str]:
    total = len(found.points)
    yield (
        f"Of interest: points whose mean fulfils {found.about}. {found.fulfil:,} of {total:,} do "
        f"({found.fulfil / total:.1%})."
    )
    if found.against is not None:
        yield from _base_lines(found)
    yield (
        f"{found.unsure:,} points lie so near to {found.where.number:g} that their 95 % interval "
        "takes it in: chance decides on which side they count. More replicates make them fewer."
    )
    if found.left_out:
        yield f"{found.left_out:,} points are left out: no war there has a value."
    yield (
        f"Boxes by PRIM (Friedman and Fisher 1999) of EMA Workbench {version('ema_workbench')}: "
        f"density asked for {found.threshold:g}, least mass {found.mass_min:g}. The points that "
        "found a box also judge it: its density for new points is somewhat lower."
    )
    if found.sweep.study.design != "latin-hypercube":
        yield (
            "Shares are of the points of this design, which fills the ranges less evenly than a "
            "Latin hypercube."
        )
    yield from result_lines(found)


def _base_lines(found: Discovery) -> Iterator[str]:
    assert found.against is not None
    base = found.against.sweep.study.scenario
    yield (
        f"The base is {base.id}: {base.case.scenario.name}. War k of a point less war k of the "
        "base, with the same luck."
    )
    if found.against.unknown:
        yield f"Not in the base, so without effect there: {', '.join(found.against.unknown)}."


def result_lines(found: Discovery) -> Iterator[str]:
    """What is to be said when there is no box as asked for, or too easily one."""
    first = found.boxes[0]
    if found.fulfil < FEW:
        yield f"Boxes around so few points of interest ({found.fulfil}) are mostly luck."
    if not first.dense:
        yield (
            f"No box is as dense as {found.threshold:g}: the densest is shown, "
            f"{figure_of(first.density)}."
        )
    everywhere = found.fulfil / len(found.points)
    if everywhere >= found.threshold:
        yield (
            f"The condition holds in {everywhere:.1%} of all points: as dense as asked for without "
            "any limit. A higher threshold or a harder condition says more."
        )


def _boxes_table(found: Discovery) -> Table:
    header = ("box", "coverage", "density", "mass", "points", "of interest", "parameters limited")
    rows = [
        (
            str(k + 1), figure_of(box.coverage), figure_of(box.density), figure_of(box.mass),
            f"{box.points:,}", f"{box.fulfil:,}", str(len(box.limits)),
        )
        for k, box in enumerate(found.boxes)
    ]  # fmt: skip
    return Table("Boxes", WORDS_BOXES, header, rows)


def _limits_table(found: Discovery, k: int, box: Box) -> Table:
    header = ("parameter", "from", "to", "range varied", "quasi-p from", "quasi-p to", "")
    rows = [(*limit_cells(found, limit), _doubt(limit)) for limit in box.limits]
    return Table(f"Limits of box {k + 1}", WORDS_P, header, rows)


def limit_cells(found: Discovery, limit: Limit) -> tuple[str, ...]:
    """Parameter, ends or words, full range, quasi-p-values."""
    full, chances = found.full(limit.parameter), (figure_of(limit.p_low), figure_of(limit.p_high))
    if limit.values is not None:
        words = " or ".join(limit.values)
        return limit.parameter, words, "", ", ".join(map(str, full)), *chances
    shown = " to ".join(figure_of(float(end)) for end in full)
    return limit.parameter, figure_of(limit.low), figure_of(limit.high), shown, *chances


def _doubt(limit: Limit) -> str:
    return "" if chance(limit) <= SURE else "may be luck"


def _way_table(found: Discovery) -> Table:
    header = ("box", "step", "coverage", "density", "mass", "points", "parameters limited", "")
    rows = [
        (
            str(row["box"]), str(row["step"]), figure_of(row["coverage"]),
            figure_of(row["density"]), figure_of(row["mass"]), f"{row['points']:,}",
            str(row["restricted"]), "taken" if row["chosen"] else "",
        )
        for row in found.trajectory.to_dict("records")
    ]  # fmt: skip
    return Table("The way to the boxes", "Every step of the peeling.", header, rows)
