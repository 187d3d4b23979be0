"""Closed forms from `scenarios/facts`. That the theory scenarios meet them is a fact
(`tests/studies/test_facts_formal.py`); here is what goes beyond: the Mesa engine, other lengths of
a step, decisions of one's own, and what a false comparison would look like.
"""

from collections.abc import Callable

import pytest

from sim.studies.facts.closed_forms import rows


@pytest.fixture(scope="session")
def closed_form() -> Callable[[str], list[dict[str, str]]]:
    """The rows of a table of `scenarios/facts/closed_forms`, by its name."""
    return rows
