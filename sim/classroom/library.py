"""The scenarios of the page: those that come along, grouped, and what each can be given."""

import threading
from typing import Any

from sim.classroom.addition import Addition, addition
from sim.classroom.variants import find_mediator
from sim.language import N_, _
from sim.report.names import own_words, plain
from sim.report.pictogram import pictogram
from sim.scenario.errors import ScenarioError, did_you_mean, one_of, refusal
from sim.scenario.library import entries
from sim.scenario.loading import load
from sim.scenario.scenario import Scenario

FIRST = ("classroom", "karabakh")  # groups that a class wants, in this order; theory comes last
LAST = ("theory",)
TITLES = {
    "classroom": N_("Classroom: invented wars, one idea each"),
    "karabakh": N_("Nagorno-Karabakh"),
    "syria": N_("Syria"),
    "theory": N_("Theory: wars that meet closed forms"),
    "own": N_("Others"),
}


class Library:
    """The shipped scenarios, read once. Only their ids ever come from a browser."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._scenarios: dict[str, Scenario] | None = None

    def scenarios(self) -> dict[str, Scenario]:
        """All of them by id; a broken file is left out."""
        with self._lock:
            if self._scenarios is None:
                self._scenarios = {one.id: one for one in map(_loaded, entries()) if one}
            return self._scenarios

    def scenario(self, name: str) -> Scenario:
        """A shipped scenario. Raises ScenarioError with the nearest id."""
        known = self.scenarios()
        if name not in known:
            raise refusal(
                "scenario", "no scenario has this id", found=name, allowed=one_of(known),
                hint=did_you_mean(name, known),
            )  # fmt: skip
        return known[name]

    def groups(self) -> list[dict[str, Any]]:
        """The scenarios as the page lists them."""
        groups: dict[str, list[dict[str, Any]]] = {}
        for scenario in self.scenarios().values():
            heading = scenario.case.scenario
            groups.setdefault(heading.group, []).append(_line(scenario))
        return [
            {
                "id": name,
                "name": _(TITLES[name]) if name in TITLES else plain(name.capitalize()),
                "scenarios": lines,
            }
            for name, lines in sorted(groups.items(), key=lambda item: _place(item[0]))
        ]

    def addition(self, mediator: str, origin: str) -> Addition:
        """A mediator of a shipped scenario. Raises ScenarioError if it is not there."""
        scenario = self.scenario(origin)
        find_mediator(scenario, mediator)
        return addition(scenario, mediator)

    def can_add(self, scenario: Scenario) -> list[dict[str, Any]]:
        """Mediators that a scenario lacks: each id once, from the war most like its own."""
        mine = scenario.case.scenario

        def unlike(other: Scenario) -> tuple[Any, ...]:
            heading = other.case.scenario
            variant = heading.extends is not None
            return heading.start != mine.start, heading.group != mine.group, variant

        shown = [one for one in self.scenarios().values() if one.case.scenario.group not in LAST]
        ranked = sorted(shown, key=unlike)
        found: dict[str, dict[str, Any]] = {}
        for other in ranked:
            for name, mediator in other.case.mediators.items():
                if name not in scenario.case.mediators:
                    found.setdefault(
                        name,
                        {
                            "mediator": name,
                            "from": other.id,
                            "name": own_words(mediator.name),
                            "counterfactual": mediator.counterfactual,
                        },
                    )
        return list(found.values())


def _loaded(entry: Any) -> Scenario | None:
    try:
        return load(entry.path)
    except ScenarioError:
        return None


def _place(group: str) -> tuple[int, str]:
    if group in FIRST:
        return FIRST.index(group), group
    return len(FIRST) + (group in LAST), group


def _line(scenario: Scenario) -> dict[str, Any]:
    heading = scenario.case.scenario
    return {
        "id": heading.id,
        "name": own_words(heading.name),
        "summary": own_words(heading.summary),
        "fictional": heading.fictional,
        "counterfactual": heading.counterfactual,
        "picture": pictogram(scenario.case),
    }
