"""`sim why`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sim.cli.options import AsJson, print_json, the_language
from sim.cli.records import RunFolder, refusals

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from sim.records.events import Event
    from sim.records.why import Answer
    from sim.scenario.scenario import Scenario

EventNumber = Annotated[
    int | None,
    typer.Option("--event", metavar="N", help="Number of an event, as in the list."),
]
War = Annotated[
    int | None, typer.Option("--replicate", metavar="K", help="Which war; else the first.")
]
Lang = Annotated[
    str, typer.Option("--lang", metavar="en|fr", help="Language of what is told and refused.")
]


def why(
    directory: RunFolder,
    event: EventNumber = None,
    replicate: War = None,
    lang: Lang = "en",
    json: AsJson = False,
) -> None:
    """Why a decision of a recorded run was taken: what each alternative was worth, what tipped it.

    Without --event it lists the decisions of the war, each with the number that --event takes.
    Keys of --json are the same in every language.

    Example: sim why results/karabakh-2020/0123456789abcdef --event 41
    """
    from sim.language import speak

    speak(the_language(lang))
    with refusals():
        scenario, events, answers = _answers(directory, replicate, event)
    if json:
        found = [answer.as_dict() for answer in answers]
        print_json(found if event is None else found[0])
    elif event is None:
        _list(scenario, events, answers)
    else:
        _tell(scenario, events, answers[0])


def _answers(
    directory: RunFolder, replicate: int | None, number: int | None
) -> tuple["Scenario", list["Event"], list["Answer"]]:
    from sim.records.errors import RecordError
    from sim.records.events import events_in
    from sim.records.reading import read
    from sim.records.why import decisions
    from sim.records.why import why as explain

    runs = read(directory)
    known = sorted(set(runs.events["replicate"].tolist()))
    if replicate is not None and replicate not in known:
        raise RecordError(f"the events of war {replicate} are not in this record: it has {known}")
    events = events_in(runs.events, replicate)
    war = replicate if replicate is not None else next(iter(known), runs.first_replicate)
    scenario = runs.scenario_of(war)
    case = scenario.case
    if number is None:
        return scenario, events, decisions(events, case)
    if not events:
        raise RecordError(f"there is no event {number}: nothing happened in this war")
    if not 0 <= number < len(events):
        raise RecordError(f"there is no event {number}: they go from 0 to {len(events) - 1}")
    return scenario, events, [explain(events[number], case)]


def _list(scenario: "Scenario", events: list["Event"], answers: list["Answer"]) -> None:
    """One decision per line: number, date, a sentence."""
    from rich.table import Table

    from sim.language import _
    from sim.report.decisions.brief import brief
    from sim.report.names import Names, plain
    from sim.report.when import moment

    names, console = Names(scenario), _console()
    table = Table(box=None, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(_("event"), justify="right", no_wrap=True)
    table.add_column(_("when"), no_wrap=True)
    table.add_column(_("decision"))
    for one in sorted(answers, key=lambda answer: (answer.event.tick, answer.event.hour)):
        when = moment(one.event.hour, names.start)
        table.add_row(str(one.event.index), when, plain(brief(names, events, one.event)))
    _labels(console, scenario, events)
    if not answers:
        console.print(_("Nobody decided anything in this war."))
        return
    console.print(table)
    console.print()
    console.print(_("Why one of them was taken: the same command with --event and its number."))


def _tell(scenario: "Scenario", events: list["Event"], answer: "Answer") -> None:
    """One decision in full: what, what the choices were worth, why, and on what it rested."""
    from sim.language import _
    from sim.report.decisions.account import account
    from sim.report.names import Names
    from sim.report.when import moment

    names, console = Names(scenario), _console()
    told = account(names, events, answer)
    _labels(console, scenario, events)
    when = moment(answer.event.hour, names.start)
    number = answer.event.index
    console.print(_("Event {number}, {when}, in this simulated war", number=number, when=when))
    for line in told.heading:
        console.print(line)
    if told.choices:
        console.print()
        console.print(_("What each choice was worth to it [stake]"))
        rows = [
            (choice, value, _("<- its choice") if chosen else "")
            for choice, value, chosen in told.choices
        ]
        console.print(_rows(rows, "right"))
    console.print(f"\n{told.reason}")
    if told.rests:
        console.print()
        console.print(_("What it rested on"))
        console.print(_rows(told.rests, "left"))
    if told.unit:
        console.print(f"\n{told.unit}")


def _rows(rows: Sequence[tuple[str, ...]], justify: Literal["left", "right"]) -> "Table":
    """Rows without a head, indented; `justify` is for the second column."""
    from rich.table import Table

    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(width=0)
    table.add_column()
    table.add_column(justify=justify)
    for row in rows:
        table.add_row("", *row)
    return table


def _labels(console: "Console", scenario: "Scenario", events: list["Event"]) -> None:
    """What a reader must know first: counterfactual, fictional, changed by hand."""
    from sim.report.labels import acted, labels

    for line in labels(scenario, acted(scenario, events)):
        console.print(line)


def _console() -> "Console":
    from rich.console import Console

    return Console(highlight=False, markup=False)
