"""What every report says first (what kind of war it is) and last (how it ended)."""

import math
from collections.abc import Container, Iterable, Mapping
from typing import Any

from sim.records.events import Event
from sim.report.names import Names, listed, plain
from sim.report.terms import percent
from sim.report.when import day_name
from sim.scenario.scenario import Scenario

OUTCOMES = {
    "settlement": "a settlement is in force at the end of the run",
    "frozen": "the truce has consolidated without a settlement: the conflict is frozen",
    "truce": "a truce is in force at the end of the run, too young to count as consolidated",
    "war": "the war goes on at the end of the run",
}

CAUTION = (
    "This shows what the model's assumptions imply in one simulated war, not what will happen "
    "or would have happened."
)


def acted(scenario: Scenario, events: Iterable[Event]) -> set[str]:
    """Ids of the mediators that did something in a war."""
    return {event.actor for event in events} & set(scenario.case.mediators)


def labels(scenario: Scenario, acting: Container[str] | None = None) -> list[str]:
    """Counterfactual, fictional, changed by hand: each its own line, counterfactual first.

    `acting` are the mediators that acted in the war shown: invented ones that did not are left to
    `small_print`. None, where no war is fought yet or many are shown, names them all.
    """
    case, names = scenario.case, Names(scenario)
    lines = []
    if case.scenario.counterfactual:
        lines.append("COUNTERFACTUAL: what is shown here did not take place.")
    invented = [names.full(id_) for id_ in _invented(scenario) if acting is None or id_ in acting]
    if invented:
        verb = "did not mediate" if len(invented) == 1 else "did not mediate, any of them,"
        lines.append(f"Counterfactual: {listed(invented)} {verb} in the war of the record.")
    if case.scenario.fictional:
        lines.append("FICTIONAL: this war and its parties are invented.")
    if scenario.overrides:
        changed = [f"{plain(key)} = {plain(str(v))}" for key, v in scenario.overrides.items()]
        lines.append(f"Changed by the user: {listed(changed)}.")
    return lines


def small_print(scenario: Scenario, acting: Container[str]) -> list[str]:
    """Invented mediators that stood ready in a war and did nothing: a sentence, or none."""
    names = Names(scenario)
    idle = [names.full(id_) for id_ in _invented(scenario) if id_ not in acting]
    if not idle:
        return []
    text = listed(idle)
    ready = "could have mediated in this war and did not"
    return [f"{text[:1].upper()}{text[1:]} (counterfactual) {ready}."]


def _invented(scenario: Scenario) -> list[str]:
    return [id_ for id_, one in scenario.case.mediators.items() if one.counterfactual]


def assumptions(scenario: Scenario) -> str:
    """How many of the scenario's stated sources are assumptions."""
    sources = scenario.case.sources
    if not sources:
        return "No origin is stated for the numbers of this scenario: take all of them as assumed."
    assumed = sum(words.strip().lower().startswith("assumed") for words in sources.values())
    return (
        f"Of {len(sources)} numbers or groups of numbers with a stated origin, {assumed} are "
        "assumed. All other values are defaults of the model."
    )


def outcome_words(scenario: Scenario, outcome: str) -> str:
    """An outcome of the table `runs` in words."""
    word, _, winner = outcome.partition(":")
    if word == "victory":
        return f"the war is decided in favour of {Names(scenario).actor(winner)}"
    return OUTCOMES.get(word, word)


def result(scenario: Scenario, run: Mapping[str, Any]) -> list[str]:
    """How a war ended and what it cost, as sentences, from its row of the table `runs`."""
    names, start = Names(scenario), scenario.case.scenario.start
    text = outcome_words(scenario, str(run["outcome"]))
    since = ""
    if not missing(run.get("end_day")) and not str(run["outcome"]).startswith("war"):
        since = f", since {day_name(int(run['end_day']), start)}"
    sides = [
        f"{run[f'deaths_{id_}']:,.0f} of {names.full(id_)}"
        for id_ in scenario.case.belligerents
        if f"deaths_{id_}" in run
    ]
    return [
        f"Outcome: {text}{since}.",
        f"Killed: {run['deaths']:,.0f} soldiers ({listed(sides)}) and "
        f"{run['civilian_deaths']:,.0f} civilians; {run['displaced']:,.0f} people displaced.",
        *(land(names, front, run) for front in scenario.case.fronts),
        f"Agreements: {run['truces']:.0f}, of which {run['truces_broken']:.0f} collapsed.",
    ]


def land(names: Names, front: str, run: Mapping[str, Any]) -> str:
    """Land taken by fighting and land held at the end: two numbers, never mixed."""
    first, second = (names.actor(id_) for id_ in names.parties(front))
    taken = float(run[f"share_taken_{front}"])
    loser, by = (first, second) if taken >= 0.0 else (second, first)
    where = f"Land{names.on_front(front)}"
    moved = f"{by} took {percent(abs(taken))} from {loser} by fighting"
    final = percent(float(run[f"share_final_{front}"]))
    return f"{where}: {moved}; at the end {first} holds {final}."


def missing(value: object) -> bool:
    """Whether a cell of a table holds nothing."""
    return value is None or (isinstance(value, float) and math.isnan(value)) or str(value) == "<NA>"
