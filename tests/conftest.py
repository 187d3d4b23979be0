"""Settings of the whole suite: hypothesis profiles, figures without a screen, --update."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("MPLBACKEND", "Agg")

# A war takes as long as it takes: no deadline. On a build machine the examples are always the same.
settings.register_profile("local", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("local"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--update``, which writes the golden transcripts anew."""
    parser.addoption("--update", action="store_true", help="write the golden transcripts anew")


@pytest.fixture(scope="session", autouse=True)
def compiled_code(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A folder of compiled code for the session; SIM_CACHE_DIR names one that lasts."""
    with pytest.MonkeyPatch.context() as patch:
        if "SIM_CACHE_DIR" not in os.environ:
            patch.setenv("SIM_CACHE_DIR", str(tmp_path_factory.mktemp("compiled")))
        yield


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether the golden transcripts are to be written anew."""
    return bool(request.config.getoption("--update"))
