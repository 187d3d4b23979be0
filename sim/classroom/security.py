"""The outer wall: who may ask what from where, how large it may be, and what every answer says."""

import asyncio
import ipaddress
import logging
import socket
from collections.abc import Iterable
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sim.classroom.answers import (
    FORBIDDEN,
    NOT_ADMITTED,
    TOO_LARGE,
    Refusal,
    cut,
    error_answer,
    farewell,
)
from sim.classroom.limits import BODY_SECONDS, MESSAGE_BYTES, UPLOAD_BYTES
from sim.classroom.sessions import COOKIE, Doorkeeper, Session
from sim.classroom.wishes import wanted
from sim.language import speaking

LOG = logging.getLogger("sim.classroom")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with none at all, browsers hide whose form a form is
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
SAFE = ("GET", "HEAD", "OPTIONS")
OPEN = ("/enter", "/static/", "/api/health", "/favicon.ico")  # before the code was shown, and "/"
LOCAL = ("localhost", "127.0.0.1", "::1")
LONGEST_UPLOAD = 6 * UPLOAD_BYTES + 1000  # as JSON writes it, every character escaped


class Guard:
    """Everything that comes in passes here, pages and sockets alike.

    Args:
        app: what it guards. doorkeeper: who knows codes and keys.
        hosts: names that the server answers to, besides its own addresses.
        lang: in which it refuses whoever names no language.
    """

    def __init__(
        self, app: ASGIApp, doorkeeper: Doorkeeper, hosts: Iterable[str], lang: str = "en"
    ) -> None:
        self.app, self.doorkeeper, self.lang = app, doorkeeper, lang
        self.hosts = {host.lower() for host in (*LOCAL, *hosts)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        session = self.doorkeeper.session(_cookie(headers))
        scope.setdefault("state", {})["session"] = session
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._dress(scope, message, scope["state"]["session"])
            await send(message)

        try:
            self._check(scope, headers)
            if not session.admitted and not _open_to_all(scope["path"]):
                raise Refusal(
                    NOT_ADMITTED, "the room's code is needed", hint="open the room's address again"
                )
            await self.app(scope, _limited(scope, headers, receive), sending)
        except Refusal as refusal:
            await self._refuse(scope, receive, sending, refusal, started)
        except Exception as error:
            await self._refuse(scope, receive, sending, fault(scope, error), started)

    def _check(self, scope: Scope, headers: Headers) -> None:
        """Refuse whoever comes by another name, or from another page."""
        host = headers.get("host", "")
        if len(headers.getlist("host")) != 1 or not self._ours(host, scope):
            raise Refusal(
                421, "the server does not answer to this name", found=cut(host),
                hint="use the address that it printed when it started",
            )  # fmt: skip
        origin = headers.get("origin")
        socket_ = scope["type"] == "websocket"
        if not socket_ and scope["method"] in SAFE:
            return
        foreign = origin is not None and _host_of(origin) != host.lower()
        if foreign or (socket_ and origin is None):
            raise Refusal(FORBIDDEN, "not from a page of this server", found=cut(origin or "none"))
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            raise Refusal(FORBIDDEN, "not from a page of this server")

    def _ours(self, host: str, scope: Scope) -> bool:
        name = _name_of(host)
        if name in self.hosts:
            return True
        address = (scope.get("server") or ("", 0))[0]
        return bool(address) and _is_address(name) and name == str(address).lower()

    def _dress(self, scope: Scope, message: Message, session: Session) -> None:
        """Headers that every answer has, and the cookie of a new session."""
        headers = MutableHeaders(scope=message)
        for name, value in HEADERS.items():
            headers[name] = value
        if "cache-control" not in headers:
            headers["Cache-Control"] = "no-store"
        if session.fresh and not scope["path"].startswith("/static/"):
            cookie = (
                f"{COOKIE}={self.doorkeeper.cookie(session)}; Path=/; HttpOnly; SameSite=Strict"
            )
            headers.append("Set-Cookie", cookie)

    async def _refuse(
        self, scope: Scope, receive: Receive, send: Send, refusal: Refusal, started: bool
    ) -> None:
        if started:
            return
        with speaking(wanted(HTTPConnection(scope), self.lang)):
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008, "reason": farewell(refusal)})
                return
            headers = {"Connection": "close"} if refusal.status in (TOO_LARGE, 408) else None
            answer = error_answer(refusal, headers)
        await answer(scope, receive, send)


def _limited(scope: Scope, headers: Headers, receive: Receive) -> Receive:
    """The body of a request, no larger and no slower than it may be."""
    if scope["type"] != "http":
        return receive
    most = LONGEST_UPLOAD if scope["path"] == "/api/upload" else MESSAGE_BYTES
    length = headers.get("content-length", "0")
    too_large = Refusal(TOO_LARGE, "the message is too large", allowed=f"{most:,} bytes")
    if length.isascii() and length.isdigit() and int(length[:20]) > most:
        raise too_large
    seen, whole = 0, False

    async def limited() -> Message:
        nonlocal seen, whole
        if whole:  # the body is there: what comes now is the end of the connection
            return await receive()
        try:
            async with asyncio.timeout(BODY_SECONDS):
                message = await receive()
        except TimeoutError:
            raise Refusal(408, "the message did not come in time") from None
        seen += len(message.get("body", b""))
        whole = not message.get("more_body", False)
        if seen > most:
            raise too_large
        return message

    return limited


def fault(scope: Scope, error: Exception) -> Refusal:
    """The answer to what nobody foresaw; the server's log says what it was."""
    LOG.error("%s %s: %r", scope.get("method", "socket"), cut(scope["path"]), error)
    LOG.debug("where it happened", exc_info=error)
    return Refusal(500, "the server could not do this: it is a fault of the simulator")


def _open_to_all(path: str) -> bool:
    return path == "/" or path.startswith(OPEN)


def _cookie(headers: Headers) -> str | None:
    for line in headers.getlist("cookie"):
        for part in line.split(";"):
            name, _, value = part.strip().partition("=")
            if name == COOKIE:
                return value
    return None


def _host_of(origin: str) -> str:
    """`http://name:port` without its scheme; nothing for other origins, `null` among them."""
    scheme, _, host = origin.partition("://")
    return host.lower() if scheme in ("http", "https") else ""


def _name_of(host: str) -> str:
    """A host without its port and brackets, in lower case."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower().removesuffix(".")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def own_names() -> list[str]:
    """Names by which other machines may know this one."""
    name = socket.gethostname().lower()
    return [name, f"{name.partition('.')[0]}.local"]


def client_address(scope: Any) -> str:
    """Where a request comes from."""
    client = scope.get("client")
    return str(client[0]) if client else ""
