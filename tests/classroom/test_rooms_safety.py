"""Rooms: no seat learns what its actor does not know, and hostile messages are answered."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from sim.classroom.app import Settings, create_app
from sim.classroom.rooms import live
from sim.classroom.rooms.decisions import Choice, Decision
from sim.classroom.rooms.live import PATIENCE
from sim.classroom.rooms.room import Room
from sim.classroom.rooms.seen import view
from sim.classroom.rooms.store import Store
from sim.kernel import log as logs
from sim.kernel.phases.common import side_of
from sim.scenario.loading import load
from tests.classroom.rooming import HOME, Browser

MADE = {"key": "K", "owner": "teacher", "seed": "45", "rules": {}}
PRIVATE = (logs.CONDUCT, logs.INCIDENT, logs.ATTENDANCE)  # events of the other side


def played_room(answers: int) -> Room:
    """A room of two players with so many answers given, all yes."""
    room = Room("AAAA", MADE, load("first-war"), None)
    room.apply({"do": "join", "badge": "w", "name": "Ann", "seat": "westland"})
    room.apply({"do": "join", "badge": "e", "name": "Bob", "seat": "eastland"})
    room.apply({"do": "start"})
    for _ in range(answers):
        question = next(iter(room.pending))
        room.apply(
            {"do": "decide", "question": question, "choice": {"yes": True}, "by": "player",
             "who": "", "at": ""}
        )  # fmt: skip
    return room


def scramble(room: Room, other: str) -> None:
    """Change everything that is private to a side: type, beliefs, intentions, true losses."""
    assert room.game is not None
    world, model = room.game.model.world, room.game.model
    i = model.cast.belligerents.index(other)
    for name in ("cost", "cost_high", "losses", "tolerance", "strength", "quality", "aim"):
        world.belligerents[i][name] = 0.123456
    world.pairs[i] = np.zeros((), world.pairs.dtype)
    for f in range(len(world.fronts)):
        s = side_of(world, f, i)
        for name in ("war", "keep", "break_", "hazard", "kept_probability", "blamed"):
            world.sides[f, s][name] = 0.654321
        for name in ("means_to_keep", "broke", "fired"):
            world.sides[f, s][name] = 1 - world.sides[f, s][name]
    rows = model.log.events[: int(model.log.counts[0])]
    for k in np.flatnonzero(np.isin(rows["kind"], PRIVATE) & (rows["actor"] == i)):
        rows["value"][k], model.log.terms[k] = 7.0, 0.987654
    for k in np.flatnonzero((rows["kind"] == logs.RESPONSE) & (rows["actor"] == i)):
        model.log.terms[k] = 0.987654  # the answer is known at the table, its reasons are not
    for k in np.flatnonzero(rows["kind"] == logs.COLLAPSE):
        rows["actor"][k], model.log.terms[k] = i, 0.987654


@pytest.mark.parametrize("answers", [0, 1, 3, 6, 12])
def test_what_is_private_to_a_side_reaches_nobody_else(answers: int) -> None:
    room = played_room(answers)
    others = ("w", "teacher", "stranger")
    before = [view(room, badge, badge == "teacher", {"w", "e"}) for badge in others]
    own = view(room, "e", False, {"w", "e"})
    scramble(room, "eastland")
    assert [view(room, badge, badge == "teacher", {"w", "e"}) for badge in others] == before
    assert view(room, "e", False, {"w", "e"}) != own  # or the test would test nothing


def test_a_question_goes_to_its_seat_alone_and_hints_only_if_allowed() -> None:
    room = played_room(1)
    asked = next(iter(room.pending.values()))
    badge, other = ("w", "e") if asked.seat == "westland" else ("e", "w")
    (question,) = view(room, badge, False, set())["questions"]
    assert "hint" not in question
    assert "true" not in json.dumps(question["believed"])
    ids = [one["id"] for one in view(room, other, False, set())["questions"]]
    assert asked.id not in ids
    room.apply({"do": "rules", "rules": {"hints": True}})
    (question,) = view(room, badge, False, set())["questions"]
    assert question["hint"]["why"]


def test_a_game_is_its_decisions() -> None:
    one, other = played_room(9), played_room(9)
    assert one.game is not None
    assert other.game is not None
    assert [d.question.id for d in one.game.decisions] == [
        d.question.id for d in other.game.decisions
    ]
    assert one.pending.keys() == other.pending.keys()
    assert isinstance(one.game.decisions[0], Decision)
    assert one.game.decisions[0].choice == Choice(yes=True)


def test_a_torn_line_is_not_read(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append("ABCD", {"do": "make"})
    path = tmp_path / "ABCD.jsonl"
    path.write_bytes(path.read_bytes() + b'{"do": "jo')
    store.append("ABCD", {"do": "start"})
    assert list(store.lines("ABCD")) == [{"do": "make"}, {"do": "start"}]
    with pytest.raises(ValueError, match="no code"):
        store.append("../A", {})


@pytest.fixture(scope="module")
def playing(
    compiled_code: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Browser]]:
    """A game that is going on, and the browser of its mediator."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIM_DATA_DIR", str(tmp_path_factory.mktemp("rooms")))
        with TestClient(create_app(Settings()), base_url=HOME) as client:
            player = Browser(client)
            code = player.ask("POST", "/api/rooms", {"scenario": "first-war"})["code"]
            player.act(code, "join", {"name": "Cy", "seat": "lake_talks"})
            player.act(code, "start")
            yield code, player


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
ACTS = ("join", "leave", "answer", "pause", "rules", "model", "settle", "console", "nothing", "..")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    act=st.sampled_from(ACTS),
    message=st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("name", "seat", "question", "choice", "on", "key"), ANYTHING)
    ),
)
def test_whatever_is_sent_is_answered(playing: Any, act: str, message: Any) -> None:
    code, player = playing
    body = json.dumps(message).encode()
    headers = {"content-type": "application/json", "cookie": player.cookie}
    answer = player.client.post(f"/api/rooms/{code}/{act}", content=body, headers=headers)
    player.client.cookies.clear()
    assert answer.status_code < 500, answer.text[:300]
    if answer.status_code >= 400 and act != "..":
        assert answer.json()["error"]["problem"]
    player.act(code, "join", {"name": "Cy", "seat": "lake_talks"})


