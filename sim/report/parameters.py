"""The table of parameters in docs/model.md, made from the tables of a scenario file.

python -m sim.report.generated writes it; a test holds the page to it.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from sim.report.event_page import table
from sim.report.parameter_words import MEANINGS, UNITS
from sim.scenario.schema import Case

BRACKET = re.compile(r"\s*\[([^\]]+)\]\s*$")
BY_ADDRESS = ("levers", "sources", "scenario.explained")
ENDINGS = {"_days": "days", "_hours": "hours"}


class Parameter(NamedTuple):
    """One row: where a value stands in a scenario file, what it means, what it may be."""

    address: str
    meaning: str
    unit: str
    values: str
    default: str


def parameters() -> Iterator[Parameter]:
    """Every value that a scenario file may hold, in the order of the file."""
    schema = Case.model_json_schema()
    for name, part in schema["properties"].items():
        required = name in schema["required"]
        yield from _walk(name, part, schema["$defs"], required)


def _walk(
    address: str, part: dict[str, Any], tables: dict[str, Any], required: bool
) -> Iterator[Parameter]:
    """The rows at and below an address; `<id>` stands for an id of one's own."""
    kinds = [kind for kind in part.get("anyOf", [part]) if kind.get("type") != "null"]
    below = [kind for kind in kinds if _table(kind) is not None]
    if below:
        path, name = _table(below[0]) or ("", "")
        table = tables[name]
        for key, field in table["properties"].items():
            needed = key in table.get("required", [])
            yield from _walk(f"{address}{path}.{key}", field, tables, needed)
    if len(below) < len(kinds):
        yield _row(address, part, kinds, required)


def _table(kind: dict[str, Any]) -> tuple[str, str] | None:
    """The table that lies at or below an address of this kind: how to reach it, and its name."""
    inner: list[tuple[str, dict[str, Any]]] = [("", kind)]
    inner += [(".<id>", item) for item in kind.get("patternProperties", {}).values()]
    if "items" in kind:
        inner.append((".<id>", kind["items"]))
    for path, item in inner:
        if "$ref" in item:
            return path, str(item["$ref"]).rsplit("/", 1)[-1]
    return None


def _row(
    address: str, part: dict[str, Any], kinds: list[dict[str, Any]], required: bool
) -> Parameter:
    by_id = [item for kind in kinds for item in kind.get("patternProperties", {}).values()]
    if "additionalProperties" in part and address in BY_ADDRESS:
        kind = {"type": "table" if address == "levers" else "string"}
        address, by_id = f"{address}.<address>", [kind]
    elif by_id:
        address = f"{address}.<id>"
    words = MEANINGS.get(address) or part.get("description", "")
    plain = [kind for kind in (by_id or kinds) if _table(kind) is None]
    return Parameter(
        address,
        BRACKET.sub("", words),
        _unit(address, words),
        " or ".join(dict.fromkeys(_values(kind) for kind in plain)),
        "required" if required and not by_id else _default(part.get("default")),
    )


def _unit(address: str, words: str) -> str:
    """The unit: said in brackets, told by the name's ending, or listed."""
    if address in UNITS:
        return UNITS[address]
    said = BRACKET.search(words)
    if said:
        return said.group(1)
    for ending, unit in ENDINGS.items():
        if address.endswith(ending):
            return unit
    return "1/day" if "per day" in words else ""


def _values(kind: dict[str, Any]) -> str:
    """What a value may be, in words."""
    if "enum" in kind:
        return ", ".join(f"`{word}`" for word in kind["enum"])
    if kind.get("type") == "array":
        return f"list of {_values(kind['items'])}"
    if kind.get("type") == "boolean":
        return "on or off"
    if kind.get("type") == "string":
        return {"date-time": "date and hour", "date": "date"}.get(kind.get("format", ""), "text")
    if kind.get("type") == "table":
        return "table"
    if kind.get("type") == "integer":
        return f"whole number{_limits(kind)}"
    return _limits(kind).removeprefix(", ") or "any number"


def _limits(kind: dict[str, Any]) -> str:
    low, high = kind.get("minimum"), kind.get("maximum")
    if low is not None and high is not None:
        return f", {low:g} to {high:g}"
    signs = {"minimum": "≥", "exclusiveMinimum": ">", "maximum": "≤", "exclusiveMaximum": "<"}
    said = [f"{sign} {_number(kind[name])}" for name, sign in signs.items() if name in kind]
    return "".join(f", {words}" for words in said)


def _number(value: float) -> str:
    return "2^64" if value == 2**64 else f"{value:g}"


def _default(value: Any) -> str:
    if value is None or value in ("", [], {}):
        return "none"
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"{value:g}" if isinstance(value, float) else str(json.loads(json.dumps(value)))


def parameter_table() -> str:
    """The table, as Markdown."""
    rows = [["address", "meaning", "unit", "allowed", "default"]]
    rows += [[f"`{one.address}`", *one[1:]] for one in parameters()]
    return table(rows).replace("<id>", "ID").replace("<address>", "ADDRESS")
