"""Rooms: seats, questions and answers, the teacher's console, restart, absent players, debrief."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from sim.classroom.app import Settings, create_app
from tests.classroom.conftest import KEY
from tests.classroom.rooming import HOME, Browser, answer_all, choice_for

WAR = {"scenario": "first-war"}


@pytest.fixture(scope="module")
def client(compiled_code: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A classroom whose rooms are kept apart."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIM_DATA_DIR", str(tmp_path_factory.mktemp("rooms")))
        with TestClient(create_app(Settings()), base_url=HOME) as one:
            yield one


def opened(client: TestClient, **more: Any) -> tuple[str, Browser, list[Browser]]:
    """A room with its teacher, and players of both sides and the mediator."""
    teacher = Browser(client)
    code = teacher.ask("POST", "/api/rooms", WAR | more)["code"]
    players = [Browser(client) for _ in range(3)]
    for player, seat in zip(players, ("westland", "eastland", "lake_talks"), strict=True):
        seen = player.act(code, "join", {"name": seat.upper(), "seat": seat})
        assert seen["you"] == {
            "name": seat.upper(), "joined": True, "seat": seat, "console": False,
        }  # fmt: skip
    return code, teacher, players


def test_a_game_is_played_to_its_end_and_told(client: TestClient) -> None:
    code, teacher, players = opened(client)
    assert teacher.see(code)["state"] == "lobby"
    teacher.ask("GET", f"/api/rooms/{code}/debrief", status=409)
    seen = teacher.act(code, "start")
    assert [one["kind"] for one in seen["waiting"]] == ["launch"]
    answer_all(code, players, 8)
    kinds = {one["kind"] for player in players for one in player.see(code)["done"]}
    assert {"launch", "attend", "offer", "respond"} <= kinds
    assert teacher.act(code, "end")["state"] == "over"
    told = players[0].ask("GET", f"/api/rooms/{code}/debrief")
    assert told["played"]["story"] != told["without"]["story"] or told["parted_hour"] is None
    first = next(one for one in told["decisions"] if one["kind"] == "respond")
    losses = next(fact for fact in first["facts"] if fact["name"] == "losses")
    assert losses["knew"] < losses["true"]  # the other side admits less than it has lost
    assert "was worth" in first["own"]["why"]


def test_decisions_are_a_table_without_formulas(client: TestClient) -> None:
    teacher, player = Browser(client), Browser(client)
    code = teacher.ask("POST", "/api/rooms", WAR)["code"]
    player.act(code, "join", {"name": "=1+1", "seat": "lake_talks"})
    teacher.act(code, "start")
    answer_all(code, [player], 2)
    teacher.act(code, "end")
    text = teacher.ask("GET", f"/api/rooms/{code}/decisions.csv").removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["player"] for row in rows] == ["'=1+1", "'=1+1"]
    assert rows[0]["question"] == "launch"


def test_a_room_outlives_its_server(client: TestClient) -> None:
    code, teacher, players = opened(client)
    teacher.act(code, "start")
    answer_all(code, players, 6)
    before = [one.see(code) for one in (teacher, *players)]
    with TestClient(create_app(Settings()), base_url=HOME) as other:
        for browser, seen in zip((teacher, *players), before, strict=True):
            browser.client = other
            again = browser.see(code)
            assert {**again, "version": 0} == {**seen, "version": 0}
        answer_all(code, players, 3)


def test_an_absent_player_is_replaced_by_the_model(client: TestClient) -> None:
    code, teacher, players = opened(client)
    seen = teacher.act(code, "start")
    (asked,) = seen["waiting"]
    players[2].act(code, "leave")
    assert teacher.see(code)["waiting"] == [asked]  # the seat waits for somebody
    players[0].act(code, "settle", {"question": asked["question"]}, status=403)
    seen = teacher.act(code, "settle", {"question": asked["question"]})
    assert asked not in seen["waiting"]
    for seat in ("westland", "eastland", "lake_talks"):
        seen = teacher.act(code, "model", {"seat": seat, "on": True})
    assert seen["state"] == "over"  # nobody is left to be asked


def test_who_was_late_is_told(client: TestClient) -> None:
    code, teacher, players = opened(client)
    second = Browser(client)  # another of the same delegation
    second.act(code, "join", {"name": "too", "seat": "lake_talks"})
    teacher.act(code, "start")
    (question,) = second.see(code)["questions"]
    message = {"question": question["id"], "choice": choice_for(question)}
    players[2].act(code, "answer", message)
    late = second.act(code, "answer", message, status=409)
    assert late["error"]["problem"] == "this is decided already"


def test_a_pause_holds_answers(client: TestClient) -> None:
    code, teacher, players = opened(client, rules={"seconds": 60.0, "hold": True})
    assert teacher.act(code, "start")["paused"]
    (question,) = players[2].see(code)["questions"]
    message = {"question": question["id"], "choice": choice_for(question)}
    players[2].act(code, "answer", message, status=409)
    seen = teacher.act(code, "pause", {"on": False})
    assert 0.0 < seen["seconds_left"] <= 60.0
    players[2].act(code, "answer", message)
    assert teacher.see(code)["paused"]  # at the next decision


def test_after_the_deadline_the_model_decides(client: TestClient) -> None:
    code, teacher, players = opened(client, rules={"seconds": 0.2})
    with players[2].live(code) as line:
        line.receive_json()
        teacher.act(code, "start")
        while not line.receive_json().get("done"):
            pass
    by = {one["by"] for one in players[2].see(code)["done"]}
    assert by == {"deadline"}


def test_seats_and_names_are_checked(client: TestClient) -> None:
    teacher = Browser(client)
    code = teacher.ask("POST", "/api/rooms", WAR)["code"]
    assert teacher.act(code, "join", {"name": "a", "seat": "nobody"}, status=422)
    assert teacher.act(code, "join", {"name": " \n ", "seat": ""}, status=422)
    assert teacher.act(code, "join", {"name": "x" * 41, "seat": ""}, status=400)
    assert teacher.ask("GET", "/api/rooms/QQQQ", status=404)["error"]["hint"]
    assert [one["code"] for one in teacher.ask("GET", "/api/rooms")["rooms"]] == [code]
    assert teacher.act(code, "start", status=409)["error"]["problem"] == "nobody has a seat"


def test_a_real_war_needs_a_deliberate_word(client: TestClient) -> None:
    teacher = Browser(client)
    real = {"scenario": "karabakh-2020"}
    assert teacher.ask("POST", "/api/rooms", real, status=422)["error"]["address"] == "real"
    assert teacher.ask("POST", "/api/rooms", real | {"real": True})["code"]


def test_the_console_goes_by_its_key(client: TestClient) -> None:
    code, teacher, players = opened(client)
    players[0].act(code, "start", status=403)
    players[0].act(code, "console", {"key": "WRONGWRONG"}, status=403)
    assert "key" not in players[0].see(code)
    seen = players[0].act(code, "console", {"key": teacher.see(code)["key"]})
    assert seen["you"]["console"]


def test_the_console_shows_the_way_in_from_the_network(
    compiled_code: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Address of the room with the classroom's code in it, and a picture of it to be scanned."""
    monkeypatch.setenv("SIM_DATA_DIR", str(tmp_path))
    settings = Settings(key=KEY, local=False, hosts=("0.0.0.0",))
    with TestClient(create_app(settings), base_url=HOME) as one:
        teacher = Browser(one)
        one.cookies.clear()
        entered = one.post("/enter", json={"key": KEY}, headers={"cookie": teacher.cookie})
        teacher.cookie = entered.headers["set-cookie"].partition(";")[0]
        code = teacher.ask("POST", "/api/rooms", WAR)["code"]
        address = teacher.ask("GET", f"/api/rooms/{code}/address")["address"]
        way_in, _, place = address.partition("#")
        assert place == f"tab=play&room={code}"
        student = Browser(one)
        student.ask("GET", f"/api/rooms/{code}", status=401)
        path = way_in[way_in.index("/?code=") :]
        one.cookies.clear()
        let_in = one.get(path, headers={"cookie": student.cookie}, follow_redirects=False)
        student.cookie = let_in.headers["set-cookie"].partition(";")[0]
        assert student.see(code)["state"] == "lobby"
        assert "<svg" in teacher.ask("GET", "/api/qr?text=" + quote(address, safe=""))


