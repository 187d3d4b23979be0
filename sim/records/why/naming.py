"""Who decided, by name."""

import re

from sim.language import _, article, of_file
from sim.scenario.schema import Case


def name_of(actor: str, case: Case) -> str:
    """The name of a belligerent, state or mediator, without what stands in brackets behind it."""
    for group in (case.belligerents, case.states, case.mediators):
        if actor in group:
            raw = group[actor].name
            name = of_file(" ".join(raw.split()))
            return article(raw) + (re.sub(r"\s*\([^()]*\)$", "", name) or name)
    return actor or _("Nobody")
