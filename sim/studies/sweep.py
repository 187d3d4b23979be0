"""`sweep`: a study fought chunk by chunk into a folder, where it can go on at any time."""

from __future__ import annotations

import contextlib
import functools
import os
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from sim.cast import cast_of
from sim.records.arguments import at_least
from sim.scenario.errors import did_you_mean, display, one_of, refusal
from sim.scenario.points import at_point
from sim.studies.chunks import Chunk, chunks_of, shard_of
from sim.studies.design import design_points
from sim.studies.fighting import Fight, chosen_engine, fighter, ready
from sim.studies.folder import Folder
from sim.studies.progress import Count, Follow, silent
from sim.studies.rows import Layout, Tables, fight_chunk
from sim.studies.state import continued, layers_of, new_state
from sim.studies.study import Study
from sim.studies.study_file import Source, read_study
from sim.studies.swept import Sweep

IF_EXISTS = ("continue", "fail", "overwrite")
POINTS_KEPT = 128  # worlds ready to be fought, most recently used
KINDS = {"f": pa.float64(), "i": pa.int64(), "b": pa.bool_()}

Shard = tuple[int, int]


def sweep(
    study: Source,
    out: str | Path | None = None,
    *,
    workers: int | None = None,
    if_exists: str = "continue",
    shard: Shard | None = None,
    engine: str = "auto",
    dask: Any = None,
    shared: bool = False,
    uncertainty: str | None = None,
    follow: Follow = silent,
) -> Sweep:
    """Fight a study's wars into a folder; what is there already is not fought again.

    Args:
        study: path of a study file, name of one that comes along, or its tables as a dictionary
            (`{"study": {...}, "vary": {...}}`); `vary` may be a SALib problem.
        out: the folder; `results/studies/<name>` by default.
        workers: threads; None: one per processor. The tables do not depend on it.
        if_exists: `continue`, `fail` or `overwrite`, when the folder holds a sweep.
        shard: (3, 20) fights the third of twenty parts only.
        engine: `auto`, `mesa` or `compiled`.
        dask: address of a Dask scheduler, or a `distributed.Client`: its workers fight, not this
            machine's threads; needs the extra `dask`.
        shared: the cluster's workers see the folder under the same path as this machine, and write
            into it themselves.
        uncertainty: `prior` or `fitted`: what neither varies nor is set is drawn for replicate k
            from the scenario's ranges, or from the posterior of its fit, the same at all points.
            None: as the study says.
        follow: told of the count after every chunk.

    Returns:
        The sweep; its `.runs` and `.truces` are read when asked for.

    Raises:
        ScenarioError: when study, scenario or an argument is wrong, the folder holds another
            study, or the cluster does not answer, is not like this machine, or does not see the
            folder that it should share.
        WritingError: when the folder cannot be written to; what was finished is kept.
        ConnectionError: when the cluster goes away; what was finished is kept.
    """
    checked = read_study(study, uncertainty)
    folder = Folder(place_of(checked, out, shard))
    threads = the_threads(workers, dask, shared)
    part = the_shard(shard)
    points = design_points(checked)
    chosen = chosen_engine(engine, len(points) * checked.replicates)
    _may_begin(folder, if_exists)
    with contextlib.ExitStack() as held:
        cluster, token = _held(held, folder, dask, shared)
        if if_exists == "overwrite":
            folder.clear()
        state, points = _begun(folder, checked, points, chosen, engine)
        chunks = shard_of(chunks_of(layers_of(state)), part or (1, 1))
        fought = (checked, points, state["engine"])
        if cluster is None:
            count = _fight(folder, chunks, Work(*fought), threads, follow)
        else:
            count = cluster.fight(fought, folder, chunks, follow, token)
    return Sweep(checked, folder.path, count)


def _held(held: contextlib.ExitStack, folder: Folder, dask: Any, shared: bool) -> tuple[Any, Any]:
    """The cluster, if one fights, and what shows its workers the folder; the folder's lock."""
    if dask is None:
        held.enter_context(folder.locked())
        return None, None
    from sim.studies.dask_client import cluster_at
    from sim.studies.dask_shared import shown_to

    cluster = held.enter_context(cluster_at(dask))
    held.enter_context(folder.locked())
    return cluster, held.enter_context(shown_to(cluster, folder)) if shared else None


def the_threads(workers: int | None, dask: Any, shared: bool = False) -> int:
    """How many threads of this machine fight, checked."""
    if shared and dask is None:
        raise refusal("--shared", "only together with --dask", hint="threads write here anyway")
    if dask is not None and workers is not None:
        hint = "the cluster has workers of its own"
        raise refusal("--workers", "not together with --dask", found=str(workers), hint=hint)
    return at_least("workers", os.cpu_count() or 1 if workers is None else workers, 1)


