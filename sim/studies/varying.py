"""`[vary]`: addresses with their values or ranges, read and checked one by one."""

from collections.abc import Iterator, Mapping
from typing import Any

from sim.scenario.errors import Finding, did_you_mean, one_of
from sim.scenario.keys import show, split
from sim.scenario.points import findings_at
from sim.scenario.scenario import Scenario
from sim.scenario.shape import expected, is_number, whole
from sim.studies.study import SAMPLERS, Range, Value

Options = tuple[Value, ...] | Range
RANGE_KEYS = ("low", "high", "steps")
EITHER = "a list of values, or { low = ..., high = ... }"
MOST_STEPS = 100_000


def read_options(address: str, value: Any) -> Options | Finding:
    """Values or range of one address, or what is wrong with it."""
    keys = ("vary", address)
    if isinstance(value, list | tuple):
        return _values(keys, list(value))
    if not isinstance(value, Mapping):
        hint = f"one value: write [{show(value)}], or put it under [set]"
        return Finding(keys, "neither values nor a range", show(value), EITHER, hint)
    unknown = [key for key in value if key not in RANGE_KEYS]
    if unknown and not set(value) & set(RANGE_KEYS):
        hint = "a dotted address used as a key stands in quotes"
        return Finding(keys, "neither values nor a range", show(dict(value)), EITHER, hint)
    if unknown:
        hint = did_you_mean(unknown[0], RANGE_KEYS)
        return Finding((*keys, unknown[0]), "unknown key", unknown[0], one_of(RANGE_KEYS), hint)
    return _range(keys, value)


def _values(keys: tuple[str, ...], values: list[Any]) -> Options | Finding:
    if not values:
        return Finding(keys, "no values", "an empty list", EITHER)
    kinds = {_kind(value) for value in values}
    if None in kinds or len(kinds) > 1:
        allowed = "numbers alone, words alone, or true and false alone"
        return Finding(keys, "values of different or unknown kinds", str(values), allowed)
    return tuple(value.item() if hasattr(value, "item") else value for value in values)


def _kind(value: Any) -> str | None:
    plain = value.item() if hasattr(value, "item") else value
    if isinstance(plain, bool):
        return "truth"
    if isinstance(plain, int | float):
        return "number"
    return "word" if isinstance(plain, str) else None


def _range(keys: tuple[str, ...], value: Mapping[str, Any]) -> Options | Finding:
    missing = [key for key in ("low", "high") if key not in value]
    if missing:
        return Finding(keys, f"a range lacks {' and '.join(missing)}", "", EITHER)
    for key in ("low", "high"):
        if _kind(value[key]) != "number":
            return Finding((*keys, key), "not a number", show(value[key]), "a number")
    low, high, steps = float(value["low"]), float(value["high"]), value.get("steps")
    if not low < high:
        return Finding(keys, "an empty range", f"low {low:g}, high {high:g}", "low below high")
    if steps is not None and not (
        isinstance(steps, int) and not isinstance(steps, bool) and 2 <= steps <= MOST_STEPS
    ):
        allowed = f"a whole number from 2 to {MOST_STEPS}"
        return Finding((*keys, "steps"), "no number of steps", show(steps), allowed)
    return Range(low, high, steps)


def address_findings(
    scenario: Scenario, address: str, options: Options, design: str
) -> Iterator[Finding]:
    """What the scenario says against an address, its design and each of its values."""
    keys = ("vary", address)
    if isinstance(options, Range) and (wrong := _against_design(address, options, design)):
        yield wrong
        return
    if not isinstance(options, Range) and design in SAMPLERS:
        allowed = "{ low = ..., high = ... }"
        yield Finding(keys, f"{design} draws from ranges", "a list", allowed)
        return
    tried = (options.low, options.high) if isinstance(options, Range) else options
    if design == "grid" and len(set(tried)) < len(tried):
        yield Finding(keys, "a value stands twice", str(list(tried)), "each value once")
        return
    for value in dict.fromkeys(tried):
        for finding in findings_at(scenario, {address: as_kind(address, value)}):
            yield Finding(keys, finding.problem, finding.found, finding.allowed, finding.hint)
            return


def _against_design(address: str, options: Range, design: str) -> Finding | None:
    keys = ("vary", address)
    if expected(split(address)) and not is_number(split(address)):
        return Finding(keys, "a range, but no number stands there", "a range", "a list of values")
    if design == "grid" and options.steps is None:
        allowed = "{ low = ..., high = ..., steps = ... }"
        return Finding(keys, "a grid needs steps", "a range without steps", allowed)
    if design == "list":
        return Finding(keys, "a list design takes values", "a range", "a list of values")
    if design in SAMPLERS and options.steps is not None:
        hint = "samples under [study] says how many points"
        return Finding(
            (*keys, "steps"), f"{design} takes no steps", str(options.steps), "none", hint
        )
    if design in SAMPLERS and whole(address):
        hint = "list its values in a grid"
        return Finding(
            keys, "a whole number cannot be drawn from a range", "a range", "a number", hint
        )
    return None


def as_kind(address: str, value: Value) -> Value:
    """A value as its address takes it: whole where only whole numbers may stand, else a float."""
    if isinstance(value, bool | str):
        return value
    if whole(address):
        return int(value) if float(value).is_integer() else value
    return float(value)
