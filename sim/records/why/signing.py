"""Answers to offers, and whether a truce is kept: worths of keeping, breaking and refusing."""

from sim.kernel.rules.bargaining import break_value, keep_value
from sim.language import N_, _
from sim.records.events import Event
from sim.records.why.numbers import chance, figures, rate
from sim.records.why.weighing import Weighing, compared, seen_from, tipped
from sim.scenario.schema import Case

# considerations, as they are named to the reader
COST_AT_HOME = N_("the cost of signing at home")
PRESSURE = N_("the pressure to sign")
SIGN_AND_BREAK = N_("the thought of signing and breaking")
DOUBT = N_("doubt that the other side keeps its word")
PENALTY = N_("the penalty for being seen to break")
BACKING = N_("the guarantee")
STRIKE = N_("the gain from striking first")
LATER = N_("what land about to change hands would be worth in a new war")

CHANCE = N_("the other looked better or equal, and chance decided")
EVEN = N_("there was no difference, and then it keeps")


def keep_and_break(terms: dict[str, float], **changed: float) -> tuple[float, float]:
    """Worth of keeping and of breaking [stake] if some terms had been different.

    What the deal itself is worth, and the gain from striking first that separation leaves, follow
    from the recorded worths of keeping and breaking.
    """
    kept, war = terms["kept_probability"], terms["war"]
    later, betrayed = terms.get("war_own", war), terms.get("war_others", war)
    guarantee, attribution = terms["guarantee"], terms["attribution"]
    penalty, strike = terms["penalty"], terms["first_strike"]
    lever = kept * (1.0 - guarantee)
    if lever > 1.0e-9:
        base = kept * later + (1.0 - kept) * war
        strike = (terms["break"] - base + attribution * penalty) / lever
    share = terms.get("share_offered", war)
    if kept > 1.0e-9:
        share = (terms["keep"] - (1.0 - kept) * (betrayed - strike)) / kept
    kept = changed.get("kept_probability", kept)
    strike = changed.get("first_strike", strike)
    keep = keep_value(kept, share, changed.get("war_others", betrayed), strike)
    breaking = break_value(
        kept,
        changed.get("war_own", later),
        war,
        strike,
        changed.get("guarantee", guarantee),
        attribution,
        changed.get("penalty", penalty),
    )
    return keep, breaking


def _itself(yes: bool, share: float, war: float) -> str:
    """What the terms leave a side against fighting on, if that alone speaks for its choice."""
    if share == war or (share > war) != yes:
        return ""
    left, fought = figures(share, war)
    return _(
        "what the terms leave it ({left}) against fighting on ({fought}) decided",
        left=left,
        fought=fought,
    )


def _kept_share(terms: dict[str, float]) -> float:
    """What keeping leaves a side [stake], from the recorded worths; see `keep_and_break`."""
    return keep_and_break(terms, kept_probability=1.0)[0]


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
        DOUBT: gap(*keep_and_break(t, kept_probability=1.0)),
        PENALTY: gap(*keep_and_break(t, penalty=0.0)),
        BACKING: gap(*keep_and_break(t, guarantee=0.0)),
        LATER: gap(*keep_and_break(t, war_own=t["war"], war_others=t["war"])),
    }
    worth = {"sign and keep": t["keep"] - audience, "refuse": refuse}
    if insincere:
        worth["sign and break"] = t["break"] - audience
    signs = event.value > 0.0
    margin, turned = seen_from(signs, now, without)
    itself = _itself(signs, t["share_offered"], t["war"])
    reason = _(
        "{compared}: {tipped}. Chance that it says yes to such an offer: {chance}",
        compared=_signing_against_refusing(signs, worth),
        tipped=tipped(margin, turned, CHANCE, itself),
        chance=chance(t["signing_probability"]),
    )
    chosen, other = ("sign", "refuse") if signs else ("refuse", "sign")
    return Weighing(chosen, other, worth, margin, turned, reason)


def _signing_against_refusing(signs: bool, worth: dict[str, float]) -> str:
    signing = (N_("signing to keep"), worth["sign and keep"])
    if worth.get("sign and break", worth["sign and keep"]) > worth["sign and keep"]:
        signing = (N_("signing to break"), worth["sign and break"])
    sides = (signing, (N_("refusing"), worth["refuse"]))
    first, second = sides if signs else sides[::-1]
    return compared(*first, *second)


def conduct(event: Event, _case: Case) -> Weighing:
    """Keep or break a truce as it comes into force, or as it changes its mind."""
    t = event.terms

    def gap(**changed: float) -> float:
        keep, breaking = keep_and_break(t, **changed)
        return keep - breaking

    without = {
        DOUBT: gap(kept_probability=1.0),
        STRIKE: gap(first_strike=0.0),
        PENALTY: gap(penalty=0.0),
        BACKING: gap(guarantee=0.0),
        LATER: gap(war_others=t["war"]),
    }
    keeps = event.value > 0.0
    margin, turned = seen_from(keeps, t["keep"] - t["break"], without)
    itself = _itself(keeps, _kept_share(t), t["war"])
    sides = ((N_("keeping"), t["keep"]), (N_("breaking"), t["break"]))
    first, second = sides if keeps else sides[::-1]
    reason = _(
        "{compared}: {tipped}. While it thinks so it opens fire on purpose {rate}",
        compared=compared(*first, *second),
        tipped=tipped(margin, turned, EVEN, itself),
        rate=rate(t["hazard"]),
    )
    chosen, other = ("keep", "break") if keeps else ("break", "keep")
    return Weighing(chosen, other, {"keep": t["keep"], "break": t["break"]}, margin, turned, reason)
