"""What mediators do, and what belligerents make of them: going in, talks, offers, advice."""

from sim.kernel.log import DIRECT_TALKS
from sim.kernel.world import LINE
from sim.language import N_, _, ngettext, number
from sim.records.events import Event
from sim.records.why.naming import name_of
from sim.records.why.numbers import chance, figures, rate
from sim.records.why.weighing import THESE_TALKS, Weighing, compared, seen_from, tipped
from sim.scenario.schema import Case

STANDING = N_("its standing with the mediator")
FACTORS = (N_("concern"), N_("salience"), N_("ripeness"), N_("credibility"))
NOWHERE = -1.0e8  # a value of other talks below this: there were none it liked better


def initiative(event: Event, case: Case) -> Weighing:
    """Go in as a mediator, or wait: a rate made of factors, none larger than 1."""
    t = event.terms
    worth = {name: t[name] for name in FACTORS} | {"rivals already at it": t["rivals"]}
    if t["scripted"] > 0.0:
        reason = _("The scenario dates this: it went in at that hour")
        return Weighing("go in", "wait", worth, 0.0, {}, reason)
    full = case.mediators[event.actor].tempo.launch_rate
    lowest = min(FACTORS, key=lambda name: t[name])
    rivals = int(t["rivals"])
    held = _(
        "What held it back most was {factor} ({n} of 1)",
        factor=_(lowest),
        n=number(t[lowest], 2),
    )
    if t[lowest] >= 1.0:
        held = _("Nothing about it or the war held it back")
    if rivals:
        held = ngettext(
            "{held}; {n} other was already at it",
            "{held}; {n} others were already at it",
            rivals,
            held=held,
        )
    reason = _(
        "Were everything in favour it would go in {full}; as things stood, {rate}. {held}. "
        "Chance set the hour",
        full=rate(full),
        rate=rate(t["rate"]),
        held=held,
    )
    return Weighing("go in", "wait", worth, t["rate"], {}, reason)


def attendance(event: Event, case: Case) -> Weighing:
    """Go to these talks, or to others."""
    t = event.terms
    here, elsewhere = t["value_here"], t["value_elsewhere"]
    attends = event.value > 0.0
    if elsewhere <= NOWHERE:
        reason = _(
            "These talks were worth {value} to it, against 0 for fighting on "
            "without talks, and no other forum was worth more",
            value=figures(here)[0],
        )
        return Weighing("attend", "stay away", {"here": here}, 0.0, {}, reason)
    part = case.rules.talks.forum_weight * t["standing"]
    margin, without = seen_from(attends, here - elsewhere, {STANDING: here - elsewhere - part})
    sides = ((THESE_TALKS, here), (N_("the other forum"), elsewhere))
    first, second = sides if attends else sides[::-1]
    reason = _(
        "{compared}: {tipped}",
        compared=compared(*first, *second),
        tipped=tipped(margin, without, N_("no difference")),
    )
    chosen, other = ("attend", "stay away") if attends else ("stay away", "attend")
    worth = {"here": here, "elsewhere": elsewhere}
    return Weighing(chosen, other, worth, margin, without, reason)


def offer(event: Event, case: Case) -> Weighing:
    """Put terms on the table: how they look to whoever makes them."""
    t = event.terms
    names = ("seen_war_first", "seen_war_second", "range_low", "range_high", "line")
    worth = {name.replace("_", " "): t[name] for name in names}
    worth |= {
        "first would sign (probability)": t["signing_first"],
        "second would sign (probability)": t["signing_second"],
    }
    reason = _line_in_words(event, case)
    if int(t["mode"]) != DIRECT_TALKS:
        parties = case.fronts[event.front].parties
        chances = (t["signing_first"], t["signing_second"])
        least = min(chances)
        who = name_of(parties[chances.index(least)], case)
        reason = _(
            "{line}. Of the means in its hands these give the less willing side, {who}, "
            "the best chance to sign: {chance}",
            line=reason,
            who=who,
            chance=chance(least),
        )
    return Weighing("offer", "none", worth, t["range_high"] - t["range_low"], {}, reason)


def _line_in_words(event: Event, case: Case) -> str:
    t = event.terms
    if int(t["terms"]) & LINE:
        return _("Of the lines that it took both to prefer to war, this one shares the gain best")
    if t["range_low"] > t["range_high"]:
        return _("It saw no line that both would prefer to war, so it offers a halt in place")
    mediator = case.mediators.get(event.actor)
    if mediator is not None and "line" not in mediator.mandate.terms:
        return _("It may not propose a line, by its mandate, so it offers a halt in place")
    return _("It proposes no line, so it offers a halt in place")


def advice(event: Event, case: Case) -> Weighing:
    """Believe a mediator's word about the other side, or not. The side advised decides."""
    t = event.terms
    believes = t["credible"] > 0.0
    worth = {"belief before": t["before"], "belief after": t["after"]}
    told = {
        "bias": number(t["bias"], 2),
        "even": number(0.5, 1),
        "before": chance(t["before"]),
        "after": chance(t["after"]),
    }
    if believes:
        reason = _(
            "The mediator leans {bias} to the side it advises ({even} is even), "
            "which gives it reason to be honest whatever it has learnt: the belief that "
            "war is costly to the other side goes from {before} to {after}",
            **told,
        )
    else:
        reason = _(
            "The mediator leans {bias} to the side it advises ({even} is even): "
            "it would have reason to say the same whatever it had learnt, so its word "
            "says nothing, and the belief that war is costly to the other side stays at {before}",
            **told,
        )
    chosen, other = ("believe", "disbelieve") if believes else ("disbelieve", "believe")
    return Weighing(chosen, other, worth, t["after"] - t["before"], {}, reason)
