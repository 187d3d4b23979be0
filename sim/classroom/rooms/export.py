"""Decisions as a table for a spreadsheet."""

import csv
import io
from typing import Any

from sim.classroom.rooms.debrief import told
from sim.classroom.rooms.room import Room
from sim.report.when import moment

COLUMNS = (
    "number", "when", "hour", "seat", "question", "front", "mediator", "answer", "details",
    "settled_by", "player", "answered_at", "model_would", "model_chance", "model_reason",
    "believed", "true",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def decisions_csv(room: Room) -> str:
    """All decisions of a game, a line each; cells that a spreadsheet would compute are quoted.

    Names, moments and reasons are in the language spoken; columns and keys are the same in every
    language, so that one formula reads every class.
    """
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    decided = [] if room.game is None else room.game.decisions
    for k, decision in enumerate(decided):
        one = told(room, k, decision)
        table.writerow([harmless(value) for value in _row(room, one)])
    return text.getvalue()


def _row(room: Room, one: dict[str, Any]) -> list[Any]:
    own = one["own"]
    return [
        one["number"], moment(one["hour"], room.names.start), one["hour"], one["name"],
        one["kind"], one["front"], one["mediator"], "yes" if one["yes"] else "no",
        "; ".join(f"{key}: {_said(value)}" for key, value in one["what"].items() if value),
        one["by"], one["who"], one["at"], "yes" if own["yes"] else "no",
        "" if own["chance"] is None else round(own["chance"], 3), own["why"],
        _facts(one, "knew"), _facts(one, "true"),
    ]  # fmt: skip


def _facts(one: dict[str, Any], which: str) -> str:
    return "; ".join(f"{f['name']} ({f['about']}): {f[which]:g} {f['unit']}" for f in one["facts"])


def _said(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
