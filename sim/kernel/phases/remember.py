"""Phase 7, remember: promises kept, losses admitted, pressure and alarm that fade, resupply.

Source: evidence on admitted losses of 2020 (about a third at the time); patrons' resupply and the
fading of alarm over a week are `assumed`.
"""

import math

from sim.kernel.phases.common import party, step_days
from sim.kernel.phases.conduct import in_force
from sim.kernel.rules.reputation import admitted_step
from sim.kernel.world import World

WEEK = 7.0


def keep_promises(world: World, f: int) -> None:
    """Days without fire count toward trust in each other."""
    if not in_force(world, f) or world.on[0]["memory"] == 0:
        return
    quiet = world.sides[f, 0]["other_fired"] == 0 and world.sides[f, 1]["other_fired"] == 0
    if not quiet:
        return
    a = party(world, f, 0)
    b = party(world, f, 1)
    gain = step_days(world) / world.rules[0]["kept_days"]
    world.pairs[a, b]["kept"] += gain
    world.pairs[b, a]["kept"] += gain


def remember(world: World) -> None:
    """Memory of one step, for every belligerent and front."""
    dt = step_days(world)
    fade = math.exp(-dt / WEEK)
    world.war[0]["alarm"] *= fade
    for i in range(world.belligerents.shape[0]):
        me = world.belligerents[i]
        me["ultimatum"] *= fade
        if world.on[0]["admission"] == 1:
            me["admitted"] = admitted_step(
                me["admitted"], me["losses"], me["admits"], me["admission_days"], dt
            )
        else:
            me["admitted"] = me["losses"]
        growth = me["resupply"]
        if world.on[0]["patrons"] == 1:
            growth += me["patron_growth"]
        if growth != 0.0:
            me["strength"] *= math.exp(growth * dt)
    for f in range(world.fronts.shape[0]):
        keep_promises(world, f)
