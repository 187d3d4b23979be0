"""Simulated wars of 2020 beside the record: how much lies inside, from docs/model.md."""

import re
from collections.abc import Sequence
from pathlib import Path

from sim.studies.backtest.war.words import markdown
from sim.studies.honesty.kept import NOT_YET, part_of, rows_of

PAGE, PART = "model.md", "record"
SCENARIO = re.compile(r"^### `([^`]+)`: (\d+) wars", re.MULTILINE)
HEADER = ("scenario", "wars", "inside", "in sample", "held out", "inside by width alone", "outside")


def record_text(docs: Path) -> str:
    """A row for each scenario that was held against the record."""
    rows = record_rows(docs)
    return markdown(HEADER, rows) if rows else f"The record of 2020: {NOT_YET}."


def record_rows(docs: Path) -> list[tuple[str, ...]]:
    """The rows; none where nothing was held against it."""
    _, *parts = SCENARIO.split(part_of(docs / PAGE, PART))
    found = zip(parts[0::3], parts[1::3], parts[2::3], strict=True)
    return [_row(name, wars, rows_of(text)) for name, wars, text in found]


def _row(name: str, wars: str, figures: Sequence[dict[str, str]]) -> tuple[str, ...]:
    outside = [one["figure"] for one in figures if one["inside"] == "no"]
    wide = sum(one["inside"] == "by width" for one in figures)
    samples = [
        _inside([one for one in figures if one["sample"] == sample])
        for sample in ("in sample", "held out")
    ]
    return (
        f"`{name}`", wars, _inside(figures), *samples, str(wide), ", ".join(outside) or "none",
    )  # fmt: skip


def _inside(figures: Sequence[dict[str, str]]) -> str:
    return f"{sum(one['inside'] != 'no' for one in figures)} of {len(figures)}"
