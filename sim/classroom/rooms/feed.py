"""What happened, as a seat may know it: public events, and those that were its own.

Left out: who fired, and who went back to war (what is known are accusations and verdicts), what
another side means to do, what a mediator told another side, and every number by which somebody else
decided.
"""

from collections.abc import Iterable
from typing import Any

from sim.kernel.log import DIRECT_TALKS, UNILATERAL
from sim.kernel.world import LINE, TERMS
from sim.records.events import Event
from sim.report.names import Names
from sim.report.outside import outside

PUBLIC = (
    "position_taken", "handover", "initiative", "talks", "signed", "in_force", "accusation",
    "verdict", "collapse", "expiry", "renewal", "consolidation", "leaves", "halt", "joins",
    "endorses", "undertaking", "exchange", "decision", "event",
)  # fmt: skip
AT_THE_TABLE = ("offer", "response")
LATEST = 80


def feed(names: Names, events: Iterable[Event], seat: str) -> list[dict[str, Any]]:
    """The latest lines for a seat, oldest first; an empty seat sees what is public."""
    lines = [line for one in events if (line := _line(names, one, seat))]
    return lines[-LATEST:]


def _line(names: Names, event: Event, seat: str) -> dict[str, Any] | None:
    if not _may_know(names, event, seat):
        return None
    line: dict[str, Any] = {
        "hour": round(event.hour, 3),
        "kind": event.kind,
        "actor": names.actor(event.actor) if event.actor else "",
        "target": names.actor(event.target) if event.target else "",
        "front": names.front(event.front) if event.front and len(names.case.fronts) > 1 else "",
    }
    if event.kind == "incident":
        line["kind"] = "own_fire"
    if event.kind == "collapse" and event.actor != seat:
        line |= {"actor": "", "target": ""}
    return line | _more(names, event)


def _may_know(names: Names, event: Event, seat: str) -> bool:
    if event.kind in PUBLIC:
        return True
    if not seat:
        return False
    if event.kind in AT_THE_TABLE:
        return seat in (event.actor, event.target, *names.parties(event.front))
    if event.kind == "advice":
        return seat in (event.actor, event.target)
    return event.kind == "incident" and event.actor == seat


def _more(names: Names, event: Event) -> dict[str, Any]:
    """What else an event tells those who may know of it."""
    kind, terms = event.kind, event.terms
    if kind in ("position_taken", "handover"):
        return {"place": names.place(event)}
    if kind == "initiative":
        return {"member": names.actor(event.target) if event.target else ""}
    if kind == "talks":
        came = terms["first_attends"], terms["second_attends"]
        sides = zip(names.parties(event.front), came, strict=True)
        away = [names.actor(one) for one, there in sides if there <= 0.0]
        return {"yes": event.value > 0.0, "round": int(terms["round"]), "away": away}
    if kind in ("offer", "signed"):
        bits = int(terms["terms"])
        mode = int(terms["mode"])
        return {
            "terms": [name for k, name in enumerate(TERMS) if bits >> k & 1],
            "line": int(terms["line"]) if bits & LINE else None,
            "front_id": event.front,
            "parties": names.both(event.front),
            "mode": {DIRECT_TALKS: "direct", UNILATERAL: "alone"}.get(mode, "mediated"),
            "number": int(event.value) + 1 if kind == "signed" else 0,
        }
    if kind in ("in_force", "collapse", "expiry", "renewal", "consolidation"):
        return {"number": int(event.value) + 1}
    if kind in ("response", "undertaking", "joins"):
        return {"yes": event.value > 0.0}
    if kind == "advice":
        return {"yes": event.value > 0.0}
    if kind == "halt":
        return {"days": round(event.value)}
    return {"text": outside(names, event)} if kind == "event" else {}
