"""The rows of a chunk: tables `runs` and `truces` with point and varied values before them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa

from sim.cast import Cast
from sim.records.columns import spec
from sim.records.writing import ARROW
from sim.scenario.errors import ScenarioError
from sim.studies.chunks import Chunk
from sim.studies.fighting import Fight, Stop

if TYPE_CHECKING:
    from sim.engines.batch import Batch

DONE, FAILED = "done", "failed"
MACHINE = (MemoryError, OSError)  # no fault of a point: the sweep ends, and can go on later
Columns = dict[str, Any]
FighterAt = Callable[[int], Fight]  # for a point's number; may raise


class Stopped(Exception):
    """A chunk was left before its end: it is fought again next time."""


class Tables(NamedTuple):
    """The two tables of a chunk, and how many of its wars failed."""

    runs: pa.Table
    truces: pa.Table
    failed: int


class Layout(NamedTuple):
    """What every row of a sweep has: scenario, seed, cast, and the values of each point."""

    scenario: str
    seed: int
    cast: Cast
    addresses: tuple[str, ...]
    kinds: tuple[pa.DataType, ...]

    @property
    def runs(self) -> pa.Schema:
        """Columns of `runs` in a sweep."""
        own = {k: ARROW[v] for k, v in spec("runs", self.cast).items() if k != "replicate"}
        varied = zip(self.addresses, self.kinds, strict=True)
        return pa.schema(
            [("point", pa.int64()), ("replicate", pa.int64()), *varied, *own.items(),
             ("message", pa.string())]
        )  # fmt: skip

    @property
    def truces(self) -> pa.Schema:
        """Columns of `truces` in a sweep."""
        own = {name: ARROW[kind] for name, kind in spec("truces", self.cast).items()}
        return pa.schema([("point", pa.int64()), *own.items()])


def fight_chunk(
    chunk: Chunk, layout: Layout, values: Sequence[Mapping[str, Any]], at: FighterAt, stop: Stop
) -> Tables:
    """Fight a chunk's wars, point by point; what raises becomes rows that say so.

    Args:
        values: address -> value of each of the chunk's points, in order.
        at: a point's number -> what fights there.

    Raises:
        Stopped: when `stop` said so.
    """
    runs, truces, failed = [], [], 0
    count = chunk.last_replicate - chunk.first_replicate
    for point, varied in zip(range(chunk.first_point, chunk.last_point), values, strict=True):
        for piece in _pieces(point, at, chunk.first_replicate, count, stop):
            if isinstance(piece, Failure):
                failed += piece.wars
                runs.append(_failed_rows(layout, point, varied, piece))
            else:
                runs.append(_run_rows(layout, point, varied, piece))
                truces.append(_truce_rows(layout, point, piece))
    return Tables(_joined(runs, layout.runs), _joined(truces, layout.truces), failed)


class Failure(NamedTuple):
    """Wars that could not be fought, and why."""

    first: int
    wars: int
    message: str


def _pieces(point: int, at: FighterAt, first: int, count: int, stop: Stop) -> list[Batch | Failure]:
    """The wars of one point; where some raise, they are looked for by halves."""
    try:
        fight = at(point)
    except MACHINE:
        raise
    except Exception as error:
        return [Failure(first, count, words(error))]
    return _by_halves(fight, first, count, stop)


def _by_halves(fight: Fight, first: int, count: int, stop: Stop) -> list[Batch | Failure]:
    try:
        batches: list[Batch | Failure] = list(fight(first, count, stop))
    except MACHINE:
        raise
    except Exception as error:
        if count == 1:
            return [Failure(first, 1, words(error))]
        half = count // 2
        return [
            *_by_halves(fight, first, half, stop),
            *_by_halves(fight, first + half, count - half, stop),
        ]
    fought = sum(len(batch.war) for batch in batches if not isinstance(batch, Failure))
    if fought < count:
        raise Stopped
    return batches


def words(error: Exception) -> str:
    """What went wrong, on one line."""
    if isinstance(error, ScenarioError):
        fault = error.faults[0]
        return ": ".join(part for part in (fault.address, fault.problem, fault.found) if part)
    return f"{type(error).__name__}: {' '.join(str(error).split())}"


def _run_rows(layout: Layout, point: int, varied: Mapping[str, Any], batch: Batch) -> pa.Table:
    from sim.records.frames import run_values

    return _table(layout.runs, len(batch.war), run_values(batch) | _key(layout, point, varied))


def _truce_rows(layout: Layout, point: int, batch: Batch) -> pa.Table:
    from sim.records.frames import truce_values

    values = truce_values(batch)
    return _table(layout.truces, len(values["replicate"]), values | {"point": point})


def _failed_rows(
    layout: Layout, point: int, varied: Mapping[str, Any], failure: Failure
) -> pa.Table:
    values = _key(layout, point, varied) | {
        "replicate": np.arange(failure.first, failure.first + failure.wars),
        "status": FAILED,
        "message": failure.message,
        "scenario": layout.scenario,
        "seed": layout.seed,
    }
    return _table(layout.runs, failure.wars, values)


def _key(layout: Layout, point: int, varied: Mapping[str, Any]) -> Columns:
    return {"point": point, **{address: varied[address] for address in layout.addresses}}


def _table(schema: pa.Schema, size: int, values: Mapping[str, Any]) -> pa.Table:
    """Columns as the schema wants them: one value stands for a whole column, none for nothing."""
    columns = []
    for field in schema:
        value = values.get(field.name)
        if isinstance(value, np.ndarray):
            columns.append(pa.array(value, type=field.type, from_pandas=False))
        else:
            columns.append(pa.repeat(pa.scalar(value, type=field.type), size))
    return pa.Table.from_arrays(columns, schema=schema)


def _joined(tables: list[pa.Table], schema: pa.Schema) -> pa.Table:
    return pa.concat_tables([schema.empty_table(), *tables]).combine_chunks()
