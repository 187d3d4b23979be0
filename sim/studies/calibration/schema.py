"""`[calibration]` of a study file: frozen, strict, nothing unknown."""

from typing import Annotated

from pydantic import Field, ValidationError

from sim.scenario.errors import Finding, did_you_mean, one_of
from sim.scenario.keys import show
from sim.scenario.schema.base import Table

MOST_PARAMETERS = 12  # docs/model.md: more than that, a war's record cannot tell apart
Name = Annotated[str, Field(min_length=1)]


class Variant(Table):
    """`[calibration.fitted]`: the scenario that the fit is written as."""

    id: Annotated[str, Field(pattern="^[a-z][a-z0-9-]*$")]
    name: Name
    extends: Name


class CalibrationTable(Table):
    """`[calibration]`."""

    scenario: Name
    record: Name
    parameters: Annotated[list[str], Field(min_length=1)]
    statistics: Annotated[list[str], Field(min_length=1)]
    particles: Annotated[int, Field(ge=10, le=100_000)] = 200
    populations: Annotated[int, Field(ge=1, le=50)] = 4
    prior_wars: Annotated[int, Field(ge=50, le=10**6)] = 500
    predicted_wars: Annotated[int, Field(ge=50, le=10**6)] = 1000
    seed: Annotated[int, Field(ge=0, lt=2**32)] = 1
    question: str = ""
    fitted: Variant | None = None


ALLOWED = {
    "scenario": "id of a scenario, or path of a .toml file",
    "record": "name of a record in scenarios/facts, or path of a .toml file",
    "parameters": f"a list of 1 to {MOST_PARAMETERS} addresses that the scenario has ranges for",
    "statistics": "a list of in-sample figures of the record, and of deaths:mean:1-13 and the like",
    "particles": "a whole number from 10 to 100,000: wars kept in each population",
    "populations": "a whole number from 1 to 50",
    "prior_wars": "a whole number from 50 up: wars from which the distance is learnt",
    "predicted_wars": "a whole number from 50 up: wars of the fitted model",
    "seed": "a whole number, 0 to 2^32 - 1",
    "question": "text in quotes",
    "fitted": 'a table: id = "...", name = "...", extends = "..."',
}


def table_findings(error: ValidationError) -> list[Finding]:
    """What pydantic refused in `[calibration]`, in the words of this project."""
    found = []
    for detail in error.errors(include_url=False):
        loc = [str(part) for part in detail["loc"]]
        keys, key, value = ("calibration", *loc), loc[-1], detail["input"]
        known = Variant.model_fields if loc[0] == "fitted" and len(loc) > 1 else ALLOWED
        allowed = ALLOWED.get(loc[0], one_of(ALLOWED))
        if detail["type"] == "missing":
            found.append(Finding(keys, "required, but missing", "nothing", allowed))
        elif detail["type"] == "extra_forbidden":
            hint = did_you_mean(key, known)
            found.append(Finding(keys, "unknown key", key, one_of(known), hint))
        else:
            wrong = detail["type"].endswith("_type")
            problem = "wrong kind of value" if wrong else "value out of range"
            found.append(Finding(keys, problem, show(value), allowed))
    return found
