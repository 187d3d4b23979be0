"""A library with one war, and a command line that tells its status and what it printed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sim.cli import main

WAR = """\
[scenario]
id = "small-war"
name = "A small war"
summary = "Two invented sides fight over two places."
[belligerents.north]
name = "North"
tolerance = { value = 4000, low = 2000, high = 6000 }
[belligerents.south]
name = "South"
[fronts.valley]
parties = ["north", "south"]
positions = [
  { id = "mill", name = "Mill", holder = "north", share = 0.5 },
  { id = "pass", name = "Pass", holder = "south", share = 0.5 },
]
[sources]
belligerents = "assumed: invented"
fronts = "assumed: invented"
"""


class Answer(NamedTuple):
    """What a command left: exit status, stdout, stderr."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Stdout as the one JSON document that it must be."""
        return json.loads(self.out)


Sim = Callable[..., Answer]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of one war; the current folder is an empty one."""
    root = tmp_path / "library"
    root.mkdir()
    (root / "small-war.toml").write_text(WAR, encoding="utf-8")
    monkeypatch.setattr("sim.scenario.library.scenario_root", lambda: root)
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return root


@pytest.fixture
def sim(library: Path, capsys: pytest.CaptureFixture[str]) -> Sim:
    """Call `sim` with some words."""

    def call(*words: str) -> Answer:
        status = main(words)
        printed = capsys.readouterr()
        return Answer(status, printed.out, printed.err)

    return call
