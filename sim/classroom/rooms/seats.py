"""The seats of a war: its belligerents and its mediators."""

from typing import NamedTuple

from sim.report.names import Names
from sim.report.palette import colours
from sim.scenario.scenario import Scenario

BELLIGERENT, MEDIATOR = "belligerent", "mediator"


class Seat(NamedTuple):
    """An actor that can be played. `members` are the states behind a mediator, id -> name."""

    id: str
    kind: str
    name: str
    colour: str
    members: dict[str, str]


def seats_of(scenario: Scenario) -> dict[str, Seat]:
    """The seats by id: belligerents first."""
    names, shades, case = Names(scenario), colours(scenario.case), scenario.case
    seats = {
        id_: Seat(id_, BELLIGERENT, names.full(id_), shades.get(id_, ""), {})
        for id_ in case.belligerents
    }
    for id_, mediator in case.mediators.items():
        members = {one: names.actor(one) for one in mediator.members}
        seats[id_] = Seat(id_, MEDIATOR, names.full(id_), shades.get(id_, ""), members)
    return seats
