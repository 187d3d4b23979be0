"""Players of one room: each a browser as far as the server can tell, with a line that is kept."""

import json
import random
import threading
import time
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

SCENARIO, SEATS = "first-war", ("westland", "eastland", "lake_talks")
PAUSE = (1.0, 5.0)  # seconds a player thinks
TOO_LATE = 409  # somebody of the same seat was first: no error
HOST = "127.0.0.1"


class Browser:
    """A session with a connection that is kept."""

    def __init__(self, port: int) -> None:
        self.port, self.cookie = port, ""
        self.connection = HTTPConnection(HOST, port, timeout=60)

    def ask(self, method: str, path: str, message: Any = None) -> Any:
        """What the server answers; None where it was too late."""
        headers = {"Content-Type": "application/json", "Cookie": self.cookie}
        body = None if message is None else json.dumps(message)
        try:
            answer = self._asked(method, path, body, headers)
        except (OSError, HTTPException):  # the server lets go of idle connections, as to browsers
            answer = self._asked(method, path, body, headers)
        text = answer.read()
        self.cookie = (answer.getheader("Set-Cookie") or self.cookie).partition(";")[0]
        if answer.status == TOO_LATE:
            return None
        if answer.status != 200:
            raise ValueError(f"{answer.status}: {text[:200]!r}")
        return json.loads(text)

    def _asked(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> HTTPResponse:
        try:
            self.connection.request(method, path, body, headers)
            return self.connection.getresponse()
        except (OSError, HTTPException):
            self.connection.close()
            raise

    def line(self, code: str) -> ClientConnection:
        """The line on which a room is told."""
        there = f"{HOST}:{self.port}"
        return connect(
            f"ws://{there}/api/rooms/{code}/live",
            origin=Origin(f"http://{there}"),
            additional_headers={"Cookie": self.cookie},
            ping_interval=None,  # browsers do not ask either
            max_queue=None,  # browsers read all that comes, whatever their player is doing
        )


def newest(line: ClientConnection) -> Any:
    """What the room looks like now: of several messages that wait, the last."""
    seen = line.recv(timeout=5.0)
    try:
        while True:
            seen = line.recv(timeout=0)
    except TimeoutError:
        return json.loads(seen)


class Players:
    """So many players for so long: when a game is over, they play another."""

    def __init__(self, port: int, count: int, seconds: float) -> None:
        self.port, self.end = port, time.monotonic() + seconds
        self.waits: list[float] = []
        self.errors: list[str] = []
        self.games = 0
        self._lock = threading.Lock()
        self._teacher = Browser(port)
        self.code = self._room()
        self.threads = [threading.Thread(target=self._play, args=(k,)) for k in range(count)]

    def _room(self) -> str:
        """A new room."""
        self.games += 1
        made = self._teacher.ask("POST", "/api/rooms", {"scenario": SCENARIO})
        return str(made["code"])

    def _play(self, number: int) -> None:
        luck, browser = random.Random(number), Browser(self.port)
        while time.monotonic() < self.end:
            try:
                self._game(browser, number, luck, self.code)
            except (OSError, HTTPException, WebSocketException, ValueError) as error:
                self.errors.append(repr(error))
                time.sleep(1.0)

    def _game(self, browser: Browser, number: int, luck: random.Random, code: str) -> None:
        """One game, from a seat to the end."""
        path, seat = f"/api/rooms/{code}", SEATS[number % len(SEATS)]
        browser.ask("POST", f"{path}/join", {"name": f"player {number}", "seat": seat})
        with browser.line(code) as line:
            if number == 0:
                time.sleep(2.0)
                self._teacher.ask("POST", f"{path}/start", {})
            while time.monotonic() < self.end:
                try:
                    seen = newest(line)
                except TimeoutError:
                    continue
                if seen.get("state") == "over":
                    break
                if seen.get("questions"):
                    self._answer(browser, line, path, seen, luck)
        if number == 0 and time.monotonic() < self.end:
            self.code = self._room()
        while self.code == code and time.monotonic() < self.end:
            time.sleep(0.2)

    def _answer(
        self, browser: Browser, line: ClientConnection, path: str, seen: Any, luck: random.Random
    ) -> None:
        """Think, answer, and see how long the room takes to show it."""
        time.sleep(luck.uniform(*PAUSE))
        question = seen["questions"][0]
        fronts = question["options"].get("fronts", [])
        choice = {"yes": luck.random() < 0.7 or question["kind"] == "offer", "days": 7.0}
        if choice["yes"] and fronts:
            choice["front"] = fronts[0]
        began = time.monotonic()
        done = browser.ask("POST", f"{path}/answer", {"question": question["id"], "choice": choice})
        if done is None:
            return
        while json.loads(line.recv(timeout=30.0)).get("version", 0) < done["version"]:
            pass
        with self._lock:
            self.waits.append(time.monotonic() - began)
