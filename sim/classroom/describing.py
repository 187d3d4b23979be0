"""A scenario as the page needs it: its heading, its people, its controls."""

from typing import Any

from sim.classroom.controls import controls
from sim.classroom.library import Library
from sim.report.labels import labels
from sim.report.names import Names, own_words
from sim.scenario.scenario import Scenario

BROWSER_WHOLE = 2**53  # whole numbers above are rounded by browsers, so they go as text


def described(scenario: Scenario, library: Library, name: str) -> dict[str, Any]:
    """The answer to `GET /api/scenarios/{id}`."""
    heading = scenario.case.scenario
    names = Names(scenario)
    return {
        "id": name,
        "name": own_words(heading.name),
        "summary": own_words(heading.summary),
        "note": own_words(heading.note),
        "labels": labels(scenario),
        "fictional": heading.fictional,
        "counterfactual": heading.counterfactual,
        "seed": seed_for_browser(heading.seed),
        "horizon_days": heading.horizon_days,
        "aftermath_days": heading.aftermath_days,
        "step_hours": heading.step_hours,
        "start": None if heading.start is None else heading.start.isoformat(),
        "controls": controls(scenario),
        "mediators": [
            {
                "id": id_,
                "name": names.full(id_),
                "counterfactual": mediator.counterfactual,
                "members": [
                    {"id": member, "name": names.actor(member), "role": one.role}
                    for member, one in mediator.members.items()
                ],
            }
            for id_, mediator in scenario.case.mediators.items()
        ],
        "belligerents": [
            {"id": id_, "name": names.full(id_)} for id_ in scenario.case.belligerents
        ],
        "can_add": library.can_add(scenario),
    }


def seed_for_browser(seed: int) -> int | str:
    """A seed as JSON that a browser reads without rounding it."""
    return seed if seed < BROWSER_WHOLE else str(seed)
