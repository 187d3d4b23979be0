"""The documentation agrees with the code: generated parts, tables, commands, links."""

import re
from pathlib import Path

import pytest

from sim.cast import cast_of
from sim.cli import main
from sim.cli.app import present
from sim.kernel.log import KINDS
from sim.records.columns import TABLES, spec
from sim.report.event_words import KIND_WORDS, TERM_WORDS
from sim.report.generated import DOCS, PARTS, fill
from sim.report.generated import main as write
from sim.report.parameter_words import MEANINGS, UNITS
from sim.report.parameters import parameters
from sim.scenario import load

ROOT = DOCS.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    """What a page's headings can be linked by, as GitHub makes it."""
    words = (
        re.sub(r"[^\w\- ]", "", title).strip().lower() for title in HEADING.findall(text_of(page))
    )
    return {title.replace(" ", "-") for title in words}


@pytest.mark.parametrize("part", PARTS)
def test_generated_parts_are_those_of_the_code(part: str) -> None:
    file, make = PARTS[part]
    page = text_of(DOCS / file)
    assert fill(page, part, make()) == page, "run python -m sim.report.generated"


def test_a_page_without_marks_is_not_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "model.md").write_text("no marks here\n", encoding="utf-8")
    assert write(tmp_path) == 1
    assert "lacks <!-- parameters:begin -->" in capsys.readouterr().err
    assert (tmp_path / "model.md").read_text(encoding="utf-8") == "no marks here\n"


def test_a_part_is_replaced_and_nothing_else() -> None:
    page = "before\n<!-- record:begin -->\nold\n<!-- record:end -->\nafter\n"
    filled = fill(page, "record", "new")
    assert filled == "before\n<!-- record:begin -->\n\nnew\n\n<!-- record:end -->\nafter\n"
    assert fill(filled, "record", "new") == filled


def test_every_parameter_has_a_meaning() -> None:
    rows = list(parameters())
    assert not [row.address for row in rows if not row.meaning or not row.values]
    addresses = {row.address for row in rows}
    assert len(addresses) == len(rows)
    assert not (MEANINGS.keys() | UNITS.keys()) - addresses


def test_every_kind_of_event_and_term_has_words_and_no_other() -> None:
    assert KIND_WORDS.keys() == {kind for kind, _ in KINDS.values()}
    assert TERM_WORDS.keys() == {term for _, terms in KINDS.values() for term in terms}


def test_the_record_has_its_place() -> None:
    assert (
        fill(text_of(DOCS / "model.md"), "record", "figures").count("figures\n\n<!-- record") == 1
    )


@pytest.mark.parametrize("table", [name for name in TABLES if name != "events"])
def test_every_column_is_explained(table: str) -> None:
    page = text_of(DOCS / "how-to" / "read-results.md")
    cast = cast_of(load("karabakh-2020").case)
    section = page.partition(f"## `{table}`")[2].partition("\n## ")[0]
    places = {f"_{known}": "_<belligerent>" for known in cast.belligerents}
    places |= {f"_{known}": "_<front>" for known in cast.fronts}
    for column in spec(table, cast):
        ending = next((one for one in places if column.endswith(one)), "")
        general = column.removesuffix(ending) + places.get(ending, "")
        assert f"`{general}`" in section, f"{column} of {table} is not explained"


def test_every_command_and_option_is_on_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    page = text_of(DOCS / "reference" / "command-line.md")
    readme = text_of(ROOT / "README.md")
    for command in present():
        assert f"| `sim {command}" in page
        assert f"`sim {command}" in readme
        assert main([command, "--help"]) == 0
        told = capsys.readouterr().out.partition("Options:")[2]
        for option in re.findall(r"^  (?:-\w, )?(--[a-z-]+)", told, re.MULTILINE):
            assert option == "--help" or f"`{option}" in page or f"[{option}" in page, option


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(text_of(page)):
        if link.startswith(("http:", "https:", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{link} leads nowhere"
        if anchor:
            assert anchor in anchors(target), f"{link}: no such heading"
