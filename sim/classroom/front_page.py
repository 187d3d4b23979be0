"""The page as it comes first: its title and style at once, and all that its code will ask for."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sim.classroom.static_files import FOLDERS, StaticFiles

TEMPLATES = Path(__file__).parent / "templates"


class FrontPage:
    """Writes the page in a language.

    Its modules import one another three deep: a browser would find them one layer after the
    other, so the page names them all.
    """

    def __init__(self, files: StaticFiles, version: str) -> None:
        pages = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
        )
        self._template = pages.get_template("index.html.jinja")
        self._files, self._version = files, version

    def text(self, language: str) -> str:
        """The page as HTML."""
        return self._template.render(
            lang=language,
            version=self._version,
            modules=self._files.names(".js"),
            words=_words(language),
        )


@cache
def _words(language: str) -> dict[str, Any]:
    table: dict[str, Any] = json.loads((FOLDERS[""] / f"words.{language}.json").read_bytes())
    return table
