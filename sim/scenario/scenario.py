"""A scenario as loaded: the case, its ranges, and where every value came from."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sim.scenario.errors import Where, display
from sim.scenario.keys import spell, split
from sim.scenario.schema import Case


@dataclass(frozen=True)
class Scenario:
    """A scenario, checked and ready to be built.

    Attributes:
        case: the values, validated.
        path: the file it was read from.
        text: that file's text, word for word.
        bases: text of each file it extends, nearest first, by id or path as written.
        data: the resolved values as plain tables, ranges left out.
        uncertainties: address -> (low, high) of each number stated with a range.
        origins: address -> where it was stated, for every value that was.
        overrides: address -> value, as given by `--set`.
        drawn: address -> value, as drawn for one war of many with uncertain parameters.
    """

    case: Case
    path: Path
    text: str
    bases: dict[str, str]
    data: dict[str, Any]
    uncertainties: dict[str, tuple[float, float]]
    origins: dict[str, Where]
    overrides: dict[str, Any]
    drawn: dict[str, float] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Its name on the command line."""
        return self.case.scenario.id

    def where(self, address: str) -> Where:
        """Where the value at an address was stated, or the table that it would stand in."""
        keys = split(address)
        while keys and spell(keys) not in self.origins:
            keys = keys[:-1]
        return self.origins.get(spell(keys), Where(display(self.path)))
