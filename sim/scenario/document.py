"""One TOML file: its values by tomllib, its line numbers by tree-sitter."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from sim.scenario.errors import Fault, Keys, ScenarioError, display, refusal
from sim.scenario.keys import item_key, spell

AT_LINE = re.compile(r"\s*\(at line (\d+), column (\d+)\)$")
Steps = tuple[str | int, ...]
SEE = "see https://toml.io"
ADVICE = {
    "Cannot overwrite": "this key stands twice in one table",
    "Cannot declare": "this table stands twice, or is also a value",
    "Invalid value": "text stands in quotes, a date as 2020-09-27, a truth as true or false",
    "Invalid initial character": "keys are letters, digits, _ and -; others stand in quotes",
}


@dataclass(frozen=True)
class Document:
    """A file as read: its text, its values, and the line of every value."""

    path: Path
    text: str
    data: dict[str, Any]
    lines: dict[Keys, int]
    faults: tuple[Fault, ...] = ()


def read(path: Path) -> Document:
    """Read one file. Raises ScenarioError when it is missing or is not TOML."""
    text = _text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError([_syntax(path, text, str(error))]) from None
    except RecursionError:
        raise refusal(display(path), "tables or lists are nested too deeply") from None
    places = _places(text)
    lines: dict[Keys, int] = {}
    faults: list[Fault] = []
    for steps, line in places.items():
        keys, double = _named(data, steps)
        if double:
            faults.append(_double(path, line, keys))
        lines.setdefault(keys, line)
    return Document(path, text, data, lines, tuple(faults))


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise refusal(display(path), f"cannot be read: {reason}") from None
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        fault = Fault(
            display(path),
            line,
            "",
            f"byte 0x{raw[error.start]:02x}",
            "text in UTF-8",
            "save the file in UTF-8",
            "the file is not text in UTF-8",
        )
        raise ScenarioError([fault]) from None


def _syntax(path: Path, text: str, message: str) -> Fault:
    match = AT_LINE.search(message)
    rows = text.split("\n")
    line = int(match.group(1)) if match else len(rows)
    found = rows[line - 1].strip() if line <= len(rows) else ""
    problem = AT_LINE.sub("", message).replace("(at end of document)", "at the end of the file")
    return Fault(
        display(path),
        line,
        "",
        found,
        "TOML",
        next((words for start, words in ADVICE.items() if problem.startswith(start)), SEE),
        f"not valid TOML: {problem}",
    )


def _double(path: Path, line: int, keys: Keys) -> Fault:
    return Fault(
        display(path),
        line,
        spell(keys),
        f'id = "{keys[-1]}" a second time',
        "each id once",
        "rename one of the two",
        "the id is used twice in one list",
    )


def _named(data: Any, steps: Steps) -> tuple[Keys, bool]:
    """The same path with ids in place of list indices; whether its last id came before."""
    keys: list[str] = []
    double = False
    for step in steps:
        double = False
        if isinstance(data, list) and isinstance(step, int) and step < len(data):
            name = item_key(data[step], step)
            double = name in [item_key(item, i) for i, item in enumerate(data[:step])]
            keys.append(name)
            data = data[step]
        else:
            keys.append(str(step))
            data = data.get(step) if isinstance(data, dict) else None
    return tuple(keys), double


def _places(text: str) -> dict[Steps, int]:
    """The line of every table, key and item, by path."""
    source = text.encode()
    root = Parser(Language(tree_sitter_toml.language())).parse(source).root_node
    places: dict[Steps, int] = {}
    counts: dict[Steps, int] = {}
    for node in root.children:
        if node.type == "pair":
            _pair(source, (), node, places)
        elif node.type in ("table", "table_array_element"):
            prefix = _header(source, node, counts)
            _mark(places, prefix, node)
            for pair in node.children:
                if pair.type == "pair":
                    _pair(source, prefix, pair, places)
    return places


def _header(source: bytes, node: Node, counts: dict[Steps, int]) -> Steps:
    keys = _keys(source, next(part for part in node.children if part.is_named))
    steps: Steps = ()
    for key in keys[:-1]:
        steps = (*steps, key)
        if steps in counts:
            steps = (*steps, counts[steps])
    steps = (*steps, keys[-1])
    if node.type == "table_array_element":
        counts[steps] = counts.get(steps, -1) + 1
        return (*steps, counts[steps])
    return steps


def _keys(source: bytes, node: Node) -> list[str]:
    """The parts of a key, bare, quoted or dotted, as tomllib reads them."""
    parts: list[str] = []
    table: Any = tomllib.loads(f"{source[node.start_byte : node.end_byte].decode()} = 0")
    while isinstance(table, dict):
        parts.append(next(iter(table)))
        table = table[parts[-1]]
    return parts


def _mark(places: dict[Steps, int], steps: Steps, node: Node) -> None:
    for size in range(1, len(steps)):
        places.setdefault(steps[:size], node.start_point[0] + 1)
    places[steps] = node.start_point[0] + 1


def _pair(source: bytes, prefix: Steps, node: Node, places: dict[Steps, int]) -> None:
    key, *_, value = [part for part in node.children if part.is_named and part.type != "comment"]
    steps = (*prefix, *_keys(source, key))
    _mark(places, steps, node)
    _value(source, steps, value, places)


def _value(source: bytes, steps: Steps, node: Node, places: dict[Steps, int]) -> None:
    if node.type == "inline_table":
        for pair in node.children:
            if pair.type == "pair":
                _pair(source, steps, pair, places)
    elif node.type == "array":
        items = [part for part in node.children if part.is_named and part.type != "comment"]
        for index, item in enumerate(items):
            _mark(places, (*steps, index), item)
            _value(source, (*steps, index), item, places)
