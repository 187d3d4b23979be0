"""All rooms of a classroom: made, found again on disk, led on, watched by their browsers."""

import asyncio
import contextvars
import functools
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sim.classroom.answers import UNKNOWN, UNUSABLE, Refusal, encoded, refused
from sim.classroom.asked import WarAsked
from sim.classroom.desk import PREFIX, Desk
from sim.classroom.limits import refuse_too_large
from sim.classroom.rooms.acts import Lines, Who
from sim.classroom.rooms.codes import cleaned, new_code, new_key
from sim.classroom.rooms.decisions import DEADLINE
from sim.classroom.rooms.live import Connection, Connections
from sim.classroom.rooms.messages import RoomAsked
from sim.classroom.rooms.room import Line, Room, Stale, by_the_model
from sim.classroom.rooms.seen import view
from sim.classroom.rooms.store import Store
from sim.classroom.uploads import uploaded
from sim.language import speaking
from sim.report.names import own_words
from sim.scenario.errors import ScenarioError

LOG = logging.getLogger("sim.classroom")
MOST_KEPT, MOST_OPEN = 200, 24
TICK = 0.25  # seconds between two looks at the deadlines
STALE = Refusal(
    410, "this room cannot go on: the model has changed since it was made",
    hint="its file is kept; make a new room",
)  # fmt: skip


