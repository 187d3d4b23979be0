"""Parts of a sweep, fought apart, put together."""

import functools
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from sim.records.errors import RecordError
from sim.scenario.errors import display, refusal
from sim.studies.chunks import Chunk, chunks_of
from sim.studies.folder import RUNS, TRUCES, Folder
from sim.studies.state import layers_of

SAME = ("scenario", "design", "seed", "addresses", "replicates", "points", "layers", "engine",
        "code", "fingerprint", "uncertainty")  # fmt: skip


class Merged(NamedTuple):
    """What a merge left: wars planned, copied, there before, still missing."""

    directory: Path
    planned: int
    done: int
    skipped: int
    missing: int


def merge(parts: Sequence[str | Path], out: str | Path | None = None) -> Merged:
    """Put the chunks of several folders of one sweep into one.

    Args:
        parts: folders of `sim sweep --shard`.
        out: the folder; the one above the parts by default, if they lie side by side.

    Raises:
        ScenarioError: when they are not parts of one sweep.
        RecordError: when one is no sweep or holds a damaged file.
        WritingError: when the folder cannot be written to.
    """
    folders = [Folder(Path(part)) for part in parts]
    states = [folder.state() for folder in folders]
    points = folders[0].points()
    for folder, state in zip(folders, states, strict=True):
        _same(folder, state, states[0])
        if not folder.points().equals(points):
            raise refusal(display(folder.path), "its points are not those of the first folder")
    target = Folder(_place(folders, out))
    chunks = chunks_of(layers_of(states[0]))
    with target.locked():
        if target.is_sweep:
            _same(target, target.state(), states[0])
        target.begin()
        if not target.is_sweep:
            target.begin_with(states[0], points)
        there = [chunk for chunk in chunks if target.has(chunk)]
        copied = [chunk for chunk in chunks if _brought(chunk, folders, target)]
    planned, done, skipped = (sum(chunk.size for chunk in some) for some in (chunks, copied, there))
    return Merged(target.path, planned, done, skipped, planned - done - skipped)


def _place(folders: list[Folder], out: str | Path | None) -> Path:
    if out is not None:
        return Path(out)
    above = {folder.path.resolve().parent for folder in folders}
    if len(above) > 1 or len(folders) == 1:
        raise refusal("--out", "where to? the parts do not lie side by side", allowed="a folder")
    return folders[0].path.parent


def _same(folder: Folder, state: dict[str, Any], first: dict[str, Any]) -> None:
    different = [key for key in SAME if state.get(key) != first.get(key)]
    if different:
        raise refusal(
            display(folder.path), "not a part of the same sweep",
            found=f"another {', another '.join(different)}", allowed="parts of one study",
        )  # fmt: skip


def _brought(chunk: Chunk, folders: list[Folder], target: Folder) -> bool:
    """Copy a chunk that the target lacks, from the first folder that has it."""
    if target.has(chunk):
        return False
    source = next((folder for folder in folders if folder.has(chunk)), None)
    if source is None:
        return False
    for table in (TRUCES, RUNS):
        path = source.path / table / chunk.file
        _readable(path, chunk if table == RUNS else None)
        target.land(f"{table}/{chunk.file}", functools.partial(_copy, path))
    return True


def _copy(path: Path, sink: BinaryIO) -> None:
    with path.open("rb") as stream:
        shutil.copyfileobj(stream, sink)


def _readable(path: Path, chunk: Chunk | None) -> None:
    try:
        rows = pq.read_metadata(path).num_rows
    except (OSError, pa.ArrowException):
        raise RecordError(f"{display(path)}: missing or damaged") from None
    if chunk is not None and rows != chunk.size:
        raise RecordError(f"{display(path)}: {rows} rows where {chunk.size} wars belong")
