"""Labels that do not lie on each other: a fixed search, no chance."""

from collections.abc import Sequence
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle: left, bottom, right, top, all in one unit."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: "Box") -> bool:
        """Whether two boxes overlap."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.top <= other.bottom or other.top <= self.bottom)

    def moved(self, across: float, up: float) -> "Box":
        """The same box elsewhere."""
        return Box(self.left + across, self.bottom + up, self.right + across, self.top + up)


def spread(
    wanted: Sequence[tuple[Box, ...]],
    taken: list[Box],
    room: Box,
    step: float,
    reach: int = 40,
) -> list[Box | None]:
    """A place for each label, as near as can be to where it is wanted; None where there is none.

    Each label has one or more places where it would like to be, best first. All move up and down
    by at most `reach` times `step` within `room`, until one is off `taken` and off those before.
    """
    placed: list[Box] = []
    result: list[Box | None] = []
    for choices in wanted:
        tries = _tries(choices, room, step, reach)
        free = next((b for b in tries if _is_free(b, taken + placed)), None)
        result.append(free)
        if free is not None:
            placed.append(free)
    return result


def _tries(choices: tuple[Box, ...], room: Box, step: float, reach: int) -> list[Box]:
    rises = sorted(range(-reach, reach + 1), key=lambda k: (abs(k), -k))
    moved = [box.moved(0.0, k * step) for k in rises for box in choices]
    return [b for b in moved if _lies_in(b, room)]


def _lies_in(box: Box, room: Box) -> bool:
    across = room.left <= box.left and box.right <= room.right
    return across and room.bottom <= box.bottom and box.top <= room.top


def _is_free(box: Box, taken: list[Box]) -> bool:
    return not any(box.meets(other) for other in taken)
