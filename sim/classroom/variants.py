"""A scenario with a difference, made in memory: values set, elements removed, mediators added."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sim.classroom.addition import Addition
from sim.scenario.addresses import GROUPS, override
from sim.scenario.errors import Fault, Finding, ScenarioError, did_you_mean, one_of, refusal
from sim.scenario.keys import child, descend, spell, split
from sim.scenario.merge import Tree, remove
from sim.scenario.scenario import Scenario
from sim.scenario.shape import expected, is_map
from sim.scenario.validating import validate

Data = dict[str, Any]
WORDS = ("name", "note", "summary", "counterfactual", "fictional")
HEADING = ("start", "horizon_days", "aftermath_days", "step_hours", "seed", "initiatives")
GONE, NEW = "taken away", "added"


class Variant(NamedTuple):
    """A scenario with what was changed in it.

    Attributes:
        scenario: as it is fought; its `overrides` say what differs, for labels.
        base: the scenario it varies.
        changes: address -> value, those that differ from the base's.
        removed: addresses, with what would hang in the air without them.
        added: mediators from other scenarios.
    """

    scenario: Scenario
    base: Scenario
    changes: dict[str, Any]
    removed: tuple[str, ...]
    added: tuple[Addition, ...]


def vary(
    base: Scenario,
    changes: Mapping[str, Any],
    removed: Sequence[str] = (),
    added: Sequence[Addition] = (),
) -> Variant:
    """The base with a difference, validated like a file.

    Raises:
        ScenarioError: with all that is wrong with it.
    """
    _refuse_words(changes, removed)
    leaving = with_dependants(base.data, list(dict.fromkeys(removed)))
    tree, findings = remove(Tree(base.data, {}), Tree({"scenario": {"remove": leaving}}, {}))
    data = tree.data
    for one in added:
        if one.id in data.get("mediators", {}):
            raise refusal(
                "add", "the scenario has this mediator", found=one.id, allowed="another one"
            )
        data = one.onto(data)
    wanted = {address: typed(address, value) for address, value in changes.items()}
    tree, wrong = override(Tree(data, {}), wanted)
    case, faults = validate(tree.data, {}, (*findings, *wrong))
    if faults or case is None:
        raise ScenarioError([_fault(finding) for finding in faults])
    real = {a: v for a, v in wanted.items() if v != stated(base, a)}
    said = {address: _said(value) for address, value in real.items()}
    said |= dict.fromkeys(leaving, GONE)
    said |= {f"mediators.{one.id}": NEW for one in added}
    scenario = dataclasses.replace(
        base, case=case, data=tree.data, overrides=base.overrides | said,
        uncertainties=_ranges_left(base, real, tree.data),
    )  # fmt: skip
    return Variant(scenario, base, real, tuple(leaving), tuple(added))


def _refuse_words(changes: Mapping[str, Any], removed: Sequence[str]) -> None:
    """Names and labels say what kind of war is shown: a link must not change them.

    Raises:
        ScenarioError: a change is of such words; what is taken away is no element.
    """
    for address in changes:
        keys = split(address)
        if keys[-1:] and (keys[-1] in WORDS or (keys[0] == "scenario" and keys[-1] not in HEADING)):
            raise refusal(
                "changes", "names and labels are changed in a file only", found=address,
                hint="save the scenario, and edit it",
            )  # fmt: skip
    for address in removed:
        keys = split(address)
        if len(keys) < 2 or keys[0] not in GROUPS:
            raise refusal(
                "remove", "no element of the scenario", found=address,
                allowed="for example mediators.ID, mediators.ID.members.ID, events.ID",
            )  # fmt: skip


def with_dependants(data: Data, removed: list[str]) -> list[str]:
    """Addresses to take away, and what speaks of a mediator that goes: events, other mediators."""
    gone = {keys[1] for keys in map(split, removed) if len(keys) == 2 and keys[0] == "mediators"}
    more = [
        spell(("events", str(event["id"])))
        for event in data.get("events", [])
        if event.get("mediator") in gone
    ]
    more += [
        spell(("mediators", name, key, other))
        for name, mediator in data.get("mediators", {}).items()
        if name not in gone
        for key, value in mediator.items()
        if isinstance(value, dict) and is_map(("mediators", name, key))
        for other in value
        if other in gone
    ]
    return [*removed, *(address for address in more if address not in removed)]


def stated(scenario: Scenario, address: str) -> Any:
    """The value at an address, its default if it is not stated; None where there is none."""
    try:
        return descend(scenario.data, split(address))
    except KeyError:
        pass
    value: Any = scenario.case
    for key in split(address):
        try:
            value = child(value, key) if isinstance(value, dict | list) else getattr(value, key)
        except (KeyError, AttributeError):
            return None
    return value


def typed(address: str, value: Any) -> Any:
    """A browser's value as a scenario file holds it: a date is no text, a whole number is whole."""
    kinds = [kind for kind, _ in expected(split(address))]
    if isinstance(value, str) and str not in kinds:
        readers: dict[type, Callable[[str], Any]] = {
            dt.datetime: dt.datetime.fromisoformat,
            dt.date: dt.date.fromisoformat,
        }
        for kind in (dt.date, dt.datetime):
            if kind in kinds:
                try:
                    return readers[kind](value)
                except ValueError:
                    continue
    if isinstance(value, float) and int in kinds and float not in kinds and value.is_integer():
        return int(value)
    return value


def find_mediator(scenario: Scenario, name: str) -> None:
    """Refuse a mediator that a scenario does not have.

    Raises:
        ScenarioError: with the nearest spelling.
    """
    known = scenario.case.mediators
    if name not in known:
        raise refusal(
            scenario.id, "no such mediator", found=name, allowed=one_of(known),
            hint=did_you_mean(name, known),
        )  # fmt: skip


def _said(value: Any) -> Any:
    """A value as a label says it."""
    return ", ".join(map(str, value)) or "none" if isinstance(value, list) else value


def _ranges_left(
    base: Scenario, changes: Mapping[str, Any], data: Data
) -> dict[str, tuple[float, float]]:
    """The ranges of the base whose values are there and unchanged."""
    left = {}
    for address, bounds in base.uncertainties.items():
        try:
            descend(data, split(address))
        except KeyError:
            continue
        if address not in changes:
            left[address] = bounds
    return left


def _fault(finding: Finding) -> Fault:
    return Fault(
        "", None, spell(finding.keys), finding.found, finding.allowed, finding.hint,
        finding.problem,
    )  # fmt: skip
