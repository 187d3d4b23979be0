"""Between which values a number without a range is moved: assumed, within the schema's limits."""

from collections.abc import Mapping, Sequence
from typing import Any

import annotated_types as at
from pydantic import BaseModel

from sim.scenario.errors import Keys
from sim.scenario.schema import Case
from sim.scenario.shape import expected, whole

LOW, HIGH = 0.05, 0.95  # of a range, taken as evenly spread


def ends(low: float, high: float) -> tuple[float, float]:
    """The 5 % and the 95 % value of an even spread from low to high."""
    width = high - low
    return low + LOW * width, low + HIGH * width


def whole_ends(low: float, high: float) -> tuple[int, int]:
    """The same in whole numbers, apart from each other where the range holds two."""
    first, last = ends(low, high)
    a, b = round(first), round(last)
    return (a, b) if a != b else (int(low), max(int(high), int(low)))


def assumed_range(keys: Keys, value: float, known: Mapping[Keys, float]) -> tuple[float, float]:
    """Half of the value to either side; of zero, up to what the same key has elsewhere in the
    scenario, else to the default, else to 1.

    Assumed: nothing is known of the number but its value. Kept within the schema's limits.
    """
    low, high = limits(keys)
    if value != 0.0:
        reach = max(1.0, abs(value) / 2.0) if whole(".".join(keys)) else abs(value) / 2.0
        return max(low, value - reach), min(high, value + reach)
    top = _elsewhere(keys, known) or default_of(keys) or 1.0
    return max(low, 0.0 if low == 0.0 else -abs(top)), min(high, abs(top))


def _elsewhere(keys: Keys, known: Mapping[Keys, float]) -> float:
    """The greatest number under the same key in the same group, 0 if there is none."""
    group, key, size = keys[0], keys[-1], len(keys)
    alike = (
        abs(number)
        for other, number in known.items()
        if other[0] == group and other[-1] == key and len(other) == size
    )
    return max(alike, default=0.0)


def limits(keys: Keys) -> tuple[float, float]:
    """Least and greatest number that the schema allows at an address."""
    low, high = -float("inf"), float("inf")
    for kind, marks in expected(keys):
        if kind not in (int, float):
            continue
        for mark in marks:
            if isinstance(mark, at.Ge | at.Gt):
                low = max(low, _number(mark.ge if isinstance(mark, at.Ge) else mark.gt))
            elif isinstance(mark, at.Le | at.Lt):
                high = min(high, _number(mark.le if isinstance(mark, at.Le) else mark.lt))
    return low, high


def _number(value: Any) -> float:
    return float(value)


def default_of(keys: Keys) -> float | None:
    """The schema's default number at an address, if it has one."""
    tables: Sequence[Any] = [kind for kind, _ in expected(keys[:-1])] if len(keys) > 1 else [Case]
    for table in tables:
        if isinstance(table, type) and issubclass(table, BaseModel):
            field = table.model_fields.get(keys[-1])
            value = None if field is None else field.default
            if isinstance(value, int | float) and not isinstance(value, bool):
                return float(value)
    return None
