"""numpy's global generator, which pyABC draws from, set for one piece of work and put back."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

PRIOR, PREDICTED, TRUTH, TRIAL, DRAWS = 101, 102, 103, 104, 105  # what luck is for
MOST_LUCK = 2**31 - 1


def generator(*address: int) -> np.random.Generator:
    """A generator of its own for whatever has this address."""
    return np.random.default_rng(np.random.SeedSequence(address))


@contextmanager
def luck(*address: int) -> Iterator[None]:
    """Within, numpy's global draws depend on the address alone."""
    before = np.random.get_state()
    np.random.seed(np.random.SeedSequence(address).generate_state(8))
    try:
        yield
    finally:
        np.random.set_state(before)
