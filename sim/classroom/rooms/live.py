"""Browsers that watch a room: each is told the latest state, and skips what it was too slow for."""

import asyncio
import contextlib
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from sim.classroom.answers import Refusal, encoded, farewell
from sim.classroom.rooms.room import Room
from sim.faults.words import told
from sim.language import speaking

MOST_OF_ONE_ROOM, MOST_OF_ONE_BROWSER = 400, 8
PATIENCE = 5  # messages that are no use, until the line is cut
BEAT = 20.0  # seconds
SILENT = Refusal(400, "nothing is said on this line", hint="acts are posted to the room's address")
CROWDED = Refusal(429, "too many lines are open")
BEATING = encoded({"beat": True})


class Connection:
    """One browser."""

    def __init__(self, socket: WebSocket, badge: str, teacher: bool, language: str) -> None:
        self.socket, self.badge, self.teacher = socket, badge, teacher
        self.language = language
        self._latest: bytes | None = None
        self._new = asyncio.Event()

    def leads(self, room: Room) -> bool:
        """Whether it leads a room."""
        return self.teacher or self.badge in room.consoles

    def put(self, seen: bytes) -> None:
        """The latest state, in the place of one that was not sent yet."""
        self._latest = seen
        self._new.set()

    async def send(self) -> None:
        """Send states as they come, and a beat where none comes."""
        while True:
            try:
                async with asyncio.timeout(BEAT):
                    await self._new.wait()
            except TimeoutError:
                await self.socket.send_text(BEATING.decode())
                continue
            self._new.clear()
            if self._latest is not None:
                text, self._latest = self._latest.decode(), None
                await self.socket.send_text(text)

    async def listen(self) -> None:
        """Answer what comes; hang up on who goes on."""
        for _ in range(PATIENCE):
            message = await self.socket.receive()
            if message["type"] == "websocket.disconnect":
                return
            with speaking(self.language):
                said = encoded({"error": told(SILENT.error)})
            await self.socket.send_text(said.decode())
        await self.hang_up(1008, SILENT)

    async def hang_up(self, code: int, refusal: Refusal) -> None:
        """Close the line, and say why in the language of the page."""
        with speaking(self.language):
            reason = farewell(refusal)
        await self.socket.close(code, reason)


class Connections:
    """Who watches which room."""

    def __init__(self) -> None:
        self._of: dict[str, set[Connection]] = {}
        self._waiting: set[str] = set()

    def of(self, code: str) -> list[Connection]:
        """The browsers of a room."""
        return list(self._of.get(code, ()))

    def wants(self, code: str) -> bool:
        """Whether a room is to be shown, and nobody is about to do it."""
        if code in self._waiting or code not in self._of:
            return False
        self._waiting.add(code)
        return True

    def begun(self, code: str) -> None:
        """A room is being shown as it is now."""
        self._waiting.discard(code)

    def full(self, code: str, badge: str) -> bool:
        """Whether there are too many lines already."""
        there = self._of.get(code, set())
        mine = sum(1 for one in there if one.badge == badge)
        return len(there) >= MOST_OF_ONE_ROOM or mine >= MOST_OF_ONE_BROWSER

    async def serve(self, code: str, one: Connection, changed: Any) -> None:
        """Keep a line open until either end hangs up; `changed` is called as it comes and goes."""
        self._of.setdefault(code, set()).add(one)
        changed()
        sending = asyncio.create_task(one.send())
        try:
            with contextlib.suppress(WebSocketDisconnect, RuntimeError):
                await one.listen()
        finally:
            sending.cancel()
            with contextlib.suppress(asyncio.CancelledError, WebSocketDisconnect, RuntimeError):
                await sending
            self._of[code].discard(one)
            if not self._of[code]:
                del self._of[code]
            changed()
