"""`[study]` of a study file: frozen, strict, nothing unknown."""

from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError
from pydantic_core import ErrorDetails

from sim.records.uncertainty import WAYS
from sim.scenario.errors import Finding, did_you_mean, one_of
from sim.scenario.keys import show
from sim.scenario.schema.base import Table
from sim.studies.study import DESIGNS, Design

MOST_WARS = 10**12
TABLES = ("study", "vary", "set")


class StudyTable(Table):
    """`[study]`."""

    scenario: str
    design: Design
    replicates: Annotated[int, Field(ge=1, le=MOST_WARS)]
    seed: Annotated[int, Field(ge=0, lt=2**64)] | None = None
    measures: Annotated[list[str], Field(min_length=1)] | None = None
    samples: Annotated[int, Field(ge=2, le=10**7)] | None = None
    levels: Annotated[int, Field(ge=2, le=100, multiple_of=2)] = 4
    question: str = ""
    uncertainty: Literal["prior", "fitted"] | None = None


ALLOWED = {
    "scenario": "id of a scenario, or path of a .toml file",
    "design": one_of(DESIGNS),
    "replicates": "a whole number from 1 up: wars at each point",
    "seed": "a whole number, 0 to 2^64 - 1",
    "measures": 'a list of measures, such as ["deaths", "outcome:settlement"]',
    "samples": "a whole number from 2 up: base size of a sampler's design",
    "levels": "an even whole number from 2 to 100: of a Morris design",
    "question": "text in quotes",
    "uncertainty": one_of(WAYS),
}


def table_findings(error: ValidationError) -> list[Finding]:
    """What pydantic refused in `[study]`, one finding for each key."""
    first: dict[str, ErrorDetails] = {}
    for detail in error.errors(include_url=False):
        first.setdefault(str(detail["loc"][0]), detail)
    return [_finding(key, detail) for key, detail in first.items()]


def _finding(key: str, detail: ErrorDetails) -> Finding:
    keys, kind, value = ("study", key), detail["type"], detail["input"]
    if kind == "missing":
        return Finding(keys, "required, but missing", "nothing", ALLOWED[key])
    if kind == "extra_forbidden":
        return Finding(keys, "unknown key", key, one_of(ALLOWED), did_you_mean(key, ALLOWED))
    if kind == "literal_error":
        hint = did_you_mean(str(value), DESIGNS if key == "design" else WAYS)
        return Finding(keys, "unknown word", show(value), ALLOWED[key], hint)
    problem = "wrong kind of value" if kind.endswith("_type") else "value out of range"
    return Finding(keys, problem, show(value), ALLOWED[key], _hint(value))


def _hint(value: Any) -> str:
    if isinstance(value, str) and value.strip().isdecimal():
        return f"write the number without quotes: {value.strip()}"
    return ""
