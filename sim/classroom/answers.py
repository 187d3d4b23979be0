"""What the server answers: JSON, and for everything refused one clear error."""

import json
import math
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from starlette.responses import Response

from sim.faults.words import told
from sim.scenario.errors import ScenarioError, printable

OPTIONS = ("scenario", "changes", "remove", "add", "branch")  # parts of a message, named as files
MOST_FAULTS = 20
LONGEST = 400  # characters of a text in an error
FAREWELL = 123  # bytes of the reason with which a socket is closed
WRONG, NOT_ADMITTED, FORBIDDEN, UNKNOWN, TOO_LARGE, UNUSABLE, TOO_MANY = (
    400, 401, 403, 404, 413, 422, 429,
)  # fmt: skip


class Refusal(Exception):
    """A request that cannot be served, in the words of its answer.

    Attributes:
        status: of HTTP, 4xx or 5xx.
        error: problem, address, found, allowed, hint; perhaps line and faults.
    """

    def __init__(self, status: int, problem: str, **words: Any) -> None:
        self.status = status
        empty = dict.fromkeys(("address", "found", "allowed", "hint"), "")
        self.error: dict[str, Any] = {"problem": problem, **empty, **words}
        super().__init__(problem)


def refused(error: ScenarioError) -> Refusal:
    """A scenario's faults as an answer: the first in full, all in a list; no file is named."""
    faults = [
        {
            "problem": cut(fault.problem),
            "address": cut(fault.address or (fault.file if fault.file in OPTIONS else "")),
            "found": cut(fault.found),
            "allowed": cut(fault.allowed),
            "hint": cut(fault.hint),
            "line": fault.line,
        }
        for fault in error.faults[:MOST_FAULTS]
    ]
    first = {key: value for key, value in faults[0].items() if key != "problem"}
    return Refusal(UNUSABLE, str(faults[0]["problem"]), **first, faults=faults)


def misunderstood(error: ValidationError) -> Refusal:
    """A message of the wrong form as an answer."""
    detail = error.errors(include_url=False, include_context=False)[0]
    address = ".".join(str(part) for part in detail["loc"])
    given = detail["input"]
    found = "" if detail["type"] == "missing" or isinstance(given, bytes) else cut(str(given))
    return Refusal(WRONG, cut(detail["msg"]), address=cut(address), found=found)


def cut(text: str) -> str:
    """A text on one line, printable and not too long."""
    shown = printable(text)
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 3]}..."


def encoded(value: Any) -> bytes:
    """A value as JSON.

    Raises:
        ValueError: a number is not finite.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def answer(value: Any, status: int = 200) -> Response:
    """A value as an answer; bytes are JSON already."""
    body = value if isinstance(value, bytes) else encoded(value)
    return Response(body, status, media_type="application/json")


def error_answer(refusal: Refusal, headers: Mapping[str, str] | None = None) -> Response:
    """A refusal as an answer, in the language spoken."""
    body = encoded({"error": told(refusal.error)})
    return Response(body, refusal.status, headers, media_type="application/json")


def farewell(refusal: Refusal) -> str:
    """Why a socket is closed, in the language spoken, as short as a socket's last words must be."""
    words = cut(told(refusal.error)["problem"]).encode("utf-8", "replace")
    return words[:FAREWELL].decode("utf-8", "ignore")


def finite(value: float) -> float | None:
    """A figure for JSON; None where it is not finite."""
    return float(value) if math.isfinite(value) else None
