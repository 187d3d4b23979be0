"""From terms to what they do: attribution, separation, guarantee, penalties.

Source: Fortna 2004, 2008 (monitors, peacekeepers, guarantees, commissions); sizes `assumed`.
"""

from sim.kernel.phases.coalition import (
    guarantee_of,
    monitors_of,
    observers_report,
    peacekeepers_of,
    pressure_on,
)
from sim.kernel.phases.common import party
from sim.kernel.phases.judge import Deal
from sim.kernel.rules.truces import attribution
from sim.kernel.world import (
    COMMISSION,
    GUARANTEE,
    LINE,
    MONITORS,
    NOBODY,
    PEACEKEEPERS,
    STATUS,
    World,
)


def terms_in_hand(world: World, m: int, acting: int) -> int:
    """Bits of the terms that mediator m may offer and can afford now."""
    terms = int(world.mediators[m]["terms"])
    script = int(world.mediators[m]["script_terms"])
    if script >= 0:
        terms = terms & script
    if monitors_of(world, m, acting) <= 0.0:
        terms = terms & ~MONITORS
    if peacekeepers_of(world, m, acting) <= 0.0:
        terms = terms & ~PEACEKEEPERS
    if guarantee_of(world, m, acting, NOBODY) <= 0.0:
        terms = terms & ~GUARANTEE
    return terms


def told_apart(world: World, m: int, terms: int) -> float:
    """What an incident commission and the format's observers add to attribution, 0 to 1."""
    commission = 0.0
    if terms & COMMISSION != 0 and world.on[0]["measures"] == 1:
        commission = float(world.rules[0]["commission"])
    return 1.0 - (1.0 - commission) * (1.0 - observers_report(world, m))


def attribution_of(world: World, m: int, acting: int, terms: int) -> float:
    """Probability that a violation is publicly laid at the right door."""
    rules = world.rules[0]
    reach = 0.0
    if terms & MONITORS != 0 and world.on[0]["monitors"] == 1:
        cover = min(1.0, monitors_of(world, m, acting) / rules["monitors_needed"])
        reach = cover * world.mediators[m]["monitor_access"]
    accuracy = world.mediators[m]["monitor_accuracy"]
    told = told_apart(world, m, terms)
    return attribution(rules["public_attribution"], reach, accuracy, told)


def separation_of(world: World, m: int, acting: int, terms: int) -> float:
    """Share of contact that peacekeepers take away, below 1."""
    if terms & PEACEKEEPERS == 0 or world.on[0]["peacekeepers"] == 0:
        return 0.0
    force = peacekeepers_of(world, m, acting)
    return float(force / (force + 0.25 * world.rules[0]["peacekeepers_needed"]))


def backing_of(world: World, m: int, acting: int, terms: int, i: int) -> float:
    """Guarantee: share of belligerent i's gain from breaking that guarantors take away."""
    if terms & GUARANTEE == 0 or world.on[0]["guarantees"] == 0:
        return 0.0
    return guarantee_of(world, m, acting, i)


def deal_of(world: World, m: int, acting: int, f: int, line: int, issues: int, terms: int) -> Deal:
    """What signing these terms with mediator m would mean."""
    reneging = 1.0 + world.rules[0]["reneging"]
    return Deal(
        line,
        issues,
        backing_of(world, m, acting, terms, party(world, f, 0)),
        backing_of(world, m, acting, terms, party(world, f, 1)),
        attribution_of(world, m, acting, terms),
        separation_of(world, m, acting, terms),
        reneging * pressure_on(world, m, acting, f, 0),
        reneging * pressure_on(world, m, acting, f, 1),
        terms & (LINE | STATUS) != 0,
        terms & PEACEKEEPERS != 0,
    )


def bare_deal(world: World, line: int, settles: bool) -> Deal:
    """A deal between two parties alone: nothing stands behind it."""
    known = float(world.rules[0]["public_attribution"])
    return Deal(line, 0, 0.0, 0.0, known, 0.0, 0.0, 0.0, settles, False)
