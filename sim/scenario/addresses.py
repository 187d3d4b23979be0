"""Parameters by address: read, change and list them the same way everywhere."""

from collections.abc import Iterator, Mapping
from typing import Any, get_origin

from pydantic import BaseModel

from sim.scenario.errors import Finding, Keys, Where, nearest, one_of, refusal
from sim.scenario.keys import child, item_key, read_value, replaced, show, spell, split, without
from sim.scenario.merge import Tree, rivals
from sim.scenario.schema import Case
from sim.scenario.shape import expected, is_map, known_keys

SET = Where("--set")
NOT_PARAMETERS = ("sources", "levers")
NOWHERE = object()
GROUPS = ("belligerents", "states", "mediators", "fronts", "issues", "events")


def parse_assignment(text: str) -> tuple[str, Any]:
    """`ADDRESS=VALUE` as `--set` takes it; the value is TOML, or else text.

    Raises:
        ScenarioError: when there is no `=` or no address before it.
    """
    address, equals, value = text.partition("=")
    if not equals or not address.strip():
        raise refusal(
            "--set",
            "not an assignment",
            found=show(text),
            allowed="ADDRESS=VALUE",
            hint="for example rules.truces.break_pace=100",
        )
    return address.strip(), read_value(value.strip())


def parse_assignments(texts: list[str]) -> dict[str, Any]:
    """Several `--set` options; an address given twice is refused."""
    result: dict[str, Any] = {}
    for text in texts:
        address, value = parse_assignment(text)
        if address in result:
            raise refusal("--set", "set twice", found=address, allowed="each address once")
        result[address] = value
    return result


def override(tree: Tree, values: Mapping[str, Any]) -> tuple[Tree, list[Finding]]:
    """The tree with values set, and what is wrong with their addresses."""
    findings: list[Finding] = []
    data, origins = tree.data, dict(tree.origins)
    for address, value in values.items():
        keys = split(address) or ("",)
        wrong = _unknown(data, keys, address)
        if wrong is not None:
            findings.append(wrong)
            origins[wrong.keys] = SET
            continue
        for rival in rivals(keys):
            data = without(data, (*keys[:-1], rival))
        data = replaced(data, keys, _plain(value))
        origins = {known: where for known, where in origins.items() if known[: len(keys)] != keys}
        origins[keys] = SET
    return Tree(data, origins), findings


def _plain(value: Any) -> Any:
    """A Python value for numpy's, so that a sweep may hand over its own numbers."""
    return value.item() if hasattr(value, "item") else value


def _unknown(data: Any, keys: Keys, address: str) -> Finding | None:
    """What is wrong with an address, if anything."""
    if keys[0] in NOT_PARAMETERS:
        return Finding(keys, f"{keys[0]} are no parameters", address, "change them in the file")
    for size in range(1, len(keys) + 1):
        parent, key = keys[: size - 1], keys[size - 1]
        known = _names(data, parent)
        if key in known or _takes_new_ids(parent):
            continue
        near = nearest(key, known)
        hint = f"did you mean {spell((*parent, near, *keys[size:]))}?" if near else ""
        allowed = one_of(spell((*parent, name)) for name in known)
        return Finding(keys, "no such address", address, allowed, hint)
    if len(keys) < 2 or (len(keys) == 2 and keys[0] in GROUPS):
        return Finding(keys, "not the address of one value", address, "GROUP.ID.KEY")
    return None


def _takes_new_ids(keys: Keys) -> bool:
    """Whether other elements' ids may be added below: ties, trust, worth and the like."""
    return len(keys) > 2 and any(get_origin(kind) is dict for kind, _ in expected(keys))


def _names(data: Any, keys: Keys) -> list[str]:
    """The names that may follow `keys` in an address."""
    if not keys:
        return [name for name in known_keys(()) if name not in NOT_PARAMETERS]
    names = known_keys(keys)
    try:
        for key in keys:
            data = child(data, key)
    except KeyError:
        return names
    if isinstance(data, list):
        return [*names, *(item_key(item, index) for index, item in enumerate(data))]
    if isinstance(data, dict) and is_map(keys):
        return [*names, *data]
    return names


def values(case: Case) -> dict[str, Any]:
    """address -> value of every single value of a case, defaults included."""
    return {
        spell(keys): value for keys, value in _leaves(case, ()) if keys[0] not in NOT_PARAMETERS
    }


def numbers(case: Case) -> dict[str, float]:
    """address -> value of every number of a case, defaults included."""
    return {
        address: value
        for address, value in values(case).items()
        if isinstance(value, int | float) and not isinstance(value, bool)
    }


def value_at(case: Case, address: str) -> Any:
    """The value at an address, None where there is none; quicker than all `values`."""
    return _reached(case, split(address), None)


def reaches(case: Case, keys: Keys) -> bool:
    """Whether an address names an element, a table or a value of the case, stated or not."""
    return bool(keys) and _reached(case, keys, NOWHERE) is not NOWHERE


def _reached(value: Any, keys: Keys, otherwise: Any) -> Any:
    """The element, table or value below another one, or else `otherwise`."""
    for key in keys:
        if isinstance(value, BaseModel) and key in type(value).model_fields:
            value = getattr(value, key)
        elif isinstance(value, dict) and key in value:
            value = value[key]
        elif isinstance(value, list):
            named = {getattr(item, "id", str(index)): item for index, item in enumerate(value)}
            if key not in named:
                return otherwise
            value = named[key]
        else:
            return otherwise
    return value


def get(case: Case, address: str) -> Any:
    """The value at an address. Raises ScenarioError with the nearest spelling."""
    known = values(case)
    if address in known:
        return known[address]
    near = nearest(address, known)
    raise refusal(
        case.scenario.id,
        "no such address",
        found=address,
        hint=f"did you mean {near}?" if near else "sim show lists the scenario's values",
    )


def _leaves(value: Any, keys: Keys) -> Iterator[tuple[Keys, Any]]:
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _leaves(getattr(value, name), (*keys, name))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _leaves(item, (*keys, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, (*keys, getattr(item, "id", str(index))))
    elif value is not None:
        yield keys, value
