"""Reading a table of ceasefires: every fault with its row and its column."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from sim.scenario.errors import Fault, ScenarioError, did_you_mean, display, refusal
from sim.studies.backtest.columns import DATES, KINDS, LIFE, NUMBERS

MOST = 10  # faults that are shown
HINT = "put it right, or leave such rows out with --skip-faulty"


class Bad(NamedTuple):
    """A cell that cannot be used; `row` counts from 1, without the header."""

    row: int
    column: str
    found: str
    allowed: str


def read_table(path: Path, skip: bool = False) -> tuple[pd.DataFrame, list[Bad]]:
    """A table of ceasefires in the ETH/PRIO layout, one row each, and what was left out of it.

    Columns beyond those of `columns.KINDS` are left alone. Numbers are floats, dates are
    timestamps; what is missing is NaN or NaT. `start` is the day of entry into force, else that of
    the declaration. The index is the number of the row, from 1, not counting the header.

    Args:
        skip: leave rows out that hold what they may not, instead of refusing the table.

    Raises:
        ScenarioError: the file cannot be read, lacks a column, or holds what it may not.
    """
    cells = _cells(path)
    bad = list(_bad_cells(cells))
    table = _typed(cells.drop(index=sorted({one.row for one in bad})))
    late = list(_bad_lives(table))
    bad = sorted(bad + late)
    if bad and not skip:
        raise ScenarioError([_fault(path, one) for one in bad[:MOST]])
    table = table.drop(index=sorted({one.row for one in late}))
    if table.empty:
        raise refusal(display(path), "holds no ceasefire that can be used")
    return table, bad


def _cells(path: Path) -> pd.DataFrame:
    """The text of all columns."""
    try:
        cells = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        lines = (getattr(error, "strerror", None) or str(error)).strip().splitlines()
        reason = lines[0] if lines else type(error).__name__
        raise refusal(display(path), f"cannot be read as CSV: {reason}") from None
    missing = [name for name in KINDS if name not in cells]
    if missing:
        raise ScenarioError(
            [Fault(display(path), 1, name, "", "", did_you_mean(name, map(str, cells.columns)),
                   "row 1, the header: this column is missing") for name in missing]
        )  # fmt: skip
    if cells.empty:
        raise refusal(display(path), "holds no ceasefire", allowed="one row or more")
    cells.index = pd.RangeIndex(1, len(cells) + 1)
    return cells


def _bad_cells(cells: pd.DataFrame) -> Iterator[Bad]:
    for name, kind in KINDS.items():
        texts = cells[name].tolist()
        holds = {text: kind.holds(text) for text in set(texts)}
        for row, text in enumerate(texts, start=1):
            if not holds[text]:
                yield Bad(row, name, text, kind.allowed)


def _typed(cells: pd.DataFrame) -> pd.DataFrame:
    table = cells[["location", "fixed_time"]].copy()
    for name in NUMBERS:
        table[name] = pd.to_numeric(cells[name]).astype(float)
    for name in DATES:
        table[name] = pd.to_datetime(cells[name].replace("", None), format="%Y-%m-%d")
    table["start"] = table["effective"].fillna(table["declared"])
    return table


def _bad_lives(table: pd.DataFrame) -> Iterator[Bad]:
    """Lives below nothing. An end between declaration and entry into force is none: it is a
    ceasefire that lasted 0 days, though the table counts a negative number of them."""
    first = table["declared"].fillna(table["start"])
    before = table["end"] < first
    for row, end in table.loc[before, "end"].items():
        yield Bad(
            int(str(row)), "end", str(end.date()), "a day not before the declaration: " + LIFE
        )
    dated = (table["end"] - table["start"]).dt.days
    wrong = (table["days"] < 0.0) & ~before & (table["days"] != dated)
    for row, days in table.loc[wrong, "days"].items():
        yield Bad(int(str(row)), "days", f"{days:g}", LIFE)


def _fault(path: Path, bad: Bad) -> Fault:
    return Fault(
        display(path), None, f"row {bad.row}, column {bad.column}", repr(bad.found), bad.allowed,
        HINT, "this value cannot be used",
    )  # fmt: skip
