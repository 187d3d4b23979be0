"""The addresses of rooms."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket

from sim.classroom.answers import FORBIDDEN, Refusal, answer, encoded
from sim.classroom.asked import asked
from sim.classroom.limits import refuse_too_large
from sim.classroom.outward import LOOPBACK, outward_address
from sim.classroom.rooms.acts import Who, act_named
from sim.classroom.rooms.codes import badge_of
from sim.classroom.rooms.debrief import Debriefs, debrief
from sim.classroom.rooms.export import decisions_csv
from sim.classroom.rooms.live import CROWDED, Connection
from sim.classroom.rooms.messages import ReplaysAsked, RoomAsked
from sim.classroom.rooms.replays import both
from sim.classroom.rooms.room import OVER, Room
from sim.classroom.rooms.rooms import Rooms
from sim.classroom.rooms.workers import Workers
from sim.classroom.wishes import wanted

if TYPE_CHECKING:
    from sim.classroom.desk import Desk
    from sim.classroom.jobs import Jobs
    from sim.classroom.sessions import Doorkeeper, Session

REPLAYS_SECONDS = 180.0  # of many wars with players' choices; then those fought must do
Endpoint = Callable[[Request], Awaitable[Response]]
Row = tuple[str, Endpoint, list[str]]


class RoomsDesk:
    """What the addresses of rooms answer.

    Where no teacher's key is asked for, whoever opens a room leads that room alone.
    """

    def __init__(self, desk: "Desk", jobs: "Jobs", doorkeeper: "Doorkeeper", lang: str) -> None:
        self.lang = lang
        self.rooms, self.workers = Rooms(desk), Workers()
        self.jobs, self.doorkeeper, self.debriefs = jobs, doorkeeper, Debriefs()

    def table(self) -> list[Row]:
        """Addresses, what answers them, and methods."""
        get, post = ["GET"], ["POST"]
        return [
            ("/api/rooms", self.make, post),
            ("/api/rooms", self.mine, get),
            ("/api/rooms/{code}", self.room, get),
            ("/api/rooms/{code}/address", self.address, get),
            ("/api/rooms/{code}/debrief", self.debrief, get),
            ("/api/rooms/{code}/decisions.csv", self.table_of_decisions, get),
            ("/api/rooms/{code}/replays", self.replays, post),
            ("/api/rooms/{code}/{act}", self.act, post),
        ]

    async def make(self, request: Request) -> Response:
        """A new room; its maker leads it."""
        message, session = await asked(request, RoomAsked), _session(request)
        if not session.teacher:
            raise Refusal(FORBIDDEN, "only the teacher opens a room", hint="show the teacher's key")
        room = await self.rooms.make(message, badge_of(session.token), session.token)
        return answer({"code": room.code, "key": room.made["key"]})

    async def mine(self, request: Request) -> Response:
        """Rooms that this browser has made, the latest first."""
        badge = badge_of(_session(request).token)
        return answer({"rooms": await self.rooms.run(lambda: self.rooms.made_by(badge))})

    async def room(self, request: Request) -> Response:
        """A room as this browser may see it."""
        room = await self._room(request)
        return answer(await self.rooms.seen(room, self._who(room, _session(request))))

    async def address(self, request: Request) -> Response:
        """The address by which players come to a room: of this machine as others reach it."""
        room = await self._room(request)
        base = str(request.base_url).rstrip("/")
        code = ""
        if not self.doorkeeper.open:
            code = f"?code={self.doorkeeper.code}"
            if request.url.hostname in LOOPBACK and (there := outward_address()):
                base = f"http://{there}:{request.url.port or 80}"
        return answer({"address": f"{base}/{code}#tab=play&room={room.code}"})

    async def act(self, request: Request) -> Response:
        """Do something in a room; the answer is the room as it is then."""
        form, act = act_named(request.path_params["act"])
        message, session = await asked(request, form), _session(request)
        room = await self._room(request)
        who = self._who(room, session)
        await self.rooms.act(room, lambda: act(room, who, message))
        return answer(await self.rooms.seen(room, self._who(room, session)))

    async def debrief(self, request: Request) -> Response:
        """What there is to say after the game."""
        room = await self._over(request)
        engine = self.rooms.desk.engine

        def work() -> bytes:
            return self.debriefs.get(room, lambda: encoded(debrief(room, engine)))

        async with self.rooms.lock(room.code):
            return answer(await self.rooms.run(work))

    async def table_of_decisions(self, request: Request) -> Response:
        """The decisions for a spreadsheet."""
        room = await self._over(request)
        async with self.rooms.lock(room.code):
            text: str = await self.rooms.run(lambda: decisions_csv(room))
        name = f'attachment; filename="decisions-{room.code}.csv"'
        return Response(
            text.encode("utf-8-sig"), media_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": name},
        )  # fmt: skip

    async def replays(self, request: Request) -> Response:
        """The choices under other luck: a job, as `/api/many`."""
        message = await asked(request, ReplaysAsked)
        room = await self._over(request)
        refuse_too_large(room.scenario.case, message.wars)
        token = _session(request).token
        job = self.jobs.start(
            token, lambda: both(room, message.wars, self.workers), message.wars,
            seconds=REPLAYS_SECONDS, short=True,
        )  # fmt: skip
        return answer({"job": job.id}, 202)

    async def live(self, socket: WebSocket) -> None:
        """A line on which a browser is told how the room stands."""
        session: Session = socket.state.session
        badge = badge_of(session.token)
        one = Connection(socket, badge, self._leads(session), wanted(socket, self.lang))
        await socket.accept()
        try:
            room = await self.rooms.get(socket.path_params["code"])
        except Refusal as refusal:
            await one.hang_up(4404, refusal)
            return
        if self.rooms.connections.full(room.code, badge):
            await one.hang_up(4429, CROWDED)
            return
        await self.rooms.connections.serve(room.code, one, lambda: self.rooms.show(room))

    def _leads(self, session: "Session") -> bool:
        """Whether a session leads every room: it has shown the teacher's key."""
        return session.teacher and not self.doorkeeper.trusting

    def _who(self, room: Room, session: "Session") -> Who:
        badge = badge_of(session.token)
        return Who(badge, self._leads(session) or badge in room.consoles)

    async def _room(self, request: Request) -> Room:
        return await self.rooms.get(request.path_params["code"])

    async def _over(self, request: Request) -> Room:
        """A room whose game is over: before, a debrief would tell what must not be known."""
        room = await self._room(request)
        if room.state != OVER:
            raise Refusal(409, "the game is not over", hint="the debrief comes after it")
        return room


def _session(request: Request) -> Any:
    return request.state.session
