"""What a seat believed when it decided, beside what was true: for the debrief."""

import math

from sim.cast import Cast
from sim.classroom.rooms.decisions import Fact
from sim.kernel.phases.common import party
from sim.kernel.phases.conduct import in_force
from sim.kernel.phases.offer import Proposal
from sim.kernel.world import World

KILLED, CHANCE, STAKE = "killed", "chance", "stake"


def facts_about(
    world: World, cast: Cast, f: int, s: int, kept: float | None = None
) -> tuple[Fact, ...]:
    """What side s of front f believed about the other side."""
    i, j = party(world, f, s), party(world, f, 1 - s)
    me, other = world.belligerents[i], world.belligerents[j]
    about, pair = cast.belligerents[j], world.pairs[i, j]
    truth = math.log(me["quality"] / other["quality"])
    weary = float(other["cost"] == other["cost_high"])
    facts = [
        Fact("losses", about, KILLED, float(other["admitted"]), float(other["losses"])),
        Fact("weary", about, CHANCE, float(pair["type_belief"]), weary),
        Fact("stronger", about, CHANCE, _chance(-pair["belief_mean"]), _chance(-truth)),
    ]
    if kept is not None and in_force(world, f):
        means = float(world.sides[f, 1 - s]["means_to_keep"] == 1)
        facts.append(Fact("keeps", about, CHANCE, kept, means))
    return tuple(facts)


def facts_of_talks(world: World, cast: Cast, f: int, own: Proposal) -> tuple[Fact, ...]:
    """What a mediator believed fighting on to be worth to the parties at its table."""
    seen = own.seen_first, own.seen_second
    return tuple(
        Fact(
            "war", cast.belligerents[party(world, f, s)], STAKE, float(seen[s]),
            float(world.sides[f, s]["war"]),
        )
        for s in range(2)
    )  # fmt: skip


def _chance(log_ratio: float) -> float:
    """A log ratio of strengths as the chance to win an even fight, 0 to 1."""
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, float(log_ratio)))))
