"""Room in a log: arrays that are nearly full are made twice as large."""

import numpy as np

from sim.kernel.log import Log
from sim.kernel.world import Array

SPARE = 2048  # more than a step can add


def doubled(array: Array) -> Array:
    """The array with as many empty rows behind it."""
    return np.concatenate([array, np.zeros_like(array)])


def with_room(log: Log) -> Log:
    """The log, larger if it could overflow within a step."""
    if log.counts[0] + SPARE > log.events.shape[0]:
        log = log._replace(events=doubled(log.events), terms=doubled(log.terms))
    if log.counts[1] + 64 > log.truces.shape[0]:
        log = log._replace(truces=doubled(log.truces))
    return log
