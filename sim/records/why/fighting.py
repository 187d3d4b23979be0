"""Fire during a truce, the way back to war, and halts that a side declares alone."""

from sim.kernel.log import ACCIDENT, ANSWER, DEFAULTED, DELIBERATE, ESCALATED, HAZARD
from sim.records.events import Event
from sim.records.why.numbers import figures, rate, stake
from sim.records.why.weighing import Weighing, compared, nobody
from sim.scenario.schema import Case

GAIN = "the gain from resuming"
TENSION = "the tension"

DOCTRINES = {
    "restraint": "never answers fire",
    "retaliate": "answers fire with fire",
    "generous": "answers fire with fire, but lets some of it pass",
    "contrite": "answers fire only where it was wronged while in good standing itself",
    "aggressive": "always fires",
    "win_stay": "repeats what paid and changes what did not",
    "random": "fires half the time",
    "grim": "goes on firing once firing began",
}


def incident(event: Event, case: Case) -> Weighing:
    """Fire during a truce: on purpose, in answer, or nobody's decision."""
    t, cause = event.terms, int(event.terms["cause"])
    if cause == ACCIDENT:
        return nobody("it was fire that no one had ordered, an accident")
    if cause == ANSWER:
        doctrine = str(case.belligerents[event.actor].doctrine)
        words = DOCTRINES.get(doctrine, doctrine)
        reason = (
            f"It follows a doctrine, which {words}, by what it saw in the round before. "
            "No worth was weighed"
        )
        return Weighing("fire", "hold its fire", {}, 0.0, {}, reason)
    if cause != DELIBERATE:
        return nobody("an order went wrong: the side meant to hold its fire")
    margin = t["break"] - t["keep"]
    pace = rate(t["hazard"])
    if margin > 0.0:
        reason = (
            f"{compared('breaking', t['break'], 'keeping', t['keep'])}: the gain of "
            f"{stake(margin)} decided. So it meant to open fire {pace}, and chance set the hour"
        )
    else:
        reason = (
            f"{compared('keeping', t['keep'], 'breaking', t['break'])}. It was to open fire on "
            f"purpose {pace}, and chance decided against what looked better"
        )
    worth = {"keep": t["keep"], "break": t["break"]}
    return Weighing("fire", "hold its fire", worth, margin, {}, reason)


def collapse(event: Event, _: Case) -> Weighing:
    """Resume the war, or stay in the truce."""
    t, cause = event.terms, int(event.terms["cause"])
    if cause == HAZARD:
        return nobody("the truce fell to its constant hazard, a matter of chance")
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
        reason = (
            "A position was due to be handed over and was not. "
            f"{compared('breaking', t['break'], 'keeping', t['keep'])}"
        )
        return Weighing("default", "hand over", worth, t["break"] - t["keep"], {}, reason)
    if cause == ESCALATED:
        high, limit = figures(t["tension"], t["limit"])
        reason = f"The tension of the truce stood at {high}, above the {limit} that it bears"
    else:
        reason = (
            f"{compared('going back to war', t['break'], 'staying in the truce', t['keep'])}: "
            f"the gain of {stake(t['break'] - t['keep'])} tipped it, for it goes back "
            f"for more than {stake(t['margin'])}"
        )
    return Weighing("resume", "stay", worth, max(gain, heat), without, reason)


def halt(event: Event, _: Case) -> Weighing:
    """Halt alone, or fight on."""
    t = event.terms
    margin = t["share_held"] - t["war"]
    words = compared("what it holds", t["share_held"], "fighting on", t["war"])
    decided = f"the gain of {stake(margin)} spoke for it" if margin > 0.0 else "chance decided"
    reason = f"{words}: {decided}. So it halts alone {rate(t['rate'])}, and chance set the hour"
    worth = {"fight on": t["war"], "what it holds": t["share_held"]}
    return Weighing("halt", "fight on", worth, margin, {}, reason)
