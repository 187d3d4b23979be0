"""Subjects: the numbers that stand for ids, and pairs of ids, in the addresses of draws."""

from collections.abc import Iterator

from sim.kernel.chance import subject_hash
from sim.kernel.world import World
from sim.scenario.errors import refusal
from sim.scenario.schema import Case


def subject_of(*ids: str) -> int:
    """The 32-bit subject of an id, or of ids together: never a row number, so that whoever else
    is in the scenario, and in which order, moves nobody's luck."""
    return subject_hash(".".join(ids))


def fill_subjects(world: World, case: Case) -> None:
    """Subjects of pairs: belligerent and front, belligerent and mediator, mediator and mediator."""
    for f, (name, front) in enumerate(case.fronts.items()):
        for s, side in enumerate(front.parties):
            world.sides[f, s]["subject"] = subject_of(side, name)
    for m, name in enumerate(case.mediators):
        for i, side in enumerate(case.belligerents):
            world.standing[i, m]["subject"] = subject_of(side, name)
        for other, host in enumerate(case.mediators):
            world.invites[m, other]["subject"] = subject_of(name, host)


def refuse_shared_luck(case: Case) -> None:
    """Refuse a scenario in which two ids, or pairs of ids, have one subject.

    Raises:
        ScenarioError: naming both.
    """
    seen: dict[int, tuple[str, ...]] = {}
    for ids in drawing(case):
        other = seen.setdefault(subject_of(*ids), ids)
        if other != ids:
            raise refusal(
                case.scenario.id,
                "two ids have the same number in addresses of chance, so would share their luck",
                found=f"{' with '.join(other)}, and {' with '.join(ids)}",
                allowed="ids whose numbers differ (one pair in four thousand million does not)",
                hint=f"rename {ids[-1]} or {other[-1]}",
            )


def drawing(case: Case) -> Iterator[tuple[str, ...]]:
    """The ids, and pairs of ids, that draws concern."""
    for group in (case.belligerents, case.states, case.mediators, case.fronts):
        yield from ((name,) for name in group)
    for name, front in case.fronts.items():
        yield from ((side, name) for side in front.parties)
    for name in case.mediators:
        yield from ((side, name) for side in case.belligerents)
        yield from ((name, other) for other in case.mediators)
