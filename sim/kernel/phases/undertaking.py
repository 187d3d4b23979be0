"""Phase 5, respond: an agreement that is no truce, to spare civilians while the war goes on.

So the parties and the co-chairs in Geneva on 30 October 2020. It binds nobody on the battlefield:
each side agrees by quantal response with nothing to lose but the pressure of refusing (`assumed`).
Source: statement of the co-chairs of the OSCE Minsk Group, 30 October 2020; how far it restrains
fire, and for how long, is `assumed`.
"""

from typing import NamedTuple

from sim.kernel import log as logs
from sim.kernel import purposes
from sim.kernel.log import Log, emit
from sim.kernel.phases.common import draw, mediator_number, party, state_number
from sim.kernel.phases.departure import leave
from sim.kernel.phases.means import terms_in_hand
from sim.kernel.phases.respond import pressure_to_sign
from sim.kernel.rules.arithmetic import logistic
from sim.kernel.world import NEVER, SPARE, World


class Undertaking(NamedTuple):
    """A side's answer to an undertaking, and how likely it was."""

    agrees: bool
    chance: float


def asks_to_spare(world: World, m: int) -> bool:
    """Whether mediator m asks the parties at its table to spare civilians: not while an earlier
    promise is fresh."""
    row = world.mediators[m]
    hand = terms_in_hand(world, m, int(row["acting"]))
    if hand & SPARE == 0 or world.on[0]["undertakings"] == 0:
        return False
    since = world.fronts[row["front"]]["undertaken_hour"]
    stale = row["talks_hour"] - since > 24.0 * world.rules[0]["restraint_days"]
    return bool(since >= NEVER or stale)


def asks_for_truce(world: World, m: int) -> bool:
    """Whether mediator m asks for a truce: one with no other term than to spare civilians does
    not."""
    return terms_in_hand(world, m, int(world.mediators[m]["acting"])) != SPARE


def decide_undertaking(world: World, tick: int, f: int, s: int, m: int) -> Undertaking:
    """Whether side s of front f agrees to spare civilians."""
    acting = int(world.mediators[m]["acting"])
    press = pressure_to_sign(world, m, acting, f, s)
    chance = logistic(press / world.rules[0]["signing_noise"])
    subject = world.standing[party(world, f, s), m]["subject"]
    agrees = draw(world, tick, purposes.UNDERTAKE, subject, 0) < chance
    return Undertaking(agrees, chance)


def apply_undertaking(
    world: World, log: Log, tick: int, m: int, first: Undertaking, second: Undertaking
) -> bool:
    """Both agreed, or not: the war goes on either way. Returns whether the mediator is done: it
    leaves when it came for this alone and has it."""
    row = world.mediators[m]
    f = int(row["front"])
    hour = float(row["talks_hour"])
    both = 0.0
    if first.agrees and second.agrees:
        both = 1.0
        undertake(world, f, hour)
    a = 0.0
    if first.agrees:
        a = 1.0
    b = 0.0
    if second.agrees:
        b = 1.0
    emit(
        log, tick, hour, logs.UNDERTAKING, mediator_number(world, m),
        state_number(world, int(row["acting"])), f, both,
        (float(world.rules[0]["restraint"]), a, b, first.chance, second.chance),
    )  # fmt: skip
    done = both > 0.0 and not asks_for_truce(world, m)
    if done:
        leave(world, log, tick, m, hour)
    return done


def undertake(world: World, f: int, hour: float) -> None:
    """From this hour both sides of front f have undertaken to spare civilians."""
    world.fronts[f]["undertaken_hour"] = hour
