"""A classroom that others can reach: the code of the room, the teacher's key, a cookie each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from starlette.testclient import TestClient

from sim.classroom.app import Settings
from sim.classroom.door import WRONG_TRIES
from sim.classroom.sessions import STUDENT, TEACHER, Doorkeeper
from tests.browser import chromium, page_in, served

from .conftest import KEY

CODE = Doorkeeper(KEY, open_door=False, trusting=False).code


@pytest.fixture
def stranger(open_room: TestClient) -> Iterator[TestClient]:
    """Somebody who has shown nothing yet."""
    open_room.cookies.clear()
    yield open_room
    open_room.cookies.clear()


def me(client: TestClient) -> tuple[bool, bool]:
    answer = client.get("/api/me").json()
    return answer["admitted"], answer["teacher"]


def test_without_the_code_there_is_only_the_door(stranger: TestClient) -> None:
    page = stranger.get("/")
    assert 'name="code"' in page.text
    for path in ("/api/library", "/api/me", "/api/scenarios/first-war"):
        answer = stranger.get(path)
        assert answer.status_code == 401
        assert "code" in answer.json()["error"]["problem"]
    assert stranger.get("/api/health").status_code == 200


@pytest.mark.page
def test_the_form_works_in_a_browser_and_makes_a_teacher_of_a_player(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A browser says whose form a form is only where the page lets it."""
    monkeypatch.setenv("SIM_DATA_DIR", str(tmp_path))
    with (
        served(Settings(key=KEY, local=False, hosts=("127.0.0.1",))) as address,
        chromium() as browser,
        page_in(browser) as page,
    ):
        page.goto(f"{address}/?code={CODE}")
        expect(page.get_by_role("tab")).to_have_count(5)
        page.goto(f"{address}/?door")
        page.get_by_role("textbox").fill(KEY)
        page.get_by_role("button", name="Enter").click()
        page.get_by_role("tab", name="Play").click()
        page.get_by_role("button", name="Open a room").click()
        expect(page.get_by_role("button", name="Start")).to_be_visible()


@pytest.mark.page
@pytest.mark.parametrize(
    ("lang", "link", "enter", "start"),
    [
        ("en", "Are you the teacher? Enter the key", "Enter", "Start"),
        ("fr", "Vous êtes l’enseignant\u202f? Entrez la clé", "Entrer", "Commencer"),
    ],
)
def test_a_teacher_who_came_in_as_a_player_finds_the_door_and_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, link: str, enter: str, start: str
) -> None:
    monkeypatch.setenv("SIM_DATA_DIR", str(tmp_path))
    with (
        served(Settings(key=KEY, local=False, hosts=("127.0.0.1",))) as address,
        chromium() as browser,
        page_in(browser) as page,
    ):
        page.goto(f"{address}/?code={CODE}&lang={lang}")
        shown = {"headers": {"Origin": address}, "data": {"key": KEY}}
        teacher = browser.new_context()
        assert teacher.request.post(f"{address}/enter", **shown).ok
        made = teacher.request.post(
            f"{address}/api/rooms", headers={"Origin": address}, data={"scenario": "first-war"}
        ).json()
        page.goto(f"{address}/?lang={lang}#tab=play&room={made['code']}")
        page.locator(".room-lobby").get_by_role("link", name=link, exact=True).click()
        page.get_by_role("textbox").fill(KEY)
        page.get_by_role("button", name=enter, exact=True).click()
        expect(page.get_by_role("button", name=start, exact=True)).to_be_visible()
        assert page.locator("html").get_attribute("lang") == lang
        expect(page.get_by_role("link", name=link)).to_have_count(0)


def test_the_door_leads_back_to_the_room_and_speaks_its_language(stranger: TestClient) -> None:
    page = stranger.get("/?door=abcd&lang=fr").text
    assert '<html lang="fr">' in page
    assert 'name="room" value="ABCD"' in page
    assert "<script" not in stranger.get("/?door=%22%3E%3Cscript%3E").text
    wrong = stranger.post("/enter?lang=fr", data={"code": "no", "room": "ABCD"}).text
    assert 'value="ABCD"' in wrong
    assert "Ce n'est pas le bon" in wrong
    form = {"code": KEY, "room": "ABCD"}
    answer = stranger.post("/enter?lang=fr", data=form, follow_redirects=False)
    assert answer.headers["location"] == "/?lang=fr#tab=play&room=ABCD"
    form["room"] = "//evil.example"
    answer = stranger.post("/enter", data=form, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_the_printed_address_lets_a_student_in(stranger: TestClient) -> None:
    answer = stranger.get(f"/?code={CODE.lower()}&x=1", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?x=1"
    assert me(stranger) == (True, False)
    assert stranger.get("/api/me").json()["address"].endswith(f"/?code={CODE}")


def test_the_form_takes_code_and_key(stranger: TestClient) -> None:
    assert "alert" in stranger.post("/enter", data={"code": "wrong"}).text
    answer = stranger.post(
        "/enter", data={"code": f" {CODE[:3]} {CODE[3:]} "}, follow_redirects=False
    )
    assert answer.headers["location"] == "/"
    assert me(stranger) == (True, False)
    stranger.post("/enter", data={"code": KEY}, follow_redirects=False)
    assert me(stranger) == (True, True)


def test_the_key_as_a_message(stranger: TestClient) -> None:
    assert stranger.post("/enter", json={"key": "x"}).status_code == 422
    assert stranger.post("/enter", json={"key": KEY}).json() == {"admitted": True, "teacher": True}
    stranger.post("/enter", json={"code": CODE})
    assert me(stranger) == (True, True)


def test_a_forged_role_is_worth_nothing(stranger: TestClient) -> None:
    stranger.get("/")
    token, _, tag = stranger.cookies["classroom"].split(".")
    for role in (STUDENT, TEACHER):
        stranger.cookies.clear()
        cookie = {"cookie": f"classroom={token}.{role}.{tag}"}
        assert stranger.get("/api/me", headers=cookie).status_code == 401


def test_a_server_started_again_with_the_same_key_knows_its_class() -> None:
    before, after = (Doorkeeper(KEY, open_door=False, trusting=False) for _ in range(2))
    student = before.promoted(before.session(None), STUDENT)
    again = after.session(before.cookie(student))
    assert (again.token, again.admitted, again.teacher) == (student.token, True, False)
    other = Doorkeeper("another", open_door=False, trusting=False)
    assert not other.session(before.cookie(student)).admitted
    assert other.code != before.code


def test_keys_are_made_up_where_none_is_given() -> None:
    keys = {Doorkeeper(None, open_door=False, trusting=False).key for _ in range(3)}
    assert len(keys) == 3


def test_on_ones_own_machine_nothing_is_asked(room: TestClient) -> None:
    assert me(room) == (True, True)
    assert "code" not in room.get("/api/me").json()["address"]


def test_guessing_is_slow(stranger: TestClient) -> None:
    answers = [stranger.get(f"/?code=AAAAA{k}") for k in range(WRONG_TRIES + 1)]
    assert answers[-1].status_code == 429
    assert stranger.get(f"/?code={CODE}").status_code == 429
