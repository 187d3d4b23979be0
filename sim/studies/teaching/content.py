"""What the lessons say, by language: docs/teaching/content/, and how French sets its signs."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from sim.language import of_file, speaking
from sim.report.names import Names
from sim.scenario import load
from sim.studies.teaching.numbers import CONTENT

NARROW, WIDE = "\u202f", "\u00a0"  # spaces at which no line breaks
# Source: Imprimerie nationale, Lexique des règles typographiques (2002).
FRENCH = (
    (re.compile(r" (?=[;!?%](?:\s|$|[)»*|]))"), NARROW),
    (re.compile(r" (?=:(?:\s|$))"), WIDE),
    (re.compile(r"« "), f"«{WIDE}"),
    (re.compile(r" »"), f"{WIDE}»"),
)

Words = dict[str, Any]


def read(name: str, language: str, content: Path = CONTENT) -> Words:
    """The words of one file of the content, `name` without its ending, set for their language."""
    text = (content / language / f"{name}.toml").read_text(encoding="utf-8")
    found: Words = typeset(tomllib.loads(text), language)
    return found


def lesson_words(scenario: str, language: str) -> Words:
    """The words of a lesson, with the war's name and its sides' as its page has them."""
    loaded = load(scenario)
    with speaking(language):
        title, names = of_file(loaded.case.scenario.name), Names(loaded)
        sides = {side: names.the(side) for side in loaded.case.belligerents}
    return {"title": title, "sides": sides, **read(scenario, language)}


def typeset(value: Any, language: str) -> Any:
    """All texts within a value with the spaces that their language wants before its signs."""
    if isinstance(value, str):
        return spaced(value, language)
    if isinstance(value, list):
        return [typeset(one, language) for one in value]
    if isinstance(value, dict):
        return {key: typeset(one, language) for key, one in value.items()}
    return value


def spaced(text: str, language: str) -> str:
    """A text with French spaces that do not break; other languages as they are."""
    if language == "fr":
        for sign, space in FRENCH:
            text = sign.sub(space, text)
    return text
