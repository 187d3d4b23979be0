"""Checks of belligerents and states."""

from collections.abc import Iterator

from sim.scenario.checks.common import nobody
from sim.scenario.errors import Finding, Keys
from sim.scenario.keys import show
from sim.scenario.schema import Belligerent, Case


def parties(case: Case) -> Iterator[Finding]:
    """Those who fight, and those who stand around."""
    if len(case.belligerents) < 2:
        found = ", ".join(case.belligerents) or "none"
        yield Finding(("belligerents",), "a war needs two sides", found, "two or more")
    fighting = {party for front in case.fronts.values() for party in front.parties}
    # A front with a wrong party is a fault of its own; it may well be this side's front.
    known = fighting <= case.belligerents.keys()
    known &= all(len(set(front.parties)) == 2 for front in case.fronts.values())
    for identity, side in case.belligerents.items():
        keys = ("belligerents", identity)
        if known and identity not in fighting and len(case.belligerents) > 1:
            hint = "add it to the parties of a front, or remove it"
            yield Finding(keys, "fights on no front", show(identity), "a party of a front", hint)
        yield from _side(keys, identity, side, case)
    yield from _states(case)


def _side(keys: Keys, identity: str, side: Belligerent, case: Case) -> Iterator[Finding]:
    for other in side.trust:
        if other == identity:
            yield Finding((*keys, "trust", other), "trust in itself", show(other), "another side")
        else:
            yield from nobody((*keys, "trust", other), other, case.belligerents, "belligerent")
    if side.resolve.low > side.resolve.high:
        found = f"low {side.resolve.low:g}, high {side.resolve.high:g}"
        yield Finding((*keys, "resolve"), "low above high", found, "low <= high")
    if (side.belief.alpha > 0.0) != (side.belief.beta > 0.0):
        found = f"alpha {side.belief.alpha:g}, beta {side.belief.beta:g}"
        allowed = "both above 0, or both 0 for a normal belief"
        yield Finding((*keys, "belief"), "half a beta belief", found, allowed)


def _states(case: Case) -> Iterator[Finding]:
    others = [*case.belligerents, *case.states]
    for identity, state in case.states.items():
        for other, tie in state.ties.items():
            keys = ("states", identity, "ties", other)
            if other == identity:
                yield Finding(keys, "a tie to itself", show(other), "another state or side")
            else:
                yield from nobody(keys, other, others, "belligerent or state")
            if tie.rivalry > 0.0 and other in case.belligerents:
                yield Finding(
                    (*keys, "rivalry"),
                    "rivalry with a belligerent",
                    show(tie.rivalry),
                    "rivalry with another state",
                    "lower trust or bias instead",
                )
