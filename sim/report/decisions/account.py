"""One decision, told in full: what was decided, what the choices were worth, on what it rested."""

from collections.abc import Sequence
from typing import NamedTuple

from sim.kernel.log import DIRECT_TALKS
from sim.language import N_, _
from sim.records.events import Event
from sim.records.why import Answer
from sim.records.why.numbers import figures
from sim.report.decisions.basis import basis
from sim.report.decisions.brief import brief
from sim.report.decisions.nearby import offer_answered
from sim.report.names import Names, capital, plain
from sim.report.story import sentence
from sim.report.terms import terms_in_words

UNIT = N_("Worths are in stake: 1 is all that a side fights for, as it values it itself.")
SEEN = N_("All of this is as the mediator saw it.")
CHOICES = {
    "sign and keep": N_("say yes and keep it"),
    "sign and break": N_("say yes and break it"),
    "refuse": N_("say no"),
    "keep": N_("keep the truce"),
    "break": N_("break the truce"),
    "stay": N_("stay in the truce"),
    "resume": N_("go back to war"),
    "here": N_("these talks"),
    "elsewhere": N_("the other forum"),
    "fight on": N_("fight on"),
    "what it holds": N_("halt alone, with what it holds"),
}
CHOSEN = {
    "keep": "keep", "break": "break", "fire": "break", "hold its fire": "keep", "stay": "stay",
    "resume": "resume", "default": "resume", "attend": "here", "stay away": "elsewhere",
    "halt": "what it holds", "refuse": "refuse",
}  # fmt: skip


class Account(NamedTuple):
    """A decision told in full.

    `choices` are rows (choice, worth in stake, whether it was chosen), best first; `rests` are
    rows (what, value in words); `unit` explains the worths, empty where there are none.
    """

    heading: list[str]
    choices: list[tuple[str, str, bool]]
    reason: str
    rests: list[tuple[str, str]]
    unit: str


def account(names: Names, events: Sequence[Event], answer: Answer) -> Account:
    """The account of an event, decided or not; `events` are those of its war, in order."""
    event = answer.event
    if not answer.chosen:
        said = sentence(names, event) or _(NOT_TOLD.get(event.kind, N_("Something happens.")))
        return Account([plain(capital(said))], [], plain(answer.words), [], "")
    choices = _choices(answer)
    return Account(
        [plain(line) for line in _heading(names, events, event)],
        choices if len(choices) > 1 else [],
        plain(answer.reason),
        basis(names, event),
        _unit(event, bool(choices)),
    )


NOT_TOLD = {
    "engagement": N_("A fight for the next position."),
    "ripe": N_("The front ceases to be ripe."),
}


def _unit(event: Event, weighed: bool) -> str:
    if event.kind != "offer":
        return _(UNIT) if weighed else ""
    return _(UNIT) if int(event.terms["mode"]) == DIRECT_TALKS else f"{_(UNIT)} {_(SEEN)}"


def _heading(names: Names, events: Sequence[Event], event: Event) -> list[str]:
    lines = [brief(names, events, event)]
    if event.kind == "advice":
        lines = [capital(sentence(names, event) or lines[0])]
    if event.kind == "offer":
        terms = terms_in_words(names, event.front, event.terms)
        lines.append(_("The terms: {terms}.", terms=terms))
    offered = offer_answered(events, event) if event.kind == "response" else None
    if offered is not None:
        terms = terms_in_words(names, event.front, offered.terms)
        lines.append(_("On the table (event {n}): {terms}.", n=offered.index, terms=terms))
    return lines


def _choices(answer: Answer) -> list[tuple[str, str, bool]]:
    """The alternatives with their worth, the best first."""
    worth = {name: value for name, value in answer.worth.items() if name in CHOICES}
    ranked = sorted(worth, key=lambda name: -worth[name])
    chosen = CHOSEN.get(answer.chosen, "")
    if answer.chosen == "sign":
        chosen = next(name for name in ranked if name.startswith("sign"))
    shown = figures(*(worth[name] for name in ranked))
    return [
        (_(CHOICES[name]), value, name == chosen) for name, value in zip(ranked, shown, strict=True)
    ]
