"""Facts in words and tables: for the terminal, the page and docs/facts.md."""

import math
from collections.abc import Sequence

from sim.studies.facts.gates import Arm, Gate
from sim.studies.facts.result import Beside, Check, Fact
from sim.studies.page import figure_of

HEADER = ("fact", "says", "observed", "measured (the check that decides)", "wars", "verdict")
CHECKS = ("check", "gate", "mechanism on", "", "mechanism off", "")
BESIDE = ("beside the checks", "observed", "simulated", "of")
FORMAL = ("fact", "says", "source", "level", "compared", "nearest to failing", "wars", "verdict")
HOW = (
    "A check is met if its whole 95 % interval lies where its gate says, missed if the whole of it "
    "lies outside, else undecided. A fact fails if a check is missed. It holds only if the same "
    "checks fail with the responsible mechanism off; if they do not, it is built-in: the model "
    "would show it anyway."
)
NAIVE = (
    "As it came: mediators and parties chose, so cases differ and selection plays its part. "
    "Assigned: the same wars with the same luck, so the difference is the effect."
)


def interval(value: float, low: float, high: float) -> str:
    """A number with its interval."""
    if math.isnan(value):
        return "nothing to measure"
    if math.isnan(low) or low == high:
        return figure_of(value)
    return f"{figure_of(value)} ({figure_of(low)} to {figure_of(high)})"


def precise(value: float) -> str:
    """A number of a closed form, as many digits as are worth telling."""
    return f"{value:.6g}"


def stylised_row(fact: Fact, name: str) -> tuple[str, ...]:
    """A row of the summary."""
    measured = interval(fact.measured, fact.low, fact.high)
    return (fact.id, name, str(fact.expected), measured, f"{fact.runs:,}", fact.verdict)


def formal_row(fact: Fact) -> tuple[str, ...]:
    """A row of the formal facts."""
    nearest = fact.checks[0]
    tolerance = nearest.high - nearest.measured
    near = f"{nearest.words}: {precise(float(fact.expected))}, found {precise(fact.measured)}"
    near = f"{near} (within {tolerance:.1g})"
    wars = f"{fact.runs:,}" if fact.runs else "exact"
    compared = str(fact.compared)
    return (fact.id, fact.statement, fact.source, fact.level, compared, near, wars, fact.verdict)


def check_rows(checks: Sequence[Check]) -> list[tuple[str, ...]]:
    """Rows of a stylised fact's checks."""
    rows: list[tuple[str, ...]] = []
    for one in checks:
        off = ("", "") if one.off is None else (interval(*one.off[:3]), one.off[3])
        measured = interval(one.measured, one.low, one.high)
        rows.append((one.words, one.gate, measured, one.verdict, *off))
    return rows


def beside_rows(beside: Sequence[Beside]) -> list[tuple[str, ...]]:
    """Rows of the cross-table."""
    return [
        (
            one.label, "" if one.observed is None else figure_of(one.observed),
            interval(one.measured, one.low, one.high), f"{one.size:,}",
        )
        for one in beside
    ]  # fmt: skip


def arm_words(arm: Arm) -> str:
    """What an arm sets, in words."""
    settings = ", ".join(f"{address} = {_value(value)}" for address, value in arm.settings.items())
    return settings or "nothing set"


def _value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else f"{value:g}"


def experiment_lines(gate: Gate) -> list[str]:
    """How a stylised fact was looked for."""
    studies = list(dict.fromkeys(arm.study for arm in gate.arms.values()))
    arms = ", ".join(name.replace("_", " ") for name in gate.arms)
    off = ", ".join(f"{address} = {_value(value)}" for address, value in gate.knock_out.items())
    return [
        f"Care: {gate.care}",
        f"Experiment: {' and '.join(studies)}; arms {arms}; {gate.wars:,} wars an arm.",
        f"Interval: {gate.interval}.",
        f"Mechanism: {gate.mechanism} Off: {off}.",
    ]


def counted(facts: Sequence[Fact]) -> str:
    """How many facts came out how."""
    order = ("holds", "fails", "undecided", "built-in")
    found = [(word, sum(one.verdict == word for one in facts)) for word in order]
    return ", ".join(f"{count} {word}" for word, count in found if count)
