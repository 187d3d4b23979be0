"""Where numbers come from: `[sources]` maps an address to a source, or to `assumed: why`."""

from collections.abc import Iterator
from typing import Any

from sim.scenario.errors import Keys
from sim.scenario.keys import item_key, spell, split
from sim.scenario.scenario import Scenario

# How long and how finely a run is followed says nothing about the world.
NO_CLAIMS = ("scenario", "levers", "sources", "mechanisms")


def source(scenario: Scenario, address: str) -> str:
    """The source of a number: of its address, or of the longest address above it."""
    keys = split(address)
    stated = {split(known): text for known, text in scenario.case.sources.items()}
    for size in range(len(keys), 0, -1):
        if keys[:size] in stated:
            return stated[keys[:size]]
    return ""


def unsourced(scenario: Scenario) -> list[str]:
    """Addresses of numbers, stated in the file or its bases, that have no source."""
    return [
        address
        for address in (spell(keys) for keys, _ in _numbers(scenario.data, ()))
        if scenario.where(address).file != "--set" and not source(scenario, address)
    ]


def _numbers(value: Any, keys: Keys) -> Iterator[tuple[Keys, float]]:
    if keys and keys[0] in NO_CLAIMS:
        return
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _numbers(item, (*keys, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _numbers(item, (*keys, item_key(item, index)))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield keys, value
