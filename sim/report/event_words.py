"""What each kind of event means: who acts, upon whom, what its value and its terms are."""

from typing import NamedTuple


class Words(NamedTuple):
    """What a kind of event says."""

    what: str
    actor: str
    target: str
    value: str


MEDIATOR, STATE, SIDE, OTHER = "mediator", "state that acts", "belligerent", "other side"
NUMBER = "number of the agreement"

KIND_WORDS = {
    "engagement": Words("a fight for the next position", "attacker", "defender", "1 taken, 0 not"),
    "position_taken": Words("a position changes hands by fighting", "taker", "loser", "position"),
    "initiative": Words("a mediator goes in", MEDIATOR, STATE, "1"),
    "talks": Words("a round of talks", MEDIATOR, "", "1 held, 0 somebody stayed away"),
    "attendance": Words(
        "a side chooses among open forums, or stays away", SIDE, "mediator it prefers", "1 comes"
    ),
    "offer": Words(
        "terms are put on the table", "mediator, or belligerent", f"{STATE}, or {OTHER}", "line"
    ),
    "response": Words(
        "a side answers an offer", SIDE, f"mediator, or {OTHER}", "1 signs, 0 refuses"
    ),
    "signed": Words(
        "an agreement is signed or declared",
        "mediator, or first party",
        f"{STATE}, or second party",
        NUMBER,
    ),
    "in_force": Words("an agreement takes effect", "first party", "second party", NUMBER),
    "incident": Words("fire during a truce", "true author", OTHER, "cause"),
    "accusation": Words("a side accuses in public, the first time", "accuser", "accused", "truth"),
    "verdict": Words(
        "monitors or commission say who fired", "mediator that brokered", "party blamed", "1 right"
    ),
    "collapse": Words("a truce ends in war", "who resumes", OTHER, NUMBER),
    "expiry": Words("a fixed term runs out", "", "", NUMBER),
    "renewal": Words("a fixed term is renewed", "", "", NUMBER),
    "consolidation": Words("a truce has held long enough, in calm", "", "", NUMBER),
    "handover": Words("a position passes without battle", "who leaves", "who moves in", "position"),
    "conduct": Words(
        "a side's judgement, at entry into force and when it turns",
        SIDE,
        OTHER,
        "1 means to keep, 0 to break",
    ),
    "leaves": Words("a mediator ends its initiative", MEDIATOR, "", "0"),
    "forum_shopping": Words("a side stays away for another forum", SIDE, "mediator avoided", "1"),
    "halt": Words("a side halts alone", SIDE, OTHER, "days"),
    "advice": Words(
        "a mediator tells a side how costly war is to the other",
        MEDIATOR,
        "belligerent advised",
        "1 costly (weak), 0 not",
    ),
    "event": Words(
        "a dated event of the scenario", "whom it concerns", "who acts", "event, from 0"
    ),
    "decision": Words("a last position decides the front", "winner", "loser", "line"),
    "joins": Words(
        "a format joins another, or hands over to it",
        "who joins",
        "mediator joined",
        "1 joins, 0 hands over",
    ),
    "exchange": Words("prisoners and bodies go home", "first party", "second party", "1"),
    "ripe": Words("a front becomes ripe, or ceases to be", "", "", "1 ripe, 0 not"),
    "endorses": Words(
        "a format stands behind another from a distance", "who endorses", "mediator endorsed", "1"
    ),
    "undertaking": Words(
        "the sides are asked to spare civilians while the war goes on",
        MEDIATOR,
        "state that acts for it",
        "1 both agree, 0 not",
    ),
}

