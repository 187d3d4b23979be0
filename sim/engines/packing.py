"""A world in one block of memory: starting a war anew is one copy."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.kernel.world import World

ALIGNMENT = 16


class Packed(NamedTuple):
    """A world whose arrays are views of one block of bytes."""

    block: NDArray[np.uint8]
    world: World


def packed(world: World) -> Packed:
    """A copy of a world in one block."""
    offsets = []
    size = 0
    for array in world:
        offsets.append(size)
        size += -(-array.nbytes // ALIGNMENT) * ALIGNMENT
    block = np.zeros(max(size, ALIGNMENT), np.uint8)
    views = []
    for array, offset in zip(world, offsets, strict=True):
        view = np.ndarray(array.shape, array.dtype, buffer=block.data, offset=offset)
        view[...] = array
        views.append(view)
    return Packed(block, World(*views))
