"""A sweep as it lies in its folder: tables, points, and means by point."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
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


def wars_of(directory: Path, columns: Sequence[str], replicates: int) -> pd.DataFrame:
    """Some columns of `runs` with point and replicate, unsorted: the first replicates only."""
    wanted = list(dict.fromkeys([*KEY, *columns]))
    parts = [
        part.filter(pc.less(part["replicate"], replicates))
        for part in _files(directory / RUNS, wanted)
    ]
    frame: pd.DataFrame = pa.concat_tables(parts).to_pandas()
    return frame


def summary(directory: Path, measures: Sequence[str]) -> pd.DataFrame:
    """Per point and measure: number, mean and standard deviation; files are read one by one."""
    size = len(Folder(directory).points())
    count, total, squares = (np.zeros((size, len(measures))) for _ in range(3))
    for part in _files(directory / RUNS, ["point", *columns_for(measures)]):
        frame = part.to_pandas()
        point = frame["point"].to_numpy()
        first = int(point.min()) if len(point) else 0
        for k, measure in enumerate(measures):
            values = measured(frame, measure)
            seen = ~np.isnan(values)
            own, x = point[seen] - first, values[seen]
            here = slice(first, first + int(own.max(initial=-1)) + 1)
            count[here, k] += np.bincount(own)
            total[here, k] += np.bincount(own, weights=x)
            squares[here, k] += np.bincount(own, weights=x * x)
    at = np.nonzero(count)
    n, mean = count[at], total[at] / count[at]
    spread = np.maximum(squares[at] - n * mean * mean, 0.0)
    found = {
        "point": at[0],
        "measure": np.array(measures, dtype=object)[at[1]],
        "n": n.astype(np.int64),
        "mean": mean,
        "sd": np.sqrt(np.divide(spread, n - 1.0, out=np.full(len(n), np.nan), where=n > 1.0)),
    }
    return pd.DataFrame(found)


def failures(directory: Path) -> pd.DataFrame:
    """The wars that failed: point, replicate, message."""
    columns = [*KEY, "message"]
    parts = [
        part.filter(pc.equal(part["status"], FAILED)).select(columns)
        for part in _files(directory / RUNS, [*columns, "status"])
    ]
    if not parts:
        return pd.DataFrame(columns=columns)
    frame: pd.DataFrame = pa.concat_tables(parts).to_pandas()
    return frame.sort_values(KEY, ignore_index=True)


def _files(folder: Path, columns: Sequence[str] | None) -> Iterator[pa.Table]:
    for path in sorted(folder.glob("*.parquet")):
        try:
            yield pq.read_table(path, columns=columns, partitioning=None)
        except (OSError, pa.ArrowException) as error:
            first = str(error).splitlines()[0]
            raise RecordError(f"{display(path)}: cannot be read: {first}") from None
