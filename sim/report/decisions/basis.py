"""What a decision rested on: its recorded terms, each named, with its unit, in words."""

from collections.abc import Callable

from sim.kernel.log import DELIBERATE, DIRECT_TALKS
from sim.kernel.world import LINE
from sim.records.events import Event
from sim.records.why.numbers import chance, rate, stake
from sim.report.names import Names, place_shares
from sim.report.terms import percent
from sim.report.when import count, moment, span

Rows = list[tuple[str, str]]


def basis(names: Names, event: Event) -> Rows:
    """Rows (what, value in words) of what a decision rested on."""
    return BASES[event.kind](names, event)


def _of_one(value: float) -> str:
    return f"{value:.2f} of 1"


def _land(names: Names, front: str, line: float) -> str:
    """What a line leaves to the first party, in land."""
    land = percent(sum(place_shares(names.case.fronts[front])[: int(line)]))
    return f"{land} for {names.actor(names.parties(front)[0])}"


def _promise(t: dict[str, float]) -> Rows:
    """What keeping and breaking a promise depend on."""
    return [
        ("fighting on is worth to it", stake(t["war"])),
        ("chance that the other side keeps", chance(t["kept_probability"])),
        ("gain from striking first", stake(t["first_strike"])),
        ("part of it that guarantors take away", percent(t["guarantee"])),
        ("chance that its breach becomes public", chance(t["attribution"])),
        ("cost of being seen to break", stake(t["penalty"])),
    ]


def _response(_: Names, event: Event) -> Rows:
    t = event.terms
    return [
        ("the terms leave it", stake(t["share_offered"])),
        *_promise(t),
        ("cost at home of saying yes", stake(t["audience"])),
        ("pressure: cost of saying no", stake(t["pressure"])),
    ]


def _conduct(names: Names, event: Event) -> Rows:
    line = ("land, by the line of the truce", _land(names, event.front, event.terms["line"]))
    return [line, *_promise(event.terms)]


def _incident(_: Names, event: Event) -> Rows:
    t = event.terms
    tension = ("tension of the truce, in incidents", f"{t['tension']:.1f}")
    if int(t["cause"]) != DELIBERATE:
        return [tension]
    return [("it was to open fire on purpose", rate(t["hazard"])), tension]


def _collapse(_: Names, event: Event) -> Rows:
    t = event.terms
    return [
        ("it goes back to war if it gains more than", stake(t["margin"])),
        ("tension of the truce, in incidents", f"{t['tension']:.1f}"),
        ("or if tension passes", f"{t['limit']:.1f}"),
        ("the truce had been in force for", span(t["hours"])),
    ]


def _attendance(names: Names, event: Event) -> Rows:
    t = event.terms
    return [
        ("open forums, this one included", str(int(t["forums"]))),
        ("its standing with the mediator of these talks", _of_one(t["standing"])),
    ]


def _halt(_: Names, event: Event) -> Rows:
    t = event.terms
    return [
        ("length of the halt", count(round(t["days"]), "day")),
        ("it halts alone", rate(t["rate"])),
    ]


def _initiative(_: Names, event: Event) -> Rows:
    t = event.terms
    if t["scripted"] > 0.0:
        return [("credibility: how far its word is trusted", _of_one(t["credibility"]))]
    return [
        ("concern: how much it cares", _of_one(t["concern"])),
        ("salience: attention that the killing draws", _of_one(t["salience"])),
        ("ripeness: how little the front has moved in a week", _of_one(t["ripeness"])),
        ("credibility: how far its word is trusted", _of_one(t["credibility"])),
        ("other mediators already at it", str(int(t["rivals"]))),
        ("so it goes in", rate(t["rate"])),
    ]


def _offer(names: Names, event: Event) -> Rows:
    t = event.terms
    first, second = (names.actor(id_) for id_ in names.parties(event.front))
    mediated = int(t["mode"]) != DIRECT_TALKS
    rows = [
        (f"fighting on is worth to {first}", stake(t["seen_war_first"])),
        (f"fighting on is worth to {second}", stake(t["seen_war_second"])),
        ("land, by lines both prefer to war", _room(names, event)),
    ]
    if int(t["terms"]) & LINE:
        rows.append(("land, by the line offered", _land(names, event.front, t["line"])))
    if mediated:
        rows += [
            (f"chance that {first} says yes", chance(t["signing_first"])),
            (f"chance that {second} says yes", chance(t["signing_second"])),
            ("gain from breaking guarantors take", percent(t["guarantee"])),
        ]
    return [
        *rows,
        ("chance that a breach becomes public", chance(t["attribution"])),
        ("to enter into force", moment(t["effective_hour"], names.start)),
    ]


def _room(names: Names, event: Event) -> str:
    """The lines that leave both sides more than war, by the land they leave to the first."""
    low, high = int(event.terms["range_low"]), int(event.terms["range_high"])
    if low > high:
        return "none"
    most = _land(names, event.front, high)
    if low == high:
        return most
    least = percent(sum(place_shares(names.case.fronts[event.front])[:low]))
    return f"{least} to {most}"


def _advice(names: Names, event: Event) -> Rows:
    t = event.terms
    first, second = names.parties(event.front)
    other = names.actor(second if event.target == first else first)
    belief = f"belief that war is costly to {other}"
    return [
        (f"{belief}, before", chance(t["before"])),
        (f"{belief}, after", chance(t["after"])),
        ("the mediator leans to the side it advises (0.5: even)", _of_one(t["bias"])),
    ]


BASES: dict[str, Callable[[Names, Event], Rows]] = {
    "response": _response,
    "conduct": _conduct,
    "incident": _incident,
    "collapse": _collapse,
    "attendance": _attendance,
    "halt": _halt,
    "initiative": _initiative,
    "offer": _offer,
    "advice": _advice,
}
