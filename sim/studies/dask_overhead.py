"""What a cluster costs per chunk: `python -m sim.studies.dask_overhead [ADDRESS]`.

The tables of one chunk of 1000 wars, fought once, go to a worker, come back and land, again and
again: everything that a chunk costs beyond its fighting. Without an address, a cluster of two
processes on this machine.
"""

import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sim.studies.chunks import Chunk
from sim.studies.dask_client import cluster_at
from sim.studies.dask_connect import distributed
from sim.studies.design import design_points
from sim.studies.folder import Folder
from sim.studies.rows import Tables
from sim.studies.study_file import read_study
from sim.studies.sweep import Work

WARS = 1000  # of a chunk
TIMES = 200
STUDY: Mapping[str, Any] = {
    "study": {"scenario": "karabakh-2020", "design": "list", "replicates": WARS, "seed": 1},
    "vary": {"scenario.horizon_days": [60]},
}


def again(tables: Tables, number: int) -> tuple[int, Tables]:
    """What a worker does: gives the tables back."""
    return number, tables


def main(address: str | None) -> None:
    """Measure and print."""
    study = read_study(STUDY)
    work = Work(study, design_points(study), "compiled")
    work.fight(Chunk(0, 1, 0, 1))
    began = time.perf_counter()
    tables = work.fight(Chunk(0, 1, 0, WARS))
    fighting = time.perf_counter() - began
    with ExitStack() as held:
        place = Path(held.enter_context(TemporaryDirectory()))
        local = distributed().LocalCluster
        if address is None:
            own = held.enter_context(local(2, threads_per_worker=1, dashboard_address=None))
            address = str(own.scheduler_address)
        client = held.enter_context(cluster_at(address)).client
        folder = Folder(place)
        folder.begin()
        sent = client.submit(again, tables, -1, pure=False).result()[1]
        began = time.perf_counter()
        futures = [client.submit(again, sent, k, pure=False) for k in range(TIMES)]
        for future in distributed().as_completed(futures, loop=client.loop):
            number, back = future.result()
            folder.take(Chunk(0, 1, number * WARS, (number + 1) * WARS), back)
        passing = (time.perf_counter() - began) / TIMES
    print(f"{WARS / fighting:,.0f} wars per second and core: {fighting:.3f} s per chunk of {WARS}")
    print(f"{passing * 1000:.1f} ms per chunk through the cluster and to disk")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
