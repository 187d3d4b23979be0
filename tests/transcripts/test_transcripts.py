"""One golden transcript per shipped scenario: the war of its own seed, as Mesa agents fight it.

`pytest tests/transcripts --update` writes them anew; it refuses where a war changed and
CHANGELOG.md does not say so.
"""

from pathlib import Path

import pytest

from sim.scenario.library import scenario_files
from sim.scenario.loading import load
from tests.transcripts.transcript import (
    GOLDEN,
    NotAnnounced,
    announces_change,
    keep,
    transcript,
)

SHIPPED = {load(path).case.scenario.id: path for path in scenario_files()}
CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"

ANNOUNCED = "# Changelog\n\n## [Unreleased]\n\n- Changes results: all.\n\n## [0.1.0]\n\n- Added.\n"
SILENT = "# Changelog\n\n## [Unreleased]\n\n- Words.\n\n## [0.1.0]\n\n- Changes results: all.\n"


@pytest.mark.parametrize("name", SHIPPED)
def test_transcript(name: str, update: bool) -> None:
    text, path = transcript(SHIPPED[name]), GOLDEN / f"{name}.txt"
    if update:
        keep(path, text, CHANGELOG.read_text(encoding="utf-8"))
    assert path.exists(), f"no transcript of {name}: run pytest tests/transcripts --update"
    assert text == path.read_text(encoding="utf-8")


def test_none_is_missing_and_none_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == set(SHIPPED)


def test_a_new_scenario_needs_no_announcement(tmp_path: Path) -> None:
    path = tmp_path / "golden" / "new.txt"
    keep(path, "a war\n", SILENT)
    assert path.read_text(encoding="utf-8") == "a war\n"


def test_the_same_war_needs_none_either(tmp_path: Path) -> None:
    path = tmp_path / "same.txt"
    path.write_text("a war\n", encoding="utf-8")
    keep(path, "a war\n", SILENT)


def test_another_war_must_be_announced(tmp_path: Path) -> None:
    path = tmp_path / "other.txt"
    path.write_text("a war\n", encoding="utf-8")
    with pytest.raises(NotAnnounced, match="Changes results"):
        keep(path, "another war\n", SILENT)
    assert path.read_text(encoding="utf-8") == "a war\n"
    keep(path, "another war\n", ANNOUNCED)
    assert path.read_text(encoding="utf-8") == "another war\n"


def test_only_what_is_unreleased_announces() -> None:
    assert announces_change(ANNOUNCED)
    assert not announces_change(SILENT)
    assert not announces_change("")


def test_a_transcript_is_the_same_every_time() -> None:
    path = SHIPPED["first-war"]
    assert transcript(path) == transcript(path)
