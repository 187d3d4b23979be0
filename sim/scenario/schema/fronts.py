"""`[fronts.*]`, `[issues.*]`: what is fought over."""

from typing import Annotated, Literal

from pydantic import Field

from sim.scenario.schema.base import Id, NonNegative, Positive, Share, Table
from sim.scenario.schema.formats import Term

Terrain = Literal["open", "built", "mountain"]


class Position(Table):
    """A named place on a front. Listed from the first party's rear to the second party's rear."""

    id: Id
    name: str
    holder: Id | None = Field(None, description="who holds it at the start")
    share: NonNegative = Field(description="share of the front's land")
    terrain: Terrain = "open"
    worth: dict[Id, NonNegative] = Field({}, description="to either side; scaled to sum to 1")
    people: NonNegative = Field(0.0, description="people displaced when it changes hands")


class Ends(Table):
    """What lies beyond the last position on either side."""

    first: Literal["decision", "wall"] = Field("decision", description="first party holds nothing")
    second: Literal["decision", "wall"] = Field("decision", description="second holds nothing")


class Intensity(Table):
    """How fighting flares and ebbs: AR(1) in logs."""

    persistence: Share = Field(0.8, description="autocorrelation from one day to the next")
    sd: NonNegative = Field(0.33, description="standard deviation of log intensity")
    dispersion: Annotated[float, Field(ge=1.0)] = Field(10.0, description="variance over mean")


class Opening(Table):
    """A truce already in force when the run begins."""

    terms: list[Term] = []
    broker: Id | None = None
    hazard: NonNegative = Field(0.0, description="if > 0: a constant hazard of collapse [1/day]")


class Front(Table):
    """An ordered line of positions between two belligerents."""

    name: str = ""
    parties: Annotated[list[Id], Field(min_length=2, max_length=2)]
    positions: list[Position] | Annotated[int, Field(ge=1, le=200)]
    held: Annotated[int, Field(ge=0)] | None = Field(None, description="held by the first party")
    ends: Ends = Ends()
    engagements: NonNegative = Field(1.5, description="for the next position, per day")
    counter: Share = Field(0.0, description="chance that a failed attack loses a position")
    deaths: dict[Id, NonNegative] = Field({}, description="own deaths per day at mean intensity")
    civilian_deaths: NonNegative = Field(0.0, description="per day at mean intensity")
    intensity: Intensity = Intensity()
    terrain_open: float = Field(0.0, description="defender's advantage [log odds]")
    terrain_built: float = Field(0.8, description="defender's advantage [log odds]")
    terrain_mountain: float = Field(1.2, description="defender's advantage [log odds]")
    truce: Opening | None = None


class Issue(Table):
    """Something other than land that terms can dispose of: status, a corridor, a return."""

    name: str
    front: Id
    worth: dict[Id, float] = Field({}, description="to either side if granted [stake]")
    status: bool = Field(False, description="granting it disposes of the conflict's issue")


class Lever(Table):
    """An address that a mediator could choose, and the values it could take."""

    low: float | None = None
    high: float | None = None
    values: list[Positive | float | str | bool] | None = None
    note: str = ""
