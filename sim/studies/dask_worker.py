"""What a worker of a Dask cluster does: says what it is, and fights chunks."""

from __future__ import annotations

import functools
import importlib.metadata
import pickle
import threading
from collections.abc import Mapping

import pandas as pd

from sim.records.errors import WritingError
from sim.records.hashing import code_hash, machine_fingerprint
from sim.records.manifest import versions
from sim.scenario.errors import ScenarioError, refusal
from sim.studies.chunks import Chunk
from sim.studies.dask_shared import Hindered, Shared, apart, place
from sim.studies.folder import Folder
from sim.studies.rows import Tables
from sim.studies.study import Study
from sim.studies.sweep import Work

Facts = Mapping[str, str]
Recipe = tuple[Study, pd.DataFrame, str]  # with the engine: all it takes to fight any chunk
HASHED = {
    "model": "the model's code is another",
    "fingerprint": "exp and log give other last digits (another C library)",
}
HINT = "the same versions everywhere: one environment, lock file or image for client and workers"

ONE_AT_A_TIME = threading.Lock()  # threads of a worker wait while the first one compiles


def facts() -> dict[str, str]:
    """What must be equal on client and workers for the same wars: versions and two hashes."""
    return {
        **versions(),
        "distributed": importlib.metadata.version("distributed"),
        "model": code_hash(),
        "fingerprint": machine_fingerprint(),
    }


def differences(worker: Facts, client: Facts) -> list[str]:
    """What differs, in words; empty when nothing does."""
    found = []
    for name, here in client.items():
        there = worker.get(name, "nothing")
        if there != here:
            found.append(HASHED.get(name, f"{name} {there}, here {here}"))
    return found


def mismatch(address: str, different: Mapping[str, list[str]]) -> ScenarioError:
    """The refusal: which workers of the cluster at an address differ, and in what.

    Args:
        different: worker -> what differs.
    """
    found = "; ".join(f"{worker}: {', '.join(what)}" for worker, what in different.items())
    return refusal(
        f"--dask {address}", "workers that are not like this machine", found=found,
        allowed="the same versions, model and C library as here", hint=HINT,
    )  # fmt: skip


def fight(
    packed: bytes, chunk: Chunk, client: Facts, address: str, shared: Shared | None
) -> Tables | int:
    """A chunk's tables; or, landed in a shared folder, how many of its wars failed.

    Args:
        packed: the pickled Recipe.
        client: facts of the client; a worker that came after they were compared is caught here.
        address: of the scheduler, for the message.
        shared: where to land the tables, if not to hand them back.

    Raises:
        ScenarioError: when this worker is not like the client, or does not see the folder.
        WritingError: when it cannot write there.
    """
    wrong = differences(facts(), client)
    if wrong:
        raise mismatch(address, {_own_address(): wrong})
    folder = None if shared is None else _place(shared)
    with ONE_AT_A_TIME:
        work = _work(packed)
    tables = work.fight(chunk)
    if folder is None:
        return tables
    try:
        folder.take(chunk, tables)
    except WritingError as error:
        raise WritingError(f"worker {_own_address()}: {error}") from None
    return tables.failed


def _place(shared: Shared) -> Folder:
    try:
        return place(shared)
    except Hindered as error:
        raise apart(shared, {_own_address(): str(error)}) from None


def _own_address() -> str:
    from distributed import get_worker

    address: str = get_worker().address
    return address


@functools.lru_cache(2)
def _work(packed: bytes) -> Work:
    recipe: Recipe = pickle.loads(packed)
    return Work(*recipe)


def handed_on(packed: bytes) -> bytes:
    """The recipe as a task of its own: sent once, fetched by workers from each other."""
    return packed
