"""docs/performance.md: the table between its markers; the rest of the page is written by hand."""

from collections.abc import Sequence
from datetime import UTC, datetime

from benchmarks.rows import Row, markdown
from sim.report.generated import DOCS, fill


def write(rows: Sequence[Row], machine: str) -> None:
    """Put the table in the place of the last one.

    Raises:
        OSError, ValueError: the page or a marker is missing.
    """
    page = DOCS / "performance.md"
    day = datetime.now(UTC).date().isoformat()
    text = f"Measured on {day}. {machine}\n\n{markdown(rows)}"
    page.write_text(fill(page.read_text(encoding="utf-8"), "measured", text), encoding="utf-8")
