"""The teaching pack: its numbers are fought, pages and sheets are of one source and complete."""

import io
import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from sim.cli import main
from sim.cli.app import command
from sim.language import LANGUAGES
from sim.scenario import load
from sim.scenario.addresses import parse_assignments
from sim.scenario.root import scenario_root
from sim.studies.teaching import __main__ as teaching
from sim.studies.teaching.content import lesson_words, read, spaced
from sim.studies.teaching.numbers import TEACHING, arms, fought, kept
from sim.studies.teaching.pages import ORDER, commands, pages
from sim.studies.teaching.sheets import as_pdf, front, sheets
from sim.studies.teaching.told import Told

A4 = (595.3, 841.9)  # points
MOST = 150_000  # bytes of a sheet
LESSONS = sorted(path.stem for path in (scenario_root() / "classroom").glob("*.toml"))
NAMES = ("{}.md", "{}-handout.pdf", "{}-debrief.pdf")
REST = ("index.md", "role-play.md", "role-play-sheets.pdf", "what-simulations-cannot-say.md")
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
SHEETS = sheets()


def text_of(pdf: bytes) -> str:
    """The words of a PDF, without its line breaks and the hyphens at them."""
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return re.sub(r"\s+", " ", text.replace("-\n", ""))


def lines(page: Path) -> list[str]:
    """The commands of a page."""
    return "".join(BLOCK.findall(page.read_text(encoding="utf-8"))).splitlines()


def test_every_classroom_scenario_has_plan_handout_and_debrief_in_both_languages() -> None:
    assert sorted(ORDER) == LESSONS == sorted(arms()[1])
    for language in LANGUAGES:
        wanted = {name.format(scenario) for name in NAMES for scenario in LESSONS} | {*REST}
        assert {path.name for path in (TEACHING / language).iterdir()} == wanted
        index = (TEACHING / language / "index.md").read_text(encoding="utf-8")
        assert [name for name in wanted - {"index.md"} if f"]({name})" not in index] == []


def test_pages_are_those_of_their_source() -> None:
    for path, text in pages(kept()).items():
        found = (TEACHING / path).read_text(encoding="utf-8")
        assert found == text, f"{path}: run python -m sim.studies.teaching --no-fight"


@pytest.mark.parametrize("path", SHEETS)
def test_sheets_are_those_of_their_source(path: str) -> None:
    found, made = (TEACHING / path).read_bytes(), as_pdf(*SHEETS[path])
    assert text_of(found) == text_of(made), "run python -m sim.studies.teaching --no-fight"
    whole = PdfReader(io.BytesIO(found))
    assert len(whole.pages) == (8 if path.endswith("role-play-sheets.pdf") else 1)
    for page in whole.pages:
        size = (float(page.mediabox.width), float(page.mediabox.height))
        assert size == pytest.approx(A4, abs=0.1)
    assert len(found) < MOST


def test_what_a_handout_says_can_be_copied_out_of_it() -> None:
    found = text_of((TEACHING / "fr" / "insincere-truces-handout.pdf").read_bytes())
    assert "Une minute après l’heure, un obus tombe." in found
    places = [one["name"] for one in front("insincere-truces", "fr")["positions"]]
    assert [place for place in places if place not in found] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", LESSONS)
def test_a_handout_calls_the_sides_as_the_page_does(scenario: str, language: str) -> None:
    words = lesson_words(scenario, language)
    for side in words["sides"].values():
        assert side.lower() in spaced(words["handout"]["story"], language).lower()


@pytest.mark.parametrize("scenario", LESSONS)
def test_the_languages_tell_the_same_lesson(scenario: str) -> None:
    first, other = (read(scenario, language) for language in LANGUAGES)
    for part in ("arms", "handout", "lesson"):
        assert first[part].keys() == other[part].keys()
    assert list(first["arms"]) == list(other["arms"]) == list(arms()[1][scenario])
    for part in ("who", "ask", "words"):
        assert len(first["handout"][part]) == len(other["handout"][part])
    called = [re.findall(r"{{.*?}}", str(one["lesson"]["questions"])) for one in (first, other)]
    assert called[0] == called[1]
    for words in (first, other):
        ends = [minute[:2] for minute in words["lesson"]["minutes"]]
        assert ends[0][0] == 0
        assert ends[-1][1] == 45
        assert all(one[1] == then[0] for one, then in pairwise(ends))


