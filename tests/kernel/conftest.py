"""Exact numbers of published models."""

from collections.abc import Callable

import pytest

from sim.studies.facts.closed_forms import rows


@pytest.fixture(scope="session")
def closed_form() -> Callable[[str], list[dict[str, str]]]:
    """The rows of a table of `scenarios/facts/closed_forms`, by its name."""
    return rows
