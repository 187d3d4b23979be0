"""Connections that say nothing, or are too many: refused in words, and the others are served."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import pytest
import uvicorn

from sim.classroom.connections import IN_ALL, SILENT_SECONDS, Door, bounded, most_connections
from sim.classroom.wishes import wanted_by

SILENT = 0.4
ASK = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


async def app(_: Any, receive: Any, send: Any) -> None:
    """Answers after a while, longer than silence may last."""
    await receive()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await asyncio.sleep(1.5 * SILENT)
    await send({"type": "http.response.body", "body": b"there"})


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """A server that has room for three, two of them from one machine."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(
            app, log_level="error", lifespan="off", http=bounded(Door(3, 2), SILENT), ws="none"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join(30.0)


@contextmanager
def line(port: int, words: bytes = b"") -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=30.0) as one:
        one.sendall(words)
        yield one


def heard(one: socket.socket, until: bytes = b"") -> bytes:
    """What the server says until it hangs up, or until some words have come."""
    said = b""
    while not until or until not in said:
        more = one.recv(65536)
        if not more:
            break
        said += more
    return said


def test_too_many_of_one_machine_are_told_so(port: int) -> None:
    with line(port, ASK) as first, line(port, ASK) as second:
        for one in (first, second):
            assert b"there" in heard(one, b"there")  # it is connected, and stays so
        with line(port, ASK) as third:
            said = heard(third)
        assert b"HTTP/1.1 503" in said
        assert b"too many connections are open" in said
        second.sendall(ASK)
        assert b"there" in heard(second, b"there")
    for _ in range(100):
        with line(port, ASK) as again:
            if b"there" in heard(again, b"there"):
                return
        time.sleep(0.05)
    raise AssertionError("those that have gone still count")


def test_what_is_refused_is_said_in_the_language_asked_for(port: int) -> None:
    french = ASK.replace(b"\r\n\r\n", b"\r\nAccept-Language: fr\r\n\r\n")
    with line(port, ASK) as first, line(port, ASK) as second:
        for one in (first, second):
            assert b"there" in heard(one, b"there")
        with line(port, french) as third:
            assert "trop de connexions sont ouvertes" in heard(third).decode()
    with line(port, b"GET /api/me?lang=fr HTTP/1.1\r\nHost: 12") as slow:
        said = heard(slow).decode()
    assert "aucune demande n’est venue à temps" in said
    assert f"{SILENT_SECONDS:g} secondes" in said


@pytest.mark.parametrize(
    ("head", "language"),
    [
        (b"GET / HTTP/1.1\r\nAccept-Language: en\r\n", "en"),
        (b"GET /?door=&lang=en HTTP/1.1\r\nAccept-Language: fr\r\n", "en"),
        (b"GET / HTTP/1.1\r\naccept-language:  en \r\n\r\n", "en"),
        (b"GET / HTTP/1.1\r\nAccept-Language: en-GB,en;q=0.9\r\n", "fr"),
        (b"GET /?slang=en HTTP/1.1\r\n", "fr"),
        (b"GET /?lang=de HTTP/1.1\r\n", "fr"),
        (b"\xff\x00", "fr"),
        (b"", "fr"),
    ],
)
def test_the_language_of_a_request_that_nobody_has_read(head: bytes, language: str) -> None:
    """Where none of ours is named it is the classroom's, here French."""
    assert wanted_by(head, "fr") == language


def test_half_a_request_is_not_waited_for(port: int) -> None:
    with line(port, b"GET / HTTP/1.1\r\nHost: 12") as slow:
        said = heard(slow)
    assert b"HTTP/1.1 408" in said
    assert b"no request came in time" in said


def test_half_a_second_request_is_not_waited_for(port: int) -> None:
    with line(port, ASK) as one:
        assert b"there" in heard(one, b"there")
        one.sendall(b"GET")
        assert b"HTTP/1.1 408" in heard(one)


def test_silence_is_ended_without_a_word(port: int) -> None:
    with line(port) as silent:
        assert heard(silent) == b""


class Transport:
    """As much of a transport as a door looks at."""

    def __init__(self) -> None:
        self.closed = False

    def is_closing(self) -> bool:
        return self.closed


def test_sockets_of_a_room_count_until_they_are_closed() -> None:
    """Whoever becomes a socket is not reported gone: it is looked at when there is no room left."""
    door, there = Door(3, 2), [Transport() for _ in range(6)]
    lines = cast("list[Any]", there)
    assert door.admits("a", lines[0])
    assert door.admits("a", lines[1])
    assert not door.admits("a", lines[2])  # two of one machine
    assert door.admits("b", lines[3])
    assert not door.admits("c", lines[4])  # three in all
    there[1].closed = True
    assert door.admits("c", lines[4])
    door.left("b", lines[3])
    door.left("b", lines[3])
    assert door.admits("a", lines[5])


def test_there_is_room_for_a_class() -> None:
    assert 20 <= most_connections() <= IN_ALL
