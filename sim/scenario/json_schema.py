"""JSON Schema of a scenario file, for editors."""

from typing import Any

from sim.scenario.schema import Case

NUMBERS = ("number", "integer")


def json_schema() -> dict[str, Any]:
    """The schema of a scenario file; every number may carry a range.

    Only the heading is required, since a variant that extends another states little else;
    `sim check` says what a scenario still lacks.
    """
    schema = Case.model_json_schema()
    definitions = {
        name: part if name == "Lever" else _optional(_with_ranges(part), keep=name == "Heading")
        for name, part in schema["$defs"].items()
    }
    body = {key: value for key, value in schema.items() if key not in ("$defs", "title")}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Scenario of the ceasefire mediation simulator",
        **_with_ranges(body),
        "required": ["scenario"],
        "$defs": definitions,
    }


def _optional(part: dict[str, Any], keep: bool) -> dict[str, Any]:
    return part if keep else {key: value for key, value in part.items() if key != "required"}


def _with_ranges(part: Any) -> Any:
    """The schema with `{ value, low, high }` beside every number."""
    if isinstance(part, list):
        return [_with_ranges(item) for item in part]
    if not isinstance(part, dict):
        return part
    if part.get("type") in NUMBERS:
        return _number_or_range(part)
    return {key: _with_ranges(value) for key, value in part.items()}


def _number_or_range(part: dict[str, Any]) -> dict[str, Any]:
    outside: dict[str, Any] = {
        key: part[key] for key in ("default", "description", "title") if key in part
    }
    number = {key: value for key, value in part.items() if key not in outside}
    limits = dict.fromkeys(("value", "low", "high"), number)
    spread = {
        "type": "object",
        "properties": limits,
        "required": list(limits),
        "additionalProperties": False,
    }
    return {"anyOf": [number, spread], **outside}
