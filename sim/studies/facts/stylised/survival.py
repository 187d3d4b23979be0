"""How long agreements hold: by class, provisions, soldiers, pressure; peace agreements at all."""

import numpy as np

from sim.kernel.log import MEDIATED, OPENING
from sim.studies.facts.agreements import FIVE_YEARS, Agreements, Flags
from sim.studies.facts.fought import HOURS
from sim.studies.facts.quantities import (
    CumulativeHazard,
    Holding,
    Less,
    Lives,
    Median,
    Over,
    Pooled,
    Quantity,
)
from sim.studies.facts.stylised import Arms, Findings, Shown

QUARTER = 90.0  # days
EARLY, YEAR = 10.0, 365.0
CLASSES = {1: "cessation", 2: "preliminary", 3: "definitive"}
CODED = {1: 9.0, 2: 52.0, 3: 150.0}  # days, observed
AGREED = {30: 0.96, 90: 0.89, 365: 0.77, 1825: 0.68}  # observed
HOLDING = "share still holding after 90 days"


def by_class(arms: Arms, unchanged: Arms) -> Findings:
    """S1: agreements without a fixed term, as they came; and what was signed when only one kind of
    mandate could be offered."""
    came = Agreements(arms["endogenous"])
    curves = {name: came.lives(came.signed & came.of_class(k)) for k, name in CLASSES.items()}
    one, two, three = (Holding(lives, QUARTER) for lives in curves.values())
    shown = [
        Shown(f"{name}, as it came", Holding(curves[name], QUARTER)) for name in CLASSES.values()
    ]
    for arm, wars in arms.items():
        if arm == "endogenous":
            continue
        assigned = Agreements(wars)
        mediated = assigned.signed & (assigned.rows["mode"] == MEDIATED)
        label = f"mandate assigned: {arm.replace('_', ' ')}"
        shown.append(Shown(label, Holding(assigned.lives(mediated), QUARTER)))
    for k, name in CLASSES.items():
        coded = came.lives(came.of_class(k), came.over)
        label = f"median life in days of any {name}, however it ended"
        shown.append(Shown(label, Median(coded), CODED[k]))
    measures = {
        "preliminary_less_cessation": Less(two, one),
        "definitive_less_preliminary": Less(three, two),
    }
    return Findings(measures, HOLDING, shown, curves)


def by_provisions(arms: Arms, unchanged: Arms) -> Findings:
    """S2: within class 2, as chosen and as assigned."""
    came = Agreements(arms["endogenous"])
    second = came.signed & came.of_class(2)
    chosen = [came.lives(second & came.provided), came.lives(second & ~came.provided)]
    assigned = []
    for name in ("provided", "bare"):
        arm = Agreements(arms[name])
        mediated = arm.signed & arm.of_class(2) & (arm.rows["mode"] == MEDIATED)
        assigned.append(arm.lives(mediated))
    labels = (
        "with provisions, as chosen",
        "without, as chosen",
        "with, assigned",
        "none, assigned",
    )
    curves = dict(zip(labels, [*chosen, *assigned], strict=True))
    shown = [Shown(label, Holding(lives, QUARTER)) for label, lives in curves.items()]
    for label, flags, observed in (("with", came.provided, 77.0), ("without", ~came.provided, 9.0)):
        coded = came.lives(flags, came.over)
        words = f"median life in days of any agreement {label} provisions, however it ended"
        shown.append(Shown(words, Median(coded), observed))
    holding = [Holding(lives, QUARTER) for lives in curves.values()]
    measures = {
        "provisions_within_class": Less(holding[0], holding[1]),
        "provisions_assigned": Less(holding[2], holding[3]),
    }
    return Findings(measures, HOLDING, shown, curves)


def by_soldiers(arms: Arms, unchanged: Arms) -> Findings:
    """S3: truces alike at signature, soldiers and guarantee assigned, five years."""
    curves: dict[str, Lives] = {}
    for name, wars in arms.items():
        arm = Agreements(wars)
        curves[name] = arm.lives(arm.rows["mode"] == OPENING)
    hazards = {name: CumulativeHazard(lives, FIVE_YEARS) for name, lives in curves.items()}
    bare = hazards["nobody"]
    observed = {"soldiers": 0.375}
    shown = [
        Shown(f"hazard over nobody: {name}", Over(hazard, bare), observed.get(name))
        for name, hazard in hazards.items()
        if name != "nobody"
    ]
    shown += [
        Shown(f"share holding five years: {name}", Holding(lives, FIVE_YEARS))
        for name, lives in curves.items()
    ]
    measures = {"hazard_ratio_of_soldiers": Over(hazards["soldiers"], bare)}
    return Findings(measures, "ratio of hazards over five years; share", shown, curves)


def by_pressure(arms: Arms, unchanged: Arms) -> Findings:
    """S5: the same talks, pressed and unpressed."""
    curves, quick, early, later = {}, {}, {}, {}
    for name in ("pressed", "unpressed"):
        arm = Agreements(arms[name])
        mediated = arm.rows["mode"] == MEDIATED
        curves[name] = arm.lives(mediated)
        soon = mediated & (arm.rows["announced_hour"] <= 30.0 * HOURS)
        signed = np.bincount(arm.wars.owner[soon], minlength=len(arm.wars.point)) > 0
        quick[name] = arm.wars_that(signed)
        early[name] = rate(arm, mediated, 0.0, EARLY)
        later[name] = rate(arm, mediated, EARLY, YEAR)
    later_ratio = Over(later["pressed"], later["unpressed"])
    early_ratio = Over(early["pressed"], early["unpressed"])
    shown = [Shown(f"signed within 30 days: {name}", found) for name, found in quick.items()]
    shown += [
        Shown("collapse rate, first 10 days: pressed over unpressed", early_ratio),
        Shown("collapse rate, day 10 to 365: pressed over unpressed", later_ratio),
    ]
    measures: dict[str, Quantity] = {
        "signed_within_30_days": Less(quick["pressed"], quick["unpressed"]),
        "later_hazard_ratio": later_ratio,
        "crossing": Over(later_ratio, early_ratio),
    }
    return Findings(measures, "share of wars; ratio of rates", shown, curves)


def rate(arm: Agreements, chosen: Flags, start: float, end: float) -> Pooled:
    """Collapses per day at risk between two ages [d] of some agreements that reached the first."""
    at_risk = chosen & (arm.life > start) if start > 0.0 else chosen
    exposed = np.minimum(arm.life[at_risk], end) - start
    fell = arm.collapsed[at_risk] & (arm.life[at_risk] <= end)
    return Pooled(fell.astype(np.float64), exposed, arm.point[at_risk], arm.points)


def of_settlements(arms: Arms, unchanged: Arms) -> Findings:
    """S12: agreements whose terms settle the line or the status."""
    arm = Agreements(arms["endogenous"])
    settled = arm.signed & ((arm.rows["settlement"] == 1) | arm.of_class(3))
    lives = arm.lives(settled)
    held = {day: Holding(lives, min(float(day), FIVE_YEARS)) for day in AGREED}
    shown = [Shown(f"holding {day:,} days", held[day], AGREED[day]) for day in AGREED]
    measures = {f"holding_{day}": found for day, found in held.items()}
    return Findings(measures, "share still holding", shown, {"settlements": lives})
