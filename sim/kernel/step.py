"""One step of a war, in the order of the design: the loop that the compiled engine runs.

The Mesa engine runs the same order with its agents in the place of the `decide` functions; a
differential test holds the two to the same event log.
"""

from sim.kernel.log import Log
from sim.kernel.phases.appraise import appraise
from sim.kernel.phases.close import close_step
from sim.kernel.phases.common import party
from sim.kernel.phases.conduct import (
    apply_conduct,
    decide_conduct,
    enter_into_force,
    in_force,
)
from sim.kernel.phases.departure import next_round
from sim.kernel.phases.direct import decide_direct, halt
from sim.kernel.phases.fight import fight, share_effort
from sim.kernel.phases.launch import apply_launch, decide_launch
from sim.kernel.phases.offer import apply_offer, decide_offer
from sim.kernel.phases.outside import outside_events
from sim.kernel.phases.remember import remember
from sim.kernel.phases.respond import decide_response
from sim.kernel.phases.rounds import decide_answer
from sim.kernel.phases.table import (
    conclude,
    conclude_direct,
    direct_deal,
    gather,
    proposed_deal,
    talks_possible,
)
from sim.kernel.phases.talks import decide_attendance, talks_due
from sim.kernel.phases.undertaking import (
    apply_undertaking,
    asks_for_truce,
    asks_to_spare,
    decide_undertaking,
)
from sim.kernel.phases.watch import watch
from sim.kernel.world import NOBODY, World


def fight_and_learn(world: World, log: Log, tick: int) -> None:
    """Phases 0 to 3: dated events, fighting, learning, appraisal."""
    outside_events(world, log, tick)
    for f in range(world.fronts.shape[0]):
        fight(world, log, tick, f)
    for i in range(world.belligerents.shape[0]):
        share_effort(world, i)
    for f in range(world.fronts.shape[0]):
        appraise(world, f)


def launch_all(world: World, log: Log, tick: int) -> None:
    """Every mediator decides whether to go in, then those that do, do."""
    if world.on[0]["mediation"] == 0:
        return
    # Seldom does anyone go in. Only then is there a list: memory asked for in every step would make
    # threads wait for each other. Deciding changes nothing, so deciding again gives the same.
    anyone = False
    for m in range(world.mediators.shape[0]):
        anyone = anyone or decide_launch(world, tick, m).go
    if not anyone:
        return
    choices = [decide_launch(world, tick, m) for m in range(world.mediators.shape[0])]
    for m in range(world.mediators.shape[0]):
        apply_launch(world, log, tick, m, choices[m])


def talk(world: World, log: Log, tick: int, m: int) -> None:
    """A round of mediator m's talks: attendance, advice, offer, answers."""
    if not talks_due(world, tick, m) or not talks_possible(world, log, tick, m):
        return
    f = int(world.mediators[m]["front"])
    acting = int(world.mediators[m]["acting"])
    first = decide_attendance(world, tick, party(world, f, 0), m)
    second = decide_attendance(world, tick, party(world, f, 1), m)
    if not gather(world, log, tick, m, first, second):
        return
    if asks_for_truce(world, m):
        offer = decide_offer(world, tick, m)
        effective = apply_offer(world, log, tick, m, offer)
        deal = proposed_deal(world, m, offer)
        a = decide_response(world, tick, f, 0, m, acting, deal)
        b = decide_response(world, tick, f, 1, m, acting, deal)
        if conclude(world, log, tick, m, offer, effective, a, b):
            return
    if asks_to_spare(world, m):
        one = decide_undertaking(world, tick, f, 0, m)
        two = decide_undertaking(world, tick, f, 1, m)
        if apply_undertaking(world, log, tick, m, one, two):
            return
    next_round(world, log, tick, m)


def talk_directly(world: World, log: Log, tick: int, f: int) -> None:
    """Offers and halts that need no mediator."""
    offer = decide_direct(world, tick, f)
    if offer.made:
        deal = direct_deal(world, offer)
        a = decide_response(world, tick, f, 0, NOBODY, NOBODY, deal)
        b = decide_response(world, tick, f, 1, NOBODY, NOBODY, deal)
        conclude_direct(world, log, tick, f, offer, a, b)
    halt(world, log, tick, f, 0)
    halt(world, log, tick, f, 1)


def observe_truce(world: World, log: Log, tick: int, f: int) -> None:
    """Phase 6 on front f: entry into force, conduct, answers, and what comes of them."""
    entering = enter_into_force(world, log, tick, f)
    if not in_force(world, f):
        return
    if world.truces[f]["hazard"] <= 0.0:
        first = decide_conduct(world, tick, f, 0)
        second = decide_conduct(world, tick, f, 1)
        apply_conduct(world, log, tick, f, 0, entering, first)
        apply_conduct(world, log, tick, f, 1, entering, second)
    answer_first = decide_answer(world, tick, f, 0)
    answer_second = decide_answer(world, tick, f, 1)
    watch(world, log, tick, f, answer_first.fires, answer_second.fires)


def step(world: World, log: Log, tick: int) -> None:
    """One step of the war."""
    fight_and_learn(world, log, tick)
    if world.on[0]["agreements"] == 1:
        launch_all(world, log, tick)
        for m in range(world.mediators.shape[0]):
            talk(world, log, tick, m)
        for f in range(world.fronts.shape[0]):
            talk_directly(world, log, tick, f)
        for f in range(world.fronts.shape[0]):
            observe_truce(world, log, tick, f)
    remember(world)
    close_step(world, log, tick)
