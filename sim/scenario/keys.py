"""Addresses: `mediators.cica.style.facilitation` and the keys it is made of."""

import re
import tomllib
from functools import lru_cache
from typing import Any

from sim.scenario.errors import Keys

PLAIN = re.compile(r"[A-Za-z0-9_-]+")
PART = re.compile(r'"([^"]*)"|([^.]+)')
REMEMBERED = 2**16  # addresses: those of some fifty wars


@lru_cache(REMEMBERED)  # a sweep spells the same thousand addresses in every war
def spell(keys: Keys) -> str:
    """The address made of these keys; a key with a dot in it is quoted."""
    return ".".join(key if PLAIN.fullmatch(key) else f'"{key}"' for key in keys)


@lru_cache(REMEMBERED)
def split(address: str) -> Keys:
    """The keys of an address."""
    return tuple(
        match.group(1) if match.group(1) is not None else match.group(2).strip()
        for match in PART.finditer(address)
    )


def item_key(item: Any, index: int) -> str:
    """What a list's item is called in an address: its id, or its place in the list."""
    if isinstance(item, dict) and isinstance(item.get("id"), str):
        return str(item["id"])
    return str(index)


def child(data: Any, key: str) -> Any:
    """The value under `key` in a table, or in a list of tables with ids. Raises KeyError."""
    if isinstance(data, dict):
        return data[key]
    if isinstance(data, list):
        for index, item in enumerate(data):
            if item_key(item, index) == key:
                return item
    raise KeyError(key)


def descend(data: Any, keys: Keys) -> Any:
    """The value at `keys`. Raises KeyError."""
    for key in keys:
        data = child(data, key)
    return data


def read_value(text: str) -> Any:
    """A value as TOML reads it; what TOML cannot read is text."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except (tomllib.TOMLDecodeError, KeyError, RecursionError):
        return text


def show(value: Any) -> str:
    """A value in a few words, as TOML would write it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= 60 else f'"{value[:57]}..."'
    if isinstance(value, dict):
        return "a table" if value else "an empty table"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return str(value)


def without(data: Any, keys: Keys) -> Any:
    """A copy of the values without the one at `keys`, if there is one."""
    head, rest = keys[0], keys[1:]
    if isinstance(data, dict):
        if not rest or head not in data:
            return {key: value for key, value in data.items() if key != head}
        return data | {head: without(data[head], rest)}
    if isinstance(data, list):
        named = [(item_key(item, index), item) for index, item in enumerate(data)]
        return [
            without(item, rest) if name == head else item
            for name, item in named
            if rest or name != head
        ]
    return data


def replaced(data: Any, keys: Keys, value: Any) -> Any:
    """A copy of the values with `value` at `keys`; tables on the way are made."""
    if not keys:
        return value
    head, rest = keys[0], keys[1:]
    if isinstance(data, list):
        return [
            replaced(item, rest, value) if item_key(item, index) == head else item
            for index, item in enumerate(data)
        ]
    table = data if isinstance(data, dict) else {}
    return table | {head: replaced(table.get(head), rest, value)}
