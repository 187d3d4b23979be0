"""A war as the replay in the page needs it: plain data, ready for JSON."""

import math
from itertools import pairwise
from typing import Any

from sim.language import _, pgettext
from sim.report.figures.bargaining import was_signed
from sim.report.figures.base import format_of, hour_in_force
from sim.report.labels import CAUTION, labels, missing, result, small_print
from sim.report.names import own_words
from sim.report.network import actors, contacts, mediations, network
from sim.report.palette import NOBODY
from sim.report.reservation import reservations
from sim.report.story import Told
from sim.report.terms import cause_in_words, class_in_words
from sim.report.war import War
from sim.report.whys import Whys, whys


def replay(war: War, told: list[Told]) -> dict[str, Any]:
    """Everything that `mount` in replay.js draws.

    Hours count from midnight before the first day; land, beliefs and ranges are shares; deaths
    are killed since the start, one value at the end of each day. Actors are named by their place
    in `actors`, decisions by their place in `whys`.
    """
    case = war.scenario.case
    everybody = actors(war)
    place = {one["id"]: k for k, one in enumerate(everybody)}
    decided = whys(war)
    return {
        "id": case.scenario.id,
        "title": own_words(case.scenario.name),
        "summary": own_words(case.scenario.summary),
        "note": own_words(case.scenario.note),
        "labels": labels(war.scenario, war.acting),
        "result": result(war.scenario, war.run),
        "caution": " ".join([_(CAUTION), *small_print(war.scenario, war.acting)]),
        "start": None if war.names.start is None else war.names.start.isoformat(),
        "hours": war.last_hour,
        "step": case.scenario.step_hours,
        "sides": [one for one in everybody if one["group"] == "side"],
        "actors": everybody,
        **network(war, place),
        "mediations": mediations(war, place),
        "contacts": contacts(war, place),
        "fronts": [_front(war, front, place) for front in war.fronts],
        "deaths": [_cumulated(war, f"deaths_{id_}") for id_ in war.sides],
        "admitted": [_cumulated(war, f"reported_deaths_{id_}") for id_ in war.sides],
        "story": [[one.hour, one.when, one.text, _behind(one, decided)] for one in told],
        "decisions": decided.lines,
        "whys": decided.accounts,
    }


def _behind(told: Told, decided: Whys) -> list[int]:
    """The accounts of the decisions behind a line of the story."""
    places = (decided.places.get(id(event)) for event in told.events)
    return [place for place in places if place is not None]


def _front(war: War, front: str, place: dict[str, int]) -> dict[str, Any]:
    first, second = war.names.parties(front)
    land = war.land(front)
    low, high = reservations(war, front)
    names = war.names.places(front)
    sizes = [b - a for a, b in pairwise(land)]
    return {
        "id": front,
        "name": war.names.front(front) if len(war.fronts) > 1 else "",
        "first": war.sides.index(first),
        "second": war.sides.index(second),
        "places": [
            {"name": name, "share": round(share, 6)}
            for name, share in zip(names, sizes, strict=True)
        ],
        "steps": [[round(hour, 3), line] for hour, line in war.lines(front)],
        "truces": _truces(war, front),
        "offers": _offers(war, front, place),
        "range": [[round(a, 4), round(b, 4)] for a, b in zip(low, high, strict=True)],
        "beliefs": [
            [_chance(float(x)) for x in war.days[f"belief_{first}"]],
            [_chance(-float(x)) for x in war.days[f"belief_{second}"]],
        ],
        "truth": _chance(
            math.log(
                war.scenario.case.belligerents[first].quality
                / war.scenario.case.belligerents[second].quality
            )
        ),
    }


def _offers(war: War, front: str, place: dict[str, int]) -> list[list[Any]]:
    """Offers: hour, land they leave to the first party, whether signed, by whom."""
    land = war.land(front)
    rows = []
    for k, event in enumerate(war.events):
        if event.kind != "offer" or event.front != front:
            continue
        line = min(max(0, int(event.terms.get("line", event.value))), len(land) - 1)
        signed = was_signed(war.events[k + 1 :], event)
        rows.append([event.hour, round(land[line], 4), signed, place.get(event.actor, -1)])
    return rows


def _truces(war: War, front: str) -> list[dict[str, Any]]:
    """Signature, entry into force and end [hours] of each agreement; null end: still in force."""
    signed = {int(e.value): e.hour for e in war.events if e.kind == "signed" and e.front == front}
    rows = []
    for row in war.truces.to_dict("records"):
        begin = hour_in_force(war, row)
        if row["front"] != front or begin is None:
            continue
        number, broker = int(row["truce"]), format_of(row)
        end = None if row["censored"] else 24.0 * (begin + float(row["lifetime_days"]))
        rows.append(
            {
                "number": number + 1,
                "signed": signed.get(number, 24.0 * begin),
                "from": 24.0 * begin,
                "to": end,
                "broker": war.names.actor(broker) if broker else pgettext("a truce", "no broker"),
                "colour": war.colours.get(broker, NOBODY),
                "kind": class_in_words(int(row["truce_class"]), _("agreement")),
                "incident": _hours(row, "first_incident_hours"),
                "accusations": [_hours(row, f"first_accusation_hours_{id_}") for id_ in war.sides],
                "cause": cause_in_words(str(row["cause"])) if end is not None else "",
            }
        )
    return rows


def _hours(row: dict[Any, Any], column: str) -> float | None:
    """Hours from entry into force, null for never."""
    return None if missing(row.get(column)) else float(row[column])


def _cumulated(war: War, column: str) -> list[float]:
    return [round(float(value), 3) for value in war.days[column].cumsum()]


def _chance(log_ratio: float) -> float:
    return round(1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, log_ratio)))), 4)
