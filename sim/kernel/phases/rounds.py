"""Phase 6c, watch: fire during a truce is answered by doctrine, round by round (a step a round).

Source: Axelrod 1984; Molander 1985 and Nowak and Sigmund 1992 (generous); Sugden 1986 and Boyd 1989
(standing: contrite); Nowak and Sigmund 1993 (win-stay). A public record replaces private views
where monitors reach everything; an arbitrator is called on a perceived breach.
"""

from typing import NamedTuple

from sim.kernel import purposes
from sim.kernel.phases.common import draw, party
from sim.kernel.rules.doctrine import fires, standing_after
from sim.kernel.world import ARBITRATOR, MONITORS, World


class Answer(NamedTuple):
    """A side's choice to fire in this round, and what it saw."""

    fires: bool
    other_fired: bool
    own_good: bool
    other_good: bool


def decide_answer(world: World, tick: int, f: int, s: int) -> Answer:
    """Whether side s answers fire in this round, by its doctrine and what it saw last round.

    Whoever stands between the lines keeps most answers from being given (`assumed`: the share of
    contact that separation takes away).
    """
    side = world.sides[f, s]
    seen = side["other_fired"] == 1
    own_good = side["good"] == 1
    other_good = side["other_good"] == 1
    if world.on[0]["doctrine"] == 0:
        return Answer(False, seen, own_good, other_good)
    i = party(world, f, s)
    me = world.belligerents[i]
    u = draw(world, tick, purposes.ANSWER, side["subject"], 0)
    shoots = fires(
        me["doctrine"], me["generosity"], side["fired"] == 1, seen, own_good, other_good, u
    )
    apart = world.truces[f]["separation"]
    if apart > 0.0 and draw(world, tick, purposes.SEPARATED, side["subject"], 0) < apart:
        shoots = False
    return Answer(shoots, seen, own_good, other_good)


def slips(world: World, tick: int, f: int, s: int) -> bool:
    """Whether an order goes wrong: the side does the opposite of what it means to."""
    error = world.rules[0]["execution_error"]
    if error <= 0.0:
        return False
    return bool(draw(world, tick, purposes.EXECUTION, world.sides[f, s]["subject"], 0) < error)


def misseen(world: World, tick: int, f: int, s: int) -> bool:
    """Whether what side s does in this round is misread by who watches it."""
    alarm = world.rules[0]["false_alarm"]
    if alarm <= 0.0:
        return False
    return bool(draw(world, tick, purposes.MISREAD, world.sides[f, s]["subject"], 1000) < alarm)


def see_round(world: World, tick: int, f: int, fired_first: bool, fired_second: bool) -> None:
    """Both sides see the round, privately or on a public record, and judge standings by it.

    A private view errs either way; a public record only by taking holding for fire.
    """
    terms = world.truces[f]["terms"]
    public = terms & MONITORS != 0 and world.on[0]["monitors"] == 1
    public = public and world.truces[f]["access"] >= 1.0
    arbiter = terms & ARBITRATOR != 0 and world.on[0]["measures"] == 1
    shared = public or arbiter
    seen_first = fired_first != misseen(world, tick, f, 0)
    seen_second = fired_second != misseen(world, tick, f, 1)
    if shared:
        seen_first = seen_first or fired_first
        seen_second = seen_second or fired_second
    if arbiter:
        error = world.rules[0]["arbitrator_error"]
        subject = world.fronts[f]["subject"]
        if seen_first and not fired_first:
            seen_first = draw(world, tick, purposes.ARBITER, subject, 1000) < error
        if seen_second and not fired_second:
            seen_second = draw(world, tick, purposes.ARBITER, subject, 1001) < error
    for s in range(2):
        side = world.sides[f, s]
        own = fired_first
        other = seen_second
        if shared:
            own = seen_first
        if s == 1:
            own = fired_second
            other = seen_first
            if shared:
                own = seen_second
        good = side["good"] == 1
        other_good = side["other_good"] == 1
        new_good = standing_after(good, other_good, own)
        new_other = standing_after(other_good, good, other)
        side["good"] = 0
        if new_good:
            side["good"] = 1
        side["other_good"] = 0
        if new_other:
            side["other_good"] = 1
        side["fired"] = 0
        if own:
            side["fired"] = 1
        side["other_fired"] = 0
        if other:
            side["other_fired"] = 1
