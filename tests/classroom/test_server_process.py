"""A real server: a port, thirty watchers, Ctrl-C."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest

from sim.cli import main

WATCHERS = 30
COMMAND = (sys.executable, "-m", "sim", "classroom", "--no-browser", "--port")


@pytest.fixture(scope="module")
def server(compiled_code: None) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server on a free port, and the port."""
    process = subprocess.Popen([*COMMAND, "0"], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    line = process.stderr.readline()
    found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
    assert found, line
    yield process, int(found.group(1))
    process.kill()
    process.wait()
    process.stderr.close()


def ask(port: int, path: str, message: object = None) -> tuple[int, bytes]:
    body = None if message is None else json.dumps(message).encode()
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        kind = {"Content-Type": "application/json"} if body else {}
        connection.request("POST" if body else "GET", path, body, kind)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def test_thirty_watch_wars_of_their_own(server: tuple[subprocess.Popen[str], int]) -> None:
    _, port = server
    answers: dict[int, tuple[int, bytes]] = {}

    def watch(number: int) -> None:
        answers[number] = ask(port, "/api/war", {"scenario": "first-war", "seed": number})

    threads = [threading.Thread(target=watch, args=(number,)) for number in range(WATCHERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {status for status, _ in answers.values()} == {200}
    wars = {number: json.loads(body) for number, (_, body) in answers.items()}
    assert all(war["seed"] == number for number, war in wars.items())
    assert len({json.dumps(war["war"]["story"]) for war in wars.values()}) > WATCHERS // 2


def test_it_goes_on_after_broken_connections(server: tuple[subprocess.Popen[str], int]) -> None:
    process, port = server
    for words in (
        b"\x16\x03\x01\x00",
        b"GET / HTTP/9\r\n\r\n",
        b"POST /api/war HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000\r\n\r\n{",
        b"GET /" + b"a" * 100_000,
    ):
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(words)
    assert ask(port, "/api/health")[0] == 200
    assert process.poll() is None


def test_the_page_and_its_files_are_served(server: tuple[subprocess.Popen[str], int]) -> None:
    _, port = server
    address = f"http://127.0.0.1:{port}/static/report/replay.js"
    with urllib.request.urlopen(address, timeout=30) as answer:
        assert answer.headers["Content-Type"].startswith("text/javascript")
        etag = answer.headers["ETag"]
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/static/report/replay.js", headers={"If-None-Match": etag})
    assert connection.getresponse().status == 304
    connection.close()


def test_a_port_in_use_is_one_message(
    server: tuple[subprocess.Popen[str], int], capsys: pytest.CaptureFixture[str]
) -> None:
    _, port = server
    assert main(["classroom", "--no-browser", "--port", str(port)]) == 2
    said = capsys.readouterr().err
    assert "the port is in use" in said
    assert "Traceback" not in said
    free = re.search(r"sim classroom --port (\d+)", said)
    assert free
    with socket.create_server(("127.0.0.1", int(free.group(1)))):
        pass


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["--port", "99999"], "0 to 65535"),
        (["--host", "no such host"], "no such address"),
        (["--lang", "de"], "en, fr"),
        (["--key", " "], "an empty key"),
    ],
)
def test_wrong_options_are_refused(
    words: list[str], hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["classroom", "--no-browser", *words]) == 2
    assert hint in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ctrl_c_ends_it(server: tuple[subprocess.Popen[str], int]) -> None:
    process, port = server
    assert ask(port, "/api/many", {"scenario": "karabakh-2020", "wars": 5000})[0] == 202
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 130
    assert process.stderr is not None
    said = process.stderr.read()
    assert said.strip().endswith("interrupted")
    assert "Traceback" not in said