def the_shard(shard: Shard | None) -> Shard | None:
    """A part and the number of parts, checked."""
    if shard is not None and not 1 <= shard[0] <= shard[1]:
        found, allowed = f"{shard[0]}/{shard[1]}", "i/n with i from 1 to n, such as 3/20"
        raise refusal("--shard", "no such part", found=found, allowed=allowed)
    return shard


def place_of(study: Study, out: str | Path | None, shard: Shard | None) -> Path:
    """The folder of a sweep; each part has its own below the study's."""
    place = Path("results", "studies", study.name) if out is None else Path(out)
    if shard is not None and out is None:
        place /= f"shard-{shard[0]}-of-{shard[1]}"
    return place


def _may_begin(folder: Folder, if_exists: str) -> None:
    if if_exists not in IF_EXISTS:
        hint = did_you_mean(if_exists, IF_EXISTS)
        allowed = one_of(IF_EXISTS)
        raise refusal("--if-exists", "unknown word", found=if_exists, allowed=allowed, hint=hint)
    name = display(folder.path)
    if folder.path.exists() and not folder.path.is_dir():
        raise refusal("--out", "not a folder", found=name, allowed="a folder, or a new name")
    if if_exists == "fail" and folder.is_sweep:
        hint = "--if-exists continue goes on, overwrite begins anew"
        raise refusal(name, "a sweep is in this folder already", hint=hint)


def _begun(
    folder: Folder, study: Study, points: pd.DataFrame, engine: str, asked: str
) -> tuple[dict[str, Any], pd.DataFrame]:
    """State and points, written down before the first war is fought."""
    if not folder.is_sweep:
        folder.begin()
        state = new_state(study, points, engine)
    else:
        old, name = folder.state(), display(folder.path)
        if asked not in ("auto", old["engine"]):
            raise refusal(
                name, "the sweep in this folder was fought by the other engine",
                found=asked, allowed=old["engine"],
            )  # fmt: skip
        state, points = continued(study, points, old, folder.points(), name)
        folder.begin()
        if state["layers"] == old["layers"]:
            return state, points
    folder.begin_with(state, points)
    return state, points


class Work:
    """What fights a study's chunks; threads share it."""

    def __init__(self, study: Study, points: pd.DataFrame, engine: str) -> None:
        self.study, self.engine, self.frame = study, engine, points
        scenario = study.scenario
        kinds = tuple(KINDS.get(points[name].dtype.kind, pa.string()) for name in points)
        addresses = tuple(str(name) for name in points)
        self.layout = Layout(scenario.id, study.seed, cast_of(scenario.case), addresses, kinds)
        self.at: Callable[[int], Fight] = functools.lru_cache(POINTS_KEPT)(self._at)
        self.halt = threading.Event()
        ready(scenario, engine)

    def values(self, point: int) -> Mapping[str, Any]:
        """address -> value at a point."""
        row = self.frame.iloc[point : point + 1].to_dict("list")
        return {str(address): value for address, (value,) in row.items()}

    def _at(self, point: int) -> Fight:
        scenario = at_point(self.study.scenario, self.values(point))
        return fighter(scenario, self.study.seed, self.engine, self.study.uncertainty)

    def fight(self, chunk: Chunk) -> Tables:
        """A chunk's tables. Raises Stopped once `halt` is set."""
        values = [self.values(point) for point in range(chunk.first_point, chunk.last_point)]
        return fight_chunk(chunk, self.layout, values, self.at, self.halt.is_set)


def _fight(folder: Folder, chunks: list[Chunk], work: Work, workers: int, follow: Follow) -> Count:
    """Fight the chunks that are missing, in order; Ctrl-C or a fault stops all within moments."""
    missing = [chunk for chunk in chunks if not folder.has(chunk)]
    planned = sum(chunk.size for chunk in chunks)
    count = Count(planned, planned - sum(chunk.size for chunk in missing))

    def one(chunk: Chunk) -> tuple[Chunk, int]:
        tables = work.fight(chunk)
        folder.take(chunk, tables)
        return chunk, tables.failed

    ahead = iter(missing)
    pool = ThreadPoolExecutor(workers)
    waiting: set[Future[tuple[Chunk, int]]] = set()
    try:
        while True:
            while len(waiting) < 2 * workers and (chunk := next(ahead, None)) is not None:
                waiting.add(pool.submit(one, chunk))
            if not waiting:
                return count
            finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in finished:
                landed, failed = future.result()
                count.done += landed.size - failed
                count.failed += failed
                follow(count)
    finally:
        work.halt.set()
        pool.shutdown(wait=True, cancel_futures=True)
        count.end()
