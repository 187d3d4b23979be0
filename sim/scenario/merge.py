"""`extends`: a variant states only what differs from its base, merged by id."""

from dataclasses import dataclass
from typing import Any

from sim.scenario.errors import Finding, Keys, Where, did_you_mean, one_of
from sim.scenario.keys import child, descend, item_key, show, spell, split, without
from sim.scenario.shape import is_number

OWN = ("id", "name", "summary", "extends", "remove", "counterfactual", "note")
RANGE = frozenset({"value", "low", "high"})


@dataclass(frozen=True)
class Tree:
    """Plain values of a scenario and where each was stated."""

    data: dict[str, Any]
    origins: dict[Keys, Where]


def is_range(keys: Keys, value: Any) -> bool:
    """Whether a table stands for a number with its range: `{ value, low, high }`."""
    return isinstance(value, dict) and bool(RANGE & value.keys()) and is_number(keys)


def merge(base: Tree, variant: Tree) -> Tree:
    """The base as the variant changes it."""
    replaced: list[Keys] = []
    data = _merge_tables(_without_own(base.data), variant.data, (), replaced)
    origins = {
        keys: where
        for keys, where in base.origins.items()
        if not any(keys[: len(gone)] == gone for gone in replaced) and _present(data, keys)
    }
    return Tree(data, origins | variant.origins)


def _without_own(data: dict[str, Any]) -> dict[str, Any]:
    """The base without what a variant must say for itself."""
    heading = data.get("scenario")
    if not isinstance(heading, dict):
        return data
    return data | {"scenario": {k: v for k, v in heading.items() if k not in OWN}}


def _present(data: Any, keys: Keys) -> bool:
    try:
        descend(data, keys)
    except KeyError:
        return False
    return True


def _merge_tables(
    base: dict[str, Any], over: dict[str, Any], at: Keys, replaced: list[Keys]
) -> dict[str, Any]:
    result = dict(base)
    for key, value in over.items():
        keys = (*at, key)
        for rival in rivals(keys):
            result.pop(rival, None)
        result[key] = _merge_values(result[key], value, keys, replaced) if key in result else value
    return result


def _merge_values(base: Any, over: Any, at: Keys, replaced: list[Keys]) -> Any:
    both_tables = isinstance(base, dict) and isinstance(over, dict)
    if both_tables and not is_range(at, base) and not is_range(at, over):
        return _merge_tables(base, over, at, replaced)
    if _has_ids(base) and _has_ids(over):
        return _merge_lists(base, over, at, replaced)
    replaced.append(at)
    return over


def _has_ids(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(item, dict) and isinstance(item.get("id"), str) for item in value
    )


def _merge_lists(
    base: list[Any], over: list[Any], at: Keys, replaced: list[Keys]
) -> list[dict[str, Any]]:
    """Items with one id merge, in the base's order; new ones come after."""
    result = {item["id"]: item for item in base}
    for item in over:
        known = result.get(item["id"])
        keys = (*at, item["id"])
        result[item["id"]] = _merge_tables(known, item, keys, replaced) if known else item
    return list(result.values())


def rivals(keys: Keys) -> tuple[str, ...]:
    """Keys that stating this one displaces: an event happens `at` a date or on a `day`."""
    if len(keys) == 3 and keys[0] == "events":
        return {"at": ("day",), "day": ("at",)}.get(keys[2], ())
    return ()


def remove(base: Tree, variant: Tree) -> tuple[Tree, list[Finding]]:
    """The base without the elements that the variant's heading removes."""
    heading = variant.data.get("scenario")
    wanted = heading.get("remove", []) if isinstance(heading, dict) else []
    findings: list[Finding] = []
    data: dict[str, Any] = base.data
    gone: list[Keys] = []
    for index, address in enumerate(wanted if isinstance(wanted, list) else []):
        keys = split(address) if isinstance(address, str) else ()
        if keys and _present(data, keys):
            data = _without_words_on(without(data, keys), keys)
            gone.append(keys)
        elif isinstance(address, str):
            findings.append(_nothing_there(data, address, index))
    kept = {
        keys: where
        for keys, where in base.origins.items()
        if not any(keys[: len(prefix)] == prefix for prefix in gone)
    }
    return Tree(data, kept), findings


def _without_words_on(data: dict[str, Any], gone: Keys) -> dict[str, Any]:
    """The base without sources, levers, explanations that speak of what was removed."""
    result = dict(data)
    for table in ("sources", "levers"):
        if isinstance(result.get(table), dict):
            result[table] = _not_on(result[table], gone)
    heading = result.get("scenario")
    if isinstance(heading, dict) and isinstance(heading.get("explained"), dict):
        result["scenario"] = heading | {"explained": _not_on(heading["explained"], gone)}
    return result


def _not_on(table: dict[str, Any], gone: Keys) -> dict[str, Any]:
    """A table by address without those at or below `gone`."""
    return {
        address: value for address, value in table.items() if split(address)[: len(gone)] != gone
    }


def _nothing_there(data: dict[str, Any], address: str, index: int) -> Finding:
    known: Any = data
    keys = split(address)
    reached = 0
    for key in keys:
        try:
            known = child(known, key)
        except KeyError:
            break
        reached += 1
    names = _names(known)
    wrong = keys[reached] if reached < len(keys) else ""
    return Finding(
        ("scenario", "remove", str(index)),
        "removes an address that the base does not have",
        show(address),
        one_of(spell((*keys[:reached], name)) for name in names),
        did_you_mean(wrong, names),
    )


def _names(value: Any) -> list[str]:
    if isinstance(value, dict):
        return list(value)
    if isinstance(value, list):
        return [item_key(item, index) for index, item in enumerate(value)]
    return []
