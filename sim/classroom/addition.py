"""A mediator of one scenario, brought into another with the states through which it acts."""

from typing import Any, NamedTuple

from sim.scenario.keys import spell, split
from sim.scenario.scenario import Scenario
from sim.scenario.shape import is_map

Data = dict[str, Any]


class Addition(NamedTuple):
    """A mediator to be added.

    Attributes:
        id: of the mediator. origin: id of the scenario it comes from.
        mediator: its table. states: tables of its member states, by id.
        start: first day of the scenario it comes from; its dates mean nothing elsewhere.
        sources: what that scenario says about the origin of these numbers.
    """

    id: str
    origin: str
    mediator: Data
    states: dict[str, Data]
    start: Any
    sources: dict[str, str]

    def tables(self, data: Data) -> Data:
        """What a scenario's data must be given: the mediator, its states, the origin of both.

        Ties to whoever is not there are left out; so is the date from which the mediator could
        act, unless both wars begin on the same day. States that are there stay as they are.
        """
        states = {
            name: self._tied(state, data)
            for name, state in self.states.items()
            if name not in data.get("states", {})
        }
        tables: Data = {"mediators": {self.id: self._fitted(data)}}
        if states:
            tables["states"] = states
        prefixes: list[tuple[str, ...]] = [("mediators", self.id)]
        prefixes += [("states", name) for name in states]
        tables["sources"] = self._sources(tables, prefixes)
        return tables

    def onto(self, data: Data) -> Data:
        """A scenario's data with the mediator."""
        tables = self.tables(data)
        return data | {key: data.get(key, {}) | table for key, table in tables.items()}

    def _fitted(self, data: Data) -> Data:
        present = data.get("belligerents", {})
        table = dict(self.mediator)
        if not data["scenario"].get("fictional", False):
            table["counterfactual"] = True  # whoever is brought into a real war was not there
        if self.start is None or data["scenario"].get("start") != self.start:
            table.pop("opens", None)
        there = {**present, **data.get("states", {}), **data.get("mediators", {})}
        for key, value in table.items():
            if key != "members" and is_map(("mediators", self.id, key)) and isinstance(value, dict):
                table[key] = {name: one for name, one in value.items() if name in there}
        if "belligerent_members" in table:
            table["belligerent_members"] = [n for n in table["belligerent_members"] if n in present]
        return table

    def _tied(self, state: Data, data: Data) -> Data:
        there = {**data.get("belligerents", {}), **data.get("states", {}), **self.states}
        if "ties" not in state:
            return state
        return state | {"ties": {name: tie for name, tie in state["ties"].items() if name in there}}

    def _sources(self, tables: Data, prefixes: list[tuple[str, ...]]) -> dict[str, str]:
        kept = {}
        for address, words in self.sources.items():
            keys = split(address)
            if any(keys[:2] == prefix for prefix in prefixes) and _reaches(tables, keys):
                kept[address] = words
        for prefix in prefixes:
            kept.setdefault(spell(prefix), f"assumed: as in the scenario {self.origin}")
        return kept


def addition(origin: Scenario, name: str) -> Addition:
    """A mediator of a scenario, to be added to another; it is known to be there."""
    mediator = origin.data["mediators"][name]
    states = {member: origin.data["states"][member] for member in mediator.get("members", {})}
    return Addition(
        name, origin.id, mediator, states, origin.case.scenario.start,
        dict(origin.case.sources),
    )  # fmt: skip


def _reaches(data: Any, keys: tuple[str, ...]) -> bool:
    for key in keys:
        if not isinstance(data, dict) or key not in data:
            return False
        data = data[key]
    return True
