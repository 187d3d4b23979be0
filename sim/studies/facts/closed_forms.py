"""Exact numbers of published models: `scenarios/facts/closed_forms/*.csv`."""

import csv
from typing import NamedTuple

from sim.scenario.root import scenario_root

Row = dict[str, str]


class Printed(NamedTuple):
    """A number as a table prints it, and half a unit of its last digit."""

    value: float
    half: float


def rows(name: str) -> list[Row]:
    """The rows of a table, cells as text."""
    path = scenario_root() / "facts" / "closed_forms" / f"{name}.csv"
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def printed(text: str) -> Printed:
    """A cell as a number, with how far it may lie from the exact one by its rounding."""
    digits, _, exponent = text.lower().partition("e")
    _, _, decimals = digits.partition(".")
    places = len(decimals) - (int(exponent) if exponent else 0)
    return Printed(float(text), 0.5 * 10.0**-places)
