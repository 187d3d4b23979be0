"""The folder of a sweep: what lies where, how files land, and the lock that keeps others out."""

import json
import shutil
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from sim.records.atomic import FORBIDDEN, FULL, write_file
from sim.records.errors import RecordError, WritingError
from sim.scenario.errors import display
from sim.studies.chunks import Chunk
from sim.studies.rows import Tables

STATE, POINTS, RUNS, TRUCES, PAGE = "sweep.json", "points.parquet", "runs", "truces", "study.html"
PARTS, LOCK = ".part", ".lock"
FORMAT, VERSION = "ceasefire-sim sweep", 1
SEEN_WITHIN = 90.0  # seconds: network file systems keep listings for up to a minute


class Folder:
    """Where a sweep keeps its state, its points, and its chunks under `runs` and `truces`.

    Args:
        path: the folder.
        writer: of the temporary files, where others write here too.
    """

    def __init__(self, path: Path, writer: str = "") -> None:
        self.path = path
        self.parts = path / PARTS / writer

    @property
    def is_sweep(self) -> bool:
        """Whether a sweep has begun here."""
        return (self.path / STATE).exists()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other sweeps out; the operating system lets go when this process dies.

        Raises:
            WritingError: when another is at work here, or nothing can be written.
        """
        with self.writing():
            self.path.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.path / LOCK)
            try:
                lock.acquire(timeout=0)
            except Timeout:
                raise WritingError(
                    f"{display(self.path)}: another sweep is at work in this folder"
                ) from None
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Say in words what hinders writing here."""
        try:
            yield
        except WritingError:
            raise
        except OSError as error:
            raise WritingError(f"{display(self.path)}: {_reason(error)}") from error

    def begin(self) -> None:
        """Make the folders; away with what was half-written.

        A worker of an earlier sweep that still writes here loses its file, and lands nothing.
        """
        shutil.rmtree(self.path / PARTS, ignore_errors=True)
        with self.writing():
            for name in (RUNS, TRUCES, PARTS):
                (self.path / name).mkdir(exist_ok=True)

    def clear(self) -> None:
        """Away with the sweep that is here; other files stay."""
        with self.writing():
            for name in (STATE, POINTS, PAGE):
                (self.path / name).unlink(missing_ok=True)
            for name in (PARTS, RUNS, TRUCES):
                if (self.path / name).exists():
                    shutil.rmtree(self.path / name)

    def state(self) -> dict[str, Any]:
        """What `sweep.json` says. Raises RecordError when it is missing or damaged."""
        shown = display(self.path / STATE)
        try:
            state = json.loads((self.path / STATE).read_bytes())
        except FileNotFoundError:
            raise RecordError(f"{display(self.path)}: no sweep here: it has no {STATE}") from None
        except (ValueError, RecursionError):
            raise RecordError(f"{shown}: not JSON: the file is damaged or cut off") from None
        if not isinstance(state, dict) or state.get("format") != FORMAT:
            raise RecordError(f'{shown}: not a sweep: no "format": "{FORMAT}"')
        if state.get("version") != VERSION:
            found = state.get("version")
            raise RecordError(f"{shown}: version {found}; this simulator reads {VERSION}")
        return state

    def points(self) -> pd.DataFrame:
        """The points, by number. Raises RecordError when the file is missing or damaged."""
        try:
            table = pq.read_table(self.path / POINTS, partitioning=None)
        except (OSError, pa.ArrowException):
            raise RecordError(f"{display(self.path / POINTS)}: missing or damaged") from None
        points: pd.DataFrame = table.to_pandas()
        return points

    def begin_with(self, state: dict[str, Any], points: pd.DataFrame) -> None:
        """Write points, then state: where the state stands, both are whole."""
        table = pa.Table.from_pandas(points, preserve_index=False)
        text = json.dumps(state, indent=2, ensure_ascii=False, allow_nan=False)
        self.land(POINTS, lambda stream: pq.write_table(table, stream, compression="zstd"))
        self.land(STATE, lambda stream: stream.write(f"{text}\n".encode()))

    def has(self, chunk: Chunk) -> bool:
        """Whether a chunk is there, whole."""
        return (self.path / RUNS / chunk.file).exists()

    def take(self, chunk: Chunk, tables: Tables) -> None:
        """Land a chunk, truces first: it counts as there when its runs are."""
        for name, table in ((TRUCES, tables.truces), (RUNS, tables.runs)):
            self.land(f"{name}/{chunk.file}", _writer(table))

    def wait_for(self, chunks: Sequence[Chunk]) -> None:
        """See chunks that others landed here; a network file system may take its time.

        Raises:
            WritingError: when some do not come to be seen.
        """
        limit = time.monotonic() + SEEN_WITHIN
        expected = {chunk.file for chunk in chunks}
        while True:
            with self.writing():
                unseen = expected - {path.name for path in (self.path / RUNS).iterdir()}
            if not unseen:
                return
            if time.monotonic() >= limit:
                raise WritingError(
                    f"{display(self.path)}: workers wrote {len(unseen):,} chunks that are not seen "
                    f"here, {min(unseen)} first. The same command goes on with what is seen"
                )
            time.sleep(0.2)

    def land(self, name: str, write: Callable[[BinaryIO], object]) -> None:
        """Write a file under a temporary name, flush it, then rename it.

        Raises:
            WritingError: in words; nothing half-written is left under the name.
        """
        part = self.parts / f"{name.replace('/', '-')}.{uuid.uuid4().hex}"
        with self.writing():
            try:
                write_file(part, write)
                part.replace(self.path / name)
            except BaseException:
                part.unlink(missing_ok=True)
                raise


def _writer(table: pa.Table) -> Callable[[BinaryIO], object]:
    return lambda stream: pq.write_table(table, stream, compression="zstd")


def _reason(error: OSError) -> str:
    if error.errno in FULL:
        why = "the disk is full"
    elif error.errno in FORBIDDEN:
        why = "the folder cannot be written to"
    else:
        why = error.strerror or str(error) or type(error).__name__
    return f"{why}. What was finished before is kept; the same command goes on from there"