def test_the_war_that_a_class_sees_is_the_one_told() -> None:
    found = kept()
    for scenario, one in arms()[1].items():
        for arm, assignments in one.items():
            told = found["lessons"][scenario]["arms"][arm]["first"]
            assert fought(scenario, assignments, 1)["first"] == told, (
                f"{scenario}, {arm}: run python -m sim.studies.teaching"
            )


@pytest.mark.parametrize(
    ("scenario", "arm"), [("commitment", "no_guarantee"), ("insincere-truces", "as_filed")]
)
def test_the_numbers_are_those_of_the_wars(scenario: str, arm: str) -> None:
    wars, lessons = arms()
    found = kept()
    assert found["wars"] == wars
    assert fought(scenario, lessons[scenario][arm], wars) == found["lessons"][scenario]["arms"][arm]
    assert found["lessons"][scenario]["seed"] == load(scenario).case.scenario.seed


@pytest.mark.parametrize("page", sorted(TEACHING.rglob("*.md")), ids=lambda page: page.stem)
def test_every_command_can_be_typed(page: Path) -> None:
    if page.stem in LESSONS:
        assert lines(page) == commands(page.stem)
    for line in lines(page):
        name, verb, *arguments = shlex.split(line)
        assert name == "sim"
        known = command()
        with known.make_context("sim", [verb, *arguments]) as context:
            _, parser, rest = known.resolve_command(context, [verb, *arguments])
            parsed = parser.make_context(verb, rest).params
        if verb == "run":
            load(parsed["scenario"], parse_assignments(parsed["set"] or []))


def test_a_command_of_a_plan_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    line = lines(TEACHING / "en" / "commitment.md")[1]
    assert main([*shlex.split(line)[1:], "--no-report"]) == 0
    assert "Hillmen" in capsys.readouterr().out


def test_french_signs_have_their_spaces() -> None:
    said = spaced("Qui a tiré : « l’autre » ? Sans 45 % ; non !", "fr")
    assert said == "Qui a tiré\u00a0: «\u00a0l’autre\u00a0»\u202f? Sans 45\u202f%\u202f; non\u202f!"
    assert spaced("Who : 45 % ?", "en") == "Who : 45 % ?"


def test_numbers_are_told_as_each_language_writes_them() -> None:
    first = {"end_day": None, "deaths": 1234, "broken": 2, "outcome": "victory:a"}
    lives = [[3, 0.005, False], [5, 0.1, False], [9, 11.2, False], [30, 60.0, True]]
    row = {
        "outcomes": {"settlement": 576, "frozen": 1, "war": 419, "victory": 4},
        "week": None,
        "deaths": 2345.6,
        "first": {**first, "lives": lives},
    }
    found = {"wars": 1000, "lessons": {"x": {"seed": 3, "arms": {"as_filed": row}}}}
    english, french = (Told(found, "x", one, {"a": "the Ants"}) for one in LANGUAGES)
    assert english.held("as_filed") == "58\u00a0%"
    assert english.beaten("as_filed") == "0.4\u00a0%"
    assert french.beaten("as_filed") == "0,4\u202f%"
    assert (english.wars, french.wars) == ("1,000", "1\u202f000")
    assert english.deaths("as_filed") == "2,346"
    assert english.week("as_filed") == english.end("as_filed") == "–"
    assert english.ended("as_filed") == "decided in battle: won by the Ants"
    told = [english.life("as_filed", place).replace("\u00a0", " ") for place in range(4)]
    assert told == ["7 minutes", "2.4 hours", "11 days", "holds"]
    assert french.life("as_filed", 1) == "2,4\u00a0heures"


def test_a_folder_that_is_not_there_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(teaching, "TEACHING", tmp_path / "nowhere")
    assert teaching.main(["--no-fight"]) == 1
    assert "nowhere" in capsys.readouterr().err
