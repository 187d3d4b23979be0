"""The replay's ES modules as one script, for pages that are one file and may fetch nothing."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

STATIC = Path(__file__).parent / "static"
IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z]+\.js)";\n', re.MULTILINE)


@cache
def replay_script() -> str:
    """`replay.js` and what it imports, in order, without import and export.

    The modules share one scope then: no two of them give one name to different things at their
    top, nor rename what they import (a test sees to it).
    """
    order: list[str] = []
    _collect("replay.js", order)
    return "\n".join(_bare(name) for name in order)


def _collect(name: str, order: list[str]) -> None:
    if name in order:
        return
    for other in IMPORT.findall(_source(name)):
        _collect(other, order)
    if name not in order:
        order.append(name)


def _source(name: str) -> str:
    return (STATIC / name).read_text("utf-8")


def _bare(name: str) -> str:
    return re.sub(r"^export ", "", IMPORT.sub("", _source(name)), flags=re.MULTILINE)


def replay_style() -> str:
    """The replay's style sheet."""
    return _source("replay.css")


def replay_words(language: str = "en") -> dict[str, Any]:
    """The replay's words in a language, by key."""
    words: dict[str, Any] = json.loads(_source(f"words.{language}.json"))
    return words
