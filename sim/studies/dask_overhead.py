"""What a cluster costs per chunk: `python -m sim.studies.dask_overhead [ADDRESS]`.

The tables of one chunk of 1000 wars, fought once, come back from a worker and land, again and
again: everything that a chunk costs beyond its fighting. Then workers land them themselves, as
with `--shared`; that is left out where they do not see this machine's folder for temporary files.
Without an address, a cluster of two processes on this machine.
"""

import sys
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sim.scenario.errors import ScenarioError
from sim.studies.chunks import Chunk
from sim.studies.dask_client import Cluster, cluster_at
from sim.studies.dask_connect import distributed
from sim.studies.dask_shared import Shared, place, room_for, shown_to
from sim.studies.design import design_points
from sim.studies.folder import Folder
from sim.studies.rows import Tables
from sim.studies.study_file import read_study
from sim.studies.sweep import Work

WARS = 1000  # of a chunk
TIMES = 200
FREE_PORT = "127.0.0.1:0"  # for its status page: without it, 8787, which may be in use
STUDY: Mapping[str, Any] = {
    "study": {"scenario": "karabakh-2020", "design": "list", "replicates": WARS, "seed": 1},
    "vary": {"scenario.horizon_days": [60]},
}


def back(tables: Tables, number: int) -> tuple[Chunk, Tables]:
    """What a worker does when results come back: gives the tables back."""
    return _chunk(number), tables


def landed(tables: Tables, number: int, shared: Shared) -> tuple[Chunk, None]:
    """What a worker does in a shared folder: writes them there."""
    place(shared).take(_chunk(number), tables)
    return _chunk(number), None


def _chunk(number: int) -> Chunk:
    return Chunk(0, 1, number * WARS, (number + 1) * WARS)


def main(address: str | None) -> None:
    """Measure and print."""
    study = read_study(STUDY)
    work = Work(study, design_points(study), "compiled")
    work.fight(Chunk(0, 1, 0, 1))
    began = time.perf_counter()
    tables = work.fight(Chunk(0, 1, 0, WARS))
    fighting = time.perf_counter() - began
    print(f"{WARS / fighting:,.0f} wars per second and core: {fighting:.3f} s per chunk of {WARS}")
    with ExitStack() as held:
        folder = Folder(Path(held.enter_context(TemporaryDirectory())))
        folder.begin()
        local = distributed().LocalCluster
        if address is None:
            own = held.enter_context(local(2, threads_per_worker=1, dashboard_address=FREE_PORT))
            address = str(own.scheduler_address)
        cluster = held.enter_context(cluster_at(address))
        sent = cluster.client.submit(back, tables, 0, pure=False).result()[1]
        print(f"{_passed(cluster, folder, back, sent)} per chunk that comes back and lands")
        try:
            shared = held.enter_context(shown_to(cluster, folder))
        except ScenarioError as error:
            print(error)
            return
        room_for(shared).parts.mkdir()
        print(f"{_passed(cluster, folder, landed, sent, shared)} per chunk that workers land")


def _passed(cluster: Cluster, folder: Folder, task: Callable[..., Any], *given: Any) -> str:
    """Time per chunk, and how much of it this process was at work."""
    tables, *more = given
    client = cluster.client
    began, worked = time.perf_counter(), time.process_time()
    futures = [client.submit(task, tables, k, *more, pure=False) for k in range(TIMES)]
    for future in distributed().as_completed(futures, loop=client.loop):
        chunk, answer = future.result()
        if answer is not None:
            folder.take(chunk, answer)
    passed, worked = time.perf_counter() - began, time.process_time() - worked
    return f"{passed / TIMES * 1e3:.1f} ms, {worked / TIMES * 1e3:.1f} ms of them at work here,"


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
