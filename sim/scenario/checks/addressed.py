"""Checks of `[levers]` and `[sources]`, whose keys are addresses."""

from collections.abc import Iterable, Iterator

from sim.scenario.addresses import reaches, values
from sim.scenario.errors import Finding, Keys, did_you_mean
from sim.scenario.keys import show, spell, split
from sim.scenario.schema import Case
from sim.scenario.schema.fronts import Lever
from sim.scenario.shape import is_number


def levers_and_sources(case: Case) -> Iterator[Finding]:
    """What a mediator could choose, and where numbers come from."""
    for address, lever in case.levers.items():
        if not reaches(case, split(address)):
            hint = did_you_mean(address, values(case))
            keys = ("levers", address)
            yield Finding(keys, "a lever on nothing", show(address), "an address", hint)
        else:
            yield from _lever(("levers", address), address, lever)
    for address, source in case.sources.items():
        keys = ("sources", address)
        if not reaches(case, split(address)):
            hint = did_you_mean(address, _parts(values(case)))
            yield Finding(keys, "a source for nothing", show(address), "an address", hint)
        if not source.strip() or source.strip().rstrip(":").lower() == "assumed":
            allowed = 'a source, or "assumed: why"'
            yield Finding(keys, "no source and no reason", show(source), allowed)
    yield from _explained(case)


def _explained(case: Case) -> Iterator[Finding]:
    """What the heading says of parameters that move nothing."""
    for address, reason in case.scenario.explained.items():
        keys = ("scenario", "explained", address)
        if not reaches(case, split(address)):
            hint = did_you_mean(address, _parts(values(case)))
            yield Finding(keys, "explains nothing", show(address), "an address", hint)
        if not reason.strip():
            yield Finding(keys, "no reason", show(reason), "why it moves nothing here")


def _parts(addresses: Iterable[str]) -> list[str]:
    """Every address and every table above it."""
    parts: dict[str, None] = {}
    for address in addresses:
        keys = split(address)
        parts.update((spell(keys[:size]), None) for size in range(1, len(keys) + 1))
    return list(parts)


def _lever(keys: Keys, address: str, lever: Lever) -> Iterator[Finding]:
    if lever.values is not None:
        if not lever.values:
            yield Finding((*keys, "values"), "no values to choose from", "an empty list", "values")
        if lever.low is not None or lever.high is not None:
            yield Finding(keys, "a lever given twice", "values and a range", "one of the two")
    elif lever.low is None or lever.high is None:
        allowed = "low and high, or values"
        yield Finding(keys, "nothing to choose from", "neither", allowed)
    elif lever.low > lever.high:
        found = f"low {lever.low:g}, high {lever.high:g}"
        yield Finding(keys, "low above high", found, "low <= high")
    elif not is_number(split(address)):
        yield Finding(keys, "a range for what is no number", show(address), "values")
