"""`python -m benchmarks.classroom`: watchers of `sim classroom`, each with wars of their own, and
players of one room; a real browser looks on. The figures go into docs/performance.md.

Every watcher is a browser as far as the server can tell: a session, a connection that is kept, wars
and branches that nobody asked for before, a pause to look at each. Measured on the machine that
serves, so that the network is not.
"""

import argparse
import json
import os
import random
import re
import statistics
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from tempfile import TemporaryDirectory

import psutil

from benchmarks.machine import described, load
from benchmarks.painting import painted
from benchmarks.players import Players
from benchmarks.rows import Row, markdown, printed
from sim.report.generated import DOCS, fill

CASES = ("first-war", "karabakh-2020")
PAUSE = (2.0, 6.0)  # seconds between two questions of a watcher
FLAT = 40.0  # MB that the memory may grow by in the second half
SENT_AWAY = {"karabakh-2020": "minsk_group", "first-war": "lake_talks"}


class Watchers:
    """So many watchers for so long, and what they saw."""

    def __init__(self, port: int, count: int, seconds: float) -> None:
        self.port, self.end = port, time.monotonic() + seconds
        self.waits: dict[str, list[float]] = {"war": [], "branch": []}
        self.errors: list[str] = []
        self.threads = [threading.Thread(target=self._watch, args=(k,)) for k in range(count)]

    def _watch(self, number: int) -> None:
        luck = random.Random(number)
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        cookie = ""
        while time.monotonic() < self.end:
            kind = luck.choice(["war", "war", "branch"])
            began = time.monotonic()
            try:
                cookie = self._ask(connection, kind, luck, cookie)
                self.waits[kind].append(time.monotonic() - began)
            except (OSError, HTTPException, ValueError) as error:
                self.errors.append(repr(error))
                connection.close()
            time.sleep(luck.uniform(*PAUSE))
        connection.close()

    def _ask(self, connection: HTTPConnection, kind: str, luck: random.Random, cookie: str) -> str:
        """One question; the cookie to go on with."""
        case = luck.choice(CASES)
        message: dict[str, object] = {"scenario": case, "seed": luck.randrange(2**32)}
        if kind == "branch":
            message |= {"at_hour": 0, "then": {"remove": [f"mediators.{SENT_AWAY[case]}"]}}
        headers = {"Content-Type": "application/json", "Cookie": cookie}
        connection.request("POST", f"/api/{kind}", json.dumps(message), headers)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise ValueError(f"{answer.status}: {body[:200]!r}")
        return (answer.getheader("Set-Cookie") or cookie).partition(";")[0]


def main() -> None:
    """Serve, watch, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.classroom")
    parser.add_argument("--watchers", type=int, default=30)
    parser.add_argument("--players", type=int, default=30)
    parser.add_argument("--minutes", type=float, default=10.0)
    asked = parser.parse_args()
    machine = described(load())
    command = [sys.executable, "-m", "sim", "classroom", "--no-browser", "--port", "0"]
    with TemporaryDirectory() as folder:
        there = {**os.environ, "SIM_DATA_DIR": folder}
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=there) as server:
            try:
                rows = measure(server, asked.watchers, asked.players, 60.0 * asked.minutes)
            finally:
                server.terminate()
    day = datetime.now(UTC).date().isoformat()
    page, held = DOCS / "performance.md", f"held for {asked.minutes:g} minutes"
    text = f"Measured on {day}, {held}. {machine}\n\n{markdown(rows)}"
    page.write_text(fill(page.read_text(encoding="utf-8"), "classroom", text), encoding="utf-8")
    print(printed(rows))


def measure(server: "subprocess.Popen[str]", count: int, players: int, seconds: float) -> list[Row]:
    """Watch and play for so long: waits, errors and memory."""
    assert server.stderr is not None
    found = re.search(r":(\d+)/", server.stderr.readline())
    assert found
    port = int(found.group(1))
    while not ready(port):
        time.sleep(1.0)
    process = psutil.Process(server.pid)
    painted(port, 1.0)  # a warm server
    watching, playing = Watchers(port, count, seconds), Players(port, players, seconds)
    threads = [*watching.threads, *playing.threads]
    for thread in threads:
        thread.start()
    early: list[float] = []
    timer = threading.Timer(seconds / 2.0, lambda: early.append(process.memory_info().rss))
    timer.start()
    paints, steps = painted(port, seconds)
    for thread in (*threads, timer):
        thread.join()
    late = process.memory_info().rss
    for error in [*watching.errors, *playing.errors][:5]:
        print(error)
    errors = len(watching.errors) + len(playing.errors)
    growth = (late - early[0]) / 1e6
    waits = watching.waits["war"] + watching.waits["branch"]
    return [
        Row("g", f"errors of {count} watchers and {players} players", str(errors), "none",
            errors == 0, "see the first of them above"),
        Row("g", "wars and branches answered, seconds: median; 95 %", spread(waits)),
        Row("g", f"an answer shown in the room ({playing.games} games), seconds: median; 95 %",
            spread(playing.waits)),
        Row("g", "first paint, seconds: median; 95 %", spread(paints), "under 2",
            within(paints, 2.0), "the machine: server, browser and watchers share it"),
        Row("g", "a step drawn, seconds: median; 95 %", spread(steps), "under 0.15",
            within(steps, 0.15), "the machine: server, browser and watchers share it"),
        Row("g", "memory of the server, MB: half-way; at the end",
            f"{early[0] / 1e6:.0f}; {late / 1e6:.0f}", "flat", growth < FLAT, "what it keeps"),
    ]  # fmt: skip


def ninety_five(waits: list[float]) -> float:
    """What 95 % of them are within."""
    return sorted(waits)[int(0.95 * len(waits))]


def spread(waits: list[float]) -> str:
    """Median and 95th percentile."""
    if not waits:
        return "not measured"
    return f"{statistics.median(waits):.3f}; {ninety_five(waits):.3f} ({len(waits)} of them)"


def within(waits: list[float], most: float) -> bool | None:
    """Whether the 95th percentile keeps to a limit; None where nothing was measured."""
    return ninety_five(waits) < most if waits else None


def ready(port: int) -> bool:
    """Whether the compiled loop is there."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/api/health")
    state = json.loads(connection.getresponse().read())
    connection.close()
    return bool(state["compiled"])


if __name__ == "__main__":
    main()
