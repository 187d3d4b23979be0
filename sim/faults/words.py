"""What is refused, in the language spoken.

Faults are made of sentences known here, so that those who raise them need no language: scenario
files are checked far below page and command line. What is not known is shown as it stands, in
English.
"""

import re
from functools import cache
from typing import Any

from sim.faults.sentences import SENTENCES
from sim.language import N_, _, pgettext, spoken
from sim.scenario.errors import Fault, ScenarioError, Where, printable

SPOKEN = ("problem", "found", "allowed", "hint")  # parts of a fault that are sentences
LABELS = {"found": N_("found:"), "allowed": N_("allowed:"), "hint": N_("hint:")}
RANGE = re.compile(
    r"(?P<kind>a whole number|a number)"
    r"(?: (?P<low>of at least|above) (?P<least>\S+))?(?: and)?"
    r"(?: (?P<high>at most|below) (?P<most>\S+))?"
)
GROUPS = re.compile(r"(?<=\d),(?=\d{3})")  # of digits, as English writes them
WORDS = {
    word: word
    for word in (
        N_("a number"), N_("a whole number"), N_("true or false"), N_("a date"),
        N_("a date with an hour"), N_("text in quotes"), N_("a table"),
    )
}  # fmt: skip


def told(error: dict[str, Any]) -> dict[str, Any]:
    """An error of an answer in the language spoken; addresses and names stay as they are."""
    if spoken() == "en":
        return error
    parts: dict[str, Any] = {
        key: in_words(error[key]) for key in SPOKEN if isinstance(error.get(key), str)
    }
    if "faults" in error:
        parts["faults"] = [told(one) for one in error["faults"]]
    return {**error, **parts}


def as_text(error: ScenarioError) -> str:
    """A scenario's faults for a terminal, in the language spoken; in English as they say it."""
    if spoken() == "en":
        return str(error)
    return "\n".join(map(_in_full, error.faults))


def _in_full(fault: Fault) -> str:
    place, address = (printable(one) for one in (str(Where(fault.file, fault.line)), fault.address))
    rows = [": ".join(filter(None, (place, address, in_words(printable(fault.problem)))))]
    width = max(len(_(label)) for label in LABELS.values())
    for part, label in LABELS.items():
        if text := getattr(fault, part):
            rows.append(f"    {_(label):<{width}} {in_words(printable(text))}")
    return "\n".join(rows)


def in_words(text: str) -> str:
    """A sentence of a fault in the language spoken; as it stands where it is not known."""
    said = _sentence(text) or _allowed(text)
    if said is None and " or " in text:  # what may stand at an address: one thing or another
        parts = [_sentence(part) or _allowed(part) for part in text.split(" or ")]
        if all(parts):
            said = _(" or ").join(part for part in parts if part)
    return text if said is None else said


def _sentence(text: str) -> str | None:
    if text in SENTENCES:
        return _(text)
    for pattern, template in _patterns():
        if found := pattern.fullmatch(text):
            filled = {name: GROUPS.sub("\u202f", part) for name, part in found.groupdict().items()}
            return _(template, **filled)
    return None


def _allowed(text: str) -> str | None:
    """A kind of value, a number with its range among them."""
    if text in WORDS:
        return _(text)
    found = RANGE.fullmatch(text)
    if found is None:
        return None
    bounds = [
        _bound(found[side], found[value])
        for side, value in (("low", "least"), ("high", "most"))
        if found[side]
    ]
    return " ".join([_(found["kind"]), _(" and ").join(bounds)]).strip()


def _bound(side: str, value: str) -> str:
    if side == "of at least":
        return pgettext("a number", "of at least {n}", n=value)
    if side == "above":
        return pgettext("a number", "above {n}", n=value)
    if side == "at most":
        return pgettext("a number", "at most {n}", n=value)
    return pgettext("a number", "below {n}", n=value)


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """The sentences with something to fill in, each with what it looks like filled."""
    return [
        (re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(one))), one)
        for one in SENTENCES
        if "{" in one
    ]
