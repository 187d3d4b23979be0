"""What first paint waits for: little, fetched at once, packed, and never a war."""

import gzip
import re
import socket
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect
from starlette.testclient import TestClient

from sim.classroom.serve import bound
from sim.classroom.static_files import FOLDERS
from sim.report import figures
from tests.browser import chromium, page_in, served

FETCHED = re.compile(r'<link rel="modulepreload" href="/static/([^"]+)">')
IMPORTED = re.compile(r'from "(/static/|\./)([\w/.]+)"')


def source(name: str) -> str:
    folder = FOLDERS["report/" if name.startswith("report/") else ""]
    return (folder / name.removeprefix("report/")).read_text("utf-8")


def reached(name: str, known: set[str]) -> set[str]:
    """A module and all that it imports, however deep."""
    known.add(name)
    here = "report/" if name.startswith("report/") else ""
    for root, other in IMPORTED.findall(source(name)):
        full = other if root == "/static/" else here + other
        if full not in known:
            reached(full, known)
    return known


def test_the_page_names_the_modules_it_needs_and_no_others(room: TestClient) -> None:
    assert set(FETCHED.findall(room.get("/").text)) == reached("main.js", set())


@pytest.mark.parametrize(("language", "words"), [("en", "One moment"), ("fr", "Un instant")])
def test_the_page_says_something_before_its_code_runs(
    room: TestClient, language: str, words: str
) -> None:
    body = room.get("/", params={"lang": language}).text.partition("<body")[2]
    assert "<h1>" in body
    assert words in body


def test_files_come_packed_to_those_who_unpack(room: TestClient) -> None:
    plain = room.get("/static/main.js", headers={"Accept-Encoding": "identity"})
    packed = room.get("/static/main.js", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content == (FOLDERS[""] / "main.js").read_bytes()
    assert int(packed.headers["content-length"]) < len(gzip.compress(plain.content)) + 50


def test_a_file_that_changed_is_read_again(
    room: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "new.css"
    file.write_text("p { margin: 0 }")
    monkeypatch.setitem(FOLDERS, "new/", tmp_path)
    first = room.get("/static/new/new.css")
    file.write_text("p { margin: 1rem }")
    second = room.get("/static/new/new.css", headers={"If-None-Match": first.headers["etag"]})
    assert second.text == "p { margin: 1rem }"


def test_small_answers_leave_at_once() -> None:
    """Else each of the page's files waits 40 ms for the acknowledgement of its heading."""
    with bound("127.0.0.1", 0) as listening:
        assert listening.proto == socket.IPPROTO_TCP


@pytest.mark.page
def test_the_frame_is_there_before_the_war() -> None:
    with served() as address, chromium() as browser, page_in(browser) as page:
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        page.route("**/api/war", hold)
        page.goto(address)
        expect(page.get_by_role("tab")).to_have_count(5)
        expect(page.get_by_role("tabpanel")).to_contain_text("One moment")
        expect(page.locator(".rp-time")).to_have_count(0)
        held[0].continue_()
        expect(page.locator(".rp-time")).to_be_visible()


@pytest.mark.page
def test_figures_are_said_to_be_drawn_while_they_are() -> None:
    with served() as address, chromium() as browser, page_in(browser) as page:
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        page.route("**/api/download/figures", hold)
        page.goto(f"{address}/#s=first-war&tab=share")
        page.get_by_role("button", name="Figures").click()
        expect(page.locator(".files")).to_contain_text("Being drawn")
        held[0].fulfill(headers={"content-disposition": 'filename="f.zip"'}, body=b"PK")
        expect(page.locator(".files")).to_contain_text("Saved: f.zip")


def test_figures_asked_for_again_are_not_drawn_again(
    room: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def draw(_: object) -> str:
        drawn.append("drawn")
        return "figure"

    def save(figure: str, path: Path) -> list[Path]:
        path.write_text(figure)
        return [path]

    monkeypatch.setattr(figures, "FIGURES", {"one": draw})
    monkeypatch.setattr(figures, "save", save)
    for seed in (41, 41, 42):
        answer = room.post("/api/download/figures", json={"scenario": "first-war", "seed": seed})
        assert answer.content[:2] == b"PK"
    assert len(drawn) == 2
