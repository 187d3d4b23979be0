"""`sweep(..., dask=...)`: chunks fought on an existing cluster, landed in a folder here."""

from __future__ import annotations

import logging
import pickle
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from sim.records.errors import WritingError
from sim.scenario.errors import ScenarioError
from sim.studies.chunks import Chunk
from sim.studies.dask_connect import connected, distributed
from sim.studies.dask_shared import Shared, room_for
from sim.studies.folder import Folder
from sim.studies.progress import Count, Follow
from sim.studies.rows import Tables

if TYPE_CHECKING:
    from sim.studies.dask_worker import Recipe

LOG = logging.getLogger("sim")
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

        with self.reached():
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
        self, recipe: Recipe, folder: Folder, chunks: Sequence[Chunk], follow: Follow,
        shared: Shared | None = None,
    ) -> Count:  # fmt: skip
        """Fight the chunks that are missing; each lands in the folder here as it comes back.

        Args:
            shared: workers land them instead, as they see the folder too.

        Raises:
            ScenarioError: when a worker that came later is not like this machine, or does not see
                the folder that it should.
            WritingError: when the folder cannot be written to.
            ConnectionError: when the cluster is gone, or workers die over and over.
        """
        missing = [chunk for chunk in chunks if not folder.has(chunk)]
        planned = sum(chunk.size for chunk in chunks)
        count = Count(planned, planned - sum(chunk.size for chunk in missing))
        if shared is not None:
            with folder.writing():
                room_for(shared).parts.mkdir()
        with self.reached():
            return self._fight(pickle.dumps(recipe), folder, missing, count, follow, shared)

    def _fight(
        self, recipe: bytes, folder: Folder, missing: Sequence[Chunk], count: Count,
        follow: Follow, shared: Shared | None,
    ) -> Count:  # fmt: skip
        from sim.studies.dask_worker import handed_on

        packed = self.client.submit(handed_on, recipe, pure=False)
        ahead = iter(enumerate(missing))
        waiting: dict[Any, Chunk] = {}
        landing = distributed().as_completed([], loop=self.client.loop)
        try:
            while True:
                room = self._room() - len(waiting)
                for future, chunk in self._submitted(packed, ahead, room, shared):
                    waiting[future] = chunk
                    landing.add(future)
                if not waiting:
                    break
                future = next(landing)
                chunk = waiting.pop(future)
                failed = _landed(folder, chunk, self._result(future))
                count.done += chunk.size - failed
                count.failed += failed
                follow(count)
            if shared is not None:
                folder.wait_for(missing)
            return count
        finally:
            count.end()
            with suppress(Exception):  # a cluster that is gone has forgotten them anyway
                self.client.cancel([*waiting, packed])

    @contextmanager
    def reached(self) -> Iterator[None]:
        """Say in words that the cluster is gone, by whatever fault of Dask's that shows.

        Raises:
            ConnectionError: saying so.
        """
        try:
            yield
        except (ScenarioError, WritingError):
            raise
        except Exception as error:
            lost = (CancelledError, TimeoutError, distributed().comm.CommClosedError)
            if isinstance(error, lost) or self.client.status != "running":
                message = f"--dask {self.address}: the cluster is gone. {KEPT}"
                raise ConnectionError(message) from error
            raise

    def _room(self) -> int:
        threads: int = sum(self.client.nthreads().values())
        return max(AHEAD_LEAST, AHEAD_PER_THREAD * threads)

    def _submitted(
        self, packed: Any, ahead: Iterator[tuple[int, Chunk]], room: int, shared: Shared | None
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
                    fight, packed, chunk, self.facts, self.address, shared,
                    priority=-number, pure=False,
                ),
                chunk,
            )  # fmt: skip

    def _result(self, future: Any) -> Any:
        try:
            return future.result()
        except distributed().KilledWorker as error:
            raise ConnectionError(
                f"--dask {self.address}: workers died over and over, of too little memory perhaps: "
                f"{' '.join(str(error).split())[:300]}. {KEPT}"
            ) from error


def _landed(folder: Folder, chunk: Chunk, answer: Tables | int) -> int:
    """How many wars of a chunk failed; its tables land here unless the worker landed them."""
    if isinstance(answer, int):
        return answer
    folder.take(chunk, answer)
    return answer.failed


@contextmanager
def cluster_at(dask: Any) -> Iterator[Cluster]:
    """A cluster, compared and ready.

    Args:
        dask: address of a scheduler, such as `tcp://10.0.0.1:8786`, or a `distributed.Client`,
            which stays open.

    Raises:
        ScenarioError: when the extra is missing, nothing answers, or workers differ.
    """
    if isinstance(dask, distributed().Client):
        yield _checked(dask)
        return
    with connected(str(dask)) as client:
        yield _checked(client)


def _checked(client: Any) -> Cluster:
    found = Cluster(client)
    found.check()
    return found
