"""The tables of a scenario file, as pydantic models. Arrow: nothing above, `sim.build` below."""

from sim.scenario.schema.base import Table
from sim.scenario.schema.case import Case
from sim.scenario.schema.events import Event
from sim.scenario.schema.formats import Mediator, Member
from sim.scenario.schema.fronts import Front, Position
from sim.scenario.schema.parties import Belligerent, State

__all__ = [
    "Belligerent",
    "Case",
    "Event",
    "Front",
    "Mediator",
    "Member",
    "Position",
    "State",
    "Table",
]
