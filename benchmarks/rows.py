"""Rows of the table: what was measured beside what is wanted."""

from collections.abc import Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """One figure. `met` is None where nothing is wanted of it."""

    part: str
    what: str
    measured: str
    wanted: str = ""
    met: bool | None = None
    limit: str = ""  # what limits it, said where it falls short


HEADINGS = ("", "what", "measured", "wanted", "")
VERDICTS = {None: "", True: "met", False: "**short**"}


def cells(row: Row) -> tuple[str, ...]:
    """A row as text."""
    return row.part, row.what, row.measured, row.wanted, VERDICTS[row.met]


def markdown(rows: Sequence[Row]) -> str:
    """The table, and below it what limits the figures that fall short."""
    lines = ["| " + " | ".join(HEADINGS) + " |", "|---|---|---|---|---|"]
    lines += ["| " + " | ".join(cells(row)) + " |" for row in rows]
    short = [row for row in rows if row.met is False]
    if short:
        lines += ["", "What limits the figures that fall short:", ""]
        lines += [f"- ({row.part}) {row.what}: {row.limit}" for row in short]
    return "\n".join(lines)


def printed(rows: Sequence[Row]) -> str:
    """The table for a terminal."""
    table = [HEADINGS, *(cells(row) for row in rows)]
    widths = [max(len(line[k]) for line in table) for k in range(len(HEADINGS))]
    padded = [[text.ljust(w) for text, w in zip(line, widths, strict=True)] for line in table]
    lines = ["  ".join(line).rstrip() for line in padded]
    limits = [f"{row.what}: {row.limit}" for row in rows if row.met is False]
    return "\n".join([*lines, *limits]).replace("**", "")
