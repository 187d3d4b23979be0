"""`scenarios/facts/backtest-gates.toml`: how wars are judged, written before any was predicted."""

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from sim.scenario.root import scenario_root
from sim.scenario.schema.base import NonNegative, Positive, Share, Table
from sim.scenario.translate import refused_file

Text = Annotated[str, Field(min_length=1)]


class Rules(Table):
    """What counts, whatever the gate."""

    written: dt.date
    bands: list[Share]
    fewest: Share
    missed: Positive
    points: Annotated[int, Field(ge=1)]


class Gate(Table):
    """One gate; which of its numbers it has says what it asks."""

    words: Text
    source: Text
    measures: list[str] = []
    share_90: Share | None = None
    chance: Share | None = None
    ratio: Positive | None = None
    factor: Positive | None = None
    within: NonNegative | None = None
    share: NonNegative | None = None
    probability: Share | None = None


class LogNormal(Table):
    """Median, and standard deviation of the natural logarithm."""

    median: Positive
    sd: Positive


class Uniform(Table):
    """The ends."""

    low: float
    high: float


class Geometric(Table):
    """From 0 up, with this mean."""

    mean: Positive


class Dull(Table):
    """One dull prediction: exactly one of four forms."""

    source: Text
    lognormal: LogNormal | None = None
    uniform: Uniform | None = None
    geometric: Geometric | None = None
    chance: Share | None = None

    @model_validator(mode="after")
    def _one_form(self) -> "Dull":
        forms = (self.lognormal, self.uniform, self.geometric, self.chance)
        if sum(form is not None for form in forms) != 1:
            raise ValueError("exactly one of lognormal, uniform, geometric, chance")
        return self


class Gates(Table):
    """All of them; `dull` holds measure -> class of war, or `all` -> prediction."""

    rules: Rules
    gates: dict[str, Gate]
    dull: dict[str, dict[str, Dull]]

    def dull_of(self, measure: str, kind: str) -> Dull:
        """The dull prediction of a measure for a class of war."""
        known = self.dull[measure]
        return known.get(kind) or known["all"]


def gates_file() -> Path:
    """The file of gates that comes with the simulator."""
    return scenario_root() / "facts" / "backtest-gates.toml"


@cache
def read_gates(path: Path | None = None) -> Gates:
    """The gates in a file.

    Raises:
        ScenarioError: with what is wrong with it.
    """
    place = gates_file() if path is None else path
    try:
        return Gates.model_validate(tomllib.loads(place.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise refused_file(place, error) from error