class Rooms:
    """The rooms that are open, and those on disk."""

    def __init__(self, desk: Desk, store: Store | None = None) -> None:
        self.desk, self.store = desk, store or Store()
        self.pool = ThreadPoolExecutor(2, thread_name_prefix="room")
        self.connections = Connections()
        self._open: OrderedDict[str, Room] = OrderedDict()
        self._locks: dict[str, asyncio.Lock] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Watch the deadlines."""
        self._keep(self._clock())

    async def stop(self) -> None:
        """Let go of everything; what happened is on disk."""
        for task in self._tasks:
            task.cancel()
        self.pool.shutdown(wait=False, cancel_futures=True)

    def lock(self, code: str) -> asyncio.Lock:
        """One thing after the other in a room."""
        return self._locks.setdefault(code, asyncio.Lock())

    async def run(self, work: Callable[[], Any]) -> Any:
        """Work off the event loop."""
        here = contextvars.copy_context()  # the language of the request goes along
        return await asyncio.get_running_loop().run_in_executor(self.pool, here.run, work)

    async def make(self, asked: RoomAsked, badge: str, token: str) -> Room:
        """A new room.

        Raises:
            Refusal, ScenarioError: its war cannot be played.
        """

        def work() -> Room:
            codes = self.store.codes()
            if len(codes) >= MOST_KEPT:
                raise Refusal(
                    UNUSABLE, "too many rooms are kept", allowed=str(MOST_KEPT),
                    hint=f"delete old files in {self.store.folder.name}",
                )  # fmt: skip
            code = new_code()
            while code in codes:
                code = new_code()
            made = self._made(asked, badge, token)
            room = self._room(code, made)
            self.store.append(code, made)
            return room

        room: Room = await self.run(work)
        self._open[room.code] = room
        return room

    def _made(self, asked: RoomAsked, badge: str, token: str) -> Line:
        """The line that makes a room: a scenario, what differs, the seed. A file that was brought
        is kept in it: its session may end, the room goes on."""
        fight = self.desk.fight(asked, token)
        refuse_too_large(fight.variant.scenario.case)
        if not (fight.variant.scenario.case.scenario.fictional or asked.real):
            raise Refusal(
                UNUSABLE, "this war is real: say that you mean to have it played",
                address="real", hint="some students may have lost somebody in it",
            )  # fmt: skip
        war = asked.model_dump(mode="json", by_alias=True, include=set(WarAsked.model_fields))
        brought = {"toml": fight.variant.base.text} if asked.scenario.startswith(PREFIX) else {}
        return {
            "do": "make", "war": {**war, "seed": None}, "seed": str(fight.seed), "key": new_key(),
            "owner": badge, "rules": asked.rules.model_dump(mode="json"),
            "name": fight.variant.scenario.case.scenario.name, **brought,
        }  # fmt: skip

    def _room(self, code: str, made: Line) -> Room:
        asked = WarAsked.model_validate(made["war"])
        desk, engine = self.desk, self.desk.engine
        if "toml" in made:
            base = uploaded(made["toml"], desk.library)[1]
        else:
            base = desk.library.scenario(asked.scenario)
        scenario = desk.fight_of(base, asked).variant.scenario
        return Room(code, made, scenario, engine.fight_on if engine.ready else None)

    async def get(self, text: str) -> Room:
        """The room of a code, found on disk if it is not open.

        Raises:
            Refusal: there is none, or it cannot go on.
        """
        code = cleaned(text)
        if code in self._open:
            self._open.move_to_end(code)
            return self._open[code]
        if not code:
            raise _unknown(text)
        async with self.lock(code):
            if code not in self._open:
                try:
                    self._open[code] = await self.run(lambda: self._found(code))
                except Refusal:
                    self._locks.pop(code, None)
                    raise
                self._close_some()
            return self._open[code]

    def made_by(self, badge: str) -> list[dict[str, str]]:
        """Code and war of the rooms that a browser has made, the latest first."""
        firsts = ((code, next(self.store.lines(code), {})) for code in self.store.codes())
        return [
            {"code": code, "scenario": own_words(made.get("name") or made["war"]["scenario"])}
            for code, made in firsts
            if made.get("do") == "make" and made.get("owner") == badge
        ]

    def _found(self, code: str) -> Room:
        """A room as its file has it: all that happened, happening again."""
        lines = self.store.lines(code)
        made = next(lines, None)
        if made is None:
            raise _unknown(code)
        try:
            room = self._room(code, made)
            for line in lines:
                room.apply(line)
        except ScenarioError as error:
            raise refused(error) from None
        except (Stale, KeyError, TypeError, ValueError, AttributeError) as error:
            LOG.warning("room %s: %r", code, error)
            raise STALE from None
        return room

    def _close_some(self) -> None:
        """Let go of rooms that nobody looks at: they are on disk."""
        for code in list(self._open)[: max(0, len(self._open) - MOST_OPEN)]:
            if not self.connections.of(code):
                del self._open[code]

    async def act(self, room: Room, lines_of: Callable[[], Lines]) -> None:
        """Do something in a room: checked, brought to disk, applied, shown to all.

        Raises:
            Refusal: it may not be done.
        """

        def work() -> bool:
            lines = lines_of()
            for line in lines:
                self.store.append(room.code, line)
                room.apply(line)
            return bool(lines)

        async with self.lock(room.code):
            happened = await self.run(work)
        if happened:
            self.show(room)

    def show(self, room: Room) -> None:
        """Bring every browser of a room up to date, soon."""
        if self.connections.wants(room.code):
            self._keep(self._show(room))

    async def _show(self, room: Room) -> None:
        await asyncio.sleep(0.01)  # what happens at once is shown at once
        self.connections.begun(room.code)
        there = self.connections.of(room.code)
        here = {one.badge for one in there}

        def work() -> list[bytes]:
            return [self._view(room, one, here) for one in there]

        try:
            async with self.lock(room.code):
                views: list[bytes] = await self.run(work)
        except Exception as error:
            LOG.error("room %s: not shown: %r", room.code, error)
            return
        for one, seen in zip(there, views, strict=True):
            one.put(seen)

    @staticmethod
    def _view(room: Room, one: Connection, here: set[str]) -> bytes:
        with speaking(one.language):
            return encoded(view(room, one.badge, one.leads(room), here))

    async def seen(self, room: Room, who: Who) -> dict[str, Any]:
        """The room as a browser may see it."""
        here = {one.badge for one in self.connections.of(room.code)}
        async with self.lock(room.code):
            seen: dict[str, Any] = await self.run(lambda: view(room, who.badge, who.console, here))
        return seen

    async def _clock(self) -> None:
        """Where a deadline is over, the model decides; it waits where nobody is connected."""
        while True:
            await asyncio.sleep(TICK)
            for room in list(self._open.values()):
                due = room.deadline is not None and time.monotonic() > room.deadline
                if due and self.connections.of(room.code):
                    await self._overdue(room)

    async def _overdue(self, room: Room) -> None:
        try:
            await self.act(room, functools.partial(overdue, room))
        except Exception as error:  # one room's fault must not stop the others' clocks
            LOG.error("room %s: its deadline: %r", room.code, error)
            room.deadline = None

    def _keep(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def overdue(room: Room) -> Lines:
    """The model decides what nobody has decided in time."""
    if room.deadline is None or time.monotonic() <= room.deadline:
        return []
    return [by_the_model(one, DEADLINE) | {"at": ""} for one in room.pending]


def _unknown(text: str) -> Refusal:
    return Refusal(
        UNKNOWN, "no room has this code", found=text[:40], hint="four letters, as on the screen"
    )
