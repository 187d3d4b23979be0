"""Every decision of a war with its account, as the replay shows it under "why?"."""

from typing import Any, NamedTuple

from sim.records.events import Event
from sim.records.why import DECISIONS, Answer, why
from sim.report.decisions.account import CHOICES, account
from sim.report.decisions.brief import brief
from sim.report.war import War
from sim.report.when import moment


class Whys(NamedTuple):
    """Decisions of a war: `accounts` in order, `lines` (hour, date, sentence, [place of account]).

    `places` has the place of the account by identity of the event, one of `war.events`.
    """

    accounts: list[dict[str, Any]]
    places: dict[int, int]
    lines: list[list[Any]]


def whys(war: War) -> Whys:
    """The accounts of all that somebody decided in a war; what nobody decided is left out."""
    events = list(war.events)
    accounts: list[dict[str, Any]] = []
    places: dict[int, int] = {}
    lines: list[list[Any]] = []
    for event in events:
        answer = why(event, war.scenario.case) if event.kind in DECISIONS else None
        if answer is None or not answer.chosen:
            continue
        places[id(event)] = len(accounts)
        accounts.append(_told(war, events, answer))
        text = brief(war.names, events, event)
        lines.append([event.hour, moment(event.hour, war.names.start), text, [len(accounts) - 1]])
    return Whys(accounts, places, lines)


def _told(war: War, events: list[Event], answer: Answer) -> dict[str, Any]:
    told = account(war.names, events, answer)
    worths = sorted((w for name, w in answer.worth.items() if name in CHOICES), reverse=True)
    return {
        "hour": answer.event.hour,
        "when": moment(answer.event.hour, war.names.start),
        "heading": told.heading,
        "choices": [
            [name, shown, round(worth, 5), taken]
            for (name, shown, taken), worth in zip(told.choices, worths, strict=False)
        ],
        "reason": told.reason,
        "rests": [list(row) for row in told.rests],
        "unit": told.unit,
    }
