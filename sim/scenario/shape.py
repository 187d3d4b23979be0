"""What the schema expects at an address: keys, numbers, and how to say it in words."""

import datetime as dt
import types
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import annotated_types as at
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sim.scenario.errors import Keys
from sim.scenario.keys import REMEMBERED, split
from sim.scenario.schema import Case

Limits = tuple[Any, ...]

PATTERNS = {
    r"^[a-z][a-z0-9_]*$": "an id: lower-case letters, digits and _, beginning with a letter",
    r"^[a-z][a-z0-9-]*$": "an id: lower-case letters, digits and -, beginning with a letter",
}


@cache
def fields(model: type[BaseModel]) -> dict[str, Any]:
    """The annotations of a table's keys, limits included."""
    hints = get_type_hints(model, include_extras=True)
    return {name: hints[name] for name in model.model_fields}


def branches(annotation: Any, limits: Limits = ()) -> Iterator[tuple[Any, Limits]]:
    """The alternatives of an annotation, each with its limits; None is left out."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *extra = get_args(annotation)
        yield from branches(inner, (*limits, *_limits(extra)))
    elif origin in (Union, types.UnionType):
        for option in get_args(annotation):
            yield from branches(option, limits)
    elif annotation is not type(None):
        yield annotation, limits


def _limits(extra: list[Any]) -> Iterator[Any]:
    for mark in extra:
        if isinstance(mark, FieldInfo):
            yield from mark.metadata
        else:
            yield mark


@lru_cache(REMEMBERED)
def expected(keys: Keys) -> tuple[tuple[Any, Limits], ...]:
    """What may stand at `keys`: alternatives with limits; empty if nothing may."""
    options: tuple[tuple[Any, Limits], ...] = ((Case, ()),)
    for key in keys:
        options = tuple(found for kind, _ in options for found in _below(kind, key))
    return options


def _below(kind: Any, key: str) -> Iterator[tuple[Any, Limits]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        if key in fields(kind):
            yield from branches(fields(kind)[key])
    elif get_origin(kind) is dict:
        yield from branches(get_args(kind)[1])
    elif get_origin(kind) is list:
        yield from branches(get_args(kind)[0])


def is_number(keys: Keys) -> bool:
    """Whether a number may stand at `keys`."""
    return any(kind in (int, float) for kind, _ in expected(keys))


@cache
def whole(address: str) -> bool:
    """Whether only whole numbers may stand at an address."""
    kinds = [kind for kind, _ in expected(split(address)) if kind in (int, float)]
    return bool(kinds) and float not in kinds


def known_keys(keys: Keys) -> list[str]:
    """The keys that a table at `keys` may have, when the schema names them."""
    return [
        name
        for kind, _ in expected(keys)
        if isinstance(kind, type) and issubclass(kind, BaseModel)
        for name in fields(kind)
    ]


def is_map(keys: Keys) -> bool:
    """Whether `keys` holds elements by id rather than named keys."""
    return any(get_origin(kind) in (dict, list) for kind, _ in expected(keys))


def choices(keys: Keys) -> list[str]:
    """The words allowed at `keys`, when only some are."""
    return [
        str(word)
        for kind, _ in expected(keys)
        if get_origin(kind) is Literal
        for word in get_args(kind)
    ]


def in_words(keys: Keys) -> str:
    """What may stand at `keys`, in words."""
    return " or ".join(dict.fromkeys(_say(kind, limits) for kind, limits in expected(keys)))


def _say(kind: Any, limits: Limits) -> str:
    origin = get_origin(kind)
    if origin is Literal:
        return "one of: " + ", ".join(str(word) for word in get_args(kind))
    if origin is list:
        inner = " or ".join(_say(option, marks) for option, marks in branches(get_args(kind)[0]))
        size = _size(limits) or " of"
        return f"a list{size} {'tables' if inner == 'a table' else inner}"
    if kind in (int, float):
        return ("a whole number" if kind is int else "a number") + _range(limits)
    names = {bool: "true or false", dt.datetime: "a date with an hour", dt.date: "a date"}
    if kind in names:
        return names[kind]
    if kind is str:
        pattern = next((mark.pattern for mark in limits if getattr(mark, "pattern", None)), None)
        return PATTERNS.get(str(pattern), "text in quotes")
    return "a table"


def _size(limits: Limits) -> str:
    least = next((mark.min_length for mark in limits if isinstance(mark, at.MinLen)), None)
    most = next((mark.max_length for mark in limits if isinstance(mark, at.MaxLen)), None)
    if least is not None and least == most:
        return f" of exactly {least}: each"
    return f" of at most {most}: each" if most is not None else ""


def _range(limits: Limits) -> str:
    words = []
    for mark in limits:
        if isinstance(mark, at.Ge):
            words.append(f"of at least {_plain(mark.ge)}")
        elif isinstance(mark, at.Gt):
            words.append(f"above {_plain(mark.gt)}")
        elif isinstance(mark, at.Le):
            words.append(f"at most {_plain(mark.le)}")
        elif isinstance(mark, at.Lt):
            words.append(f"below {_plain(mark.lt)}")
    return " " + " and ".join(words) if words else ""


def _plain(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