@pytest.mark.parametrize(
    "choice",
    [
        {"yes": True, "front": "../etc"},
        {"yes": True, "front": "river", "member": "eastland"},
        {"yes": "true", "front": "river"},
        {"yes": True, "front": "river", "days": 1e9},
        {"yes": True, "front": "river", "line": -1},
    ],
)
def test_a_choice_must_be_one_that_is_offered(playing: Any, choice: Any) -> None:
    code, player = playing
    (question,) = player.see(code)["questions"]
    message = {"question": question["id"], "choice": choice}
    answer = player.client.post(
        f"/api/rooms/{code}/answer", json=message, headers={"cookie": player.cookie}
    )
    player.client.cookies.clear()
    assert answer.status_code in (400, 422)


def test_the_line_is_for_listening(playing: Any) -> None:
    code, player = playing
    with player.live(code) as line:
        assert line.receive_json()["code"] == code
        for _ in range(5):
            line.send_text("x" * 1000)
            said = line.receive_json()
            while "error" not in said:
                said = line.receive_json()
        with pytest.raises(WebSocketDisconnect):
            line.receive_json()
    assert player.see(code)["state"] == "playing"


@pytest.mark.parametrize(
    ("query", "words"),
    [("", "nothing is said on this line"), ("?lang=fr", "rien ne se dit sur cette ligne")],
)
def test_the_line_refuses_in_the_language_of_the_page(playing: Any, query: str, words: str) -> None:
    code, player = playing
    with player.live(code, query) as line:
        for _ in range(PATIENCE):
            line.send_text("?")
            said = line.receive_json()
            while "error" not in said:
                said = line.receive_json()
            assert said["error"]["problem"] == words
        with pytest.raises(WebSocketDisconnect) as ended:
            line.receive_json()
    assert (ended.value.code, ended.value.reason) == (1008, words)


def test_lines_too_many_and_rooms_unknown_are_said_in_french(
    playing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, player = playing
    monkeypatch.setattr(live, "MOST_OF_ONE_BROWSER", 1)
    with player.live(code) as first, player.live(code, "?lang=fr") as second:
        first.receive_json()
        with pytest.raises(WebSocketDisconnect) as ended:
            second.receive_json()
    assert (ended.value.code, ended.value.reason) == (4429, "trop de lignes sont ouvertes")
    with player.live("QQQQ", "?lang=fr") as line, pytest.raises(WebSocketDisconnect) as ended:
        line.receive_json()
    assert (ended.value.code, ended.value.reason) == (4404, "aucune salle ne porte ce code")


def test_other_pages_are_told_so_in_french(playing: Any) -> None:
    code, player = playing
    headers = {"origin": "http://evil.example", "host": "127.0.0.1:8000"}
    path = f"/api/rooms/{code}/live?lang=fr"
    with (
        pytest.raises(WebSocketDisconnect) as ended,
        player.client.websocket_connect(path, headers=headers),
    ):
        pass
    assert ended.value.reason == "cela ne vient pas d’une page de ce serveur"


def test_other_pages_hear_nothing(playing: Any) -> None:
    code, player = playing
    headers = {"origin": "http://evil.example", "host": "127.0.0.1:8000", "cookie": player.cookie}
    path = f"/api/rooms/{code}/live"
    with (
        pytest.raises(WebSocketDisconnect),
        player.client.websocket_connect(path, headers=headers),
    ):
        pass