def test_with_a_teachers_key_students_open_no_room(compiled_code: None) -> None:
    settings = Settings(key=KEY, local=False, hosts=("0.0.0.0",))
    with TestClient(create_app(settings), base_url=HOME) as one:
        student = Browser(one)
        student.ask("POST", "/api/rooms", WAR, status=401)


OWN = """
[scenario]
id = "lake-war"
name = "A war of our own"
summary = "Brought by the teacher."
extends = "first-war"

[mediators.lake_talks]
name = "the Village elders"
"""


def test_a_room_of_a_file_that_was_brought_outlives_its_server(client: TestClient) -> None:
    teacher, player, other = Browser(client), Browser(client), Browser(client)
    name = teacher.ask("POST", "/api/upload", {"toml": OWN})["id"]
    other.ask("POST", "/api/rooms", {"scenario": name}, status=404)  # it has not brought it
    code = teacher.ask("POST", "/api/rooms", {"scenario": name})["code"]
    player.act(code, "join", {"name": "P", "seat": "lake_talks"})
    teacher.act(code, "start")
    answer_all(code, [player], 2)
    seen = player.see(code)
    assert seen["scenario"]["name"] == "A war of our own"
    assert "the Village elders" in {seat["name"] for seat in seen["seats"]}
    with TestClient(create_app(Settings()), base_url=HOME) as after:
        for browser in (teacher, player):
            browser.client = after
        again = player.see(code)
        assert {**again, "version": 0, "connected": 0} == {**seen, "version": 0, "connected": 0}
        assert teacher.ask("GET", "/api/rooms")["rooms"][0] == {
            "code": code, "scenario": "A war of our own",
        }  # fmt: skip
        player.ask("GET", f"/api/scenarios/{name}", status=404)  # played, but not handed on
        answer_all(code, [player], 2)
        teacher.act(code, "end")
        told = player.ask("GET", f"/api/rooms/{code}/debrief")
        assert "the Village elders" in {one["name"] for one in told["decisions"]}


def test_a_room_of_a_file_is_capped_like_any_other(client: TestClient) -> None:
    teacher = Browser(client)
    name = teacher.ask("POST", "/api/upload", {"toml": OWN})["id"]
    longer = {"scenario": name, "changes": {"scenario.horizon_days": 99_999}}
    error = teacher.ask("POST", "/api/rooms", longer, status=422)["error"]
    assert "more work than the classroom takes on" in error["problem"]
    real = {"toml": OWN.replace("extends", "fictional = false\nextends")}
    name = teacher.ask("POST", "/api/upload", real)["id"]
    assert teacher.ask("POST", "/api/rooms", {"scenario": name}, 422)["error"]["address"] == "real"
