"""`sim facts`: one fact end to end, its page, its data, and what it refuses."""

import json
from pathlib import Path
from typing import Any

import pytest
from matplotlib.image import imread

from sim.cli import main
from sim.scenario.errors import ScenarioError
from sim.studies.facts import looking
from sim.studies.facts.comparison import exact
from sim.studies.facts.docs_page import fact_of, page_text, write_docs
from sim.studies.facts.facts_page import write_facts_page
from sim.studies.facts.formal import FORMAL, Formal
from sim.studies.facts.gates import read_gates
from sim.studies.facts.looking import Looked, chosen, look_for
from sim.studies.facts.stylised import STYLISED
from sim.studies.progress import Count

COLUMNS = {
    "id", "statement", "source", "kind", "level", "runs", "expected", "measured", "low", "high",
    "verdict",
}  # fmt: skip
DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def looked() -> Looked:
    """A formal fact and two stylised ones, from a few points of their populations."""
    return look_for(["S7", "rubinstein", "S3"], points=3)


def test_a_stylised_fact_end_to_end(looked: Looked) -> None:
    rubinstein, third, seventh = looked.facts
    assert (rubinstein.id, third.id, seventh.id) == ("rubinstein", "S3", "S7")
    assert seventh.kind == "stylised"
    assert seventh.runs == 2 * 3 * 3 * 20  # mechanism on and off, three arms, points, wars
    assert third.runs == (4 + 2) * 3 * 20
    assert seventh.verdict == "undecided"  # far fewer members than the gates ask for
    assert [one.off[:3] for one in seventh.checks if one.off] == [(0.0, 0.0, 0.0)] * 2
    assert {one.label for one in seventh.beside} >= {"told by a neutral"}
    assert looked.ok


def test_wars_repeat(looked: Looked) -> None:
    again = look_for(["S3"], points=3)
    assert again.facts[0].as_dict() == looked.facts[1].as_dict()


def test_the_page_has_figures_checks_and_cross_tables(looked: Looked, tmp_path: Path) -> None:
    page = write_facts_page(looked, tmp_path / "deep" / "facts").read_text(encoding="utf-8")
    for words in ("S7", "S3", "Nelson-Aalen", "mechanism off", "told by a neutral", "rubinstein"):
        assert words in page
    for name in ("s3", "s7"):
        image = imread(tmp_path / "deep" / "facts" / f"{name}.png")
        assert image.shape[0] > 500
        assert image.std() > 0.05  # something is drawn


def test_the_documentation_is_made_from_its_data(looked: Looked, tmp_path: Path) -> None:
    page = write_docs(looked, tmp_path).read_text(encoding="utf-8")
    data = json.loads((tmp_path / "facts.json").read_text(encoding="utf-8"))
    assert page == page_text(data, looked.gates)
    assert (tmp_path / "figures" / "fact-s3.png").is_file()
    again = [fact_of(row).as_dict() for row in data["facts"]]
    assert again == data["facts"] == [one.as_dict() for one in looked.facts]


def test_the_page_of_the_documentation_is_current_in_form() -> None:
    """Not fought again: the page is what its data and the gates make of it, all facts on it."""
    data = json.loads((DOCS / "facts.json").read_text(encoding="utf-8"))
    assert (DOCS / "facts.md").read_text(encoding="utf-8") == page_text(data, read_gates())
    assert [row["id"] for row in data["facts"]] == [*FORMAL, *STYLISED]
    gates = read_gates().facts
    for row in data["facts"]:
        assert set(row) >= COLUMNS
        if row["kind"] == "stylised":
            assert row["statement"] == gates[row["id"]].statement
            assert [one["gate"] for one in row["checks"]] == [
                check.rule for check in gates[row["id"]].checks.values()
            ]
            assert (DOCS / "figures" / f"fact-{row['id'].lower()}.png").is_file()
        else:
            assert row["verdict"] == "holds"


def test_names_are_ids_or_groups_in_any_case() -> None:
    assert chosen([]) == [*FORMAL, *STYLISED]
    assert chosen(["formal"]) == [*FORMAL]
    assert chosen(["s4", "Rubinstein"]) == ["rubinstein", "S4"]
    assert chosen(["S12", "stylised"]) == [*STYLISED]
    with pytest.raises(ScenarioError, match="rubinstein"):
        chosen(["rubinstien"])


def test_each_fact_is_told_and_wars_are_counted() -> None:
    told: list[str] = []
    counts: list[tuple[int, int]] = []

    def follow(count: Count) -> None:
        counts.append((count.done, count.planned))

    look_for(["S7", "rubinstein"], points=2, tell=lambda fact: told.append(fact.id), follow=follow)
    assert told == ["rubinstein", "S7"]
    assert counts[-1] == (240, 240)


def json_of(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_json_holds_the_promised_columns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["facts", "rubinstein", "--json", "--out", str(tmp_path)]) == 0
    [row] = json_of(capsys)
    assert set(row) >= COLUMNS
    assert (row["kind"], row["level"], row["verdict"]) == ("formal", "rule", "holds")
    assert row["low"] <= row["expected"] <= row["high"]


def test_the_table_says_what_was_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", "quick-offers", "--out", str(tmp_path)]) == 0
    said = capsys.readouterr()
    assert "quick-offers" in said.out
    assert "holds" in said.out
    assert "quick-offers: holds" in said.err


def wrong(wars: int) -> list[Any]:
    """A closed form that is missed."""
    return [exact("a number", 0.5, 0.6)]


def test_a_formal_fact_that_fails_is_status_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Formal, "compare", lambda self, wars: wrong(wars))
    assert main(["facts", "rubinstein", "--json", "--out", str(tmp_path)]) == 1
    [row] = json_of(capsys)
    assert row["verdict"] == "fails"
    assert row["checks"][0]["verdict"] == "missed"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["S99"], "S9"), (["gamblers-riun"], "gamblers-ruin"), (["S4", "--write", "docs"], "--write")],
)
def test_what_cannot_be_looked_for_is_refused(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["facts", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_page_that_cannot_be_written_is_status_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    assert main(["facts", "rubinstein", "--out", str(file / "below")]) in (1, 2)
    assert "below" in capsys.readouterr().err


def test_an_interrupt_stops_the_wars(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(looking, "check_stylised", stop)
    assert main(["facts", "S7", "--out", str(tmp_path)]) == 130
