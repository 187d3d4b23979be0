"""Who decided, by name."""

import re

from sim.scenario.schema import Case


def name_of(actor: str, case: Case) -> str:
    """The name of a belligerent, state or mediator, without what stands in brackets behind it."""
    for group in (case.belligerents, case.states, case.mediators):
        if actor in group:
            return re.sub(r"\s*\([^()]*\)$", "", group[actor].name) or group[actor].name
    return actor or "Nobody"
