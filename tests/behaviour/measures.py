"""What is measured on a war, as one number."""

import numpy as np

from sim.kernel.log import MISTAKEN
from sim.kernel.world import LINE, NEVER
from tests.behaviour.many import War


def life(war: War) -> float:
    """Days that the first agreement lived; 0 if there was none."""
    return float(war.lives()[0]) if len(war.truces) else 0.0


def agreements(war: War) -> float:
    """How many agreements were signed."""
    return float(war.count("signed"))


def settled(war: War) -> float:
    """Whether a settlement stands at the end."""
    last = war.truces[-1:]
    return float(np.any((last["active"] == 1) & (last["settlement"] == 1)))


def peace(war: War) -> float:
    """Whether an agreement stands at the end."""
    return float(war.world.truces["active"].any())


def offers_of_land(war: War) -> float:
    """How many offers fixed the line."""
    return float(((war.term("offer", "terms").astype(int) & LINE) != 0).sum())


def first_signature(war: War) -> float:
    """Day of the first signature; of the horizon if there was none."""
    signed = war.rows("signed")
    horizon = war.world.war[0]["horizon_hours"]
    return float(signed["hour"][0] if len(signed) else horizon) / 24.0


def incidents(war: War) -> float:
    """How many incidents."""
    return float(war.count("incident"))


def early_incidents(war: War) -> float:
    """Incidents in the first two days."""
    return float((war.rows("incident")["hour"] < 48.0).sum())


def accusations(war: War) -> float:
    """How many sides accused the other in public."""
    return float(war.count("accusation"))


def mistaken(war: War) -> float:
    """How many accusations rested on a mistake."""
    return float((war.term("accusation", "truth") == MISTAKEN).sum())


def standing(war: War) -> float:
    """The first side's standing with the first mediator at the end."""
    return float(war.world.standing[0, 0]["value"])


def first_pressure(war: War) -> float:
    """Pressure on the first side that answered the first offer [stake]."""
    pressed = war.term("response", "pressure")
    return float(pressed[0]) if len(pressed) else 0.0


def land(war: War) -> float:
    """Share of the first front that its first party holds at the end."""
    return float(war.world.fronts[0]["share_now"])


def bumpiness(war: War) -> float:
    """Variance over mean of daily deaths of the first side."""
    deaths = war.day_sides["deaths"][:, 0]
    return float(deaths.var() / max(deaths.mean(), 1.0))


def range_opened(war: War) -> float:
    """By how much the bargaining range widened from the first day to the last [stake]."""
    width = war.day_fronts["range_width"][:, 0]
    return float(width[-1] - width[0])


def resolve_learnt(war: War) -> float:
    """How far the first side's idea of the other's resolve moved."""
    return float(
        abs(war.world.pairs[0, 1]["type_belief"] - war.template.pairs[0, 1]["type_belief"])
    )


def advice_taken(war: War) -> float:
    """How far advice moved the first side's idea of the other's resolve, in all."""
    to_first = war.rows("advice")["target"] == 0
    moved = war.term("advice", "after") - war.term("advice", "before")
    return float(np.abs(moved[to_first]).sum())


def admitted(war: War) -> float:
    """Share of its losses that the first side admitted by the end."""
    side = war.world.belligerents[0]
    return float(side["admitted"] / max(side["losses"], 1.0))


def deaths_before_force(war: War) -> float:
    """Killed on the days before that on which the first agreement took effect."""
    if not len(war.truces) or war.truces[0]["effective_hour"] >= NEVER:
        return 0.0
    days = int(war.truces[0]["effective_hour"] // 24.0)
    return float(war.day_sides["deaths"][:days].sum())


def handed_over(war: War) -> float:
    """How often a format handed over to another."""
    return float((war.rows("joins")["value"] == 0.0).sum())


def joined(war: War) -> float:
    """How often a format joined another."""
    return float((war.rows("joins")["value"] == 1.0).sum())


def forum_shopping(war: War) -> float:
    """How often a side stayed away for another forum."""
    return float(war.count("forum_shopping"))


def halts(war: War) -> float:
    """How many halts by one side alone."""
    return float(war.count("halt"))


def kept_in_mind(war: War) -> float:
    """The first side's trust in the other at the end, as promises kept out of all."""
    pair = war.world.pairs[0, 1]
    return float(pair["kept"] / (pair["kept"] + pair["broken"]))


def civilians(war: War) -> float:
    """Civilians killed."""
    return float(war.world.fronts["civilian_deaths"].sum())


def pressed(war: War) -> float:
    """Mean pressure on whoever answered an offer of the first mediator [stake], 0 without any."""
    first = len(war.world.belligerents) + len(war.world.states)
    felt = war.term("response", "pressure")[war.rows("response")["target"] == first]
    return float(felt.mean()) if len(felt) else 0.0
