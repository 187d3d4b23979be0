"""Tasks in a pool of threads, their results in order, and what Ctrl-C leaves of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")
Task = Callable[[], Result]
AHEAD = 2  # tasks per thread that are under way


def nothing() -> None:
    """Do nothing."""


def always(_: object) -> bool:
    """Whether a result is whole: yes."""
    return True


def in_order(
    tasks: Iterator[Task[Result]],
    workers: int,
    halt: Callable[[], object] = nothing,
    whole: Callable[[Result], bool] = always,
) -> Iterator[Result]:
    """The results of tasks, in the order of the tasks; leaving the loop early stops the rest.

    Args:
        tasks: asked for the next one only when a thread will soon have time for it.
        workers: threads.
        halt: makes the tasks that are under way end early.
        whole: whether a result is that of a task that was not ended early.

    Raises:
        KeyboardInterrupt: after Ctrl-C, once what is finished without a gap has been given.
    """
    waiting: deque[Future[Result]] = deque()
    pool = ThreadPoolExecutor(workers)
    try:
        while True:
            while len(waiting) < AHEAD * workers and (task := next(tasks, None)) is not None:
                waiting.append(pool.submit(task))
            if not waiting:
                return
            result = waiting[0].result()
            # No call stands between here and the yield: an interrupt neither drops nor doubles one.
            del waiting[0]
            yield result
    except KeyboardInterrupt:
        halt()
        yield from _finished(waiting, whole)
        raise
    finally:
        halt()
        pool.shutdown(wait=True, cancel_futures=True)


def _finished(waiting: deque[Future[Result]], whole: Callable[[Result], bool]) -> Iterator[Result]:
    """What the tasks that have begun give, up to the first that was ended early."""
    for future in waiting:
        if future.cancel():
            return
        result = future.result()
        yield result
        if not whole(result):
            return
