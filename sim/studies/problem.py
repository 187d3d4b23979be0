"""SALib's `problem` dictionaries, in and out: `{"num_vars", "names", "bounds"}`."""

from collections.abc import Mapping
from typing import Any

from sim.scenario.errors import refusal

KEYS = ("num_vars", "names", "bounds")


def is_problem(table: Mapping[str, Any]) -> bool:
    """Whether a table is a SALib problem rather than addresses."""
    return {"names", "bounds"} <= table.keys()


def vary_from(problem: Mapping[str, Any]) -> dict[str, Any]:
    """A problem as the `[vary]` table of a study.

    Raises:
        ScenarioError: when names and bounds do not fit, or it asks for what is not supported.
    """
    names, bounds = list(problem["names"]), list(problem["bounds"])
    if len(names) != len(bounds) or problem.get("num_vars", len(names)) != len(names):
        found = f"{len(names)} names, {len(bounds)} bounds"
        raise refusal("problem", "names and bounds do not fit", found=found, allowed="as many")
    other = [key for key in ("groups", "dists") if problem.get(key)]
    if other:
        raise refusal("problem", "not supported", found=other[0], allowed=", ".join(KEYS))
    pairs = [[float(end) for end in pair] for pair in bounds]
    wrong = [name for name, pair in zip(names, pairs, strict=True) if len(pair) != 2]
    if wrong:
        raise refusal("problem", "not a pair of bounds", found=str(wrong[0]), allowed="[low, high]")
    return {
        str(name): {"low": low, "high": high}
        for name, (low, high) in zip(names, pairs, strict=True)
    }
