"""From plain values to a case, or to everything that is wrong with them."""

from typing import Any

from pydantic import ValidationError

from sim.scenario.checks import check
from sim.scenario.errors import Finding
from sim.scenario.keys import replaced, without
from sim.scenario.ranges import Ranges, with_bound
from sim.scenario.schema import Case
from sim.scenario.shape import expected
from sim.scenario.translate import MISSING
from sim.scenario.translate import findings as translated

ROUNDS = 4  # mending one table may bring another's faults to light


def validate(
    data: dict[str, Any], ranges: Ranges, known: tuple[Finding, ...]
) -> tuple[Case | None, list[Finding]]:
    """The case, and everything wrong with values, ranges and cross-references.

    Cross-references are checked even when some tables are faulty: faulty values are set aside,
    so that a reader sees all faults at once.
    """
    findings = list(known)
    case, wrong = _attempt(data)
    findings += wrong
    partial, remainder = case, data
    for _ in range(ROUNDS):
        if partial is not None:
            break
        for finding in wrong:
            remainder = _set_aside(remainder, finding)
        partial, wrong = _attempt(remainder)
    if case is not None and ranges:
        for bound, word in ((0, "low"), (1, "high")):
            findings += _bound_findings(with_bound(data, ranges, bound), word, ranges)
    if partial is not None and partial.fronts.keys() == _ids(data, "fronts"):
        findings += [one for one in check(partial) if not _touches(one, findings)]
    return case, findings


def _set_aside(data: dict[str, Any], finding: Finding) -> dict[str, Any]:
    """The values without a faulty one; a missing name gets one, so that its owner stays."""
    keys = finding.keys
    if finding.problem == MISSING:
        if any(kind is str for kind, _ in expected(keys)):
            return dict(replaced(data, keys, "unnamed"))
        keys = keys[:-1]
    return dict(without(data, keys)) if keys else data


def _attempt(data: dict[str, Any]) -> tuple[Case | None, list[Finding]]:
    try:
        return Case.model_validate(data), []
    except ValidationError as error:
        return None, translated(error, data)


def _bound_findings(data: dict[str, Any], word: str, ranges: Ranges) -> list[Finding]:
    _, wrong = _attempt(data)
    prefix = f"{word} end of the range: "
    return [
        Finding((*one.keys, word), prefix + one.problem, one.found, one.allowed)
        for one in wrong
        if one.keys in ranges
    ]


def _ids(data: dict[str, Any], group: str) -> set[str]:
    table = data.get(group)
    return set(table) if isinstance(table, dict) else set()


def _touches(finding: Finding, known: list[Finding]) -> bool:
    """Whether an address lies on the way to, or below, one already refused.

    A format with an incomplete member was set aside in part: nothing more is said of it.
    """
    for other in known:
        keys = other.keys
        if other.problem == MISSING and keys[0] == "mediators":
            keys = keys[:2]
        size = min(len(finding.keys), len(keys))
        if finding.keys[:size] == keys[:size]:
            return True
    return False
