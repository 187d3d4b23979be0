"""`scenarios/facts/gates.toml`: what each stylised fact must show, written before it was run."""

import tomllib
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sim.scenario.root import scenario_root
from sim.scenario.translate import refused_file
from sim.studies.study import Value

Text = Annotated[str, Field(min_length=1)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class CheckGate(_Table):
    """A measure and where its whole interval must lie."""

    words: Text
    measure: Text
    above: float | None = None
    below: float | None = None
    between: tuple[float, float] | None = None
    fewest: int | None = None

    @model_validator(mode="after")
    def _one_rule(self) -> "CheckGate":
        if sum(rule is not None for rule in (self.above, self.below, self.between)) != 1:
            raise ValueError("exactly one of above, below, between")
        if self.between and self.between[0] >= self.between[1]:
            raise ValueError("between does not rise")
        return self

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the greatest value that meets the gate."""
        if self.between is not None:
            return self.between
        low = float("-inf") if self.above is None else self.above
        return low, float("inf") if self.below is None else self.below

    def allows(self, value: float) -> bool:
        """Whether a value meets the gate; a threshold itself is not above it, nor below it."""
        if self.between is not None:
            return self.between[0] <= value <= self.between[1]
        if self.above is not None:
            return value > self.above
        return self.below is not None and value < self.below

    @property
    def rule(self) -> str:
        """The gate in words."""
        if self.between is not None:
            return f"{self.between[0]:g} to {self.between[1]:g}"
        return f"above {self.above:g}" if self.above is not None else f"below {self.below:g}"


class Arm(_Table):
    """The wars of a study with some addresses set."""

    study: str
    wars: Annotated[int, Field(ge=1)]
    settings: dict[str, Value]


class Gate(_Table):
    """One stylised fact: experiment, checks, and the mechanism that is switched off."""

    name: Text
    statement: Text
    source: Text
    observed: Text
    care: Text
    study: Text
    wars: Annotated[int, Field(ge=1)]
    interval: Text
    mechanism: Text
    fewest: Annotated[int, Field(ge=1)]
    arms: Annotated[dict[str, Arm], Field(min_length=1)]
    knock_out: Annotated[dict[str, Value], Field(min_length=1)]
    checks: Annotated[dict[str, CheckGate], Field(min_length=1)]


class Gates(_Table):
    """All gates, and how intervals are made."""

    written: str
    interval: Text
    resamples: Annotated[int, Field(ge=10)]
    seed: Annotated[int, Field(ge=0)]
    facts: dict[str, Gate]


def gates_file() -> Path:
    """The file of gates that comes with the simulator."""
    return scenario_root() / "facts" / "gates.toml"


def read_gates(path: Path | None = None) -> Gates:
    """The gates in a file.

    Raises:
        ScenarioError: with what is wrong with it.
    """
    place = gates_file() if path is None else path
    try:
        data = tomllib.loads(place.read_text(encoding="utf-8"))
        rules = dict(data.pop("rules"))
        fewest = rules.pop("fewest")
        rules["written"] = str(rules["written"])
        facts = {name: _with_arms({"fewest": fewest} | table) for name, table in data.items()}
        return Gates.model_validate(rules | {"facts": facts})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise refused_file(place, error) from error


def _with_arms(table: dict[str, Any]) -> dict[str, Any]:
    """Each arm by itself: its study and budget, which are the fact's unless it has its own."""
    arms = {}
    for name, settings in table.get("arms", {}).items():
        own = dict(settings)
        arms[name] = {
            "study": own.pop("study", table.get("study")),
            "wars": own.pop("wars", table.get("wars")),
            "settings": own,
        }
    return table | {"arms": arms}
