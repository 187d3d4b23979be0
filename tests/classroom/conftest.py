"""A classroom for tests: the application without a port, asked as its own page asks it; and with
a port, in a real browser."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from sim.classroom.app import Settings, create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOME = "http://127.0.0.1:8000"
KEY = "open sesame"


@pytest.fixture(scope="session")
def room(compiled_code: None) -> Iterator[TestClient]:
    """A classroom on the teacher's own machine."""
    with TestClient(create_app(Settings()), base_url=HOME) as client:
        yield client


@pytest.fixture(scope="session")
def open_room(compiled_code: None) -> Iterator[TestClient]:
    """A classroom that others can reach; its door is shut to who does not know the code."""
    settings = Settings(key=KEY, local=False, hosts=("0.0.0.0",))
    with TestClient(create_app(settings), base_url=HOME) as client:
        yield client


@pytest.fixture
def ask(room: TestClient) -> Any:
    """Post to the room: what it answers, which must be of the status expected."""

    def asking(path: str, message: Any, status: int = 200) -> Any:
        answer = room.post(path, json=message)
        assert answer.status_code == status, answer.text[:500]
        return answer.json()

    return asking


@pytest.fixture(scope="module")
def address(compiled_code: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a classroom on a free port; its rooms are kept apart."""
    from tests.browser import served

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIM_DATA_DIR", str(tmp_path_factory.mktemp("rooms")))
        with served() as one:
            yield one


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """A headless Chromium."""
    from tests.browser import chromium

    with chromium() as one:
        yield one


@pytest.fixture
def page(browser: "Browser", address: str, request: pytest.FixtureRequest) -> Iterator["Page"]:
    """The page at the module's `START`, once its war is there."""
    from playwright.sync_api import expect

    from tests.browser import LONG, page_in

    with page_in(browser) as one:
        one.goto(f"{address}/{request.module.START}")
        expect(one.locator(".rp-time")).to_be_visible(timeout=LONG)
        yield one
