"""`--plan`: what a sweep would take, from a short timing."""

import io
import math
import os
import time
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq

from sim.studies.chunks import Chunk, chunks_of, first_layer, shard_of
from sim.studies.design import design_points
from sim.studies.fighting import chosen_engine
from sim.studies.folder import Folder
from sim.studies.rows import Tables
from sim.studies.state import continued, layers_of
from sim.studies.study import Study
from sim.studies.sweep import Shard, Work, the_shard

ENOUGH_SECONDS = 1.0
TRIED = 3  # points


class Plan(NamedTuple):
    """What a sweep would take on this machine."""

    points: int
    replicates: int
    runs: int
    there: int
    minutes: float
    bytes: int
    engine: str
    workers: int

    def as_dict(self) -> dict[str, Any]:
        """As `sim sweep --plan --json` prints it."""
        return self._asdict()


def plan(
    study: Study, out: Path, workers: int | None = None, shard: Shard | None = None,
    engine: str = "auto",
) -> Plan:  # fmt: skip
    """How many wars, minutes and bytes; some wars are fought to see, none is kept.

    Args:
        out: the sweep's folder; what is there already is not counted in minutes and bytes.

    Raises:
        ScenarioError: when the folder holds another study, or an argument is wrong.
    """
    threads = workers or os.cpu_count() or 1
    points = design_points(study)
    chosen = chosen_engine(engine, len(points) * study.replicates)
    folder = Folder(out)
    layers = [first_layer(len(points), study.replicates, chosen)]
    if folder.is_sweep:
        state, points = continued(study, points, folder.state(), folder.points(), str(out))
        layers, chosen = layers_of(state), state["engine"]
    part = the_shard(shard)
    chunks = chunks_of(layers) if part is None else shard_of(chunks_of(layers), part)
    missing = [chunk for chunk in chunks if not folder.has(chunk)]
    left = sum(chunk.size for chunk in missing)
    work = Work(study, points, chosen)
    seconds, size = _timed(work, len(points), study.replicates)
    useful = 1 if chosen == "mesa" else min(threads, os.cpu_count() or 1)
    return Plan(
        len(points), study.replicates, sum(chunk.size for chunk in chunks),
        sum(chunk.size for chunk in chunks) - left, left * seconds / useful / 60.0,
        math.ceil(left * size), chosen, threads,
    )  # fmt: skip


def _timed(work: Work, points: int, replicates: int) -> tuple[float, float]:
    """Seconds and bytes of a war, from some at the first, middle and last point."""
    work.fight(Chunk(0, 1, 0, 1))  # what is slow only once
    spent, wars, size = 0.0, 0, 0.0
    for point in sorted({k * (points - 1) // max(1, TRIED - 1) for k in range(TRIED)}):
        count = 1
        while True:
            began = time.perf_counter()
            tables = work.fight(Chunk(point, point + 1, 0, min(count, replicates)))
            seconds = time.perf_counter() - began
            if seconds > ENOUGH_SECONDS / TRIED or count >= replicates:
                break
            count *= 4
        spent, wars, size = spent + seconds, wars + min(count, replicates), size + _bytes(tables)
    return spent / wars, size / wars


def _bytes(tables: Tables) -> int:
    total = 0
    for table in (tables.runs, tables.truces):
        sink = io.BytesIO()
        pq.write_table(table, sink, compression="zstd")
        total += sink.tell()
    return total
