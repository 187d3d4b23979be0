"""States, their ties, and the formats through which they act."""

from collections.abc import Sequence

from sim.build.clock import hour_of
from sim.build.parties import copy_numbers
from sim.cast import Cast
from sim.kernel import world as w
from sim.kernel.chance import subject_hash
from sim.kernel.world import World
from sim.scenario.schema import Case, Mediator
from sim.scenario.schema.parties import Tie

NO_TIE = Tie()


def bits_of(terms: Sequence[str]) -> int:
    """Terms as bits."""
    return sum(1 << w.TERMS.index(term) for term in terms)


def fill_relations(world: World, case: Case, cast: Cast) -> None:
    """States and what ties them to belligerents and to each other."""
    for s, (name, state) in enumerate(case.states.items()):
        row = world.states[s]
        row["subject"] = subject_hash(name)
        row["concern"] = state.concern
        row["monitors"] = state.deploys.monitors
        row["peacekeepers"] = state.deploys.peacekeepers
        row["guarantee"] = state.deploys.guarantee
        for i, side in enumerate(cast.belligerents):
            copy_numbers(world.ties[s, i], state.ties.get(side, NO_TIE))
        for t, other in enumerate(cast.states):
            tie = state.ties.get(other)
            if tie is not None:
                for a, b in ((s, t), (t, s)):
                    world.relations[a, b]["trust"] = tie.trust
                    world.relations[a, b]["rivalry"] = tie.rivalry


def standing_with(case: Case, mediator: Mediator, side: str) -> float:
    """A belligerent's standing with a format: stated, or its members' trust, weighted."""
    if side in mediator.standing:
        return mediator.standing[side]
    total = 0.0
    weights = 0.0
    for name, member in mediator.members.items():
        if member.role != "observer":
            total += member.weight * case.states[name].ties.get(side, NO_TIE).trust
            weights += member.weight
    return total / weights if weights > 0.0 else NO_TIE.trust


def fill_mediators(world: World, case: Case, cast: Cast) -> None:
    """Formats: members, style, mandate, tempo, standing, whom they work with."""
    for m, (name, mediator) in enumerate(case.mediators.items()):
        row = world.mediators[m]
        copy_numbers(row, mediator)
        copy_numbers(row, mediator.tempo)
        copy_numbers(row, mediator.mandate)
        style = mediator.style
        total = style.facilitation + style.formulation + style.manipulation
        for part in ("facilitation", "formulation", "manipulation"):
            row[part] = getattr(style, part) / total if total > 0.0 else 0.0
        row["subject"] = subject_hash(name)
        row["decision"] = w.DECISIONS.index(mediator.decision)
        row["rounds"] = mediator.tempo.rounds
        row["terms"] = bits_of(mediator.mandate.terms)
        row["front"] = w.NOBODY
        row["acting"] = w.NOBODY
        row["joined"] = w.NOBODY
        row["endorsed"] = w.NOBODY
        row["script_terms"] = -1
        row["script_notice"] = -1.0
        row["opens_hour"] = -1.0 if mediator.opens is None else hour_of(case, mediator.opens)
        row["closes_hour"] = w.NEVER
        row["rests_until"] = -1.0
        for state, member in mediator.members.items():
            cell = world.members[m, cast.states.index(state)]
            cell["role"] = w.ROLES.index(member.role)
            cell["weight"] = member.weight
        for i, side in enumerate(cast.belligerents):
            world.standing[i, m]["value"] = standing_with(case, mediator, side)
            world.standing[i, m]["member"] = int(side in mediator.belligerent_members)
        for other, willing in mediator.invites.items():
            world.invites[m, cast.mediators.index(other)]["willingness"] = willing
        for other, willing in mediator.endorses.items():
            world.invites[m, cast.mediators.index(other)]["endorses"] = willing
