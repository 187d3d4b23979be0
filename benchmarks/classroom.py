"""`python -m benchmarks.classroom`: watchers of `sim classroom`, each with wars of their own.

Every watcher is a browser as far as the server can tell: a session, a connection that is kept, wars
and branches that nobody asked for before, a pause to look at each. Measured on the machine that
serves, so that the network is not.
"""

import argparse
import json
import random
import re
import statistics
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection, HTTPException

import psutil

CASES = ("first-war", "karabakh-2020")
PAUSE = (2.0, 6.0)  # seconds between two questions of a watcher
QUIET = 20.0  # seconds in which caches fill before memory is compared
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
    parser.add_argument("--minutes", type=float, default=10.0)
    asked = parser.parse_args()
    command = [sys.executable, "-m", "sim", "classroom", "--no-browser", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            measure(server, asked.watchers, 60.0 * asked.minutes)
        finally:
            server.terminate()


def measure(server: "subprocess.Popen[str]", count: int, seconds: float) -> None:
    """Watch for so long; print waits, errors and memory."""
    assert server.stderr is not None
    found = re.search(r":(\d+)/", server.stderr.readline())
    assert found
    port = int(found.group(1))
    while not ready(port):
        time.sleep(1.0)
    process = psutil.Process(server.pid)
    watchers = Watchers(port, count, seconds)
    for thread in watchers.threads:
        thread.start()
    time.sleep(min(QUIET, seconds / 2.0))
    early = process.memory_info().rss
    for thread in watchers.threads:
        thread.join()
    late = process.memory_info().rss
    for kind, waits in watchers.waits.items():
        ranked = sorted(waits)
        print(
            f"{kind}: {len(ranked)} answers, median {statistics.median(ranked):.3f} s, "
            f"95 % within {ranked[int(0.95 * len(ranked))]:.3f} s"
        )
    print(f"errors: {len(watchers.errors)} {watchers.errors[:3]}")
    print(f"memory: {early / 1e6:.0f} MB, then {late / 1e6:.0f} MB")


def ready(port: int) -> bool:
    """Whether the compiled loop is there."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/api/health")
    state = json.loads(connection.getresponse().read())
    connection.close()
    return bool(state["compiled"])


if __name__ == "__main__":
    main()
