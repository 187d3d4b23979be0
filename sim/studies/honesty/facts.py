"""Formal and stylised facts: every gate with its figure and verdict, from facts.json."""

from pathlib import Path

from sim.studies.backtest.war.words import markdown
from sim.studies.facts.docs_page import DATA, fact_of
from sim.studies.facts.gates import CheckGate, Gate, read_gates
from sim.studies.facts.result import Check, Fact
from sim.studies.facts.words import interval, precise
from sim.studies.honesty.kept import NOT_YET, data_of
from sim.studies.honesty.reasons import FIRST_LOOK, LOOKED, REASONS, UNKNOWN

FORMAL = ("fact", "level", "compared", "nearest to failing", "verdict")
STYLISED = ("fact", "check", "gate", "found", "", "mechanism off", "", "verdict", "first look")


def facts_of(docs: Path) -> dict[str, Fact]:
    """Facts by id, as they were last looked for; none if they never were.

    Raises:
        ValueError: when the file is damaged.
    """
    data = data_of(docs / DATA) or {"facts": []}
    try:
        found = [fact_of(row) for row in data["facts"]]
    except (KeyError, TypeError) as error:
        raise ValueError(f"{DATA}: damaged: {error!r}") from error
    return {one.id: one for one in found}


def formal_text(docs: Path) -> str:
    """A row for each formal fact."""
    rows = [_formal(one) for one in facts_of(docs).values() if one.kind == "formal"]
    return markdown(FORMAL, rows) if rows else f"Formal facts: {NOT_YET} (`sim facts`)."


def _formal(fact: Fact) -> tuple[str, ...]:
    nearest = fact.checks[0]
    wanted, found = precise(float(fact.expected)), precise(fact.measured)
    tolerance = nearest.high - nearest.measured
    near = f"{nearest.words}: {wanted}, found {found} (within {tolerance:.1g})"
    return (fact.id, fact.level, str(fact.compared), near, fact.verdict)


def stylised_text(docs: Path) -> str:
    """A row for each gate of each stylised fact; verdicts stand once, then and now."""
    facts, rows = facts_of(docs), []
    for name, gate in read_gates().facts.items():
        fact = facts.get(name)
        for k, one in enumerate(gate.checks.values()):
            first = (fact.verdict if fact else NOT_YET, FIRST_LOOK.get(name, ""))
            label, verdicts = (f"{name} {gate.name}", first) if k == 0 else ("", ("", ""))
            rows.append((label, one.words, one.rule, *_found(fact, one), *verdicts))
    return f"{_since(facts)}\n\n{markdown(STYLISED, rows)}"


def _since(facts: dict[str, Fact]) -> str:
    """Which verdicts are others than at the first look."""
    told = ", ".join(
        f"{name} {before}, now {facts[name].verdict}"
        for name, before in FIRST_LOOK.items()
        if name in facts and facts[name].verdict != before
    )
    return f"Other verdicts than at the first look ({LOOKED}): {told or 'none'}."


def _found(fact: Fact | None, gate: CheckGate) -> tuple[str, str, str, str]:
    """Figure and verdict, mechanism on and off."""
    check = check_of(fact, gate)
    if check is None:
        return (NOT_YET, "", "", "")
    on = (interval(check.measured, check.low, check.high), check.verdict)
    off = ("", "") if check.off is None else (interval(*check.off[:3]), check.off[3])
    return (*on, *off)


def check_of(fact: Fact | None, gate: CheckGate) -> Check | None:
    """The check of a fact that was held to a gate as it stands now."""
    for one in fact.checks if fact else ():
        if (one.words, one.gate) == (gate.words, gate.rule):
            return one
    return None


def misfits_text(docs: Path) -> str:
    """The stylised facts that do not hold, what they missed, and why, as far as it is known."""
    facts = facts_of(docs)
    if not facts:
        return f"Stylised facts: {NOT_YET} (`sim facts`)."
    lines = [
        _misfit(facts[name], gate)
        for name, gate in read_gates().facts.items()
        if name in facts and facts[name].verdict != "holds"
    ]
    return "\n".join(lines) or "No stylised fact is missed."


def _misfit(fact: Fact, gate: Gate) -> str:
    short = [one for one in fact.checks if one.verdict != "met"]
    lines = [
        f"  * {one.verdict}: {one.words}: {interval(one.measured, one.low, one.high)}, "
        f"wanted {one.gate}"
        for one in short
    ]
    if not short:
        lines = ["  * all checks met, but with the responsible mechanism off not missed"]
    why = REASONS.get(fact.id, UNKNOWN)
    return "\n".join([f"* **{fact.id} {gate.name}: {fact.verdict}.** Why: {why}", *lines])
