"""Which wars end by agreement: by style, number, and day of mediation; who needs a mediator."""

import numpy as np

from sim.kernel.log import MEDIATED, UNILATERAL
from sim.kernel.world import Array
from sim.studies.facts.agreements import FIVE_YEARS, HOLDS, STRENGTH, Agreements, Flags
from sim.studies.facts.quantities import Holding, Less, Pooled, Quantity
from sim.studies.facts.stylised import Arms, Findings, Shown

STYLES = {"facilitation": 0.176, "formulation": 0.400, "manipulation": 0.627}  # observed
FORMAL = "share of wars that end by formal agreement"


def by_style(arms: Arms, unchanged: Arms) -> Findings:
    """S4: as mediation came, by the strongest style used; and as it was assigned."""
    came = Agreements(arms["endogenous"])
    ended = came.ended_formally
    unmediated = came.wars_that(ended, came.style == 0)
    mediated = came.wars_that(ended, came.style > 0)
    strongest = {
        name: came.wars_that(ended, came.style == strength) for name, strength in STRENGTH.items()
    }
    shown = [
        Shown("not mediated, as it came", unmediated, 0.116),
        Shown("mediated, as it came", mediated, 0.438),
        *(Shown(f"{name}, as it came", strongest[name], STYLES[name]) for name in STYLES),
    ]
    for name, wars in arms.items():
        if name == "endogenous":
            continue
        arm = Agreements(wars)
        shown.append(Shown(f"{name}, assigned", arm.wars_that(arm.ended_formally)))
    measures = {
        "mediated_less_unmediated": Less(mediated, unmediated),
        "formulation_less_facilitation": Less(strongest["formulation"], strongest["facilitation"]),
        "manipulation_less_formulation": Less(strongest["manipulation"], strongest["formulation"]),
    }
    return Findings(measures, FORMAL, shown, {})


def by_number(arms: Arms, unchanged: Arms) -> Findings:
    """S6: formats that held talks, as they came; members of a group, assigned."""
    came = Agreements(arms["naive"])
    one, several = came.formats == 1, came.formats >= 2
    formal = [came.wars_that(came.ended_formally, group) for group in (one, several)]
    lasting = [lasts(came, group) for group in (one, several)]
    group = {}
    for name in arms:
        if name != "naive":
            arm = Agreements(arms[name])
            group[name] = arm.wars_that(arm.ended_formally)
    shown = [
        Shown("one format, as it came", formal[0], 0.411),
        Shown("several formats, as they came", formal[1], 0.474),
        *(Shown(f"group assigned: {name.replace('_', ' ')}", one) for name, one in group.items()),
        Shown("no collapse in five years: one format, as it came", lasting[0], 0.685),
        Shown("no collapse in five years: several, as they came", lasting[1], 0.579),
    ]
    measures = {
        "several_less_one": Less(formal[1], formal[0]),
        "several_less_one_lasting": Less(lasting[1], lasting[0]),
        "three_less_one": Less(group["three"], group["one"]),
        "three_less_five": Less(group["three"], group["five"]),
        "rivals_less_friends": Less(group["three_rivals"], group["three_friends"]),
    }
    return Findings(measures, FORMAL, shown, {})


def lasts(came: Agreements, group: Flags) -> Holding:
    """The share of a group's formal agreements that do not collapse within five years."""
    rows = came.first_formal[group & came.ended_formally]
    chosen = np.zeros(len(came.rows), bool)
    chosen[rows] = True
    return Holding(came.lives(chosen), FIVE_YEARS)


def by_mediation(arms: Arms, unchanged: Arms) -> Findings:
    """S10: all ceasefires, unilateral ones among them."""
    came = Agreements(arms["endogenous"])
    everything = np.ones(len(came.rows), bool)
    mediated = came.rows["mode"] == MEDIATED
    unilateral = came.rows["mode"] == UNILATERAL
    second = came.rows["truce_class"] >= 2
    with_one, without = came.share(second, mediated), came.share(second, ~mediated)
    share_mediated = came.share(mediated, everything)
    share_unilateral = came.share(unilateral, everything)
    shown = [
        Shown("mediated", share_mediated, 0.34),
        Shown("unilateral", share_unilateral, 0.44),
        Shown("mediated ones that are preliminary or definitive", with_one, 0.43),
        Shown("others that are", without, 0.135),
    ]
    measures: dict[str, Quantity] = {
        "mediated_share": share_mediated,
        "unilateral_share": share_unilateral,
        "class_of_mediated": Less(with_one, without),
    }
    return Findings(measures, "share of ceasefires", shown, {})


def by_time(arms: Arms, unchanged: Arms) -> Findings:
    """S11: visits on a day early, in the middle and late, to wars that were still on."""
    success = {name: visits_that_held(Agreements(wars)) for name, wars in arms.items()}
    shown = [Shown(f"visit {name}", found) for name, found in success.items()]
    measures = {
        "early_less_middle": Less(success["early"], success["middle"]),
        "late_less_middle": Less(success["late"], success["middle"]),
    }
    return Findings(measures, "share of visits that bring an agreement for 30 days", shown, {})


def visits_that_held(arm: Agreements) -> Pooled:
    """The share of visits that brought an agreement which held 30 days."""
    visited = np.zeros(len(arm.wars.point), bool)
    visited[arm.wars.talks["war"]] = True
    held: Array = np.zeros(len(arm.wars.point), bool)
    held[arm.wars.owner[(arm.rows["mode"] == MEDIATED) & (arm.life >= HOLDS)]] = True
    return arm.wars_that(held, visited)
