"""Exact numbers of published models, beside the tests."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

TABLES = Path(__file__).parent.parent / "closed_forms"


def read_rows(name: str) -> list[dict[str, str]]:
    with (TABLES / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def closed_form() -> Callable[[str], list[dict[str, str]]]:
    """The rows of a table of `tests/closed_forms`, by its name."""
    return read_rows
