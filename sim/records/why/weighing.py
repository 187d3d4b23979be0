"""What a decision weighed: alternatives, and what would have been chosen without one of them.

A consideration is judged by leaving it out: if the other alternative would then have been worth
more, it decided.
"""

from typing import NamedTuple

from sim.language import N_, _
from sim.records.why.numbers import figures, stake

THESE_TALKS = N_("these talks")
NOTICED = 5.0e-4  # considerations that count for less [stake] are not worth a word


class Weighing(NamedTuple):
    """One decision.

    `worth` holds each alternative and what it was worth [stake unless said]; `margin` is by how
    much the chosen alternative was ahead of the other; `without` holds, for each consideration,
    what the margin would have been without it; `reason` says in a sentence or two what decided.
    `chosen` is empty where nobody decided.
    """

    chosen: str
    other: str
    worth: dict[str, float]
    margin: float
    without: dict[str, float]
    reason: str


def nobody(reason: str) -> Weighing:
    """An event that happens without anybody's decision."""
    return Weighing("", "", {}, 0.0, {}, reason)


def seen_from(yes: bool, gap: float, without: dict[str, float]) -> tuple[float, dict[str, float]]:
    """Margins seen from the alternative that was chosen; `gap` and `without` favour yes."""
    sign = 1.0 if yes else -1.0
    return sign * gap, {name: sign * value for name, value in without.items()}


def decisive(margin: float, without: dict[str, float]) -> tuple[str, ...]:
    """The considerations without any one of which the other alternative would be chosen."""
    return tuple(
        name for name, left in without.items() if margin > 0.0 >= left and margin - left > 1.0e-12
    )


def compared(chosen: str, value: float, other: str, than: float) -> str:
    """`Refusing was worth 0.61, signing to break 0.54`; alternatives as in the code, in English."""
    first, second = figures(value, than)
    told = {"chosen": _(chosen), "value": first, "other": _(other), "than": second}
    if chosen == THESE_TALKS:
        text = _("{chosen} were worth {value}, {other} {than}", **told)
    else:
        text = _("{chosen} was worth {value}, {other} {than}", **told)
    return f"{text[:1].upper()}{text[1:]}"


def tipped(margin: float, without: dict[str, float], against: str, itself: str = "") -> str:
    """What tipped the balance, and by how much.

    `against` is said where it lay the other way, and `itself` where it would have lain so without
    any one consideration: what speaks for the choice by itself, empty if nothing does.
    """
    if margin <= 0.0:
        return _(against)
    named = [f"{_(name)} ({stake(margin - without[name])})" for name in decisive(margin, without)]
    if len(named) == 1:
        return _("{what} tipped it", what=named[0])
    if named:
        several, last = ", ".join(named[:-1]), named[-1]
        return _("{several} or {last}, each enough alone, tipped it", several=several, last=last)
    if itself:
        return itself
    name, left = max(without.items(), key=lambda one: abs(margin - one[1]))
    weight = margin - left
    if abs(weight) < NOTICED:
        return _("nothing but the worth of the thing itself decided it")
    told = {"name": _(name), "weight": stake(abs(weight))}
    if weight > 0.0:
        return _("no single thing tipped it; the heaviest, {name}, spoke for it ({weight})", **told)
    return _("no single thing tipped it; the heaviest, {name}, spoke against it ({weight})", **told)
