"""Phase 2, learn: both sides watch the same engagements through different priors.

Source: Fearon 1995 (mutual optimism); Slantchev 2003 (learning by fighting).
"""

from sim.kernel.phases.common import party, step_days
from sim.kernel.rules.belief import observe
from sim.kernel.rules.war_value import smoothed
from sim.kernel.world import World


def observe_engagement(world: World, f: int, attacker: int, offset: float, won: bool) -> None:
    """Both sides of front f update their beliefs on one engagement.

    Args:
        attacker: side that attacked, 0 or 1.
        offset: attacker's log force ratio less terrain.
        won: whether the attacker succeeded.
    """
    world.fronts[f]["stale"] = 1
    if world.on[0]["learning"] == 0:
        return
    for s in range(2):
        i = party(world, f, s)
        j = party(world, f, 1 - s)
        weight = world.belligerents[i]["belief_weight"]
        if weight > 0.0:
            sign = -1
            if s == attacker:
                sign = 1
            pair = world.pairs[i, j]
            mean, variance = observe(
                pair["belief_mean"], pair["belief_variance"], offset, won, sign, weight
            )
            pair["belief_mean"] = mean
            pair["belief_variance"] = variance


def count_losses(world: World, f: int, exposed: float, first: float, second: float) -> None:
    """Smooth deaths per day and moves of the line over about a week.

    What fighting costs is remembered per day of fighting: a truce does not make war look cheap.

    Args:
        exposed: days of fighting in this step.
        first, second: own deaths of either side in this step.
    """
    days = world.rules[0]["smoothing_days"]
    dt = step_days(world)
    front = world.fronts[f]
    front["toll"] = smoothed(front["toll"], (first + second) / dt, days, dt)
    front["moves"] = smoothed(front["moves"], 0.0, days, dt)
    if exposed > 0.0:
        a = world.sides[f, 0]
        b = world.sides[f, 1]
        a["recent"] = smoothed(a["recent"], first / exposed, days, exposed)
        b["recent"] = smoothed(b["recent"], second / exposed, days, exposed)
