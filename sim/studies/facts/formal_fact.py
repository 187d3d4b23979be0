"""A formal fact, checked: the closed form, the number of the simulator, how near they are."""

from sim.studies.facts.comparison import Comparison
from sim.studies.facts.formal import FORMAL
from sim.studies.facts.result import Check, Fact

WARS = 20_000
SHOWN = 5  # comparisons told of each fact


def check_formal(name: str, wars: int = WARS) -> Fact:
    """Make all comparisons of a formal fact, from so many wars each."""
    formal = FORMAL[name]
    found = sorted(formal.compare(wars), key=lambda one: -one.distance)
    worst = found[0]
    return Fact(
        name, formal.statement, formal.source, "formal", formal.level,
        sum(one.runs for one in found), worst.expected, worst.measured,
        worst.measured - worst.tolerance, worst.measured + worst.tolerance,
        "holds" if worst.holds else "fails", [_check(one) for one in found[:SHOWN]], len(found),
    )  # fmt: skip


def _check(one: Comparison) -> Check:
    how = "4 standard errors" if one.runs else "exactly"
    low, high = one.measured - one.tolerance, one.measured + one.tolerance
    verdict = "met" if one.holds else "missed"
    return Check(one.name, f"{one.expected:.10g} ({how})", one.measured, low, high, verdict)
