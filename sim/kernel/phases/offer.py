"""Phase 4c, mediate: what is put on the table.

Source: Nash 1950 with unequal weights (the line); Beardsley et al. 2006 (formulation). `assumed`:
a formulator errs about what war is worth to a side it does not have the trust of, and of the terms
it can afford it offers those that the less willing side would rather sign.
"""

from typing import NamedTuple

from sim.kernel import log as logs
from sim.kernel import purposes
from sim.kernel.chance import normal
from sim.kernel.log import Log, emit
from sim.kernel.phases.appraise import bargaining_range
from sim.kernel.phases.coalition import bias_toward, pressure_on
from sim.kernel.phases.common import (
    draw,
    held_worth,
    issue_worth,
    mediator_number,
    party,
    state_number,
    step_end,
)
from sim.kernel.phases.judge import (
    Deal,
    audience_of,
    keeps_if,
    least_guarantee,
    other_keeps,
    own_wars,
    shifted,
    signing_chance,
    signing_gain,
)
from sim.kernel.phases.means import deal_of, terms_in_hand
from sim.kernel.rules.bargaining import kept_probability, nash_product
from sim.kernel.rules.mediation import perception_noise
from sim.kernel.world import (
    FIXED_TERM,
    GUARANTEE,
    LINE,
    MONITORS,
    PEACEKEEPERS,
    STATUS,
    TRUCE_HOLDS,
    World,
)

SOFT = ~(MONITORS | PEACEKEEPERS | GUARANTEE | LINE | STATUS)


class Proposal(NamedTuple):
    """Terms on the table, and how their author saw the parties."""

    line: int
    issues: int
    terms: int
    fixed_days: float
    notice_hours: float
    seen_first: float
    seen_second: float
    range_low: float
    range_high: float
    signing_first: float
    signing_second: float


def seen_value(world: World, tick: int, m: int, f: int, s: int) -> float:
    """Value of war of side s as mediator m sees it: with an error that trust makes small."""
    i = party(world, f, s)
    noise = perception_noise(world.rules[0]["perception_noise"], world.standing[i, m]["value"])
    u = draw(world, tick, purposes.PERCEPTION, world.mediators[m]["subject"], s)
    return float(world.sides[f, s]["war"]) + noise * normal(u)


class Draft(NamedTuple):
    """What an author of a line goes by: what war is worth to either side as it sees it [stake], and
    the means that could stand behind an agreement."""

    first: float
    second: float
    backing: Deal


def at_line(deal: Deal, line: int, issues: int) -> Deal:
    """The same means behind another line."""
    return Deal(
        line, issues, deal.guarantee_first, deal.guarantee_second, deal.attribution,
        deal.separation, deal.penalty_first, deal.penalty_second, True, deal.hosts,
    )  # fmt: skip


def enforces_itself(world: World, f: int, k: int, issues: int, draft: Draft) -> bool:
    """Whether the side that gains land by line k would keep the agreement once it has it, all means
    at hand behind it: an author who foresees otherwise does not draft it. Nor does it draft a
    surrender, after which nobody is left to keep anything (`assumed`).

    Source: Fearon 1996; Powell 2006 (only what enforces itself can be agreed).
    """
    front = world.fronts[f]
    line = int(front["line"])
    if world.on[0]["foresight"] == 0 or k == line:
        return True
    if (k == 0 and front["first_decides"] == 1) or (
        k == front["positions"] and front["second_decides"] == 1
    ):
        return False
    s = 0
    seen = draft.first
    if k < line:
        s = 1
        seen = draft.second
    deal = at_line(draft.backing, k, issues)
    wars = own_wars(world, f, s, deal)
    keep, breaking = keeps_if(world, f, s, deal, shifted(wars, seen - wars.now), 1.0)
    return bool(keep >= breaking)


def best_line(world: World, f: int, issues: int, draft: Draft, bias: float) -> tuple[int, float]:
    """The line that maximises the weighted Nash product of gains over the values of war, among
    those that enforce themselves, ties nearest the present line, and that product; -1 if no such
    line leaves both a gain."""
    present = int(world.fronts[f]["line"])
    first = draft.first
    second = draft.second
    best = -1
    product = -1.0
    for k in range(world.fronts[f]["positions"] + 1):
        gain_first = held_worth(world, f, 0, k) + issue_worth(world, f, 0, issues) - first
        gain_second = held_worth(world, f, 1, k) + issue_worth(world, f, 1, issues) - second
        value = nash_product(gain_first, gain_second, bias)
        closer = value == product and best >= 0 and abs(k - present) < abs(best - present)
        better = value >= 0.0 and (value > product or closer)
        if better and enforces_itself(world, f, k, issues, draft):
            best = k
            product = value
    return best, product


def best_terms_of_land(
    world: World, f: int, terms: int, draft: Draft, bias: float
) -> tuple[int, int]:
    """Line and issues of the best settlement; (-1, 0) if there is none in the perceived range."""
    sets = 1
    if terms & STATUS != 0:
        sets = 1 << world.issues.shape[0]
    line = -1
    granted = 0
    product = -1.0
    for issues in range(sets):
        k, value = best_line(world, f, issues, draft, bias)
        if k >= 0 and value > product:
            line = k
            granted = issues
            product = value
    return line, granted


