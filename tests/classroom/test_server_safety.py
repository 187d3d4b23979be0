"""What a browser must not be able to do, and what it is told when it tries."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from sim.classroom.limits import MESSAGE_BYTES, UPLOAD_BYTES
from sim.scenario.library import find

JSON = {"content-type": "application/json"}
FIRST_WAR = json.dumps({"scenario": "first-war"})


def error_of(answer: Any) -> Any:
    """The error in an answer, which must have one of the agreed form."""
    assert 400 <= answer.status_code < 500, (answer.status_code, answer.text[:300])
    error = answer.json()["error"]
    assert {"problem", "address", "found", "allowed", "hint"} <= error.keys()
    assert error["problem"]
    assert "Traceback" not in answer.text
    return error


def test_every_answer_forbids_what_is_not_its_own(room: TestClient) -> None:
    for path in ("/api/health", "/static/report/replay.js", "/nowhere", "/api/qr?text=x"):
        headers = room.get(path).headers
        policy = dict(
            part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";")
        )
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
        assert policy["frame-ancestors"] == "'none'"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_the_only_cookie_is_the_session(room: TestClient) -> None:
    room.cookies.clear()
    answer = room.get("/api/health")
    (cookie,) = answer.headers.get_list("set-cookie")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "expires" not in cookie.lower()
    assert "max-age" not in cookie.lower()
    assert "set-cookie" not in room.get("/api/health").headers


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.", "[x"])
def test_other_names_are_not_answered(room: TestClient, host: str) -> None:
    answer = room.get("/api/library", headers={"host": host})
    if host == "localhost.":
        assert answer.status_code == 200
    else:
        assert error_of(answer)["problem"].startswith("the server does not answer to this name")


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9000"},
        {"origin": "http://127.0.0.1:8000.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_other_pages_cannot_ask(room: TestClient, headers: dict[str, str]) -> None:
    answer = room.post("/api/war", content=FIRST_WAR, headers=JSON | headers)
    assert answer.status_code == 403
    assert "not from a page of this server" in error_of(answer)["problem"]


def test_its_own_page_can(room: TestClient) -> None:
    own = {"origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-origin"}
    assert room.post("/api/war", content=FIRST_WAR, headers=JSON | own).status_code == 200


def test_sockets_need_an_origin_of_ours(room: TestClient) -> None:
    for headers in ({}, {"origin": "http://evil.example"}):
        with (
            pytest.raises(WebSocketDisconnect) as refused,
            room.websocket_connect("/api/anything", headers=headers),
        ):
            pass
        assert refused.value.code == 1008


def test_forms_of_other_pages_are_no_messages(room: TestClient) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        answer = room.post("/api/war", content=FIRST_WAR, headers={"content-type": kind})
        assert answer.status_code == 415
        error_of(answer)


def test_large_messages_are_not_read(room: TestClient) -> None:
    body = b" " * (MESSAGE_BYTES + 1)
    assert room.post("/api/war", content=body, headers=JSON).status_code == 413

    def unannounced() -> Any:
        for _ in range(20):
            yield b" " * (MESSAGE_BYTES // 10)

    answer = room.post("/api/war", content=unannounced(), headers=JSON)
    assert answer.status_code == 413
    error_of(answer)


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/%00",
        "/static//etc/passwd",
        "/static/report/..%5c..%5cpage.py",
        "/api/scenarios/..%2f..%2fetc%2fpasswd",
        "/api/scenarios/%2fetc%2fpasswd",
        "/api/scenarios/first-war.toml",
    ],
)
def test_no_path_reaches_the_file_system(room: TestClient, path: str) -> None:
    error_of(room.get(path))


@pytest.mark.parametrize("name", ["x.toml", "first-war.toml", "./first-war", "~", "C:\\x"])
def test_scenarios_are_named_not_found(
    ask: Any, monkeypatch: Any, tmp_path: Path, name: str
) -> None:
    (tmp_path / "x.toml").write_text("[scenario]\n")
    monkeypatch.chdir(tmp_path)
    error = ask("/api/war", {"scenario": name}, status=422)["error"]
    assert error["problem"] == "no scenario has this id"
    assert "is here" not in error["hint"]


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4)
    ),
    max_leaves=8,
)
keys = st.sampled_from(
    ["scenario", "changes", "seed", "replicate", "remove", "add", "lang", "at_hour", "then", "wars"]
)


@settings(max_examples=80)
@given(
    path=st.sampled_from(["war", "branch", "many", "save", "download/story", "upload"]),
    message=st.dictionaries(keys, values, max_size=6) | values,
    named=st.booleans(),
)
def test_any_message_gets_an_answer(room: TestClient, path: str, message: Any, named: bool) -> None:
    if named and isinstance(message, dict):
        message = {**message, "scenario": "first-war"}
    body = json.dumps(message).encode("utf-8", "surrogatepass")
    answer = room.post(f"/api/{path}", content=body, headers=JSON)
    if answer.status_code >= 300:
        error_of(answer)


addresses = st.sampled_from(
    [
        "scenario.horizon_days", "scenario.step_hours", "scenario.aftermath_days",
        "belligerents.eastland.strength", "belligerents.eastland.quality",
        "belligerents.eastland.belief.sd", "belligerents.eastland.belief.alpha",
        "belligerents.eastland.belief.beta", "belligerents.eastland.death_cost",
        "belligerents.eastland.attrition", "fronts.river.engagements", "fronts.river.intensity.sd",
        "fronts.river.deaths.eastland", "fronts.river.civilian_deaths", "fronts.river.terrain_open",
        "mediators.lake_talks.tempo.gap_days", "rules.truces.accident_rate",
        "rules.truces.break_pace", "rules.talks.direct_rate", "rules.pressure.half_life_days",
        "rules.truces.handover_steps", "mediators.lake_talks.tempo.rounds",
    ]
)  # fmt: skip
extreme = st.sampled_from([0, 1, -1, 1e-300, 5e-324, 1e-6, 1e6, 1e12, 1e300, 1.7e308])


@settings(max_examples=40)
@given(changes=st.dictionaries(addresses, extreme, min_size=1, max_size=4))
def test_extreme_values_are_fought_or_refused(room: TestClient, changes: Any) -> None:
    answer = room.post("/api/war", json={"scenario": "first-war", "changes": changes})
    if answer.status_code != 200:
        error_of(answer)


def starter(**heading: Any) -> str:
    text = find("first-war").read_text("utf-8")
    for key, value in heading.items():
        text = text.replace("[scenario]", f"[scenario]\n{key} = {json.dumps(value)}", 1)
    return text


def test_a_file_brought_along_is_a_scenario_of_its_session(room: TestClient) -> None:
    described = room.post("/api/upload", json={"toml": starter()}).json()
    name = described["id"]
    assert name.startswith("upload-")
    own = room.post("/api/war", json={"scenario": name}).json()["war"]
    assert own == room.post("/api/war", json={"scenario": "first-war"}).json()["war"]
    assert "extends =" not in room.post("/api/save", json={"scenario": name}).json()["toml"]
    room.cookies.clear()
    stranger = room.post("/api/war", json={"scenario": name})
    assert stranger.status_code == 404
    error_of(stranger)


def variant(extends: str) -> str:
    return f'[scenario]\nid = "x"\nname = "X"\nsummary = "x"\nextends = {json.dumps(extends)}\n'


def test_it_may_extend_what_comes_along(room: TestClient) -> None:
    answer = room.post("/api/upload", json={"toml": variant("first-war")})
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    "target", ["first-war.toml", "/etc/passwd", "../first-war.toml", "~/x.toml"]
)
def test_it_may_not_extend_a_path(room: TestClient, target: str) -> None:
    error = error_of(room.post("/api/upload", json={"toml": variant(target)}))
    assert error["address"] == "scenario.extends"
    assert "shipped" in error["problem"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00",
        "not toml",
        "[" * 3000,
        "a = " + "[" * 3000,
        "scenario = 1",
        "[[scenario]]\nid = 1",
        "[scenario]\nextends = 5",
        '[scenario]\nextends = ["first-war"]',
        starter().replace("horizon_days = 60", "horizon_days = 1e15"),
        starter() + "\n[surprise]\n__import__ = 'os'\n",
    ],
)
def test_faulty_files_are_explained(room: TestClient, text: str) -> None:
    error_of(room.post("/api/upload", json={"toml": text}))


def test_large_files_are_refused(room: TestClient) -> None:
    error_of(room.post("/api/upload", json={"toml": "#" * (UPLOAD_BYTES + 1)}))


def test_jobs_of_others_are_unknown(room: TestClient) -> None:
    job = room.post("/api/many", json={"scenario": "first-war", "wars": 1}).json()["job"]
    room.cookies.clear()
    assert room.get(f"/api/many/{job}").status_code == 404
    assert room.delete(f"/api/many/{job}").status_code == 404


def test_a_name_is_never_markup(room: TestClient) -> None:
    text = starter().replace('name = "A first war"', 'name = "<script>alert(1)</script>"')
    name = room.post("/api/upload", json={"toml": text}).json()["id"]
    page = room.post("/api/download/page", json={"scenario": name})
    assert page.status_code == 200
    assert "<script>alert" not in page.text
