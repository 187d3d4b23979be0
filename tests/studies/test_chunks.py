"""How a sweep is cut: every war in one chunk, replicates before points, extensions behind."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from sim.studies.chunks import Chunk, chunks_of, extended, first_layer, shard_of

SIZES = st.integers(1, 40)
ENGINES = st.sampled_from(["mesa", "compiled"])


def wars(chunks: list[Chunk]) -> Counter[tuple[int, int]]:
    return Counter(
        (point, replicate)
        for chunk in chunks
        for point in range(chunk.first_point, chunk.last_point)
        for replicate in range(chunk.first_replicate, chunk.last_replicate)
    )


@given(SIZES, SIZES, ENGINES)
def test_every_war_is_in_one_chunk(points: int, replicates: int, engine: str) -> None:
    chunks = chunks_of([first_layer(points, replicates, engine)])
    found = wars(chunks)
    assert set(found.values()) == {1}
    assert len(found) == points * replicates == sum(chunk.size for chunk in chunks)


@given(SIZES, SIZES, SIZES, SIZES, ENGINES)
def test_extensions_add_what_is_new(
    points: int, replicates: int, more_points: int, more_replicates: int, engine: str
) -> None:
    first = [first_layer(points, replicates, engine)]
    layers = extended(first, points + more_points, replicates + more_replicates, engine)
    assert set(chunks_of(first)) <= set(chunks_of(layers))
    found = wars(chunks_of(layers))
    assert set(found.values()) == {1}
    assert len(found) == (points + more_points) * (replicates + more_replicates)
    assert extended(layers, points + more_points, replicates + more_replicates, engine) == layers


@given(SIZES, SIZES, ENGINES, st.integers(1, 7))
def test_shards_part_the_chunks(points: int, replicates: int, engine: str, count: int) -> None:
    chunks = chunks_of([first_layer(points, replicates, engine)])
    parts = [shard_of(chunks, (k, count)) for k in range(1, count + 1)]
    assert Counter(chunk for part in parts for chunk in part) == Counter(chunks)


def test_an_interrupted_sweep_is_balanced() -> None:
    chunks = chunks_of([first_layer(30, 1000, "compiled")])
    for stop in range(1, len(chunks)):
        seen = Counter(point for point, _ in wars(chunks[:stop]))
        counts = [seen[point] for point in range(30)]
        assert max(counts) - min(counts) <= 33


def test_large_sweeps_have_few_files() -> None:
    chunks = chunks_of([first_layer(10, 10_000_000, "compiled")])
    assert len(chunks) <= 6000


def test_names_of_files_are_all_different() -> None:
    chunks = chunks_of(extended([first_layer(3, 40, "mesa")], 5, 90, "mesa"))
    assert len({chunk.file for chunk in chunks}) == len(chunks)