class Foreseen(NamedTuple):
    """Probabilities that a side signs a deal, and that, bound by it, it would keep it."""

    signs: float
    keeps: float


def foreseen(
    world: World, f: int, s: int, deal: Deal, own: float, other: float, press: float
) -> Foreseen:
    """What side s would do, as an outsider sees it who takes war to be worth `own` to it and
    `other` to its opponent, and presses with `press` [stake]."""
    its = own_wars(world, f, s, deal)
    others = own_wars(world, f, 1 - s, deal)
    others = shifted(others, other - others.now)
    kept = other_keeps(world, f, s, deal, others, others)
    keep, breaking = keeps_if(world, f, s, deal, shifted(its, own - its.now), kept)
    gain = signing_gain(world, keep, breaking)
    signs = signing_chance(world, gain, audience_of(world, f, s, deal), own - press)
    keeps = kept_probability(keep, breaking, world.rules[0]["choice_noise"], 0.0)
    return Foreseen(signs, keeps)


def choose_means(
    world: World,
    m: int,
    acting: int,
    f: int,
    line: int,
    issues: int,
    settled: int,
    first: float,
    second: float,
) -> tuple[int, float, float]:
    """Of the means that are in hand, the set that the side which is less likely to sign and keep
    would rather sign and keep; without foresight, would rather sign.

    Returns the bits of the terms and the foreseen signing probabilities.
    """
    hand = terms_in_hand(world, m, acting)
    press_first = pressure_on(world, m, acting, f, 0)
    press_second = pressure_on(world, m, acting, f, 1)
    best = hand & SOFT
    least = -1.0
    sign_first = 0.0
    sign_second = 0.0
    for choice in range(8):
        force = (choice & 1) * MONITORS + ((choice >> 1) & 1) * PEACEKEEPERS
        force += ((choice >> 2) & 1) * GUARANTEE
        if force & ~hand == 0:
            terms = (hand & SOFT) | force
            deal = deal_of(world, m, acting, f, line, issues, terms | settled)
            a = foreseen(world, f, 0, deal, first, second, press_first)
            b = foreseen(world, f, 1, deal, second, first, press_second)
            promise = min(a.signs, b.signs)
            if world.on[0]["foresight"] == 1:
                promise = min(a.signs * a.keeps, b.signs * b.keeps)
            if promise > least:
                least = promise
                best = terms
                sign_first = a.signs
                sign_second = b.signs
    return best, sign_first, sign_second


def decide_offer(world: World, tick: int, m: int) -> Proposal:
    """What mediator m proposes to the parties that came."""
    row = world.mediators[m]
    f = int(row["front"])
    acting = int(row["acting"])
    hand = terms_in_hand(world, m, acting)
    first = seen_value(world, tick, m, f, 0)
    second = seen_value(world, tick, m, f, 1)
    low, high = bargaining_range(world, f, first, second)
    line = int(world.fronts[f]["line"])
    issues = 0
    formulates = row["formulation"] > 0.0 and world.on[0]["formulation"] == 1
    settled = 0
    if formulates and hand & LINE != 0:
        bias = bias_toward(world, m, acting, party(world, f, 0))
        bias -= bias_toward(world, m, acting, party(world, f, 1))
        backing = deal_of(world, m, acting, f, line, 0, hand)
        draft = Draft(first, second, backing)
        k, granted = best_terms_of_land(world, f, hand, draft, bias)
        if k >= 0:
            line = k
            settled = LINE
            issues = granted
            if granted != 0:
                settled = settled | STATUS
    terms, sign_first, sign_second = choose_means(
        world, m, acting, f, line, issues, settled, first, second
    )
    terms = terms | settled
    if settled & LINE != 0:
        terms = terms & ~FIXED_TERM
    fixed = 0.0
    if terms & FIXED_TERM != 0:
        fixed = float(row["fixed_days"])
    notice = float(row["notice_hours"])
    if row["script_notice"] >= 0.0:
        notice = float(row["script_notice"])
    return Proposal(
        line, issues, terms, fixed, notice, first, second, float(low), float(high),
        sign_first, sign_second,
    )  # fmt: skip


def apply_offer(world: World, log: Log, tick: int, m: int, offer: Proposal) -> float:
    """Record the offer; returns the hour at which it would take effect."""
    row = world.mediators[m]
    f = int(row["front"])
    hour = float(row["talks_hour"])
    effective = max(hour + offer.notice_hours, step_end(world, tick))
    if world.fronts[f]["status"] == TRUCE_HOLDS:
        effective = hour  # it replaces a truce: nobody goes back to war to wait for it
    acting = int(row["acting"])
    deal = deal_of(world, m, acting, f, offer.line, offer.issues, offer.terms)
    emit(
        log, tick, hour, logs.OFFER, mediator_number(world, m), state_number(world, acting), f,
        float(offer.line),
        (float(offer.line), float(offer.issues), float(offer.terms), effective,
         offer.seen_first, offer.seen_second, offer.range_low, offer.range_high,
         offer.signing_first, offer.signing_second, least_guarantee(deal),
         deal.attribution,
         offer.fixed_days, float(logs.MEDIATED)),
    )  # fmt: skip
    return effective
