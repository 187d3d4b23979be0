"""Phases 6 and 7: an agreement ends, and what that does to memory.

Source: Beardsley 2011 (mediators pay for failures); sizes `assumed`.
"""

from sim.kernel import log as logs
from sim.kernel.log import Log
from sim.kernel.phases.common import party
from sim.kernel.rules.reputation import damaged
from sim.kernel.world import ANNOUNCED, DECIDED, NOBODY, SETTLED, TRUCE_HOLDS, WAR, World


def end_truce(world: World, log: Log, f: int, hour: float, cause: int, violator: int) -> None:
    """The agreement on front f ends at `hour`: kept in the log, and the front is at war again."""
    truce = world.truces[f]
    truce["ended_hour"] = hour
    truce["cause"] = cause
    if violator != NOBODY and truce["violator"] == NOBODY:
        truce["violator"] = violator
    truce["active"] = 0
    k = log.counts[1]
    log.counts[1] = k + 1
    if k < log.truces.shape[0]:
        log.truces[k] = truce
    front = world.fronts[f]
    if int(front["status"]) in (ANNOUNCED, TRUCE_HOLDS, SETTLED):
        front["status"] = WAR
    front["stale"] = 1
    failed = int(cause) not in (logs.SUPERSEDED, logs.EXPIRED)
    if failed and front["status"] != DECIDED and world.on[0]["memory"] == 1:
        remember_failure(world, f)


def remember_failure(world: World, f: int) -> None:
    """A collapse costs the mediator credibility, and standing with both signatories."""
    m = int(world.truces[f]["broker"])
    if m == NOBODY:
        return
    loss = world.rules[0]["failure"]
    world.mediators[m]["credibility"] = damaged(world.mediators[m]["credibility"], loss)
    for s in range(2):
        i = party(world, f, s)
        world.standing[i, m]["value"] = damaged(world.standing[i, m]["value"], loss)
