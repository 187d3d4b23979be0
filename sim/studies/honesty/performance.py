"""Gates of performance, wanted beside measured, from docs/performance.md."""

from pathlib import Path

from sim.studies.backtest.war.words import markdown
from sim.studies.honesty.kept import NOT_YET, part_of, rows_of

PAGE, MARKS = "performance.md", ("measured", "classroom")
HEADER = ("what", "wanted", "measured", "")


def performance_text(docs: Path) -> str:
    """A row for each figure that something was wanted of."""
    rows = performance_rows(docs)
    return markdown(HEADER, rows) if rows else f"Performance: {NOT_YET} (`make bench`)."


def performance_rows(docs: Path) -> list[tuple[str, ...]]:
    """The rows; none where nothing was measured."""
    found = [row for mark in MARKS for row in rows_of(part_of(docs / PAGE, mark))]
    return [
        (row["what"], row["wanted"], row["measured"], row["4"].strip("*"))
        for row in found
        if row["wanted"]
    ]
