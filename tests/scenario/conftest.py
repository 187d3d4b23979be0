"""A small valid war, and a way to write variants of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

SMALL_WAR = """\
[scenario]
id = "small-war"
name = "A small war"
summary = "Two invented sides fight over three places."
start = 2001-03-01

[belligerents.north]
name = "North"
tolerance = { value = 4000, low = 2000, high = 6000 }

[belligerents.south]
name = "South"
trust = { north = 0.4 }

[states.guest]
name = "Guest"
ties.north = { trust = 0.7, trade = 0.3 }
ties.south.trust = 0.6

[states.host]
name = "Host"

[mediators.talks]
name = "The talks"
members.guest = { role = "chair" }
members.host = { role = "observer" }
mandate.terms = ["line", "monitors"]
opens = 2.5

[fronts.valley]
parties = ["north", "south"]
deaths = { north = 10, south = 10 }
ends = { first = "wall", second = "wall" }
positions = [
  { id = "mill", name = "Mill", holder = "north", share = 0.4 },
  { id = "bridge", name = "Bridge", holder = "north", share = 0.3, terrain = "built" },
  { id = "pass", name = "Pass", holder = "south", share = 0.3, worth = { north = 0.2 } },
]

[issues.market]
name = "The market"
front = "valley"

[[events]]
id = "visit"
kind = "initiative"
mediator = "talks"
by = "guest"
at = 2001-03-05T12:00:00

[[events]]
id = "convoy"
kind = "arms"
who = "south"
value = 0.1
day = 9

[levers]
"mediators.talks.style.facilitation" = { low = 0.0, high = 1.0 }

[sources]
belligerents = "assumed: invented"
"fronts.valley.positions.mill" = "a map"
"""

Write = Callable[..., Path]


@pytest.fixture(scope="session")
def small_war() -> str:
    """The text of a small valid war."""
    return SMALL_WAR


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write a file in an empty current folder; the small war unless another text is given."""
    monkeypatch.chdir(tmp_path)

    def write_file(text: str = SMALL_WAR, name: str = "small-war.toml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write_file
