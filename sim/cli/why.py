"""`sim why`."""

from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import AsJson, print_json
from sim.cli.records import RunFolder, refusals

if TYPE_CHECKING:
    from sim.records.why import Answer
    from sim.scenario.scenario import Scenario

EventNumber = Annotated[
    int | None, typer.Option("--event", metavar="N", help="Number of a decision in the list.")
]
War = Annotated[
    int | None, typer.Option("--replicate", metavar="K", help="Which war; else the first.")
]


def why(
    directory: RunFolder,
    event: EventNumber = None,
    replicate: War = None,
    json: AsJson = False,
) -> None:
    """Why a decision of a recorded run was taken: what each alternative was worth.

    Without --event it lists the decisions of the war with their numbers.

    Example: sim why results/karabakh-2020/0123456789abcdef --event 41
    """
    with refusals():
        scenario, answers = _answers(directory, replicate, event)
    if json:
        found = [answer.as_dict() for answer in answers]
        print_json(found if event is None else found[0])
    elif event is None:
        _list(scenario, answers)
    else:
        _tell(scenario, answers[0])


def _answers(
    directory: RunFolder, replicate: int | None, number: int | None
) -> tuple["Scenario", list["Answer"]]:
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
    case = runs.scenario.case
    if number is None:
        return runs.scenario, decisions(events, case)
    if not 0 <= number < len(events):
        raise RecordError(f"there is no event {number}: they go from 0 to {len(events) - 1}")
    return runs.scenario, [explain(events[number], case)]


def _list(scenario: "Scenario", answers: list["Answer"]) -> None:
    from rich.console import Console
    from rich.table import Table

    from sim.records.why import name_of
    from sim.report.when import moment

    table = Table("event", "when", "who", "decision", "chose", "what it was worth", box=None)
    for one in answers:
        who, when = name_of(one.event.actor, scenario.case), one.event.hour
        worth = ", ".join(f"{name} {value:.3g}" for name, value in one.worth.items())
        table.add_row(
            str(one.event.index),
            moment(when, scenario.case.scenario.start),
            who,
            one.event.kind,
            one.chosen,
            worth,
        )
    Console(highlight=False, markup=False).print(table)


def _tell(scenario: "Scenario", answer: "Answer") -> None:
    from sim.report.story import line

    typer.echo(line(answer.event, scenario) or f"A decision of kind {answer.event.kind}.")
    typer.echo(answer.words)
    for name, value in answer.event.terms.items():
        typer.echo(f"  {name:<20} {value:.6g}")
