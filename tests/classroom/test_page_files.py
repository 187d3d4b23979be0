"""The files of the page: words for every key, nothing from elsewhere, text never as markup."""

import json
import re
from pathlib import Path

import pytest

import sim.classroom
from sim.report.script import STATIC as REPLAY

PAGE = Path(sim.classroom.__file__).parent / "static"
MODULES = [*sorted(PAGE.glob("*.js")), *sorted(REPLAY.glob("*.js"))]
KEY = re.compile(r'\bt\((?:\w+ \? )?"(\w+)"')
BUILT = re.compile(r"\bt\(`(\w+_)\$\{")


def words(language: str) -> dict[str, str]:
    """All words of the page in a language."""
    tables = (folder / f"words.{language}.json" for folder in (REPLAY, PAGE))
    return {key: text for path in tables for key, text in json.loads(path.read_text()).items()}


def test_every_key_has_words() -> None:
    known = words("en")
    code = "".join(path.read_text() for path in MODULES)
    assert set(KEY.findall(code)) <= set(known)
    for beginning in BUILT.findall(code):
        assert any(key.startswith(beginning) for key in known), beginning


def test_no_key_is_left_over() -> None:
    code = "".join(path.read_text() for path in MODULES)
    built = tuple(BUILT.findall(code))
    own = json.loads((PAGE / "words.en.json").read_text())
    assert [key for key in own if f'"{key}"' not in code and not key.startswith(built)] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_is_small_and_writes_text_only(path: Path) -> None:
    code = path.read_text()
    assert len(code.splitlines()) < 300
    for risk in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert risk not in code
    assert set(re.findall(r"https?://[^\"'` ]+", code)) <= {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("path", sorted(PAGE.glob("*.css")), ids=lambda path: path.name)
def test_a_style_sheet_fetches_nothing(path: Path) -> None:
    text = path.read_text()
    assert "url(" not in text
    assert "@import" not in text
