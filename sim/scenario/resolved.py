"""A scenario as one file that stands alone: after `extends` and `--set`."""

from typing import Any

import tomli_w

from sim.scenario.errors import Keys
from sim.scenario.keys import item_key, spell
from sim.scenario.scenario import Scenario

BOUND_TO_BASE = ("extends", "remove")


def resolved_text(scenario: Scenario) -> str:
    """TOML that loads to the same case, ranges included, without any other file."""
    return tomli_w.dumps(resolved(scenario))


def resolved(scenario: Scenario) -> dict[str, Any]:
    """The stated values as plain tables, ranges put back in their places."""
    data: dict[str, Any] = _with_ranges(scenario.data, (), scenario.uncertainties)
    heading = {key: value for key, value in data["scenario"].items() if key not in BOUND_TO_BASE}
    return data | {"scenario": heading}


def with_defaults(scenario: Scenario) -> str:
    """The same with every value spelled out, also those that were left to defaults."""
    data = scenario.case.model_dump(exclude_none=True)
    full = _with_ranges(data, (), scenario.uncertainties)
    heading = {key: value for key, value in full["scenario"].items() if key not in BOUND_TO_BASE}
    return tomli_w.dumps(full | {"scenario": heading})


def as_json(scenario: Scenario) -> dict[str, Any]:
    """The case with its defaults, its ranges and overrides, and where values were stated."""
    return {
        **scenario.case.model_dump(mode="json"),
        "uncertainties": {
            address: {"low": low, "high": high}
            for address, (low, high) in scenario.uncertainties.items()
        },
        "overrides": scenario.overrides,
        "origins": {address: str(where) for address, where in scenario.origins.items()},
    }


def _with_ranges(value: Any, keys: Keys, ranges: dict[str, tuple[float, float]]) -> Any:
    if isinstance(value, dict):
        return {key: _with_ranges(item, (*keys, key), ranges) for key, item in value.items()}
    if isinstance(value, list):
        return [
            _with_ranges(item, (*keys, item_key(item, index)), ranges)
            for index, item in enumerate(value)
        ]
    bounds = ranges.get(spell(keys))
    return value if bounds is None else {"value": value, "low": bounds[0], "high": bounds[1]}