TERM_WORDS = {
    "accuracy": "chance that a verdict is right",
    "after": "belief that the other's cost is high, after the advice",
    "attribution": "probability that a breach is publicly laid at its author's door",
    "audience": "cost at home of signing [stake]",
    "before": "the same belief before the advice",
    "bias": "how the mediator leans to the side it advises, 0 to 1, even at 0.5",
    "break": "worth of signing and breaking [stake]",
    "cause": "cause, by its number (below)",
    "class": "1 cessation, 2 preliminary, 3 definitive",
    "concern": "how much the format cares, 0 to 1",
    "credibility": "of the mediator, 0 to 1",
    "credible": "1 if the advice is believed",
    "days": "days",
    "effective_hour": "hour of entry into force",
    "event": "number of the scenario's event, from 0",
    "chance_first": "probability that the first party agrees",
    "chance_second": "probability that the second party agrees",
    "first_attends": "1 if the first party came",
    "first_agrees": "1 if the first party agrees",
    "first_strike": "what striking first gains [stake]",
    "fixed_days": "length of the fixed term, 0 none",
    "forums": "initiatives open to the side, this one included",
    "guarantee": "share of the gain from breaking that guarantors take away",
    "hazard": "rate of breaking on purpose [1/day]",
    "held_first": "worth of what the first party holds [stake]",
    "held_second": "worth of what the second party holds [stake]",
    "hours": "hours since entry into force",
    "issues": "issues granted, bit k for the k-th of the scenario",
    "keep": "worth of signing and keeping [stake]",
    "keep_first": "worth of keeping to the first party [stake]",
    "keep_second": "worth of keeping to the second party [stake]",
    "break_first": "worth of breaking to the first party [stake]",
    "break_second": "worth of breaking to the second party [stake]",
    "kept_probability": "own probability that the other keeps",
    "limit": "tension at which the side goes back to war",
    "line": "positions that the first party holds, or would hold",
    "log_ratio": "log of the visible forces, attacker over defender",
    "margin": "gain from breaking at which the side goes back to war [stake]",
    "minutes": "minutes since entry into force",
    "mode": "how it came about, by its number (below)",
    "penalty": "cost of being seen to break [stake]",
    "people": "people displaced",
    "position": "index of the position in the front's list, from 0",
    "pressure": "cost of refusing, from mediator and patrons [stake]",
    "probability": "of success",
    "range_high": "highest line of the bargaining range",
    "range_low": "lowest line of the bargaining range; above the highest: none",
    "rate": "rate at which it was to happen [1/day]",
    "refuse": "worth of refusing [stake]",
    "restraint": "share of civilian deaths that the promise prevents at first",
    "right": "1 if the verdict is right",
    "ripeness": "of the front, 0 to 1",
    "rivals": "other initiatives open on the front",
    "round": "number of the round, from 1",
    "rounds": "rounds of talks held or tried",
    "salience": "attention to the killing, 0 to 1",
    "scripted": "1 if the scenario dated it",
    "second_agrees": "1 if the second party agrees",
    "second_attends": "1 if the second party came",
    "seen_war_first": "value of war to the first party, as seen by the author [stake]",
    "seen_war_second": "value of war to the second party, as seen by the author [stake]",
    "share": "land of the position",
    "share_held": "worth of what the side holds [stake]",
    "share_offered": "worth of the offer to the side [stake]",
    "signal": "1 if the other looks weak: war is costly to it",
    "signing_first": "foreseen probability that the first party signs",
    "signing_probability": "probability of signing",
    "signing_second": "foreseen probability that the second party signs",
    "standing": "the side's standing with the mediator, 0 to 1",
    "tension": "tension of the truce [incidents]",
    "terms": "terms, as bits (below)",
    "terrain": "defender's advantage [log odds]",
    "trust_first": "promises kept that the first party credits to the second",
    "trust_second": "promises kept that the second party credits to the first",
    "truce": "number of the agreement",
    "truth": "truth, by its number (below)",
    "value": "value of the event",
    "value_elsewhere": "worth of the best other forum [stake]",
    "value_here": "worth of this forum [stake]",
    "war": "value of fighting on [stake]",
    "war_others": "value of the war that the other side would begin at its best moment [stake]",
    "war_own": "value of a war begun by itself at its best moment [stake]",
    "war_first": "value of fighting on to the first party [stake]",
    "war_second": "value of fighting on to the second party [stake]",
    "willingness": "probability of joining or handing over",
}
