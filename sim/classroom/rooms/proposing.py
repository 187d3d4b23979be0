"""A player's offer as the kernel takes it: terms that are in hand, a line that may be drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.classroom.answers import UNUSABLE, Refusal
from sim.classroom.rooms.decisions import Choice
from sim.kernel.phases.coalition import pressure_on
from sim.kernel.phases.means import deal_of, terms_in_hand
from sim.kernel.phases.offer import Proposal, foreseen
from sim.kernel.world import FIXED_TERM, LINE, SPARE, STATUS, TERMS

if TYPE_CHECKING:
    from sim.engines.agents import Mediator

BITS = {name: 1 << k for k, name in enumerate(TERMS)}
NOT_TICKED = LINE | STATUS | SPARE  # chosen by line and issues, or asked for by itself


def offer_options(mediator: Mediator) -> dict[str, Any]:
    """What its player may put on the table now: terms in hand, lines, issues."""
    world, m = mediator.model.world, mediator.index
    row = world.mediators[m]
    f = int(row["front"])
    hand = terms_in_hand(world, m, int(row["acting"]))
    draws = hand & LINE != 0 and row["formulation"] > 0.0 and world.on[0]["formulation"] == 1
    issues = [
        name
        for k, name in enumerate(mediator.model.cast.issues)
        if draws and hand & STATUS and world.issues[k]["front"] == f
    ]
    return {
        "terms": [name for name, bit in BITS.items() if hand & bit and not bit & NOT_TICKED],
        "line": int(world.fronts[f]["line"]),
        "lines": int(world.fronts[f]["positions"]) + 1 if draws else 0,
        "issues": issues,
        "fixed_days": float(row["fixed_days"]),
        "notice_hours": float(row["notice_hours"]),
        "round": int(row["round"]),
        "rounds": int(row["rounds"]),
    }


def check_offer(options: dict[str, Any], choice: Choice) -> None:
    """Refuse what is not in hand.

    Raises:
        Refusal: naming what it is, and what is.
    """
    for name, asked, allowed in (
        ("terms", choice.terms, options["terms"]),
        ("issues", choice.issues, options["issues"]),
    ):
        for one in asked:
            if one not in allowed:
                raise Refusal(
                    UNUSABLE, "this is not in hand", address=name, found=one,
                    allowed=", ".join(allowed) or "none",
                )  # fmt: skip
    if choice.line is not None and choice.line >= options["lines"]:
        allowed = f"0 to {options['lines'] - 1}" if options["lines"] else "a halt in place"
        raise Refusal(
            UNUSABLE, "no such line", address="line", found=str(choice.line), allowed=allowed
        )
    if choice.issues and choice.line is None:
        raise Refusal(UNUSABLE, "issues go with a line", address="issues", allowed="a line")


def proposal_of(mediator: Mediator, own: Proposal, choice: Choice) -> Proposal:
    """The player's terms; how the mediator sees the parties is the model's."""
    world, m = mediator.model.world, mediator.index
    row = world.mediators[m]
    f, acting = int(row["front"]), int(row["acting"])
    terms = terms_in_hand(world, m, acting) & SPARE
    for name in choice.terms:
        terms |= BITS[name]
    line, issues = int(world.fronts[f]["line"]), 0
    if choice.line is not None:
        line, terms = choice.line, (terms | LINE) & ~FIXED_TERM
        for name in choice.issues:
            issues |= 1 << mediator.model.cast.issues.index(name)
        if issues:
            terms |= STATUS
    deal = deal_of(world, m, acting, f, line, issues, terms)
    press = [pressure_on(world, m, acting, f, s) for s in range(2)]
    seen = own.seen_first, own.seen_second
    return own._replace(
        line=line, issues=issues, terms=terms,
        fixed_days=float(row["fixed_days"]) if terms & FIXED_TERM else 0.0,
        signing_first=foreseen(world, f, 0, deal, seen[0], seen[1], press[0]).signs,
        signing_second=foreseen(world, f, 1, deal, seen[1], seen[0], press[1]).signs,
    )  # fmt: skip
