"""scenarios/README.md shows every shipped scenario as it is, and its numbers come out again."""

import re
from pathlib import Path

import pytest
from PIL import Image

from sim.scenario.library import Entry, entries
from sim.scenario.loading import load
from sim.scenario.root import scenario_root
from sim.studies.gallery.__main__ import main
from sim.studies.gallery.fought import fight, many_wars
from sim.studies.gallery.page import entry_text, picture_name, table
from sim.studies.gallery.picture import drawing, picture

FOLDER = scenario_root()
PAGE = (FOLDER / "README.md").read_text(encoding="utf-8")
ENTRIES = entries()
AGAIN = ("first-war", "constant-hazard")  # cheap: a war of talks and truces, and one of theory
LARGEST, ALL = 40_000, 2_000_000  # bytes


def part(entry: Entry) -> str:
    """What the page says of one scenario."""
    found = re.findall(
        rf"^### {re.escape(entry.id)}\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL
    )
    assert len(found) == 1, f"{entry.id}: run python -m sim.studies.gallery"
    return str(found[0])


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_a_scenario_has_its_entry(entry: Entry) -> None:
    text, heading = part(entry), load(entry.path).case.scenario
    assert f"[{heading.name}]({Path(entry.path).relative_to(FOLDER).as_posix()}). " in text
    assert f"). {heading.summary}\n" in text
    assert ("COUNTERFACTUAL" in text) == heading.counterfactual
    assert ("FICTIONAL" in text) == heading.fictional
    assert f"]({picture_name(entry)})" in text
    assert "| of 400 wars | % (95 % interval) |" in text


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_a_picture_fits_a_page(entry: Entry) -> None:
    path = FOLDER / picture_name(entry)
    assert path.stat().st_size <= LARGEST
    with Image.open(path) as image:
        assert image.width == 853
        assert len(image.getcolors() or []) > 8  # not blank


def test_nothing_else_is_shown() -> None:
    named = re.findall(r"^### (\S+)$", PAGE, re.MULTILINE)
    assert named == [entry.id for entry in ENTRIES]
    pictures = sorted(path.name for path in (FOLDER / "gallery").iterdir())
    assert pictures == sorted(f"{name}.png" for name in named)
    assert sum(path.stat().st_size for path in (FOLDER / "gallery").iterdir()) < ALL


@pytest.mark.slow
@pytest.mark.parametrize("name", AGAIN)
def test_the_same_wars_give_the_same_table(name: str) -> None:
    entry = next(one for one in ENTRIES if one.id == name)
    assert table(many_wars(load(name))) in part(entry)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("first-war", "draw"),
        ("constant-hazard", "lives"),
        ("noisy-reciprocity", "held_fire"),
        ("credible-advice", "advice"),
        ("alternating-offers", "deal"),
        ("two-types", "demand"),
    ],
)
def test_what_a_picture_shows_follows_from_the_wars(name: str, how: str) -> None:
    shown = fight(next(one for one in ENTRIES if one.id == name))
    assert drawing(shown).__name__ == how
    figure = picture(shown)
    assert figure.axes
    assert all(axes.has_data() for axes in figure.axes)
    assert f"### {name}\n" in entry_text(shown)


def test_an_unknown_name_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["frst-war"], tmp_path) == 2
    assert "first-war" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
