"""A classroom for tests: the application without a port, asked as its own page asks it."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from sim.classroom.app import Settings, create_app

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
