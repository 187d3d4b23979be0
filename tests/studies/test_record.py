"""The comparison as a command, the page that it fills, and sources of every shipped number."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.engines.finished import Finished
from sim.report.generated import DOCS
from sim.scenario import load
from sim.scenario.library import scenario_files
from sim.scenario.scenario import Scenario
from sim.scenario.sources import unsourced
from sim.studies.record import RECORD, main
from sim.studies.record_file import read_record, shipped_record
from sim.studies.record_words import HEADINGS, number
from tests.studies.handmade import settled

PAGE = "before\n<!-- record:begin -->\nold\n<!-- record:end -->\nafter\n"
SHIPPED = read_record(shipped_record(RECORD))


def by_hand(scenario: Scenario, seed: int, count: int) -> Iterator[Finished]:
    return (settled(replicate, ended=replicate % 2 == 0) for replicate in range(count))


def none_fought(scenario: Scenario, seed: int, count: int) -> Iterator[Finished]:
    raise AssertionError("no war should be fought")


def interrupted(scenario: Scenario, seed: int, count: int) -> Iterator[Finished]:
    raise KeyboardInterrupt


def tables(text: str) -> list[list[list[str]]]:
    """The tables of figures in a text, as rows of cells without heading and rule."""
    found: list[list[list[str]]] = []
    for line in text.splitlines():
        if line.startswith(f"| {HEADINGS[0]} |"):
            found.append([])
        elif line.startswith("| `") and found:
            found[-1].append([cell.strip() for cell in line.strip("|").split("|")])
    return found


def test_two_wars_beside_the_record(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--seeds", "1", "--seed", "4"]) == 0
    told = capsys.readouterr()
    assert [len(table) for table in tables(told.out)] == [len(SHIPPED.figures)] * 2
    for name in SHIPPED.scenarios:
        assert f"### `{name}`: 1 wars, seed 4" in told.out
        assert name in told.err


def test_a_page_is_filled_between_its_marks(tmp_path: Path) -> None:
    page = tmp_path / "model.md"
    page.write_text(PAGE, encoding="utf-8")
    assert main(["--seeds", "4", "--fill", str(page)], fight=by_hand) == 0
    text = page.read_text(encoding="utf-8")
    assert text.startswith("before\n<!-- record:begin -->\n\n### `karabakh-2020`: 4 wars")
    assert text.endswith("\n\n<!-- record:end -->\nafter\n")
    assert "old" not in text
    assert "came about in 50 % of the wars" in text
    assert "Outcomes: `settlement` 50 %, `war` 50 %." in text


def test_a_page_without_marks_is_refused_before_any_war(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "model.md"
    page.write_text("no marks\n", encoding="utf-8")
    assert main(["--fill", str(page)], fight=none_fought) == 1
    assert "model.md: the page lacks <!-- record:begin -->" in capsys.readouterr().err
    assert main(["--fill", str(tmp_path / "none.md")], fight=none_fought) == 1
    assert "none.md" in capsys.readouterr().err


def test_a_broken_record_is_the_users_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--record", str(tmp_path / "none.toml")], fight=none_fought) == 2
    assert "none.toml: cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("count", ["0", "-1", "many", "1.5"])
def test_a_count_is_a_whole_number(count: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([f"--seeds={count}"], fight=none_fought)
    assert stop.value.code == 2
    assert f"{count} is not a whole number from 1 up" in capsys.readouterr().err


def test_interrupted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "model.md"
    page.write_text(PAGE, encoding="utf-8")
    assert main(["--fill", str(page)], fight=interrupted) == 130
    assert "interrupted" in capsys.readouterr().err
    assert page.read_text(encoding="utf-8") == PAGE


def test_the_model_page_shows_the_figures_of_the_record() -> None:
    """Both tables have the record's ids, units, samples, values; each miss is explained below."""
    text = (DOCS / "model.md").read_text(encoding="utf-8")
    part = text.partition("<!-- record:begin -->")[2].partition("<!-- record:end -->")[0]
    assert re.findall(r"^### `(.+)`: (\d+) wars", part, re.MULTILINE) == [
        (name, "1000") for name in SHIPPED.scenarios
    ]
    expected = []
    for name, figure in SHIPPED.figures.items():
        own = number(figure.low)
        if figure.high != figure.low:
            own += f" to {number(figure.high)}"
        expected.append([f"`{name}`", figure.unit, figure.sample, own])
    explained = text.partition("<!-- record:end -->")[2].partition("\n## ")[0]
    for table in tables(part):
        missed = [line[0] for line in table if line[HEADINGS.index("inside")] == "no"]
        assert [name for name in missed if name not in explained] == []
    shown = [[line[:4] for line in table] for table in tables(part)]
    assert shown == [expected] * len(SHIPPED.scenarios)


@pytest.mark.parametrize("path", scenario_files(), ids=lambda path: path.stem)
def test_every_number_of_a_shipped_scenario_has_a_source(path: Path) -> None:
    assert unsourced(load(path)) == []
