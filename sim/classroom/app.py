"""The classroom as a web application: a page, and the JSON that it draws."""

import asyncio
import contextlib
import contextvars
import functools
import importlib
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any, TypeVar

import numpy as np
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route, WebSocketRoute

from sim.classroom.answers import UNUSABLE, Refusal, answer, error_answer, refused
from sim.classroom.asked import BranchAsked, ManyAsked, SaveAsked, UploadAsked, WarAsked, asked
from sim.classroom.describing import described
from sim.classroom.desk import Desk
from sim.classroom.door import Door
from sim.classroom.downloads import download
from sim.classroom.engine import Engine
from sim.classroom.front_page import FrontPage
from sim.classroom.futures import prepared
from sim.classroom.jobs import Jobs
from sim.classroom.limits import Turns
from sim.classroom.qr import qr
from sim.classroom.rooms.codes import cleaned
from sim.classroom.rooms.routes import RoomsDesk
from sim.classroom.saving import saved
from sim.classroom.security import Guard, client_address, fault
from sim.classroom.sessions import Doorkeeper, Session
from sim.classroom.static_files import StaticFiles
from sim.classroom.wishes import wanted
from sim.language import speak
from sim.scenario.errors import ScenarioError

Result = TypeVar("Result")
Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Settings:
    """How a classroom is opened.

    Attributes:
        key: the teacher's; None makes one up, or needs none where nobody else reaches the server.
        local: only this machine reaches the server.
        hosts: names that it answers to besides its addresses.
        lang: of the page, `en` or `fr`.
        address: to be read out, without the code.
    """

    key: str | None = None
    local: bool = True
    hosts: tuple[str, ...] = ()
    lang: str = "en"
    address: str = ""


