"""The record of a war as data: `scenarios/facts/*.toml`, with a table `[record]`."""

import datetime as dt
import math
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, model_validator

from sim.engines.finished import Finished
from sim.scenario.errors import Fault, ScenarioError, did_you_mean, display, one_of
from sim.scenario.keys import show, spell
from sim.scenario.root import scenario_root
from sim.scenario.schema.base import Id, Table
from sim.studies.record_measures import MEASURES

Sample = Literal["in sample", "held out"]
Probability = Annotated[float, Field(gt=0.0, lt=1.0)]
PROBLEMS = {"extra_forbidden": "unknown key", "missing": "missing"}
BOUNDED = "a number, or { low = ..., high = ... }"
Text = Annotated[str, Field(min_length=1)]


class Bounds(Table):
    """What the record only bounds."""

    low: float
    high: float

    @model_validator(mode="after")
    def _in_order(self) -> "Bounds":
        if self.low > self.high:
            raise ValueError("low is above high")
        return self


class Quantiles(Table):
    """The band of the simulated wars, and its middle."""

    low: Probability = 0.05
    middle: Probability = 0.5
    high: Probability = 0.95

    @model_validator(mode="after")
    def _in_order(self) -> "Quantiles":
        if not self.low < self.middle < self.high:
            raise ValueError("low, middle and high do not rise")
        return self


class DailyDeaths(Table):
    """Dated deaths of the first party, day by day [killed]."""

    first_party_from: dt.date
    first_party: list[Annotated[int, Field(ge=0)]]
    source: Text


class Figure(Table):
    """One figure of the record, and the measure of a simulated war that it is held against."""

    statement: Text
    value: float | Bounds
    unit: Text
    sample: Sample
    measure: str
    truce: Annotated[int, Field(ge=1)] | None = None
    day: Annotated[int, Field(ge=1)] | None = None
    who: Id | None = None
    front: Id | None = None
    only_in: list[str] = []
    source: Text

    @model_validator(mode="after")
    def _measurable(self) -> "Figure":
        if self.measure not in MEASURES:
            hint = did_you_mean(self.measure, MEASURES)
            raise ValueError(f"unknown measure {self.measure}: {hint or one_of(MEASURES)}")
        measure = MEASURES[self.measure]
        if self.unit != measure.unit:
            raise ValueError(f"unit is {self.unit}, the measure's is {measure.unit}")
        for about in ("truce", "day", "who"):
            if (getattr(self, about) is not None) != (measure.about == about):
                verb = "needs" if measure.about == about else "takes no"
                raise ValueError(f"{self.measure} {verb} {about}")
        return self

    @property
    def low(self) -> float:
        """The least that the record allows."""
        return self.value.low if isinstance(self.value, Bounds) else self.value

    @property
    def high(self) -> float:
        """The most that the record allows."""
        return self.value.high if isinstance(self.value, Bounds) else self.value

    @property
    def at(self) -> int:
        """The number of the truce or day that the measure is taken at; 0 for the whole war."""
        return self.truce or self.day or 0

    def of(self, war: Finished) -> float:
        """What a simulated war says about it; NaN where that war has no such thing or front."""
        measure, fronts = MEASURES[self.measure], war.cast.fronts
        if self.front is not None and self.front not in fronts:
            return math.nan
        front = 0 if self.front is None else fronts.index(self.front)
        more = () if self.who is None else (self.who,)
        return measure.of(war, self.at, front, *more)


class Carried(Table):
    """`[record.carried]`: how a war is fought with what was fitted to another one.

    Attributes:
        source: the scenario whose numbers are carried over.
        roles: belligerent of this war -> belligerent of that one whose numbers it has.
        in_sample: figures by which this war's own forces or land were chosen. When the rest is
            carried over the others are held out, whatever their `sample` says of the scenario.
    """

    source: Annotated[str, Field(alias="from", min_length=1)]
    roles: Annotated[dict[Id, Id], Field(min_length=1)]
    in_sample: list[Id] = []


class Record(Table):
    """`[record]`: the figures of one war, by id; `kind` is the class of its dull predictions."""

    id: str
    name: Text
    scenarios: Annotated[list[str], Field(min_length=1)]
    known_until: dt.date
    kind: Literal["interstate", "civil"] = "interstate"
    carried: Carried | None = None
    quantiles: Quantiles = Quantiles()
    daily_deaths: DailyDeaths | None = None
    figures: Annotated[dict[Id, Figure], Field(min_length=1)]

    def for_scenario(self, name: str) -> "Record":
        """The record without the figures that are about other scenarios only."""
        those = {key: one for key, one in self.figures.items() if name in (one.only_in or [name])}
        return self.model_copy(update={"figures": those})

    @model_validator(mode="after")
    def _known_figures(self) -> "Record":
        for name in self.carried.in_sample if self.carried else ():
            if name not in self.figures:
                hint = did_you_mean(name, self.figures) or one_of(self.figures)
                raise ValueError(f"carried.in_sample names no figure: {name}; {hint}")
        return self


class _File(Table):
    record: Record


KEYS = [*Record.model_fields, *Figure.model_fields, *Carried.model_fields]


def shipped_record(name: str) -> Path:
    """The file of a record that comes with the simulator."""
    return scenario_root() / "facts" / f"{name}.toml"


def read_record(path: Path) -> Record:
    """The record in a file.

    Raises:
        ScenarioError: with everything that is wrong with it.
    """
    name = display(path)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        return _File.model_validate(data).record
    except OSError as error:
        problem = f"cannot be read: {error.strerror or error}"
        raise ScenarioError([Fault(name, None, "", "", "", "", problem)]) from error
    except ValidationError as error:
        found = [dict(one) for one in error.errors()]
        raise ScenarioError([_fault(name, e) for e in found if not _other_reading(e)]) from error
    except ValueError as error:  # not TOML, or not UTF-8
        problem = f"not a TOML file: {error}"
        raise ScenarioError([Fault(name, None, "", "", "", "", problem)]) from error


def _other_reading(error: dict[str, Any]) -> bool:
    """Whether a fault is about the reading of a value that was not meant: number or bounds."""
    last = str(error["loc"][-1]) if error["loc"] else ""
    is_table = isinstance(error["input"], dict)
    return (last == "float" and is_table) or (last.startswith("function-") and not is_table)


def _fault(file: str, error: dict[str, Any]) -> Fault:
    """What pydantic found, in the words of this project."""
    readings = ("float", "function-")
    keys = [str(key) for key in error["loc"] if not str(key).startswith(readings)]
    hint, found = "", error["input"]
    if error["type"] == "extra_forbidden":
        hint = did_you_mean(keys[-1], KEYS)
    text = "" if isinstance(found, dict | list) else show(found)
    problem = PROBLEMS.get(error["type"], error["msg"].removeprefix("Value error, "))
    allowed = BOUNDED if keys[-1:] == ["value"] else ""
    return Fault(file, None, spell(tuple(keys)), text, allowed, hint, problem)
