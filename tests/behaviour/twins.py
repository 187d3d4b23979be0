"""Scenarios that ought to be the same war: mirrored, renamed, or with one more who never acts."""

import copy
import tomllib
from pathlib import Path
from typing import Any

import tomli_w

from tests.behaviour.many import HERE

Data = dict[str, Any]


def data_of(name: str) -> Data:
    """A scenario of this folder as plain tables."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def written(data: Data, folder: Path, name: str) -> Path:
    """The path of a scenario file with these tables."""
    path = folder / f"{name}.toml"
    path.write_text(tomli_w.dumps(data), encoding="utf-8")
    return path


def turned(front: Data) -> Data:
    """A front seen from the other side: parties, positions, ends."""
    other = copy.deepcopy(front)
    other["parties"] = front["parties"][::-1]
    if isinstance(front["positions"], list):
        other["positions"] = front["positions"][::-1]
    else:
        other["held"] = front["positions"] - front["held"]
    ends = front.get("ends", {})
    other["ends"] = {
        "first": ends.get("second", "decision"), "second": ends.get("first", "decision")
    }  # fmt: skip
    return other


def mirrored(data: Data) -> Data:
    """The same war told from the other end: who was first on a front is second, and every table
    that names the sides names them in the other order."""
    other = copy.deepcopy(data)
    other["belligerents"] = dict(reversed(other["belligerents"].items()))
    other["fronts"] = {name: turned(front) for name, front in data["fronts"].items()}
    for issue in other.get("issues", {}).values():
        issue["worth"] = dict(reversed(issue["worth"].items()))
    return other


def renamed(data: Data, old: str, new: str) -> Data:
    """The same war with another id for a mediator, wherever it is named."""
    text = tomli_w.dumps(data)
    for form in ('"{}"', "mediators.{}]", "mediators.{}.", "\n{} = "):
        text = text.replace(form.format(old), form.format(new))
    return tomllib.loads(text)


def joined_by(data: Data, name: str, mediator: Data, first: bool) -> Data:
    """The same war with another mediator in its table, before or after the others."""
    other = copy.deepcopy(data)
    mediators = other["mediators"]
    other["mediators"] = {name: mediator} | mediators if first else mediators | {name: mediator}
    return other
