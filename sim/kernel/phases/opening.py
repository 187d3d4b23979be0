"""Before the first step: what is drawn once, and the first look at the war."""

from sim.kernel import purposes
from sim.kernel.phases.appraise import appraise
from sim.kernel.phases.common import draw
from sim.kernel.world import World


def open_war(world: World) -> None:
    """Draw each belligerent's private cost of war, and appraise every front."""
    for i in range(world.belligerents.shape[0]):
        me = world.belligerents[i]
        if world.on[0]["private_resolve"] == 1:
            me["cost"] = me["cost_low"]
            if draw(world, 0, purposes.RESOLVE, me["subject"], 0) < me["high_cost"]:
                me["cost"] = me["cost_high"]
    for f in range(world.fronts.shape[0]):
        world.fronts[f]["stale"] = 1
        appraise(world, f)
        world.fronts[f]["was_ripe"] = world.fronts[f]["ripe"]
