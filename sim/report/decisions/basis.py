"""What a decision rested on: its recorded terms, each named, with its unit, in words."""

from collections.abc import Callable

from sim.kernel.log import DELIBERATE, DIRECT_TALKS
from sim.kernel.world import LINE
from sim.language import _, number, pgettext
from sim.records.events import Event
from sim.records.why.numbers import chance, rate, stake
from sim.report.names import Names, place_shares
from sim.report.terms import percent
from sim.report.when import days_in_words, moment, span

Rows = list[tuple[str, str]]


def basis(names: Names, event: Event) -> Rows:
    """Rows (what, value in words) of what a decision rested on."""
    return BASES[event.kind](names, event)


def _of_one(value: float) -> str:
    return _("{n} of 1", n=number(value, 2))


def _land(names: Names, front: str, line: float) -> str:
    """What a line leaves to the first party, in land."""
    land = percent(sum(place_shares(names.case.fronts[front])[: int(line)]))
    return _("{land} for {side}", land=land, side=names.the(names.parties(front)[0]))


def _promise(t: dict[str, float]) -> Rows:
    """What keeping and breaking a promise depend on."""
    return [
        (_("fighting on is worth to it"), stake(t["war"])),
        (_("chance that the other side keeps"), chance(t["kept_probability"])),
        (_("gain from striking first"), stake(t["first_strike"])),
        (_("part of it that guarantors take away"), percent(t["guarantee"])),
        (_("chance that its breach becomes public"), chance(t["attribution"])),
        (_("cost of being seen to break"), stake(t["penalty"])),
    ]


def _response(_names: Names, event: Event) -> Rows:
    t = event.terms
    return [
        (_("the terms leave it"), stake(t["share_offered"])),
        *_promise(t),
        (_("cost at home of saying yes"), stake(t["audience"])),
        (_("pressure: cost of saying no"), stake(t["pressure"])),
    ]


def _conduct(names: Names, event: Event) -> Rows:
    line = (_("land, by the line of the truce"), _land(names, event.front, event.terms["line"]))
    return [line, *_promise(event.terms)]


def _incident(_names: Names, event: Event) -> Rows:
    t = event.terms
    tension = (_("tension of the truce, in incidents"), number(t["tension"], 1))
    if int(t["cause"]) != DELIBERATE:
        return [tension]
    return [(_("it was to open fire on purpose"), rate(t["hazard"])), tension]


def _collapse(_names: Names, event: Event) -> Rows:
    t = event.terms
    return [
        (_("it goes back to war if it gains more than"), stake(t["margin"])),
        (_("tension of the truce, in incidents"), number(t["tension"], 1)),
        (_("or if tension passes"), number(t["limit"], 1)),
        (_("the truce had been in force for"), span(t["hours"])),
    ]


def _attendance(names: Names, event: Event) -> Rows:
    t = event.terms
    return [
        (_("open forums, this one included"), str(int(t["forums"]))),
        (_("its standing with the mediator of these talks"), _of_one(t["standing"])),
    ]


def _halt(_names: Names, event: Event) -> Rows:
    t = event.terms
    return [
        (_("length of the halt"), days_in_words(round(t["days"]))),
        (_("it halts alone"), rate(t["rate"])),
    ]


def _initiative(_names: Names, event: Event) -> Rows:
    t = event.terms
    if t["scripted"] > 0.0:
        return [(_("credibility: how far its word is trusted"), _of_one(t["credibility"]))]
    return [
        (_("concern: how much it cares"), _of_one(t["concern"])),
        (_("salience: attention that the killing draws"), _of_one(t["salience"])),
        (_("ripeness: how little the front has moved in a week"), _of_one(t["ripeness"])),
        (_("credibility: how far its word is trusted"), _of_one(t["credibility"])),
        (_("other mediators already at it"), str(int(t["rivals"]))),
        (_("so it goes in"), rate(t["rate"])),
    ]


def _offer(names: Names, event: Event) -> Rows:
    t = event.terms
    first, second = (names.the(id_) for id_ in names.parties(event.front))
    mediated = int(t["mode"]) != DIRECT_TALKS
    rows = [
        (_("fighting on is worth to {side}", side=first), stake(t["seen_war_first"])),
        (_("fighting on is worth to {side}", side=second), stake(t["seen_war_second"])),
        (_("land, by lines both prefer to war"), _room(names, event)),
    ]
    if int(t["terms"]) & LINE:
        rows.append((_("land, by the line offered"), _land(names, event.front, t["line"])))
    if mediated:
        rows += [
            (_("chance that {side} says yes", side=first), chance(t["signing_first"])),
            (_("chance that {side} says yes", side=second), chance(t["signing_second"])),
            (_("gain from breaking guarantors take"), percent(t["guarantee"])),
        ]
    return [
        *rows,
        (_("chance that a breach becomes public"), chance(t["attribution"])),
        (_("to enter into force"), moment(t["effective_hour"], names.start)),
    ]


def _room(names: Names, event: Event) -> str:
    """The lines that leave both sides more than war, by the land they leave to the first."""
    low, high = int(event.terms["range_low"]), int(event.terms["range_high"])
    if low > high:
        return pgettext("no land", "none")
    most = _land(names, event.front, high)
    if low == high:
        return most
    least = percent(sum(place_shares(names.case.fronts[event.front])[:low]))
    return _("{low} to {high}", low=least, high=most)


def _advice(names: Names, event: Event) -> Rows:
    t = event.terms
    first, second = names.parties(event.front)
    other = names.the(second if event.target == first else first)
    return [
        (_("belief that war is costly to {side}, before", side=other), chance(t["before"])),
        (_("belief that war is costly to {side}, after", side=other), chance(t["after"])),
        (_("the mediator leans to the side it advises (0.5: even)"), _of_one(t["bias"])),
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
