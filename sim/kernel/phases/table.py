"""Phases 4 and 5 together: what follows from what mediators and parties decided at the table."""

from sim.kernel import log as logs
from sim.kernel import purposes
from sim.kernel.log import Log, emit
from sim.kernel.phases.common import draw, mediator_number, party, step_end, step_start
from sim.kernel.phases.direct import DirectOffer, record_direct
from sim.kernel.phases.judge import Deal
from sim.kernel.phases.launch import leave, open_initiative
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


def next_round(world: World, log: Log, tick: int, m: int) -> None:
    """No agreement: another round after a gap, or the mediator leaves, perhaps handing over."""
    row = world.mediators[m]
    hour = float(row["talks_hour"])
    following = hour + 24.0 * row["gap_days"]
    if row["round"] < row["rounds"] and following <= row["leaves_hour"]:
        row["talks_hour"] = following
        return
    f = int(row["front"])
    leave(world, log, tick, m, hour)
    if world.war[0]["scripted"] == 1:
        return
    for other in range(world.mediators.shape[0]):
        heir = world.mediators[other]
        willing = float(world.invites[m, other]["willingness"])
        free = heir["open"] == 0 and heir["opens_hour"] < hour < heir["closes_hour"]
        free = free and other != m and willing > 0.0
        subject = world.invites[m, other]["subject"]
        if free and draw(world, tick, purposes.JOIN, subject, 1) < willing:
            open_initiative(world, other, f, NOBODY, hour, hour + 24.0 * heir["lag_days"])
            heir["script_terms"] = -1
            heir["script_notice"] = -1.0
            emit(
                log, tick, hour, logs.JOINS, mediator_number(world, m),
                mediator_number(world, other), f, 0.0, (willing,),
            )  # fmt: skip
            return


def conclude(
    world: World, log: Log, tick: int, m: int, offer: Proposal, effective: float,
    first: Response, second: Response,
) -> None:  # fmt: skip
    """Both answered mediator m's offer: an agreement, or another round."""
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
        next_round(world, log, tick, m)
        return
    sign(
        world, log, tick, hour, f, m, acting, logs.MEDIATED, deal, offer.terms, effective,
        offer.fixed_days,
    )  # fmt: skip
    for other in range(world.mediators.shape[0]):
        if world.mediators[other]["open"] == 1 and world.mediators[other]["front"] == f:
            leave(world, log, tick, other, hour)


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
