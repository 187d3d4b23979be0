"""Fire during a truce, the way back to war, and halts that a side declares alone."""

from sim.kernel.log import ACCIDENT, ANSWER, DEFAULTED, DELIBERATE, ESCALATED, HAZARD
from sim.language import N_, _
from sim.records.events import Event
from sim.records.why.numbers import figures, rate, stake
from sim.records.why.weighing import Weighing, compared, nobody
from sim.scenario.schema import Case

GAIN = N_("the gain from resuming")
TENSION = N_("the tension")

DOCTRINES = {
    "restraint": N_("never answers fire"),
    "retaliate": N_("answers fire with fire"),
    "generous": N_("answers fire with fire, but lets some of it pass"),
    "contrite": N_("answers fire only where it was wronged while in good standing itself"),
    "aggressive": N_("always fires"),
    "win_stay": N_("repeats what paid and changes what did not"),
    "random": N_("fires half the time"),
    "grim": N_("goes on firing once firing began"),
}


def incident(event: Event, case: Case) -> Weighing:
    """Fire during a truce: on purpose, in answer, or nobody's decision."""
    t, cause = event.terms, int(event.terms["cause"])
    if cause == ACCIDENT:
        return nobody(_("it was fire that no one had ordered, an accident"))
    if cause == ANSWER:
        doctrine = str(case.belligerents[event.actor].doctrine)
        reason = _(
            "It follows a doctrine, which {words}, by what it saw in the round before. "
            "No worth was weighed",
            words=_(DOCTRINES[doctrine]) if doctrine in DOCTRINES else doctrine,
        )
        return Weighing("fire", "hold its fire", {}, 0.0, {}, reason)
    if cause != DELIBERATE:
        return nobody(_("an order went wrong: the side meant to hold its fire"))
    margin = t["break"] - t["keep"]
    pace = rate(t["hazard"])
    if margin > 0.0:
        reason = _(
            "{compared}: the gain of {gain} decided. So it meant to open fire {rate}, "
            "and chance set the hour",
            compared=compared(N_("breaking"), t["break"], N_("keeping"), t["keep"]),
            gain=stake(margin),
            rate=pace,
        )
    else:
        reason = _(
            "{compared}. It was to open fire on purpose {rate}, "
            "and chance decided against what looked better",
            compared=compared(N_("keeping"), t["keep"], N_("breaking"), t["break"]),
            rate=pace,
        )
    worth = {"keep": t["keep"], "break": t["break"]}
    return Weighing("fire", "hold its fire", worth, margin, {}, reason)


def collapse(event: Event, _case: Case) -> Weighing:
    """Resume the war, or stay in the truce."""
    t, cause = event.terms, int(event.terms["cause"])
    if cause == HAZARD:
        return nobody(_("the truce fell to its constant hazard, a matter of chance"))
    gain = t["break"] - t["keep"] - t["margin"]
    heat = t["tension"] - t["limit"]
    worth = {
        "stay": t["keep"],
        "resume": t["break"],
        "margin that it must gain": t["margin"],
        "tension": t["tension"],
        "tension that it bears": t["limit"],
    }
    without = {GAIN: heat, TENSION: gain}
    if cause == DEFAULTED:
        reason = _(
            "A position was due to be handed over and was not. {compared}",
            compared=compared(N_("breaking"), t["break"], N_("keeping"), t["keep"]),
        )
        return Weighing("default", "hand over", worth, t["break"] - t["keep"], {}, reason)
    if cause == ESCALATED:
        high, limit = figures(t["tension"], t["limit"])
        reason = _(
            "The tension of the truce stood at {high}, above the {limit} that it bears",
            high=high,
            limit=limit,
        )
    else:
        back, stay = N_("going back to war"), N_("staying in the truce")
        reason = _(
            "{compared}: the gain of {gain} tipped it, for it goes back for more than {margin}",
            compared=compared(back, t["break"], stay, t["keep"]),
            gain=stake(t["break"] - t["keep"]),
            margin=stake(t["margin"]),
        )
    return Weighing("resume", "stay", worth, max(gain, heat), without, reason)


def halt(event: Event, _case: Case) -> Weighing:
    """Halt alone, or fight on."""
    t = event.terms
    margin = t["share_held"] - t["war"]
    told = {
        "compared": compared(N_("what it holds"), t["share_held"], N_("fighting on"), t["war"]),
        "rate": rate(t["rate"]),
    }
    if margin > 0.0:
        reason = _(
            "{compared}: the gain of {gain} spoke for it. So it halts alone {rate}, "
            "and chance set the hour",
            gain=stake(margin),
            **told,
        )
    else:
        reason = _(
            "{compared}: chance decided. So it halts alone {rate}, and chance set the hour", **told
        )
    worth = {"fight on": t["war"], "what it holds": t["share_held"]}
    return Weighing("halt", "fight on", worth, margin, {}, reason)
