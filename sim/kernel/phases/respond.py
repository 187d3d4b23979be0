"""Phase 5, respond: sign and keep, sign and break, or refuse; once per offer, both at once.

Source: McKelvey and Palfrey 1995 (quantal response); Fearon 1995; what offers and refusals reveal
of resolve: Bayes' rule. Signing and breaking is cheap exactly when nobody can prove who broke.
"""

from typing import NamedTuple

from sim.kernel import log as logs
from sim.kernel import purposes
from sim.kernel.log import Log, emit
from sim.kernel.phases.coalition import pressure_on
from sim.kernel.phases.common import draw, mediator_number, party
from sim.kernel.phases.judge import (
    Deal,
    audience_of,
    guarantee_for,
    judge,
    keeps_if,
    own_wars,
    penalty_of,
    signing_chance,
    signing_gain,
    wars_of_other,
)
from sim.kernel.rules.belief import update_type
from sim.kernel.rules.reputation import trust
from sim.kernel.world import NOBODY, World


class Response(NamedTuple):
    """A side's answer to an offer, and what each alternative was worth [stake]."""

    signs: bool
    keep: float
    break_: float
    refuse: float
    audience: float
    pressure: float
    war: float
    war_own: float
    war_others: float
    share: float
    kept_probability: float
    chance: float


def pressure_to_sign(world: World, m: int, acting: int, f: int, s: int) -> float:
    """Pressure on side s to sign: the mediator's, and patrons' ultimatums."""
    total = float(world.belligerents[party(world, f, s)]["ultimatum"])
    if m != NOBODY:
        total += pressure_on(world, m, acting, f, s)
    return total


def decide_response(
    world: World, tick: int, f: int, s: int, m: int, acting: int, deal: Deal
) -> Response:
    """Side s of front f answers a deal put by mediator m (NOBODY: by the other side)."""
    i = party(world, f, s)
    wars = own_wars(world, f, s, deal)
    view = judge(world, f, s, deal, wars)
    press = pressure_to_sign(world, m, acting, f, s)
    refuse = wars.now - press
    audience = audience_of(world, f, s, deal)
    gain = signing_gain(world, view.keep, view.break_)
    chance = signing_chance(world, gain, audience, refuse)
    subject = world.sides[f, s]["subject"]
    if m != NOBODY:
        subject = world.standing[i, m]["subject"]
    u = draw(world, tick, purposes.SIGN, subject, 0)
    return Response(
        u < chance, view.keep, view.break_, refuse, audience, press, wars.now, wars.own,
        wars.others, view.share, view.kept_probability, chance,
    )  # fmt: skip


def read_answer(
    world: World, f: int, s: int, m: int, acting: int, deal: Deal, signed: bool
) -> None:
    """Side s learns the other's resolve from its answer: a side whose costs are high signs more."""
    if world.on[0]["private_resolve"] == 0 or world.rules[0]["signal_learning"] <= 0.0:
        return
    i = party(world, f, s)
    j = party(world, f, 1 - s)
    pair = world.pairs[i, j]
    back = world.pairs[j, i]
    faith = trust(back["kept"], back["broken"])
    press = pressure_to_sign(world, m, acting, f, 1 - s)
    audience = audience_of(world, f, 1 - s, deal)
    opponent = world.belligerents[j]
    low = wars_of_other(world, f, s, deal, opponent["cost_low"])
    keep, breaking = keeps_if(world, f, 1 - s, deal, low, faith)
    firm = signing_chance(world, signing_gain(world, keep, breaking), audience, low.now - press)
    high = wars_of_other(world, f, s, deal, opponent["cost_high"])
    keep, breaking = keeps_if(world, f, 1 - s, deal, high, faith)
    soft = signing_chance(world, signing_gain(world, keep, breaking), audience, high.now - press)
    if not signed:
        firm = 1.0 - firm
        soft = 1.0 - soft
    before = pair["type_belief"]
    after = update_type(before, soft, firm)
    pair["type_belief"] = before + world.rules[0]["signal_learning"] * (after - before)


def apply_response(
    world: World, log: Log, tick: int, hour: float, f: int, s: int, m: int, deal: Deal,
    answer: Response,
) -> None:  # fmt: skip
    """Record an answer with its terms."""
    i = party(world, f, s)
    broker = party(world, f, 1 - s)
    if m != NOBODY:
        broker = mediator_number(world, m)
    value = 0.0
    if answer.signs:
        value = 1.0
    emit(
        log, tick, hour, logs.RESPONSE, i, broker, f, value,
        (answer.keep, answer.break_, answer.refuse, answer.audience, answer.pressure, answer.war,
         answer.share, answer.kept_probability, answer.chance,
         guarantee_for(deal, s), deal.attribution, penalty_of(world, f, s, deal),
         float(world.belligerents[i]["first_strike"]), answer.war_own, answer.war_others),
    )  # fmt: skip
