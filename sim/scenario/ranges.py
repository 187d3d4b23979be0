"""Numbers with a range: `tolerance = { value = 4000, low = 2000, high = 6000 }`."""

from typing import Any

from sim.scenario.errors import Finding, Keys
from sim.scenario.keys import item_key, show
from sim.scenario.merge import RANGE, is_range

Ranges = dict[Keys, tuple[float, float]]


def take_ranges(data: dict[str, Any]) -> tuple[dict[str, Any], Ranges, list[Finding]]:
    """Plain values, the range of each number that has one, and what is wrong with ranges."""
    ranges: Ranges = {}
    findings: list[Finding] = []
    return _take(data, (), ranges, findings), ranges, findings


def _take(value: Any, keys: Keys, ranges: Ranges, findings: list[Finding]) -> Any:
    if keys and keys[0] in ("levers", "sources"):
        return value
    if is_range(keys, value):
        findings.extend(_faulty(keys, value))
        if _is_number(value.get("low")) and _is_number(value.get("high")):
            ranges[keys] = (value["low"], value["high"])
        return value.get("value", value.get("low", value.get("high")))
    if isinstance(value, dict):
        return {key: _take(item, (*keys, key), ranges, findings) for key, item in value.items()}
    if isinstance(value, list):
        return [
            _take(item, (*keys, item_key(item, index)), ranges, findings)
            for index, item in enumerate(value)
        ]
    return value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _faulty(keys: Keys, table: dict[str, Any]) -> list[Finding]:
    allowed = "{ value = ..., low = ..., high = ... }"
    unknown = [key for key in table if key not in RANGE]
    missing = [key for key in ("value", "low", "high") if key not in table]
    if unknown:
        words = ", ".join(unknown)
        return [Finding((*keys, unknown[0]), "unknown key in a range", words, allowed)]
    if missing:
        return [Finding(keys, f"a range lacks {' and '.join(missing)}", "", allowed)]
    wrong = [key for key in ("low", "high") if not _is_number(table[key])]
    if wrong:
        return [
            Finding((*keys, key), "not a number", show(table[key]), "a number") for key in wrong
        ]
    if not _is_number(table["value"]) or table["low"] <= table["value"] <= table["high"]:
        return []
    found = f"low {table['low']}, value {table['value']}, high {table['high']}"
    return [Finding(keys, "the range does not hold its value", found, "low <= value <= high")]


def with_bound(data: Any, ranges: Ranges, bound: int, keys: Keys = ()) -> Any:
    """The values with each ranged number at its low (0) or high (1) end."""
    if keys in ranges:
        return ranges[keys][bound]
    if isinstance(data, dict):
        return {key: with_bound(item, ranges, bound, (*keys, key)) for key, item in data.items()}
    if isinstance(data, list):
        return [
            with_bound(item, ranges, bound, (*keys, item_key(item, index)))
            for index, item in enumerate(data)
        ]
    return data
