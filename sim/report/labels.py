"""What every report says first (what kind of war it is) and last (how it ended)."""

import math
from collections.abc import Container, Iterable, Mapping
from typing import Any

from sim.language import N_, _, ngettext, number
from sim.records.events import Event
from sim.report.names import Names, listed, plain
from sim.report.terms import percent
from sim.report.when import day_name
from sim.scenario.scenario import Scenario

OUTCOMES = {
    "settlement": N_("a settlement is in force at the end of the run"),
    "frozen": N_("the truce has consolidated without a settlement: the conflict is frozen"),
    "truce": N_("a truce is in force at the end of the run, too young to count as consolidated"),
    "war": N_("the war goes on at the end of the run"),
}

CAUTION = N_(
    "This shows what the model's assumptions imply in one simulated war, not what will happen "
    "or would have happened."
)


def acted(scenario: Scenario, events: Iterable[Event]) -> set[str]:
    """Ids of the mediators that did something in a war."""
    return {event.actor for event in events} & set(scenario.case.mediators)


def labels(scenario: Scenario, acting: Container[str] | None = None) -> list[str]:
    """Counterfactual, fictional, changed by hand, drawn: each its own line, counterfactual first.

    `acting` are the mediators that acted in the war shown: invented ones that did not are left to
    `small_print`. None, where no war is fought yet or many are shown, names them all.
    """
    case, names = scenario.case, Names(scenario)
    lines = []
    if case.scenario.counterfactual:
        lines.append(_("COUNTERFACTUAL: what is shown here did not take place."))
    invented = _invented(scenario)
    shown = [names.the_full(id_) for id_ in invented if acting is None or id_ in acting]
    if shown:
        line = ngettext(
            "Counterfactual: {who} did not mediate in the war of the record.",
            "Counterfactual: {who} did not mediate, any of them, in the war of the record.",
            len(shown),
            who=listed(shown),
        )
        lines.append(line)
    if case.scenario.fictional:
        lines.append(_("FICTIONAL: this war and its parties are invented."))
    if scenario.overrides:
        changed = [f"{plain(key)} = {plain(str(v))}" for key, v in scenario.overrides.items()]
        lines.append(_("Changed by the user: {what}.", what=listed(changed)))
    if scenario.drawn:
        drawn = [f"{plain(key)} = {value:.3g}" for key, value in scenario.drawn.items()]
        lines.append(_("Drawn for this war: {what}.", what=listed(drawn)))
    return lines


def small_print(scenario: Scenario, acting: Container[str]) -> list[str]:
    """Invented mediators that stood ready in a war and did nothing: a sentence, or none."""
    names = Names(scenario)
    idle = [names.the_full(id_) for id_ in _invented(scenario) if id_ not in acting]
    if not idle:
        return []
    text = ngettext(
        "{who} (counterfactual) could have mediated in this war and did not.",
        "{who} (counterfactual) could have mediated in this war and did not.",
        len(idle),
        who=listed(idle),
    )
    return [f"{text[:1].upper()}{text[1:]}"]


def _invented(scenario: Scenario) -> list[str]:
    return [id_ for id_, one in scenario.case.mediators.items() if one.counterfactual]


def assumptions(scenario: Scenario) -> str:
    """How many of the scenario's stated sources are assumptions."""
    sources = scenario.case.sources
    if not sources:
        return _(
            "No origin is stated for the numbers of this scenario: take all of them as assumed."
        )
    assumed = sum(words.strip().lower().startswith("assumed") for words in sources.values())
    return _(
        "Of {count} numbers or groups of numbers with a stated origin, {assumed} are "
        "assumed. All other values are defaults of the model.",
        count=len(sources),
        assumed=assumed,
    )


def outcome_words(scenario: Scenario, outcome: str) -> str:
    """An outcome of the table `runs` in words."""
    word, _colon, winner = outcome.partition(":")
    if word == "victory":
        return _("the war is decided in favour of {side}", side=Names(scenario).the(winner))
    return _(OUTCOMES[word]) if word in OUTCOMES else word


def result(scenario: Scenario, run: Mapping[str, Any]) -> list[str]:
    """How a war ended and what it cost, as sentences, from its row of the table `runs`."""
    names, start = Names(scenario), scenario.case.scenario.start
    text = outcome_words(scenario, str(run["outcome"]))
    since = ""
    if not missing(run.get("end_day")) and not str(run["outcome"]).startswith("war"):
        since = _(", since {day}", day=day_name(int(run["end_day"]), start))
    sides = [
        _("{n} of {side}", n=number(run[f"deaths_{id_}"]), side=names.the_full(id_))
        for id_ in scenario.case.belligerents
        if f"deaths_{id_}" in run
    ]
    killed = _(
        "Killed: {soldiers} soldiers ({sides}) and {civilians} civilians; "
        "{displaced} people displaced.",
        soldiers=number(run["deaths"]),
        sides=listed(sides),
        civilians=number(run["civilian_deaths"]),
        displaced=number(run["displaced"]),
    )
    return [
        _("Outcome: {outcome}{since}.", outcome=text, since=since),
        killed,
        *(land(names, front, run) for front in scenario.case.fronts),
        _(
            "Agreements: {signed}, of which {broken} collapsed.",
            signed=f"{run['truces']:.0f}",
            broken=f"{run['truces_broken']:.0f}",
        ),
    ]


def land(names: Names, front: str, run: Mapping[str, Any]) -> str:
    """Land taken by fighting and land held at the end: two numbers, never mixed."""
    first, second = (names.the(id_) for id_ in names.parties(front))
    taken = float(run[f"share_taken_{front}"])
    loser, by = (first, second) if taken >= 0.0 else (second, first)
    return _(
        "Land{on_front}: {by} took {taken} from {loser} by fighting; "
        "at the end {first} holds {held}.",
        on_front=names.on_front(front),
        by=by,
        taken=percent(abs(taken)),
        loser=loser,
        first=first,
        held=percent(float(run[f"share_final_{front}"])),
    )


def missing(value: object) -> bool:
    """Whether a cell of a table holds nothing."""
    return value is None or (isinstance(value, float) and math.isnan(value)) or str(value) == "<NA>"
