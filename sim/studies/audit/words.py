"""An audit in words, for a terminal of 80 columns, and as data."""

import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from sim.scenario.keys import show
from sim.studies.audit.verdicts import Verdict
from sim.studies.audit.whole import Audit

WIDTH = 80
FEW = 12  # labels listed for one reason; --json names all
STRONGEST = 10  # parameters listed with their effects


def lines(audit: Audit) -> Iterator[str]:
    """The audit, a section after the other."""
    yield f"Audit: {audit.wars} wars of each arm, all with one luck (seed {audit.seed})."
    yield from _seed(audit)
    yield from _moving(audit)
    yield from _claims(audit)
    yield from _quiet(audit)
    yield from _machine(audit)
    yield from _costs(audit)


def _seed(audit: Audit) -> Iterator[str]:
    seeds = audit.seeds
    yield ""
    yield "SEED"
    yield from row("the same wars when fought again", yes(seeds.again))
    yield from row("and with another number of threads", yes(seeds.workers))
    yield from row(f"other wars under seed {seeds.other_seed}", f"{seeds.others:.0%} of them")


def _moving(audit: Audit) -> Iterator[str]:
    moved = [one for one in audit.verdicts if one.shows in ("runs", "truces")]
    yield ""
    yield "WHAT MOVES THE WAR"
    yield f"  {len(moved)} of {len(audit.verdicts)} parameters move something. The strongest of"
    yield "  those that the file states, in standard deviations of the measure:"
    stated = [one for one in moved if one.move.address in audit.scenario.origins]
    strongest = sorted(stated, key=size, reverse=True)[:STRONGEST]
    for one in strongest:
        if one.effect is not None:
            yield f"  {one.effect.size:+6.2f}  {one.effect.measure}"
            yield from wrapped(f"{one.move.label} {between(one)}", 10)


def _claims(audit: Audit) -> Iterator[str]:
    claimed = [one for one in audit.verdicts if one.move.claimed]
    yield ""
    yield "LEVERS, AND NUMBERS WITH A RANGE"
    if not claimed:
        yield "  the file has none"
        return
    alive = sum(not one.dead and not one.fixed for one in claimed)
    yield f"  {alive} of {len(claimed)} move something."
    for one in audit.unexplained:
        label = one.move.label
        yield from wrapped(f"{audit.scenario.where(one.move.address)}: {label}", 2)
        yield from wrapped(f"moves nothing {between(one)}: {audit.reasons[label]}", 6)
    explained = [one for one in claimed if one.move.label in audit.explained]
    for text, labels in grouped(explained, audit.explained):
        yield from wrapped(f"Dead, as the file explains: {text}", 2)
        yield from wrapped(", ".join(labels), 6)
    for address in audit.stale:
        yield from wrapped(f"Explained as dead, and yet it moves something: {address}", 2)


def _quiet(audit: Audit) -> Iterator[str]:
    """Dead parameters that the file does not claim to matter, and idle mechanisms."""
    origins = audit.scenario.origins
    quiet = [one for one in audit.dead if not one.move.claimed]
    stated = [one for one in quiet if one.move.address in origins]
    rest = [one for one in quiet if one.move.address not in origins]
    groups = (
        ("STATED IN THE FILE, AND MOVING NOTHING", stated),
        ("LEFT TO DEFAULTS, AND MOVING NOTHING", rest),
        ("MECHANISMS WHOSE SWITCH CHANGES NOTHING", audit.idle),
    )
    for title, some in groups:
        yield ""
        yield title
        if not some:
            yield "  none"
        for text, labels in grouped(some, audit.reasons):
            yield from wrapped(f"{text}:", 2)
            yield from wrapped(few(labels), 6)
    yield ""
    yield f"Parameters that cannot be moved alone: {len(audit.fixed)} (--json names them)."


def _machine(audit: Audit) -> Iterator[str]:
    reached = audit.reached
    yield ""
    yield f"AGREEMENTS: WHAT {reached.wars} WARS WENT THROUGH"
    for edge, times in sorted(reached.edges.items()):
        yield from row(str(edge), f"{times:,}")
    never = [*reached.states_missed, *(str(edge) for edge in reached.edges_missed)]
    yield "  Never reached here:" + ("" if never else " nothing")
    for one in never:
        yield f"      {one}"
    for edge in reached.unlisted:
        yield f"  Not in the list of edges: {edge}"


def _costs(audit: Audit) -> Iterator[str]:
    costs = audit.costs
    yield ""
    yield "COSTS, ONE THREAD"
    yield from row("a war", f"{costs.microseconds_war:,.0f} microseconds")
    yield from row("a step", f"{costs.microseconds_step:.2f} microseconds")
    yield from row("steps a war", f"{costs.steps:,.0f} ({costs.days:,.0f} days)")
    yield from row("events a war", f"{costs.events:,.0f}")
    yield from row("a war's rows of runs and truces", f"{costs.bytes_rows:,.0f} bytes")
    yield from row("its days and events", f"{costs.bytes_logged:,.0f} bytes")


def grouped(some: Iterable[Verdict], words: dict[str, str]) -> list[tuple[str, list[str]]]:
    """Labels by what is said of them, in order of first appearance."""
    found: dict[str, list[str]] = {}
    for one in some:
        label = one.move.label.removeprefix("mechanisms.")
        found.setdefault(words[one.move.label], []).append(label)
    return list(found.items())


def few(labels: list[str]) -> str:
    """Labels, the first few of many."""
    left = len(labels) - FEW
    return ", ".join(labels) if left <= 1 else f"{', '.join(labels[:FEW])}, {left} more"


def between(verdict: Verdict) -> str:
    """The values between which a parameter was moved."""
    if verdict.fixed:
        return "at its one value"
    if any(isinstance(value, list) for value in verdict.arms):
        return "there or left out"
    words = [short(value) for value in verdict.arms]
    if verdict.move.basis in ("choice", "mechanism") or len(words) > 2:
        return f"among {', '.join(words)}"
    assumed = " (assumed)" if verdict.move.basis == "assumed" else ""
    return f"between {words[0]} and {words[1]}{assumed}"


def short(value: Any) -> str:
    """A value in a few letters."""
    return f"{value:.4g}" if isinstance(value, float) else show(value).strip('"')


def size(verdict: Verdict) -> float:
    """How strong a parameter is."""
    return 0.0 if verdict.effect is None else abs(verdict.effect.size)


def row(name: str, value: str) -> Iterator[str]:
    """A name and a value at the right."""
    yield f"  {name:<46} {value}"


def yes(truth: bool) -> str:
    """A truth in a word."""
    return "yes" if truth else "NO"


def wrapped(text: str, indent: int) -> list[str]:
    """Lines of at most 80 letters; addresses are not broken."""
    return textwrap.wrap(
        text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + 2),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
