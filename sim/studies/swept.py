"""A sweep as it lies in its folder: tables, points, and means by point."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from sim.records.errors import RecordError
from sim.scenario.errors import display
from sim.studies.folder import RUNS, TRUCES, Folder
from sim.studies.measures import columns_for, measured
from sim.studies.progress import Count
from sim.studies.rows import FAILED
from sim.studies.study import Problem, Study

KEY = ["point", "replicate"]


@dataclass(frozen=True, repr=False)
class Sweep:
    """A study that was fought, or a part of it.

    Attributes:
        study: what was fought.
        directory: its folder.
        count: wars planned, skipped because they were there, done, failed; seconds.
    """

    study: Study
    directory: Path
    count: Count

    @property
    def runs(self) -> pd.DataFrame:
        """One row per war, by point and replicate, with the values of the point."""
        return read_sweep(self.directory)

    @property
    def truces(self) -> pd.DataFrame:
        """One row per agreement, by point, replicate and number."""
        return read_sweep(self.directory, TRUCES)

    @property
    def points(self) -> pd.DataFrame:
        """One row per point: the value of each address."""
        return Folder(self.directory).points()

    @property
    def problem(self) -> Problem:
        """What varies, as SALib's `problem`."""
        return self.study.problem

    def means(self, measures: Sequence[str] | None = None) -> pd.DataFrame:
        """Per point and measure: `n`, `mean`, `sd` over the wars that have a value."""
        return summary(self.directory, measures or self.study.measures)

    def outputs(self, measure: str) -> NDArray[np.float64]:
        """The mean of a measure at each point, in the design's order: SALib's Y."""
        table = self.means([measure])
        means = table.set_index("point")["mean"].reindex(range(len(self.points)))
        return means.to_numpy(dtype=np.float64)

    def __repr__(self) -> str:
        return f"<Sweep {self.study.name}: {self.count}; in {self.directory}>"


def read_sweep(directory: str | Path, table: str = RUNS) -> pd.DataFrame:
    """`runs` or `truces` of a sweep, whole, sorted by point and replicate.

    Raises:
        RecordError: when there is no sweep, or a file of it is damaged.
    """
    folder = Path(directory)
    Folder(folder).state()
    parts = [part.to_pandas() for part in _files(folder / table, None)]
    if not parts:
        raise RecordError(f"{display(folder)}: no wars have been fought here yet")
    key = KEY if table == RUNS else [*KEY, "truce"]
    frame = pd.concat([part for part in parts if len(part)] or parts[:1])
    ordered: pd.DataFrame = frame.sort_values(key, kind="stable", ignore_index=True)
    return ordered


def wars_of(directory: Path, columns: Sequence[str]) -> pd.DataFrame:
    """Some columns of `runs`, with point and replicate, unsorted."""
    wanted = list(dict.fromkeys([*KEY, *columns]))
    parts = [part.to_pandas() for part in _files(directory / RUNS, wanted)]
    frame: pd.DataFrame = pd.concat(parts, ignore_index=True)
    return frame


def summary(directory: Path, measures: Sequence[str]) -> pd.DataFrame:
    """Per point and measure: number, mean and standard deviation; files are read one by one."""
    columns = ["point", *columns_for(measures)]
    sums: list[pd.DataFrame] = []
    for part in _files(directory / RUNS, columns):
        frame = part.to_pandas()
        for measure in measures:
            values = pd.DataFrame({"point": frame["point"], "x": measured(frame, measure)})
            values = values.dropna()
            values["xx"] = values["x"] ** 2
            grouped = values.groupby("point").agg(
                n=("x", "size"), total=("x", "sum"), squares=("xx", "sum")
            )
            sums.append(grouped.reset_index().assign(measure=measure))
    table = pd.concat(sums).groupby(["point", "measure"], sort=True)[["n", "total", "squares"]]
    found = table.sum().reset_index()
    found["mean"] = found["total"] / found["n"]
    spread = (found["squares"] - found["total"] * found["mean"]).clip(lower=0.0)
    found["sd"] = np.sqrt(spread / (found["n"] - 1).where(found["n"] > 1))
    return found[["point", "measure", "n", "mean", "sd"]]


def failures(directory: Path) -> pd.DataFrame:
    """The wars that failed: point, replicate, message."""
    columns = ["point", "replicate", "status", "message"]
    parts = [part.to_pandas() for part in _files(directory / RUNS, columns)]
    frame = pd.concat(parts) if parts else pd.DataFrame(columns=columns)
    failed = frame[frame["status"] == FAILED].sort_values(KEY, ignore_index=True)
    return failed[["point", "replicate", "message"]]


def _files(folder: Path, columns: Sequence[str] | None) -> Iterator[pa.Table]:
    for path in sorted(folder.glob("*.parquet")):
        try:
            yield pq.read_table(path, columns=columns, partitioning=None)
        except (OSError, pa.ArrowException) as error:
            first = str(error).splitlines()[0]
            raise RecordError(f"{display(path)}: cannot be read: {first}") from None
