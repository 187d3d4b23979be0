"""What a seat sees of the war: what everybody sees, and what it alone knows."""

from __future__ import annotations

from typing import Any

from sim.classroom.rooms import decisions as d
from sim.classroom.rooms.decisions import Question
from sim.classroom.rooms.feed import feed
from sim.classroom.rooms.game import Game
from sim.classroom.rooms.seats import BELLIGERENT, Seat
from sim.kernel.phases.common import side_of
from sim.kernel.world import STATUSES
from sim.records.events import events_from
from sim.records.why import why
from sim.report.names import Names, place_shares, plain


def war_seen(game: Game, names: Names, seat: str) -> dict[str, Any]:
    """The war as everybody sees it, and what happened as this seat knows it."""
    model, case = game.model, game.model.case.case
    world = model.world
    return {
        "hour": model.tick * float(world.war[0]["step_hours"]),
        "start": None if case.scenario.start is None else case.scenario.start.isoformat(),
        "over": game.over,
        "fronts": [_front(game, names, f, id_) for f, id_ in enumerate(case.fronts)],
        "sides": [
            {
                "id": id_,
                "name": names.actor(id_),
                "admitted": round(float(world.belligerents[i]["admitted"])),
            }
            for i, id_ in enumerate(case.belligerents)
        ],
        "feed": feed(names, events_from(model.log, model.cast), seat),
    }


def _front(game: Game, names: Names, f: int, id_: str) -> dict[str, Any]:
    row, front = game.model.world.fronts[f], game.model.case.case.fronts[id_]
    return {
        "id": id_,
        "name": names.front(id_),
        "parties": list(names.parties(id_)),
        "places": names.places(id_),
        "shares": [round(share, 4) for share in place_shares(front)],
        "line": int(row["line"]),
        "status": STATUSES[int(row["status"])],
    }


def own_knowledge(game: Game, names: Names, seat: Seat) -> list[dict[str, Any]]:
    """Rows {name, about, unit, value} that the seat's actor knows or believes."""
    if seat.kind != BELLIGERENT:
        return _mediators_knowledge(game, seat)
    world, cast = game.model.world, game.model.cast
    i = cast.belligerents.index(seat.id)
    rows = [_row("own_losses", "", "killed", world.belligerents[i]["losses"])]
    for f, front in enumerate(cast.fronts):
        s = side_of(world, f, i)
        if s < 0:
            continue
        other = cast.belligerents[int(world.fronts[f]["second" if s == 0 else "first"])]
        about = names.actor(other)
        where = names.front(front) if len(cast.fronts) > 1 else ""
        pair = world.pairs[i, cast.belligerents.index(other)]
        line = int(world.fronts[f]["line"])
        rows += [
            _row("own_war", where, "stake", world.sides[f, s]["war"]),
            _row("own_held", where, "stake", world.held[f, s, line]),
            _row("weary", about, "chance", pair["type_belief"]),
        ]
    return rows


def _mediators_knowledge(game: Game, seat: Seat) -> list[dict[str, Any]]:
    row = game.model.world.mediators[game.model.cast.mediators.index(seat.id)]
    rows = [_row("credibility", "", "chance", row["credibility"])]
    if row["open"] == 1:
        rows.append(_row("rounds_left", "", "count", max(0, int(row["rounds"] - row["round"]))))
    return rows


def _row(name: str, about: str, unit: str, value: Any) -> dict[str, Any]:
    return {"name": name, "about": about, "unit": unit, "value": round(float(value), 3)}


def question_seen(game: Game, names: Names, question: Question, hints: bool) -> dict[str, Any]:
    """A question as its seat sees it; what the model's own actor would do only as a hint."""
    case = game.model.case.case
    options = {
        name: round(value, 4) if isinstance(value, float) else value
        for name, value in question.options.items()
    }
    seen: dict[str, Any] = {
        "id": question.id,
        "kind": question.kind,
        "hour": question.hour,
        "front": question.front,
        "mediator": names.actor(question.mediator) if question.mediator else "",
        "options": options,
        "names": _names_in(names, options),
        "issues": {one: names_of_issue(game, one) for one in case.issues},
        "believed": [
            {"name": one.name, "about": names.actor(one.about), "unit": one.unit,
             "value": round(one.knew, 3)}
            for one in question.facts
            if question.kind == d.OFFER
        ],
    }  # fmt: skip
    if hints:
        seen["hint"] = own_words(game, question)
    return seen


def _names_in(names: Names, options: dict[str, Any]) -> dict[str, str]:
    """Names of the actors and fronts that options speak of, by id."""
    found: dict[str, str] = {}
    for key in ("others", "members", "parties"):
        found |= {id_: names.actor(id_) for id_ in options.get(key, [])}
    if options.get("member"):
        found[options["member"]] = names.actor(options["member"])
    return found | {id_: names.front(id_) for id_ in options.get("fronts", [])}


def names_of_issue(game: Game, id_: str) -> str:
    """What an issue is called."""
    return plain(game.model.case.case.issues[id_].name)


def own_words(game: Game, question: Question) -> dict[str, Any]:
    """What the model's own actor would do here, with its chance and its reason."""
    own, event = question.own, question.own["event"]
    reason = why(event, game.model.case.case).reason if event is not None else ""
    return {"yes": own["yes"], "chance": own["chance"], "why": reason}
