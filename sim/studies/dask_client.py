"""`sweep(..., dask=...)`: chunks fought on an existing cluster, landed in a folder here."""

from __future__ import annotations

import importlib
import logging
import pickle
import re
import socket
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sim.scenario.errors import refusal
from sim.studies.chunks import Chunk
from sim.studies.folder import Folder
from sim.studies.progress import Count, Follow

if TYPE_CHECKING:
    from sim.studies.dask_worker import Recipe

LOG = logging.getLogger("sim")
ADDRESS = re.compile(
    r"(?P<kind>tcp|tls|ws|wss)://\[?(?P<host>[^/\]]+)\]?:(?P<port>\d{1,5})", re.ASCII
)
ALLOWED = "the address of one that runs, such as tcp://10.0.0.1:8786"
PATIENCE = 10.0  # seconds for a scheduler to answer
AHEAD_LEAST = 50  # chunks on their way: a cluster that grows with its work sees some
AHEAD_PER_THREAD = 2
MOST_NAMED = 5  # workers
KEPT = "What was finished is kept; the same command goes on from there"


class Cluster:
    """A cluster whose workers compute as this machine does."""

    def __init__(self, client: Any) -> None:
        from sim.studies.dask_worker import facts

        self.client, self.address, self.facts = client, str(client.scheduler.address), facts()

    def check(self) -> None:
        """Compare versions, the model's code, exp and log with every worker that is there.

        Workers that come later are compared before their first chunk.

        Raises:
            ScenarioError: naming workers and what differs.
        """
        from sim.studies.dask_worker import differences, facts, mismatch

        answers = self.client.run(facts, on_error="return")
        if not answers:
            LOG.warning("the cluster has no workers yet: waiting for them")
        different = {}
        for worker, answer in answers.items():
            wrong = (
                [f"{type(answer).__name__}: {answer}"]
                if isinstance(answer, Exception)
                else differences(answer, self.facts)
            )
            if wrong:
                different[worker] = wrong
        if different:
            first = sorted(different)[:MOST_NAMED]
            raise mismatch(self.address, {worker: different[worker] for worker in first})

    def fight(
        self, recipe: Recipe, folder: Folder, chunks: Sequence[Chunk], follow: Follow
    ) -> Count:
        """Fight the chunks that are missing; each lands in the folder here as it comes back.

        Raises:
            ScenarioError: when a worker that came later is not like this machine.
            WritingError: when the folder cannot be written to.
            ConnectionError: when the cluster is gone, or workers die over and over.
        """
        from sim.studies.dask_worker import handed_on

        missing = [chunk for chunk in chunks if not folder.has(chunk)]
        planned = sum(chunk.size for chunk in chunks)
        count = Count(planned, planned - sum(chunk.size for chunk in missing))
        packed = self.client.submit(handed_on, pickle.dumps(recipe), pure=False)
        ahead = iter(enumerate(missing))
        waiting: dict[Any, Chunk] = {}
        landing = distributed().as_completed([], loop=self.client.loop)
        try:
            while True:
                room = self._room() - len(waiting)
                for future, chunk in self._submitted(packed, ahead, room):
                    waiting[future] = chunk
                    landing.add(future)
                if not waiting:
                    return count
                future = next(landing)
                chunk = waiting.pop(future)
                tables = self._result(future)
                folder.take(chunk, tables)
                count.done += chunk.size - tables.failed
                count.failed += tables.failed
                follow(count)
        finally:
            self.client.cancel([*waiting, packed])
            count.end()

    def _room(self) -> int:
        threads: int = sum(self.client.nthreads().values())
        return max(AHEAD_LEAST, AHEAD_PER_THREAD * threads)

    def _submitted(
        self, packed: Any, ahead: Iterator[tuple[int, Chunk]], room: int
    ) -> Iterator[tuple[Any, Chunk]]:
        """Up to so many more chunks sent off; earlier ones go first, so the sweep is balanced."""
        from sim.studies.dask_worker import fight

        for _ in range(room):
            following = next(ahead, None)
            if following is None:
                return
            number, chunk = following
            yield (
                self.client.submit(
                    fight, packed, chunk, self.facts, self.address, priority=-number, pure=False
                ),
                chunk,
            )

    def _result(self, future: Any) -> Any:
        try:
            return future.result()
        except distributed().KilledWorker as error:
            raise ConnectionError(
                f"--dask {self.address}: workers died over and over, of too little memory perhaps: "
                f"{' '.join(str(error).split())[:300]}. {KEPT}"
            ) from error
        except CancelledError as error:
            raise ConnectionError(f"--dask {self.address}: the cluster is gone. {KEPT}") from error


@contextmanager
def cluster_at(dask: Any) -> Iterator[Cluster]:
    """A cluster, compared and ready.

    Args:
        dask: address of a scheduler, such as `tcp://10.0.0.1:8786`, or a `distributed.Client`,
            which stays open.

    Raises:
        ScenarioError: when the extra is missing, nothing answers, or workers differ.
    """
    library = distributed()
    if isinstance(dask, library.Client):
        yield _checked(dask)
        return
    address = str(dask)
    try:
        _knock(address)
        client = library.Client(address, timeout=PATIENCE, set_as_default=False)
    except OSError as error:
        raise refusal(
            "--dask", "no Dask scheduler answers", found=address, allowed=ALLOWED,
            hint=error.strerror or " ".join(str(error).split())[:200],
        ) from None  # fmt: skip
    with client:
        yield _checked(client)


def distributed() -> Any:
    """Dask's library. Raises ScenarioError when the extra is not installed."""
    try:
        return importlib.import_module("distributed")
    except ImportError:
        hint = "pip install 'ceasefire-sim[dask]'"
        raise refusal("--dask", "Dask is not installed", hint=hint) from None


def _knock(address: str) -> None:
    """Whether a scheduler listens: it speaks first; Dask would wait for ever for what does not.

    Raises:
        ScenarioError: when it is not an address.
        OSError: when nothing listens there.
    """
    parts = ADDRESS.fullmatch(address)
    if parts is None or int(parts["port"]) >= 2**16:
        raise refusal("--dask", "not an address", found=address, allowed=ALLOWED)
    with socket.create_connection((parts["host"], int(parts["port"])), PATIENCE) as door:
        if parts["kind"] == "tcp" and not door.recv(1):
            raise ConnectionError("what listens there closed the connection")


def _checked(client: Any) -> Cluster:
    found = Cluster(client)
    found.check()
    return found
