"""Processes beside the server, in which wars with players' choices are fought.

All jobs share them. They give way to everything else on the machine: rooms in play go first.
"""

import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any

LOW = 5  # steps of priority given up, where the system knows them


class Workers:
    """Processes that are there while somebody is in the block `with workers:`.

    Args:
        count: how many; None: one per processor.
    """

    def __init__(self, count: int | None = None) -> None:
        self.count = count or os.cpu_count() or 1
        self._lock = threading.Lock()
        self._users = 0
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Workers":
        with self._lock:
            self._users += 1
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._users -= 1
            if not self._users:
                self._close()

    def submit(self, work: Callable[..., Any], *words: Any) -> Future[Any]:
        """Have something done; processes that died are replaced."""
        with self._lock:
            for _ in range(2):
                if self._pool is None:
                    self._pool = ProcessPoolExecutor(self.count, get_context("spawn"), give_way)
                try:
                    return self._pool.submit(work, *words)
                except BrokenProcessPool:
                    self._close()
            raise BrokenProcessPool("the processes beside the server end at once")

    def _close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def give_way() -> None:
    """Leave Ctrl-C to the server, and the processors to whoever else wants them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(LOW)
