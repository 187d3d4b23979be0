"""What was weighed in a decision, from its recorded terms: alternatives, and what tipped them.

A consideration is judged by leaving it out: if the other alternative would then have been worth
more, it decided.
"""

from collections.abc import Callable
from typing import NamedTuple

from sim.kernel.rules.bargaining import break_value, keep_value
from sim.records.events import Event
from sim.scenario.schema import Case

# considerations, as they are named to the reader
COST_AT_HOME = "the cost of signing at home"
PRESSURE = "the pressure to sign"
SIGN_AND_BREAK = "the thought of signing and breaking"
DOUBT = "doubt that the other side keeps its word"
PENALTY = "the penalty for being seen to break"
BACKING = "the guarantee"
STRIKE = "the gain from striking first"
STANDING = "its standing with the mediator"

NOWHERE = -1.0e8  # a value of other talks below this: there were none it liked better


class Weighing(NamedTuple):
    """One decision.

    `worth` holds each alternative and what it was worth [stake unless said]; `margin` is by how
    much the first named side of the choice was ahead; `without` holds, for each consideration,
    what the margin would have been without it.
    """

    chosen: str
    other: str
    worth: dict[str, float]
    margin: float  # of the chosen alternative over the other
    without: dict[str, float]
    chance: str  # how chance entered


def _oriented(
    yes: bool,
    names: tuple[str, str],
    worth: dict[str, float],
    gap: float,
    without: dict[str, float],
    chance: str,
) -> Weighing:
    """A weighing seen from the alternative that was chosen; gaps favour `names[0]`."""
    sign = 1.0 if yes else -1.0
    chosen, other = names if yes else (names[1], names[0])
    turned = {name: sign * value for name, value in without.items()}
    return Weighing(chosen, other, worth, sign * gap, turned, chance)


def _keep_and_break(terms: dict[str, float], **changed: float) -> tuple[float, float]:
    """Worth of keeping and of breaking if some terms had been different.

    What the deal itself is worth, and the gain from striking first that separation leaves, follow
    from the recorded worths of keeping and breaking.
    """
    kept, war = terms["kept_probability"], terms["war"]
    guarantee, attribution = terms["guarantee"], terms["attribution"]
    penalty, strike = terms["penalty"], terms["first_strike"]
    lever = kept * (1.0 - guarantee)
    if lever > 1.0e-9:
        strike = (terms["break"] - war + attribution * penalty) / lever
    share = terms.get("share_offered", war)
    if kept > 1.0e-9:
        share = (terms["keep"] - (1.0 - kept) * (war - strike)) / kept
    kept = changed.get("kept_probability", kept)
    strike = changed.get("first_strike", strike)
    keep = keep_value(kept, share, war, strike)
    breaking = break_value(
        kept,
        war,
        strike,
        changed.get("guarantee", guarantee),
        attribution,
        changed.get("penalty", penalty),
    )
    return keep, breaking


def response(event: Event, case: Case) -> Weighing:
    """Sign or refuse an offer."""
    t = event.terms
    audience, refuse = t["audience"], t["refuse"]
    insincere = case.mechanisms.insincere_signing

    def gap(keep: float, breaking: float) -> float:
        return (max(keep, breaking) if insincere else keep) - audience - refuse

    now = gap(t["keep"], t["break"])
    without = {
        COST_AT_HOME: now + audience,
        PRESSURE: now - t["pressure"],
        SIGN_AND_BREAK: t["keep"] - audience - refuse,
        DOUBT: gap(*_keep_and_break(t, kept_probability=1.0)),
        PENALTY: gap(*_keep_and_break(t, penalty=0.0)),
        BACKING: gap(*_keep_and_break(t, guarantee=0.0)),
    }
    worth = {"sign and keep": t["keep"] - audience, "refuse": refuse}
    if insincere:
        worth["sign and break"] = t["break"] - audience
    chance = f"it would sign with probability {t['signing_probability']:.2f}"
    return _oriented(event.value > 0.0, ("sign", "refuse"), worth, now, without, chance)


def conduct(event: Event, _: Case) -> Weighing:
    """Keep or break a truce as it comes into force, or as it changes its mind."""
    t = event.terms

    def gap(**changed: float) -> float:
        keep, breaking = _keep_and_break(t, **changed)
        return keep - breaking

    without = {
        DOUBT: gap(kept_probability=1.0),
        STRIKE: gap(first_strike=0.0),
        PENALTY: gap(penalty=0.0),
        BACKING: gap(guarantee=0.0),
    }
    worth = {"keep": t["keep"], "break": t["break"]}
    chance = f"it would break on purpose {t['hazard']:.3g} times per day"
    now = t["keep"] - t["break"]
    return _oriented(event.value > 0.0, ("keep", "break"), worth, now, without, chance)


def collapse(event: Event, _: Case) -> Weighing:
    """Resume the war, or stay in the truce."""
    t = event.terms
    gain = t["break"] - t["keep"] - t["margin"]
    heat = t["tension"] - t["limit"]
    worth = {
        "stay": t["keep"],
        "resume": t["break"],
        "margin that it must gain": t["margin"],
        "tension": t["tension"],
        "tension that it bears": t["limit"],
    }
    without = {"the gain from resuming": heat, "the tension": gain}
    return Weighing("resume", "stay", worth, max(gain, heat), without, "")


def attendance(event: Event, _: Case) -> Weighing:
    """Go to these talks, or to others, or to none."""
    t = event.terms
    gap = t["value_here"] - t["value_elsewhere"]
    worth = {"here": t["value_here"]}
    if t["value_elsewhere"] > NOWHERE:
        worth["elsewhere"] = t["value_elsewhere"]
    without = {STANDING: gap - t["standing"]}
    return _oriented(event.value > 0.0, ("attend", "stay away"), worth, gap, without, "")


def halt(event: Event, _: Case) -> Weighing:
    """Halt alone, or fight on."""
    t = event.terms
    worth = {"fight on": t["war"], "what it holds": t["share_held"]}
    chance = f"such halts come at {t['rate']:.3g} per day"
    return Weighing("halt", "fight on", worth, t["share_held"] - t["war"], {}, chance)


def initiative(event: Event, _: Case) -> Weighing:
    """Go in as a mediator, or wait: a rate made of factors, none larger than 1."""
    t = event.terms
    factors = ("concern", "salience", "ripeness", "credibility")
    worth = {name: t[name] for name in factors} | {"rivals already at it": t["rivals"]}
    chance = (
        "it went in at this hour in the record"
        if t["scripted"] > 0.0
        else f"it would go in {t['rate']:.3g} times per day"
    )
    return Weighing("go in", "wait", worth, t["rate"], {}, chance)


def offer(event: Event, _: Case) -> Weighing:
    """Put terms on the table: how they look to whoever makes them."""
    t = event.terms
    names = ("seen_war_first", "seen_war_second", "range_low", "range_high", "line")
    worth = {name.replace("_", " "): t[name] for name in names}
    worth |= {
        "first would sign (probability)": t["signing_first"],
        "second would sign (probability)": t["signing_second"],
    }
    return Weighing("offer", "none", worth, t["range_high"] - t["range_low"], {}, "")


WEIGHINGS: dict[str, Callable[[Event, Case], Weighing]] = {
    "response": response,
    "conduct": conduct,
    "collapse": collapse,
    "attendance": attendance,
    "halt": halt,
    "initiative": initiative,
    "offer": offer,
}
