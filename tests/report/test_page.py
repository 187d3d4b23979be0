"""The page: one file, nothing fetched, names escaped everywhere, the replay's data whole."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sim.records.errors import RecordError, WritingError
from sim.records.runs import Runs
from sim.report.embed import script_json
from sim.report.page import write_report
from sim.report.replay import replay
from sim.report.story import tell
from sim.report.war import War, war_of
from sim.scenario.scenario import Scenario
from sim.scenario.schema import Case

FETCHES = {"src", "href", "xlink:href", "action", "data", "poster", "srcset", "formaction"}


class Reader(HTMLParser):
    """Collects elements, what they would fetch, ids, and the text of scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.fetched: list[str] = []
        self.ids: list[str] = []
        self.scripts: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.fetched += [v or "" for k, v in attrs if k in FETCHES]
        self.ids += [v or "" for k, v in attrs if k == "id"]

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1] == "script":
            self.scripts.append(data)
        self.words.append(data)


def runs_of(scenario: Scenario, tables: Any, keep: tuple[str, ...] = ()) -> Runs:
    frames = {
        name: getattr(tables, name)
        for name in ("runs", "truces", "days", "events")
        if not keep or name in keep
    }
    return Runs(scenario, 7, 0, 1, "mesa", frames, dict.fromkeys(frames, 1), "", "")


def read_page(folder: Path) -> tuple[str, Reader]:
    text = (folder / "report.html").read_text("utf-8")
    reader = Reader()
    reader.feed(text)
    return text, reader


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, scenario: Scenario, tables: Any) -> list[Path]:
    return write_report(tmp_path_factory.mktemp("report"), scenario, runs_of(scenario, tables))


@pytest.fixture(scope="module")
def folder(files: list[Path]) -> Path:
    return files[-1].parent


def test_files(folder: Path, files: list[Path]) -> None:
    names = {path.relative_to(folder).as_posix() for path in files}
    figures = ("front_line", "deaths", "bargaining", "truce_chart", "ties", "overview")
    drawn = {f"figures/{name}.{kind}" for name in figures for kind in ("png", "svg")}
    assert names == {"report.html"} | drawn
    assert all(path.stat().st_size > 0 for path in files)
    assert not list(folder.glob(".*"))


def test_nothing_is_fetched(folder: Path) -> None:
    text, reader = read_page(folder)
    assert reader.fetched
    assert all(link.startswith("#") for link in reader.fetched)
    addresses = set(re.findall(r"https?://[^\s\"'<>)]+", text))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert "@import" not in text
    assert all(url.startswith("#") for url in re.findall(r"url\(\s*[\"']?([^)\"']+)", text))


def test_every_id_is_its_own_and_every_link_arrives(folder: Path) -> None:
    text, reader = read_page(folder)
    assert len(reader.ids) == len(set(reader.ids))
    markup = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    wanted = {link[1:] for link in reader.fetched} | set(re.findall(r"url\(#([^)]+)\)", markup))
    assert wanted <= set(reader.ids)


def test_what_a_reader_needs_is_there(folder: Path) -> None:
    text, reader = read_page(folder)
    words = " ".join(reader.words)
    assert '<html lang="en">' in text
    assert reader.elements.count("svg") == 5
    assert reader.elements.count("h1") == 1
    assert "Counterfactual: Assembly did not mediate" in words
    assert "not what will happen" in words
    assert "10 Oct 20:05" in words
    assert "say yes and keep it" in words
    assert "chance that the other side keeps" in words
    assert text.count("<summary>why?</summary>") >= 5
    assert text.count('role="img"') >= 5


def test_hostile_names_stay_text(tmp_path: Path, evil: Case, war: War, tables: Any) -> None:
    scenario = Scenario(evil, war.scenario.path, "", {}, {}, {}, {}, {"x": "</script><b>"})
    write_report(tmp_path, scenario, runs_of(scenario, tables))
    text, reader = read_page(tmp_path)
    assert "b" not in reader.elements
    assert reader.elements.count("script") == 3
    assert "<b>" not in text
    assert '<b>$x^2$</b> & "co"' in " ".join(reader.words)
    data = json.loads(next(one for one in reader.scripts if one.startswith('{"id"')))
    assert data["sides"][0]["name"] == '<b>$x^2$</b> & "co"'


def test_json_cannot_leave_its_script() -> None:
    value = {"a": "</script><!-- & \u2028"}
    text = script_json(value)
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == value
    with pytest.raises(ValueError, match="JSON"):
        script_json(float("nan"))


def test_the_replay_has_the_whole_war(war: War) -> None:
    data = replay(war, list(tell(war.events, war.scenario)))
    front = data["fronts"][0]
    assert [line for _, line in front["steps"]] == [8, 7, 6, 5, 4, 3, 2]
    assert sum(place["share"] for place in front["places"]) == pytest.approx(1.0)
    assert [truce["to"] for truce in front["truces"]] == [352.0, pytest.approx(497.5), None]
    assert data["deaths"][0][-1] == pytest.approx(war.days["deaths_armenia"].sum())
    assert len(front["range"]) == len(front["beliefs"][0]) == len(war.days)
    assert front["truth"] == pytest.approx(1.0 / 2.5)
    assert json.loads(script_json(data))["hours"] == war.last_hour


def test_two_fronts(tmp_path: Path, war: War, tables: Any) -> None:
    data = war.scenario.case.model_dump()
    data["fronts"]["other"] = {"parties": ["armenia", "azerbaijan"], "positions": 4}
    scenario = Scenario(Case.model_validate(data), war.scenario.path, "", {}, {}, {}, {}, {})
    runs = runs_of(scenario, tables)
    runs.frames["days"] = tables.days.assign(line_other=2, tension_other=0.0)
    runs.frames["runs"] = tables.runs.assign(share_taken_other=0.0, share_final_other=0.5)
    write_report(tmp_path, scenario, runs)
    words = " ".join(read_page(tmp_path)[1].words)
    assert "on the front other" in words


def test_tables_that_were_not_kept(tmp_path: Path, scenario: Scenario, tables: Any) -> None:
    with pytest.raises(RecordError, match="days"):
        write_report(tmp_path, scenario, runs_of(scenario, tables, ("runs", "truces")))


def test_a_war_that_was_not_fought(scenario: Scenario, tables: Any) -> None:
    with pytest.raises(ValueError, match="replicate: found 3"):
        war_of(scenario, runs_of(scenario, tables), 3)


def test_a_folder_that_cannot_be_written(tmp_path: Path, scenario: Scenario, tables: Any) -> None:
    (tmp_path / "figures").write_text("a file in the way")
    with pytest.raises(WritingError, match="report could not be written"):
        write_report(tmp_path, scenario, runs_of(scenario, tables))


def test_missing_actors_are_nobody(scenario: Scenario, tables: Any) -> None:
    events: pd.DataFrame = tables.events.assign(
        target=tables.events["target"].where(tables.events["target"] != "", None)
    )
    runs = runs_of(scenario, tables._replace(events=events))
    assert {event.target for event in war_of(scenario, runs).events} >= {""}
    assert "None" not in " ".join(str(one) for one in tell(war_of(scenario, runs).events, scenario))
