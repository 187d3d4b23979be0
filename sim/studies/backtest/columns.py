"""The columns of a table of ceasefires in the ETH/PRIO layout, and what may stand in them."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import pandas as pd

UNKNOWN = -1  # how the table codes what is not known


class Kind(NamedTuple):
    """What a cell may hold: a test of its text, and that in words."""

    holds: Callable[[str], bool]
    allowed: str


def _whole(text: str) -> int | None:
    """The whole number that a text stands for, also as 3.0."""
    try:
        number = float(text)
    except ValueError:
        return None
    return int(number) if number.is_integer() else None


def _codes(*known: int) -> Kind:
    return Kind(lambda text: _whole(text) in known, "one of " + ", ".join(map(str, known)))


def _is_date(text: str) -> bool:
    try:
        pd.Timestamp(text)
    except ValueError:
        return False
    return len(text) == 10 and text[4] == text[7] == "-"


def _is_number(text: str) -> bool:
    try:
        return abs(float(text)) < float("inf")
    except ValueError:
        return False


def _is_count(text: str) -> bool:
    whole = _whole(text)
    return whole is not None and (whole >= 1 or whole == UNKNOWN)


LIFE = "days from 0 up, or nothing: a life cannot be negative"
DATE = Kind(lambda text: text == "" or _is_date(text), "a date as 1994-01-12, or nothing")
YES_NO = _codes(UNKNOWN, 0, 1)
KINDS: Mapping[str, Kind] = {
    "location": Kind(lambda text: text.strip() != "", "the name of a country"),
    "n_parties": Kind(_is_count, "a whole number from 1, or -1"),
    "declared": DATE,
    "effective": DATE,
    "end": DATE,
    "days": Kind(lambda text: text == "" or _is_number(text), LIFE),
    "fixed": YES_NO,
    "fixed_time": Kind(lambda text: True, "days of the term, or words"),
    "p_humanitarian": YES_NO,
    "p_peaceprocess": YES_NO,
    "p_holiday": YES_NO,
    "ceasefire_class": _codes(UNKNOWN, 1, 2, 3),
    "mediator_nego": YES_NO,
    "implement": YES_NO,
    "enforcement": _codes(UNKNOWN, 0, 1, 2, 3),
    "ended": _codes(UNKNOWN, 0, 1, 2, 3, 4),
}
NUMBERS = (
    "n_parties", "days", "fixed", "p_humanitarian", "p_peaceprocess", "p_holiday",
    "ceasefire_class", "mediator_nego", "implement", "enforcement", "ended",
)  # fmt: skip
DATES = ("declared", "effective", "end")
