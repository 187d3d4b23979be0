"""`--shared`: workers of a Dask cluster write into a folder that they and this machine see.

The client leaves a token there; a worker that does not find it is refused. What a worker has half
written lies under the token's name, and goes with the next sweep: a worker that was cut off cannot
land a chunk among those of another study.
"""

from __future__ import annotations

import functools
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sim.scenario.errors import ScenarioError, display, refusal
from sim.studies.folder import Folder

if TYPE_CHECKING:
    from sim.studies.dask_client import Cluster

TOKEN = ".shared-"
MOST_NAMED = 5  # workers


class Shared(NamedTuple):
    """A folder that client and workers see under one path, and this sweep's token in it."""

    path: str
    token: str


@contextmanager
def shown_to(cluster: Cluster, folder: Folder) -> Iterator[Shared]:
    """Leave a token in the folder and ask every worker that is there for it.

    Raises:
        ScenarioError: naming workers that do not see it or cannot write beside it.
        WritingError: when nothing can be written here.
    """
    shared = Shared(str(folder.path.absolute()), uuid.uuid4().hex)
    with folder.writing():
        for left in folder.path.glob(f"{TOKEN}*"):
            left.unlink(missing_ok=True)
        token = folder.path / f"{TOKEN}{shared.token}"
        token.write_text(shared.token, encoding="ascii")
    try:
        with cluster.reached():
            answers = cluster.client.run(hindrance, shared, on_error="return")
        wrong = {worker: str(answer) for worker, answer in answers.items() if answer}
        if wrong:
            first = sorted(wrong)[:MOST_NAMED]
            raise apart(shared, {worker: wrong[worker] for worker in first})
        yield shared
    finally:
        token.unlink(missing_ok=True)


def apart(shared: Shared, wrong: Mapping[str, str]) -> ScenarioError:
    """The refusal of workers: worker -> what hinders it."""
    return refusal(
        "--shared", "not a folder that all workers share with this machine",
        found="; ".join(f"{worker}: {what}" for worker, what in wrong.items()),
        allowed=f"{display(Path(shared.path))} under this path on all machines",
        hint="without --shared, results come back to this machine",
    )  # fmt: skip


def hindrance(shared: Shared) -> str:
    """What keeps a worker from writing into the folder, in words; empty when nothing does."""
    folder = Path(shared.path)
    try:
        seen = (folder / f"{TOKEN}{shared.token}").read_text(encoding="ascii") == shared.token
    except (FileNotFoundError, NotADirectoryError):
        seen = False
    except OSError as error:
        return f"cannot read it: {error.strerror}"
    if not seen:
        return "does not see it"
    probe = folder / f"{TOKEN}{shared.token}-{uuid.uuid4().hex}"
    try:
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        return f"cannot write into it: {error.strerror}"
    return ""


@functools.lru_cache(8)
def place(shared: Shared) -> Folder:
    """On a worker: the folder, once this worker has seen the token there.

    Raises:
        Hindered: in words, when it has not.
    """
    wrong = hindrance(shared)
    if wrong:
        raise Hindered(wrong)
    return room_for(shared)


class Hindered(Exception):
    """This worker cannot write into the folder."""


def room_for(shared: Shared) -> Folder:
    """The folder, with a place for what is half-written by this sweep alone."""
    return Folder(Path(shared.path), shared.token)
