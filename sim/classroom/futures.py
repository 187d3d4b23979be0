"""Which many wars a message asks for."""

from sim.classroom.asked import BranchAsked, Difference, ManyAsked
from sim.classroom.desk import Desk
from sim.classroom.jobs import Prepare
from sim.classroom.limits import refuse_too_large
from sim.classroom.many import Series, Whole, both_futures


def prepared(desk: Desk, message: ManyAsked, token: str) -> Prepare:
    """What makes the branches that a message asks for, checked; wars are fought later.

    With `at_hour` they are futures of that moment of one war, else whole wars; with `then` they
    are two branches, war by war under the same luck.
    """
    fight = desk.fight(message, token)
    scenario, seed = fight.variant.scenario, fight.seed
    refuse_too_large(scenario.case, message.wars)
    if message.at_hour is not None:
        both = message.then is not None
        asked = BranchAsked(
            scenario=message.scenario,
            at_hour=message.at_hour,
            then=message.then or Difference(),
        )
        parting, second = desk.parting(asked, fight)
        refuse_too_large(second.scenario.case, message.wars)
        return lambda: both_futures(desk.engine, parting, seed)[: 2 if both else 1]
    if message.then is None:
        return lambda: [Whole(scenario, seed)]
    other = desk.vary(scenario, message.then).scenario
    refuse_too_large(other.case, message.wars)

    def branches() -> list[Series]:
        return [Whole(scenario, seed), Whole(other, seed)]

    return branches
