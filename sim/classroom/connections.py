"""Connections from the network: so many in all, so many from one machine, none that is silent.

The application hears of whole requests only. Who opens connections and says nothing is met here,
before any of it.
"""

import asyncio
from collections import defaultdict
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from sim.classroom.answers import Refusal, encoded
from sim.classroom.wishes import wanted_by
from sim.faults.words import told
from sim.language import speaking

IN_ALL = 800
SPARE_FILES = 100  # that the server keeps open for other things
OF_ONE_ADDRESS = 400  # a class behind one address: thirty browsers with seven lines each, twice
SILENT_SECONDS = 15.0  # until the head of a request is whole
CROWDED_SECONDS = 1.0  # for whom there is no room

CROWDED = Refusal(
    503, "too many connections are open", hint="close other tabs of this page, and try again"
)
SILENT = Refusal(408, "no request came in time", allowed=f"{SILENT_SECONDS:g} seconds")


class Door:
    """Who is connected: transports by address."""

    def __init__(self, in_all: int | None = None, of_one: int = OF_ONE_ADDRESS) -> None:
        self.in_all, self.of_one = in_all or most_connections(), of_one
        self._open: defaultdict[str, set[asyncio.Transport]] = defaultdict(set)

    def admits(self, address: str, transport: asyncio.Transport) -> bool:
        """Take a connection in, if there is room for it."""
        if not self._room(address):
            self._sweep()
            if not self._room(address):
                return False
        self._open[address].add(transport)
        return True

    def left(self, address: str, transport: asyncio.Transport) -> None:
        """A connection has ended."""
        self._open[address].discard(transport)
        if not self._open[address]:
            del self._open[address]

    def _room(self, address: str) -> bool:
        mine = len(self._open[address]) if address in self._open else 0
        return mine < self.of_one and sum(map(len, self._open.values())) < self.in_all

    def _sweep(self) -> None:
        """Forget those that ended as sockets of a room: nobody told of it."""
        for address, there in list(self._open.items()):
            self._open[address] = {one for one in there if not one.is_closing()}
            if not self._open[address]:
                del self._open[address]


def most_connections() -> int:
    """In all: as many as this process may have files open, and no more than `IN_ALL`."""
    try:
        import resource
    except ImportError:  # not a POSIX system: no such limit
        return IN_ALL
    soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if soft == resource.RLIM_INFINITY:
        return IN_ALL
    return max(20, min(IN_ALL, soft - SPARE_FILES))


class Bounded(H11Protocol):
    """One connection.

    Attributes:
        door: who is connected. patience: seconds for the head of a request to come, from the
            first of it or from the connection.
        lang: in which whoever names no language is refused.
    """

    door: Door
    patience = SILENT_SECONDS
    lang = "en"

    _clock: asyncio.TimerHandle | None = None
    _heard = _crowded = False

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._crowded = not self.door.admits(self._address(), transport)
        self._wait(CROWDED_SECONDS if self._crowded else self.patience)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        self.door.left(self._address(), self.transport)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._crowded:  # said now that there is somebody who listens
            self._refuse(CROWDED, data)
            return
        super().data_received(data)
        self._heard = not self._at_work()
        if not self._heard or self.transport.is_closing():
            self._stop()
        elif self._clock is None:
            self._wait(self.patience)

    def _at_work(self) -> bool:
        """Whether a request is being answered, or a socket has taken over."""
        upgraded = self not in self.connections
        return upgraded or (self.cycle is not None and not self.cycle.response_complete)

    def _address(self) -> str:
        return self.client[0] if self.client else ""

    def _wait(self, seconds: float) -> None:
        self._clock = self.loop.call_later(seconds, self._too_long)

    def _stop(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None

    def _too_long(self) -> None:
        """Hang up; browsers open connections ahead of time, which are told nothing."""
        self._clock = None
        if self._heard:
            self._refuse(SILENT, self.conn.trailing_data[0])
        else:
            self.transport.close()

    def _refuse(self, refusal: Refusal, heard: bytes) -> None:
        """Say why, in the language that the request names as far as it was heard, and hang up."""
        with speaking(wanted_by(heard, self.lang)):
            body = encoded({"error": told(refusal.error)})
        head = (
            f"HTTP/1.1 {refusal.status} Refused\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()


def bounded(door: Door, seconds: float = SILENT_SECONDS, lang: str = "en") -> type[H11Protocol]:
    """The server's protocol with a door, and no patience with silence.

    Args:
        seconds: for the head of a request to come, from the first of it or from the connection.
        lang: of the classroom, in which whoever names no language is refused.
    """
    return type("BoundedHere", (Bounded,), {"door": door, "patience": seconds, "lang": lang})
