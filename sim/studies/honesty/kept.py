"""Numbers that are kept in docs/, and tables of its pages."""

import json
from pathlib import Path
from typing import Any

NOT_YET = "not yet run"


def data_of(path: Path) -> dict[str, Any] | None:
    """What a JSON file holds; None where there is none yet.

    Raises:
        ValueError: when it is no JSON object; names the file.
    """
    if not path.is_file():
        return None
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path.name}: damaged: {error}") from error
    if not isinstance(found, dict):
        raise ValueError(f"{path.name}: damaged: no object of JSON")
    return found


def part_of(path: Path, name: str) -> str:
    """What stands between the marks of a part of a page; nothing where there is no such part."""
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    _, found, rest = text.partition(f"<!-- {name}:begin -->")
    return rest.partition(f"<!-- {name}:end -->")[0] if found else ""


def rows_of(text: str) -> list[dict[str, str]]:
    """The rows of the tables of a text in Markdown, each by the words of its header.

    Columns without a word are called by their number, counted from 0.
    """
    rows: list[dict[str, str]] = []
    header: list[str] = []
    for line in text.splitlines():
        if not line.startswith("|"):
            header = []
        elif not header:
            header = [name or str(k) for k, name in enumerate(cells(line))]
        elif not set(line) <= set("|-: "):
            rows.append(dict(zip(header, cells(line), strict=True)))
    return rows


def cells(line: str) -> list[str]:
    """The cells of one line of a table."""
    return [one.strip() for one in line.strip().strip("|").split("|")]
