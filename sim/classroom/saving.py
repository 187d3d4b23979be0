"""A war of the page as a scenario file: what differs from its base, and its seed."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import tomli_w

from sim.classroom.desk import Fight
from sim.classroom.uploads import NAME
from sim.classroom.variants import Variant
from sim.report.names import plain
from sim.scenario.errors import Keys
from sim.scenario.keys import item_key, split
from sim.scenario.resolved import resolved

Data = dict[str, Any]


@dataclass(frozen=True)
class Saved:
    """A scenario file: its id, and its text."""

    id: str
    toml: str

    @property
    def filename(self) -> str:
        """What it is called on disk."""
        return f"{self.id}.toml"

    def as_dict(self) -> dict[str, str]:
        """The answer to `POST /api/save`."""
        return {"id": self.id, "filename": self.filename, "toml": self.toml}


def saved(fight: Fight, name: str = "") -> Saved:
    """A file with which `sim run` fights the same war.

    It extends the shipped scenario; one that was brought along is written out in full.

    Args:
        name: title of the new scenario; without one, that of its base with a word.
    """
    variant = fight.variant
    title = plain(name) or f"{plain(variant.base.case.scenario.name)}, changed in class"
    identity = _identity(name) or f"{variant.base.id}-in-class"
    heading = _heading(variant, identity, title, fight.seed)
    if _brought(variant):
        data = resolved(variant.scenario)
        data["scenario"] = {**data["scenario"], **heading}
        data["scenario"].pop("remove", None)
    else:
        own = {**heading, "extends": variant.base.id}
        if variant.removed:
            own["remove"] = list(variant.removed)
        tables = difference(variant)
        data = {"scenario": {**tables.pop("scenario", {}), **own}, **tables}
    text = f"{_first_lines(identity, fight)}\n{tomli_w.dumps(data)}"
    return Saved(identity, text)


def difference(variant: Variant) -> Data:
    """The tables of a file that states the changes and the mediators added."""
    tables: Data = {}
    so_far = variant.base.data
    for one in variant.added:
        more = one.tables(so_far)
        so_far = one.onto(so_far)
        tables = {key: tables.get(key, {}) | more.get(key, {}) for key in {**tables, **more}}
    for address in variant.changes:
        tables = _with(tables, variant.scenario.data, split(address))
    return tables


def _with(table: Data, source: Any, keys: Keys) -> Data:
    """A table with the value that `source` has at `keys`; lists of elements go by their ids."""
    head, rest = keys[0], keys[1:]
    value = source[head]
    if isinstance(value, dict) and rest:
        return table | {head: _with(table.get(head, {}), value, rest)}
    if isinstance(value, list) and rest and _have_ids(value):
        known = list(table.get(head, []))
        place = next((k for k, one in enumerate(known) if one["id"] == rest[0]), len(known))
        item = known[place] if place < len(known) else {"id": rest[0]}
        found = next(one for k, one in enumerate(value) if item_key(one, k) == rest[0])
        return table | {head: [*known[:place], _with(item, found, rest[1:]), *known[place + 1 :]]}
    return table | {head: value}


def _have_ids(items: list[Any]) -> bool:
    return bool(items) and all(isinstance(one, dict) and "id" in one for one in items)


def _brought(variant: Variant) -> bool:
    """Whether the base is a session's own file, which nobody else could extend."""
    return variant.base.path.name == NAME


def _heading(variant: Variant, identity: str, title: str, seed: int) -> Data:
    base = variant.base.case.scenario
    differs = bool(variant.changes or variant.removed or variant.added)
    return {
        "id": identity,
        "name": title,
        "summary": base.summary,
        "counterfactual": base.counterfactual or (differs and not base.fictional),
        "seed": seed,
    }


def _identity(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    word = re.sub(r"[^a-z0-9]+", "-", letters).strip("-").lstrip("0123456789-")
    return word[:60].strip("-")


def _first_lines(identity: str, fight: Fight) -> str:
    number = f" --replicate {fight.replicate}" if fight.replicate else ""
    line = f"# Saved from the classroom. The same war again:  sim run {identity}.toml{number}"
    if _brought(fight.variant):
        return line
    return (
        f"{line}\n# It states what differs from the scenario that it extends; all else is as there."
    )
