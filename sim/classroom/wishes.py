"""Which language somebody wants to be answered in."""

import re

from starlette.requests import HTTPConnection

from sim.language import LANGUAGES

IN_ADDRESS = re.compile(rb"^\S+ [^ \r\n]*[?&]lang=([a-z]+)")
IN_HEADER = re.compile(rb"^accept-language:[ \t]*([a-z]+)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


def wanted(asking: HTTPConnection, default: str) -> str:
    """The language that a request or a socket names: `?lang=fr`, or the one that its page accepts.

    A browser's own list of languages is no wish of this kind: then it is the classroom's.
    """
    named = (asking.query_params.get("lang"), asking.headers.get("accept-language"))
    return next((one for one in named if one in LANGUAGES), default)


def wanted_by(head: bytes, default: str) -> str:
    """As `wanted`, of a request that nobody has read yet, or of as much of it as has come."""
    found = (pattern.search(head) for pattern in (IN_ADDRESS, IN_HEADER))
    named = (one[1].decode("ascii").lower() for one in found if one)
    return next((one for one in named if one in LANGUAGES), default)
