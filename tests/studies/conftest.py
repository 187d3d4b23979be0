"""A war so short that hundreds are fought in a moment, and studies of it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

TINY = """\
[scenario]
id = "tiny-war"
name = "A tiny war"
summary = "Two invented sides fight over a river for three days."
fictional = true
horizon_days = 3
aftermath_days = 2
step_hours = 24
seed = 5

[belligerents.north]
name = "North"
tolerance = { value = 900, low = 500, high = 1500 }

[belligerents.south]
name = "South"
strength = { value = 1.2, low = 0.8, high = 1.6 }

[states.norway]
name = "Norway"

[fronts.river]
parties = ["north", "south"]
positions = 6
held = 3
deaths = { north = 10.0, south = 8.0 }

[sources]
belligerents = "assumed: invented"
"""

Studied = Callable[..., dict[str, Any]]


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """The file of the tiny war."""
    path = tmp_path / "tiny-war.toml"
    path.write_text(TINY, encoding="utf-8")
    return path


@pytest.fixture
def studied(tiny: Path) -> Studied:
    """A study of the tiny war as tables: keys of `[study]` by name, `vary` and `set` apart."""

    def tables(vary: dict[str, Any] | None = None, **keys: Any) -> dict[str, Any]:
        study = {"scenario": str(tiny), "design": "grid", "replicates": 12, "seed": 3} | keys
        strengths = {"belligerents.south.strength": [0.9, 1.1, 1.4]}
        return {"study": study, "vary": strengths if vary is None else vary}

    return tables


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A Dask cluster of two worker processes of one thread.

    Any free port for its status page: without a dashboard it takes 8787, and two suites on one
    machine take it from each other.
    """
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0",
        host="127.0.0.1", protocol="tcp",
    ) as found:  # fmt: skip
        yield found


@pytest.fixture
def client(cluster: Any) -> Iterator[Any]:
    """A client of ours beside the sweep's, with both workers there."""
    distributed = pytest.importorskip("distributed")
    with distributed.Client(cluster.scheduler_address, set_as_default=False) as found:
        found.wait_for_workers(2, timeout=60)
        yield found
