"""Phases 4 and 5 together: what follows from what mediators and parties decided at the table."""

from sim.kernel import log as logs
from sim.kernel.log import Log
from sim.kernel.phases.common import party, step_end, step_start
from sim.kernel.phases.departure import leave, next_round
from sim.kernel.phases.direct import DirectOffer, record_direct
from sim.kernel.phases.judge import Deal
from sim.kernel.phases.means import bare_deal, deal_of
from sim.kernel.phases.offer import Proposal
from sim.kernel.phases.respond import Response, apply_response, read_answer
from sim.kernel.phases.sign import sign
from sim.kernel.phases.talks import Attendance, advise, apply_attendance, convene
from sim.kernel.world import DECIDED, NOBODY, TRUCE_HOLDS, WAR, World


def talks_possible(world: World, log: Log, tick: int, m: int) -> bool:
    """Whether the front of mediator m's talks is still open to them; if not, it leaves.

    One round a step: a round that was due earlier is held at the beginning of this step.
    """
    row = world.mediators[m]
    row["talks_hour"] = max(row["talks_hour"], step_start(world, tick))
    f = int(row["front"])
    status = world.fronts[f]["status"]
    possible = status == WAR or (status == TRUCE_HOLDS and world.truces[f]["settlement"] == 0)
    if not possible or status == DECIDED:
        leave(world, log, tick, m, float(row["talks_hour"]))
        return False
    return True


def gather(
    world: World, log: Log, tick: int, m: int, first: Attendance, second: Attendance
) -> bool:
    """Who came: if both, the round is held and begins with advice; else it is put off."""
    f = int(world.mediators[m]["front"])
    apply_attendance(world, log, tick, party(world, f, 0), m, first)
    apply_attendance(world, log, tick, party(world, f, 1), m, second)
    if not convene(world, log, tick, m, first.attends, second.attends):
        next_round(world, log, tick, m)
        return False
    advise(world, log, tick, m, 0)
    advise(world, log, tick, m, 1)
    return True


def proposed_deal(world: World, m: int, offer: Proposal) -> Deal:
    """What an offer of mediator m amounts to."""
    row = world.mediators[m]
    return deal_of(
        world, m, int(row["acting"]), int(row["front"]), offer.line, offer.issues, offer.terms
    )


def conclude(
    world: World, log: Log, tick: int, m: int, offer: Proposal, effective: float,
    first: Response, second: Response,
) -> bool:  # fmt: skip
    """Both answered mediator m's offer; returns whether there is an agreement."""
    row = world.mediators[m]
    f = int(row["front"])
    acting = int(row["acting"])
    hour = float(row["talks_hour"])
    deal = proposed_deal(world, m, offer)
    apply_response(world, log, tick, hour, f, 0, m, deal, first)
    apply_response(world, log, tick, hour, f, 1, m, deal, second)
    read_answer(world, f, 0, m, acting, deal, second.signs)
    read_answer(world, f, 1, m, acting, deal, first.signs)
    if not (first.signs and second.signs):
        return False
    sign(
        world, log, tick, hour, f, m, acting, logs.MEDIATED, deal, offer.terms, effective,
        offer.fixed_days,
    )  # fmt: skip
    for other in range(world.mediators.shape[0]):
        if world.mediators[other]["open"] == 1 and world.mediators[other]["front"] == f:
            leave(world, log, tick, other, hour)
    return True


def direct_deal(world: World, offer: DirectOffer) -> Deal:
    """What a direct offer amounts to."""
    return bare_deal(world, offer.line, offer.settles)


def conclude_direct(
    world: World, log: Log, tick: int, f: int, offer: DirectOffer, first: Response, second: Response
) -> None:
    """Both answered a direct offer on front f."""
    hour = step_end(world, tick)
    terms = record_direct(world, log, tick, f, offer)
    deal = direct_deal(world, offer)
    apply_response(world, log, tick, hour, f, 0, NOBODY, deal, first)
    apply_response(world, log, tick, hour, f, 1, NOBODY, deal, second)
    read_answer(world, f, 0, NOBODY, NOBODY, deal, second.signs)
    read_answer(world, f, 1, NOBODY, NOBODY, deal, first.signs)
    if first.signs and second.signs:
        sign(
            world, log, tick, hour, f, NOBODY, NOBODY, logs.DIRECT_TALKS, deal, terms, hour, 0.0
        )  # fmt: skip
        for m in range(world.mediators.shape[0]):
            if world.mediators[m]["open"] == 1 and world.mediators[m]["front"] == f:
                leave(world, log, tick, m, hour)
