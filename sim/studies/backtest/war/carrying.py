"""A war fought with the rules that were fitted to another war, and with its own forces and land."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sim.records.draws import FITTED, PRIOR, Draws
from sim.records.uncertainty import uncertainty
from sim.scenario import load
from sim.scenario.addresses import values
from sim.scenario.errors import did_you_mean, one_of, refusal
from sim.scenario.keys import spell, split
from sim.scenario.points import at_point
from sim.scenario.root import scenario_root
from sim.scenario.scenario import Scenario
from sim.scenario.shape import whole
from sim.studies.record_file import Carried

RULES = ("rules", "mechanisms")


@cache
def _table() -> dict[str, dict[str, str]]:
    path = scenario_root() / "facts" / "backtest-carried.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def is_carried(address: str) -> bool:
    """Whether the number at an address is a rule, and not the war's own."""
    keys = split(address)
    if keys[0] in RULES:
        return True
    return keys[0] == "belligerents" and len(keys) > 2 and keys[2] in _table()["carried"]


def carried_fields() -> dict[str, str]:
    """Fields of a belligerent that are carried over, and why."""
    return _table()["carried"]


def own_fields() -> dict[str, str]:
    """Fields of a belligerent that are the war's own, and why."""
    return _table()["own"]


def fitted_ones() -> dict[str, str]:
    """Address -> `carried` or `own`, of the numbers that were fitted to 2020."""
    return _table()["fitted"]


@dataclass(frozen=True)
class Carrying:
    """Wars of `scenario` with what was fitted to `source`.

    Attributes:
        pairs: address in the scenario -> address in the source that its number comes from.
        fitted: the draws of the source's posterior.
        own: the draws of the ranges of the scenario that are its own; None if it has none.
    """

    scenario: Scenario
    source: Scenario
    pairs: dict[str, str]
    fitted: Draws
    own: Draws | None

    @property
    def words(self) -> str:
        """Where its numbers come from, for a page."""
        drawn = [one for one in self.fitted.addresses if one in self.pairs.values()]
        own = 0 if self.own is None else len(self.own.addresses)
        return (
            f"rules and how sides judge as in {self.source.id}, {len(drawn)} numbers of them drawn "
            f"from its posterior ({self.fitted.source}); {own} numbers of the war's own drawn from "
            f"the ranges of {self.scenario.id}"
        )

    def point(self, war: int) -> dict[str, Any]:
        """What war number `war` is fought with, where that differs from the scenario."""
        stated = values(self.scenario.case)
        given = values(self.source.case) | self.fitted.draw(war)
        point: dict[str, Any] = {} if self.own is None else dict(self.own.draw(war))
        for address, source in self.pairs.items():
            if given[source] != stated[address]:
                point[address] = given[source]
        return point

    def within(self, war: int) -> Scenario:
        """The scenario as this war is fought in it."""
        return at_point(self.scenario, self.point(war))


def carrying(scenario: Scenario, carried: Carried, seed: int, record: str) -> Carrying:
    """The wars of a scenario with what was fitted to another one.

    Raises:
        ScenarioError: when the roles name nobody, or the other one has no fit.
    """
    source = load(carried.source)
    sides, others = list(scenario.case.belligerents), list(source.case.belligerents)
    for where, found, known in (
        *(("record.carried.roles", name, sides) for name in carried.roles),
        *((f"record.carried.roles.{name}", other, others) for name, other in carried.roles.items()),
    ):
        if found not in known:
            hint = did_you_mean(found, known)
            raise refusal(
                record, f"{where} names nobody", found=found, allowed=one_of(known), hint=hint
            )
    missing = [side for side in sides if side not in carried.roles]
    if missing:
        raise refusal(record, f"record.carried.roles lacks {missing[0]}", allowed=one_of(others))
    fitted = uncertainty(FITTED, source, seed)
    pairs = _pairs(scenario, source, carried.roles)
    return Carrying(scenario, source, pairs, fitted, _own(scenario, seed))


def _pairs(scenario: Scenario, source: Scenario, roles: Mapping[str, str]) -> dict[str, str]:
    known = values(source.case)
    pairs = {}
    for address in values(scenario.case):
        if not is_carried(address):
            continue
        keys = split(address)
        if keys[0] == "belligerents":
            rest = keys[2:]
            if rest[0] == "trust":
                rest = (rest[0], roles[rest[1]])
            keys = ("belligerents", roles[keys[1]], *rest)
        if spell(keys) in known:
            pairs[address] = spell(keys)
    return pairs


def _own(scenario: Scenario, seed: int) -> Draws | None:
    ranges = {
        name: ends
        for name, ends in scenario.uncertainties.items()
        if not is_carried(name) and not whole(name)
    }
    if not ranges:
        return None
    stated = values(scenario.case)
    lows, highs = zip(*ranges.values(), strict=True)
    return Draws(
        PRIOR, scenario.id, seed, 1, tuple(ranges), tuple(stated[name] for name in ranges),
        (tuple(lows), tuple(highs)),
    )  # fmt: skip
