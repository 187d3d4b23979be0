"""pyABC's sampler with a promise: the same particles, however many processes look for them.

Candidate k of population t draws from numpy's global generator as set for (seed, t, k) alone; the
first n that are accepted, in the order of k, are the population.
"""

from __future__ import annotations

import itertools
import math
import multiprocessing
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import cloudpickle
from pyabc.sampler import Sampler

from sim.studies.calibration.chance import TRIAL, luck

BATCH = 16  # candidates that a process tries at a time
Try = Callable[[], Any]
Search = Callable[[Try, int, int], Iterator[Any]]  # what to try, seed, population -> particles
Tell = Callable[[int, int], None]  # accepted so far, tried so far


class OrderedSampler(Sampler):
    """The first candidates that are accepted, in their order."""

    def __init__(self, search: Search, seed: int, tell: Tell) -> None:
        super().__init__()
        self.search, self.seed, self.tell = search, seed, tell

    def sample_until_n_accepted(
        self, n: int, simulate_one: Try, t: int, *, max_eval: float = math.inf,
        all_accepted: bool = False, ana_vars: Any = None,
    ) -> Any:  # fmt: skip
        """One population, as pyABC asks for it."""
        sample = self._create_empty_sample()
        tried = 0
        for particle in self.search(simulate_one, self.seed, t):
            tried += 1
            sample.append(particle)
            self.tell(sample.n_accepted, tried)
            if sample.n_accepted == n or tried >= max_eval:
                break
        self.nr_evaluations_ = tried
        sample.ok = sample.n_accepted == n
        return sample


def candidate(simulate_one: Try, seed: int, population: int, number: int) -> Any:
    """Candidate `number`, with its own luck."""
    with luck(seed, TRIAL, population, number):
        return simulate_one()


def one_by_one(simulate_one: Try, seed: int, population: int) -> Iterator[Any]:
    """Candidates in this process."""
    for number in itertools.count():
        yield candidate(simulate_one, seed, population, number)


@contextmanager
def searching(workers: int) -> Iterator[Search]:
    """What tries candidates, in so many processes."""
    if workers == 1:
        yield one_by_one
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _deaf) as pool:

        def search(simulate_one: Try, seed: int, population: int) -> Iterator[Any]:
            packed = cloudpickle.dumps(simulate_one)
            starts = itertools.count(0, BATCH)
            tasks = [pool.submit(_batch, packed, seed, population, next(starts))
                     for _ in range(2 * workers)]  # fmt: skip
            try:
                while True:
                    yield from cloudpickle.loads(tasks.pop(0).result())
                    tasks.append(pool.submit(_batch, packed, seed, population, next(starts)))
            finally:
                for task in tasks:
                    task.cancel()

        yield search


def _deaf() -> None:
    """Ctrl-C is for the parent to hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _batch(packed: bytes, seed: int, population: int, first: int) -> bytes:
    simulate_one = _unpacked(packed)
    numbers = range(first, first + BATCH)
    found = [candidate(simulate_one, seed, population, k) for k in numbers]
    return bytes(cloudpickle.dumps(found))


@lru_cache(maxsize=1)
def _unpacked(packed: bytes) -> Try:
    simulate_one: Try = cloudpickle.loads(packed)
    return simulate_one