class Classroom:
    """Everything that the endpoints share, and the endpoints."""

    def __init__(self, settings: Settings, doorkeeper: Doorkeeper) -> None:
        self.settings = settings
        self.door = Door(doorkeeper)
        self.engine = Engine()
        self.desk = Desk(self.engine)
        self.jobs = Jobs(self.engine)
        self.rooms = RoomsDesk(self.desk, self.jobs, doorkeeper, settings.lang)
        self.turns, self.long_turns = Turns(), Turns()
        self.files = StaticFiles()
        self.pool = ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="war")
        self.long_pool = ThreadPoolExecutor(1, thread_name_prefix="long")
        self.front = FrontPage(self.files, code_version())

    @contextlib.asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Make ready beside the first answers; let go of everything at the end."""
        self.engine.start()
        self.pool.submit(self.desk.library.scenarios)
        for library in ("lifelines", "sim.report.figures"):  # seconds, the first time
            self.long_pool.submit(importlib.import_module, library)
        self.rooms.rooms.start()
        try:
            yield
        finally:
            self.engine.stop()
            await self.rooms.rooms.stop()
            for pool in (self.pool, self.long_pool):
                pool.shutdown(wait=False, cancel_futures=True)
            await asyncio.to_thread(self.jobs.stop)

    async def in_turn(
        self, request: Request, work: Callable[[], Result], long: bool = False
    ) -> Result:
        """Work off the event loop, in the session's turn; long work keeps no war waiting."""

        def quietly() -> Result:  # extreme values are answered for, not warned of
            with np.errstate(all="ignore"):
                return work()

        session = session_of(request)
        turns = self.long_turns if long else self.turns
        pool = self.long_pool if long else self.pool
        async with turns.of(session.token, client_address(request.scope)):
            here = contextvars.copy_context()  # the language of the request goes along
            return await asyncio.get_running_loop().run_in_executor(pool, here.run, quietly)

    def routes(self) -> list[Route | WebSocketRoute]:
        """Addresses and what answers them."""
        get, post = ["GET"], ["POST"]
        table: list[tuple[str, Endpoint, list[str]]] = [
            ("/", self.page, get),
            ("/enter", self.door.enter, post),
            ("/favicon.ico", self.icon, get),
            ("/static/{name:path}", self.static, get),
            ("/api/health", self.health, get),
            ("/api/me", self.me, get),
            ("/api/library", self.library, get),
            ("/api/scenarios/{id}", self.scenario, get),
            ("/api/upload", self.upload, post),
            ("/api/war", self.war, post),
            ("/api/branch", self.branch, post),
            ("/api/many", self.many, post),
            ("/api/many/{job}", self.job, ["GET", "DELETE"]),
            ("/api/save", self.save, post),
            ("/api/download/{kind}", self.download, post),
            ("/api/qr", self.qr, get),
            *self.rooms.table(),
        ]
        return [
            *(Route(path, self.spoken(one), methods=methods) for path, one, methods in table),
            WebSocketRoute("/api/rooms/{code}/live", self.rooms.live),
        ]

    def spoken(self, endpoint: Endpoint) -> Endpoint:
        """An endpoint that answers in the language asked for, and whose refusals are answers."""
        safe = answered(endpoint)

        async def wrapped(request: Request) -> Response:
            speak(wanted(request, self.settings.lang))
            return await safe(request)

        return wrapped

    async def page(self, request: Request) -> Response:
        """The page; its door where a code is needed, or a player turns out to be the teacher."""
        if "code" in request.query_params:
            return self.door.by_address(request)
        if not session_of(request).admitted or "door" in request.query_params:
            return self.door.page(cleaned(request.query_params.get("door", "")))
        return HTMLResponse(self.front.text(wanted(request, self.settings.lang)))

    async def icon(self, request: Request) -> Response:
        """No icon, unless the page brings one."""
        with contextlib.suppress(Refusal):
            return self.files.answer("favicon.ico", request.headers)
        return Response(status_code=204)

    async def static(self, request: Request) -> Response:
        """A file of the page."""
        return self.files.answer(request.path_params["name"], request.headers)

    async def health(self, _: Request) -> Response:
        """Whether it is alive."""
        return answer({"ok": True, "compiled": self.engine.ready, "version": code_version()})

    async def me(self, request: Request) -> Response:
        """Who the browser is here, and the address that lets others in."""
        session, code = session_of(request), self.door.doorkeeper.code
        address = f"{self.settings.address}/" + ("" if self.settings.local else f"?code={code}")
        return answer(
            {"admitted": session.admitted, "teacher": session.teacher, "address": address}
        )

    async def library(self, request: Request) -> Response:
        """The scenarios, in groups."""
        groups = await self.in_turn(request, self.desk.library.groups)
        return answer({"groups": groups})

    async def scenario(self, request: Request) -> Response:
        """A scenario with its controls."""
        name, token = request.path_params["id"], session_of(request).token

        def work() -> dict[str, Any]:
            return described(self.desk.scenario(name, token), self.desk.library, name)

        return answer(await self.in_turn(request, work))

    async def upload(self, request: Request) -> Response:
        """A scenario file of the session's own."""
        message, token = await asked(request, UploadAsked), session_of(request).token

        def work() -> dict[str, Any]:
            name = self.desk.upload(message.toml, token)
            return described(self.desk.scenario(name, token), self.desk.library, name)

        return answer(await self.in_turn(request, work))

    async def war(self, request: Request) -> Response:
        """One war."""
        message, token = await asked(request, WarAsked), session_of(request).token
        return answer(await self.in_turn(request, lambda: self.desk.war(message, token)))

    async def branch(self, request: Request) -> Response:
        """One war that parts in two."""
        message, token = await asked(request, BranchAsked), session_of(request).token
        return answer(await self.in_turn(request, lambda: self.desk.branch(message, token)))

    async def many(self, request: Request) -> Response:
        """Many wars: a job."""
        message, token = await asked(request, ManyAsked), session_of(request).token
        prepare = functools.partial(prepared, self.desk, message, token)
        checked = await self.in_turn(request, prepare)
        job = self.jobs.start(token, checked, message.wars)
        return answer({"job": job.id}, 202)

    async def job(self, request: Request) -> Response:
        """How far a job is; cancel it."""
        job = self.jobs.get(session_of(request).token, request.path_params["job"])
        if request.method == "DELETE":
            job.cancel()
        return answer(job.as_dict())

    async def save(self, request: Request) -> Response:
        """A war as a scenario file."""
        message, token = await asked(request, SaveAsked), session_of(request).token

        def work() -> dict[str, str]:
            return saved(self.desk.fight(message, token), message.name).as_dict()

        return answer(await self.in_turn(request, work))

    async def download(self, request: Request) -> Response:
        """Figures, tables, the story or the offline page of a war."""
        message, token = await asked(request, WarAsked), session_of(request).token
        kind = request.path_params["kind"]
        return await self.in_turn(
            request, lambda: download(self.desk, kind, message, token), long=True
        )

    async def qr(self, request: Request) -> Response:
        """A text as a QR code."""
        return qr(request.query_params.get("text", ""))


def create_app(settings: Settings) -> Guard:
    """The application, with its guard."""
    trusting = settings.local and settings.key is None
    doorkeeper = Doorkeeper(settings.key, open_door=settings.local, trusting=trusting)
    classroom = Classroom(settings, doorkeeper)
    inner = Starlette(
        routes=classroom.routes(),
        lifespan=classroom.lifespan,
        exception_handlers={HTTPException: not_found},
    )
    inner.add_middleware(GZipMiddleware, minimum_size=2000, compresslevel=4)
    return Guard(inner, doorkeeper, settings.hosts, settings.lang)


def answered(endpoint: Endpoint) -> Endpoint:
    """An endpoint whose refusals become answers."""

    @functools.wraps(endpoint)
    async def wrapped(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Refusal as refusal:
            return error_answer(refusal)
        except ScenarioError as error:
            return error_answer(refused(error))
        except ArithmeticError:
            return error_answer(
                Refusal(UNUSABLE, "this cannot be computed", hint="less extreme values")
            )
        except Exception as error:
            return error_answer(fault(request.scope, error))

    return wrapped


async def not_found(_: Request, error: Exception) -> Response:
    """No such address, or not with that method."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    words = {404: "there is nothing at this address", 405: "not with this method"}
    return error_answer(Refusal(status, words.get(status, "this cannot be done")))


def session_of(request: Request) -> Session:
    """The session of a request."""
    session: Session = request.state.session
    return session


@functools.cache
def code_version() -> str:
    """The version that is served."""
    try:
        return version("ceasefire-sim")
    except PackageNotFoundError:
        return "checkout"
