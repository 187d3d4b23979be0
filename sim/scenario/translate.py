"""pydantic's errors in the words of a scenario file."""

import re
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sim.scenario.errors import (
    Fault,
    Finding,
    Keys,
    ScenarioError,
    did_you_mean,
    display,
    nearest,
    one_of,
)
from sim.scenario.keys import item_key, show, spell
from sim.scenario.shape import choices, in_words, known_keys

NUMBERS = ("greater_than", "greater_than_equal", "less_than", "less_than_equal", "finite_number")
MISSING = "required, but missing"
SIZES = ("too_short", "too_long")


def findings(error: ValidationError, data: dict[str, Any]) -> list[Finding]:
    """All that pydantic refused, one finding for each address."""
    placed: dict[Keys, list[ErrorDetails]] = {}
    for detail in error.errors(include_url=False):
        placed.setdefault(_keys(detail, data), []).append(detail)
    return [
        _finding(keys, details, data)
        for keys, details in placed.items()
        if not _explained_below(keys, details, placed)
    ]


def refused_file(place: Path, error: Exception) -> ScenarioError:
    """What is wrong with a file of the project's own: every address that a model refused, or that
    it cannot be read."""
    if not isinstance(error, ValidationError):
        problem = f"cannot be read: {error}"
        return ScenarioError([Fault(display(place), None, "", "", "", "", problem)])
    return ScenarioError([
        Fault(display(place), None, spell(tuple(str(key) for key in one["loc"])), "", "", "",
              one["msg"])
        for one in error.errors()
    ])  # fmt: skip


def _keys(detail: ErrorDetails, data: Any) -> Keys:
    """The address of an error: ids for indices, without the names of alternatives."""
    keys: list[str] = []
    loc = [part for part in detail["loc"] if part != "[key]"]
    for place, part in enumerate(loc):
        last = place == len(loc) - 1
        if isinstance(data, dict) and part in data:
            keys.append(str(part))
            data = data[part]
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            keys.append(item_key(data[part], part))
            data = data[part]
        elif last and detail["type"] == "missing":
            keys.append(str(part))
    return tuple(keys)


def _explained_below(
    keys: Keys, details: list[ErrorDetails], placed: dict[Keys, list[ErrorDetails]]
) -> bool:
    """Whether a refusal of one alternative is explained by faults inside the other."""
    wrong_kind = all(detail["type"].endswith("_type") for detail in details)
    return wrong_kind and any(
        len(other) > len(keys) and other[: len(keys)] == keys for other in placed
    )


def _finding(keys: Keys, details: list[ErrorDetails], data: dict[str, Any]) -> Finding:
    kinds = [detail["type"] for detail in details]
    value = details[0]["input"]
    if "missing" in kinds:
        return Finding(keys, MISSING, "nothing", in_words(keys))
    if "extra_forbidden" in kinds:
        return _unknown_key(keys)
    if any("[key]" in detail["loc"] for detail in details):
        allowed = "lower-case letters, digits and _, beginning with a letter"
        return Finding(keys, "not a valid id", show(keys[-1]), allowed, _slug(keys[-1], "_"))
    if "literal_error" in kinds and isinstance(value, str):
        hint = did_you_mean(value, choices(keys))
        return Finding(keys, "unknown word", show(value), in_words(keys), hint)
    if "string_pattern_mismatch" in kinds:
        hint = _slug(str(value), "-" if keys == ("scenario", "id") else "_")
        return Finding(keys, "not a valid id", show(value), in_words(keys), hint)
    if any(kind in NUMBERS for kind in kinds):
        return Finding(keys, "number out of range", show(value), in_words(keys))
    if any(kind in SIZES for kind in kinds):
        return Finding(keys, "wrong number of items", show(value), in_words(keys))
    return Finding(
        keys, "wrong kind of value", show(value), in_words(keys), _kind_hint(keys, value)
    )


def _unknown_key(keys: Keys) -> Finding:
    known = known_keys(keys[:-1])
    near = nearest(keys[-1], known)
    hint = f"did you mean {near}?" if near else ""
    return Finding(keys, "unknown key", keys[-1], one_of(known, most=40), hint)


def _kind_hint(keys: Keys, value: Any) -> str:
    by_address = keys[0] in ("sources", "levers") or keys[:2] == ("scenario", "explained")
    if isinstance(value, dict) and by_address:
        return "a dotted address used as a key stands in quotes"
    if not isinstance(value, str):
        return ""
    if re.fullmatch(r"\s*[-+]?[\d.]+([eE][-+]?\d+)?\s*", value):
        return f"write the number without quotes: {value.strip()}"
    if re.fullmatch(r"\d{4}-\d\d-\d\d([ T][\d:]+)?", value):
        return f"write the date without quotes: {value}"
    if value.strip().lower() in ("true", "false", "yes", "no", "on", "off"):
        truth = value.strip().lower() in ("true", "yes", "on")
        return f"write it without quotes: {'true' if truth else 'false'}"
    return ""


def _slug(text: str, joint: str) -> str:
    word = re.sub(r"[^a-z0-9]+", joint, text.lower()).strip(joint).lstrip("0123456789_-")
    return f"for example {word}" if word else ""
