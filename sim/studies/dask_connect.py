"""The way to a Dask scheduler: knock, show certificates, and keep Dask's own log off the screen."""

from __future__ import annotations

import importlib
import logging
import re
import socket
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sim.scenario.errors import ScenarioError, refusal

ADDRESS = re.compile(
    r"(?P<kind>tcp|tls|ws|wss)://\[?(?P<host>[^/\]]+)\]?:(?P<port>\d{1,5})", re.ASCII
)
ALLOWED = "the address of one that runs, such as tcp://10.0.0.1:8786"
PATIENCE = 10.0  # seconds for a scheduler to answer
ENCRYPTED = ("tls", "wss")
CERTIFICATES = "files in DASK_DISTRIBUTED__COMM__TLS__CA_FILE, ...__CLIENT__CERT, ...__CLIENT__KEY"
# Tornado, below Dask, shows a traceback where Ctrl-C comes just before a question to the cluster
DASK_LOGGERS = ("distributed", "distributed.client", "tornado.application")


def distributed() -> Any:
    """Dask's library. Raises ScenarioError when the extra is not installed."""
    try:
        return importlib.import_module("distributed")
    except ImportError:
        hint = "pip install 'ceasefire-sim[dask]'"
        raise refusal("--dask", "Dask is not installed", hint=hint) from None


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """A `distributed.Client` of a scheduler.

    Raises:
        ScenarioError: when it is not an address, nothing answers, or certificates are wrong.
    """
    library = distributed()
    with _quiet():
        try:
            _certified(library, address, _knock(address))
            client = _client(library, address)
        except OSError as error:
            raise _unanswered(address, error) from None
        with client:
            yield client


def _knock(address: str) -> str:
    """Whether a scheduler listens, and by which protocol.

    It speaks first, unless encrypted; Dask would wait for ever for what does not.

    Raises:
        ScenarioError: when it is not an address.
        OSError: when nothing listens there.
    """
    parts = ADDRESS.fullmatch(address)
    if parts is None or int(parts["port"]) >= 2**16:
        raise refusal("--dask", "not an address", found=address, allowed=ALLOWED)
    with socket.create_connection((parts["host"], int(parts["port"])), PATIENCE) as door:
        if parts["kind"] == "tcp" and not door.recv(1):
            raise ConnectionError("what listens there closed the connection")
    return parts["kind"]


def _certified(library: Any, address: str, kind: str) -> None:
    """Whether there are certificates to show, where they are asked for.

    Raises:
        ScenarioError: when some are missing or cannot be used.
    """
    if kind not in ENCRYPTED:
        return
    try:
        context = library.Security().get_connection_args("client").get("ssl_context")
    except OSError as error:
        raise _uncertified(address, _words(error)) from None
    if context is None:
        raise _uncertified(address, "none")


def _uncertified(address: str, found: str) -> ScenarioError:
    problem = f"{address} asks for certificates"
    return refusal("--dask", problem, found=found, allowed=CERTIFICATES)


def _client(library: Any, address: str) -> Any:
    with warnings.catch_warnings():
        # Our own comparison of versions refuses, or finds nothing that matters.
        warnings.simplefilter("ignore", library.versions.VersionMismatchWarning)
        return library.Client(address, timeout=PATIENCE, set_as_default=False)


def _unanswered(address: str, error: OSError) -> ScenarioError:
    problem, hint = "no Dask scheduler answers", _words(error)
    return refusal("--dask", problem, found=address, allowed=ALLOWED, hint=hint)


def _words(error: OSError) -> str:
    return error.strerror or " ".join(str(error).split())[:200]


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask's log off the screen: what goes wrong is said once, in our words."""
    loggers = [logging.getLogger(name) for name in DASK_LOGGERS]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
