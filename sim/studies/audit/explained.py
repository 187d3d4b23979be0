"""What a scenario's file says about parameters that move nothing: `[scenario.explained]`."""

from collections.abc import Iterable

from sim.scenario.keys import split
from sim.scenario.schema import Case
from sim.studies.audit.verdicts import Verdict


def explanation(case: Case, address: str) -> str:
    """Why what stands at an address moves nothing, by the longest address that covers it."""
    keys = split(address)
    said = {split(known): text for known, text in case.scenario.explained.items()}
    for size in range(len(keys), 0, -1):
        if keys[:size] in said:
            return said[keys[:size]]
    return ""


def stale(case: Case, verdicts: Iterable[Verdict]) -> list[str]:
    """Addresses that the file explains although everything at or below them moves something."""
    dead = [split(one.move.address) for one in verdicts if one.dead]
    return [
        address
        for address in case.scenario.explained
        if not any(keys[: len(split(address))] == split(address) for keys in dead)
    ]
