"""Open a classroom: a port, a server, an address to read out."""

import errno
import ipaddress
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable

import uvicorn

from sim.classroom.app import Settings, create_app
from sim.classroom.connections import Door, bounded
from sim.classroom.outward import outward_address
from sim.classroom.security import own_names
from sim.scenario.errors import refusal

BACKLOG = 256
IDLE_SECONDS = 30
CLOSING_SECONDS = 3
SWITCH_SECONDS = 0.001  # in which a war that is being told lets the answers through (5 ms else)


def serve(
    host: str, port: int, key: str | None, lang: str, browser: bool, say: Callable[[str], object]
) -> None:
    """Serve until interrupted.

    Args:
        say: takes lines for the teacher.

    Raises:
        ScenarioError: the port or the address cannot be had.
        KeyboardInterrupt: at the end, after everything is closed.
    """
    listening = bound(host, port)
    own, port = listening.getsockname()[:2]
    local = ipaddress.ip_address(own).is_loopback
    shown = address(host, port)
    app = create_app(Settings(key, local, (host, *own_names()), lang, shown))
    config = uvicorn.Config(
        app, log_level="error", access_log=False, server_header=False, lifespan="on",
        timeout_keep_alive=IDLE_SECONDS, timeout_graceful_shutdown=CLOSING_SECONDS,
        proxy_headers=False, http=bounded(Door(), lang=lang), ws="websockets-sansio",
        ws_max_size=65_536,
    )  # fmt: skip
    server = uvicorn.Server(config)
    if local:
        say(f"The classroom: {shown}/ (on this machine only; Ctrl-C ends it)")
        if key is not None:
            say(f"Teacher's key: {key}")
    else:
        code = app.doorkeeper.code
        say(f"The classroom: {shown}/?code={code} (Ctrl-C ends it)")
        say(f"Code of the room: {code}    Teacher's key: {app.doorkeeper.key}")
    if browser and _has_screen():
        threading.Timer(1.0, webbrowser.open, [f"{shown}/"]).start()
    sys.setswitchinterval(SWITCH_SECONDS)
    with listening:
        server.run(sockets=[listening])
    raise KeyboardInterrupt


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Raises:
        ScenarioError: naming a free port where this one is taken.
    """
    try:
        family, _, _, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError) as error:
        raise refusal("--host", f"no such address: {error}", found=host) from None
    # Named as TCP, so that asyncio sends small answers at once: it looks for the protocol.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(where)
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        free = free_port(host)
        hint = f"sim classroom --port {free}" if free else ""
        reason = (
            "the port is in use"
            if error.errno == errno.EADDRINUSE
            else str(error.strerror or error)
        )
        raise refusal("--port", reason, found=f"{host}:{port}", hint=hint) from None
    return listening


def free_port(host: str) -> int | None:
    """A port that nobody listens on now."""
    try:
        with socket.create_server((host, 0)) as probe:
            return int(probe.getsockname()[1])
    except OSError:
        return None


def address(host: str, port: int) -> str:
    """The address to read out: of this machine in its network, where everybody may come."""
    name = host
    if host in ("0.0.0.0", "::", ""):
        name = outward_address() or socket.gethostname()
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def _has_screen() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
