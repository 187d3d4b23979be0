"""A whole scenario file, validated table by table."""

from pydantic import Field

from sim.scenario.schema.base import Id, Table
from sim.scenario.schema.events import Event
from sim.scenario.schema.formats import Mediator
from sim.scenario.schema.fronts import Front, Issue, Lever
from sim.scenario.schema.heading import Heading, Mechanisms
from sim.scenario.schema.parties import Belligerent, State
from sim.scenario.schema.rules import Rules


class Case(Table):
    """What a war is made of. Cross-references are checked apart, in `sim.scenario.checks`."""

    scenario: Heading
    mechanisms: Mechanisms = Mechanisms()
    belligerents: dict[Id, Belligerent]
    states: dict[Id, State] = {}
    mediators: dict[Id, Mediator] = {}
    fronts: dict[Id, Front]
    issues: dict[Id, Issue] = {}
    rules: Rules = Rules()
    events: list[Event] = []
    levers: dict[str, Lever] = Field({}, description="addresses a mediator could choose")
    sources: dict[str, str] = Field({}, description="address -> source, or `assumed: why`")
