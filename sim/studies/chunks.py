"""How a sweep is cut: rectangles of points and replicates, in replicate-major order.

Every chunk is a file; the file's name says which rectangle it holds. All points get their first
block of replicates before any gets its second, so that an interrupted sweep is a balanced one.
"""

from collections.abc import Iterator
from typing import NamedTuple

BLOCK_LEAST = 10  # replicates of a block, if a point has so many
WARS_PER_CHUNK = {"compiled": 1000, "mesa": 20}
CHUNKS_AT_MOST = 2000  # then chunks grow
CHUNK_LARGEST = 20_000  # wars


class Layer(NamedTuple):
    """What one extension added: points and replicates, from the first up to, not with, the last."""

    first_point: int
    last_point: int
    first_replicate: int
    last_replicate: int
    wars: int  # of a chunk

    @property
    def size(self) -> int:
        """How many wars it holds."""
        return (self.last_point - self.first_point) * (self.last_replicate - self.first_replicate)


class Chunk(NamedTuple):
    """Points and replicates of one file, from the first up to, not with, the last."""

    first_point: int
    last_point: int
    first_replicate: int
    last_replicate: int

    @property
    def size(self) -> int:
        """How many wars it holds."""
        return (self.last_point - self.first_point) * (self.last_replicate - self.first_replicate)

    @property
    def file(self) -> str:
        """Its file's name."""
        p, q, r, s = self
        return f"replicates-{r:09d}-{s - 1:09d}-points-{p:07d}-{q - 1:07d}.parquet"


def first_layer(points: int, replicates: int, engine: str) -> Layer:
    """All of a new sweep."""
    return Layer(0, points, 0, replicates, _wars(points * replicates, engine))


def extended(layers: list[Layer], points: int, replicates: int, engine: str) -> list[Layer]:
    """The layers with those that more replicates or more points add."""
    old_points = max(layer.last_point for layer in layers)
    old_replicates = max(layer.last_replicate for layer in layers)
    added = []
    if replicates > old_replicates:
        size = _wars(old_points * (replicates - old_replicates), engine)
        added.append(Layer(0, old_points, old_replicates, replicates, size))
    if points > old_points:
        size = _wars((points - old_points) * replicates, engine)
        added.append(Layer(old_points, points, 0, replicates, size))
    return [*layers, *added]


def chunks_of(layers: list[Layer]) -> list[Chunk]:
    """All chunks, in the order in which they are fought."""
    found = [chunk for layer in layers for chunk in _cut(layer)]
    return sorted(found, key=lambda chunk: (chunk.first_replicate, chunk.first_point))


def _wars(total: int, engine: str) -> int:
    least = WARS_PER_CHUNK[engine]
    return max(least, min(total // CHUNKS_AT_MOST, CHUNK_LARGEST))


def _cut(layer: Layer) -> Iterator[Chunk]:
    points = layer.last_point - layer.first_point
    replicates = layer.last_replicate - layer.first_replicate
    block = min(replicates, max(BLOCK_LEAST, layer.wars // points))
    group = min(points, max(1, layer.wars // block))
    for r in range(layer.first_replicate, layer.last_replicate, block):
        for p in range(layer.first_point, layer.last_point, group):
            yield Chunk(
                p, min(p + group, layer.last_point), r, min(r + block, layer.last_replicate)
            )


def shard_of(chunks: list[Chunk], shard: tuple[int, int]) -> list[Chunk]:
    """The part of one of several machines: every n-th chunk, beginning with the i-th."""
    number, count = shard
    return chunks[number - 1 :: count]
