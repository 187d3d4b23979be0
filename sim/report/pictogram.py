"""A scenario at a glance, for a list: who holds what at the start, and who could mediate."""

from typing import Any

from sim.build.fronts import held_at_start
from sim.report.names import place_shares, plain
from sim.report.palette import colours
from sim.scenario.schema import Case


def pictogram(case: Case) -> dict[str, Any]:
    """What a small picture of a scenario draws.

    `fronts` are rows (colours of both sides, shares of land of the places, how many the first
    party holds at the start); `mediators` are rows (colour, name, whether counterfactual).
    """
    colour = colours(case)
    return {
        "fronts": [
            [
                [colour[side] for side in front.parties],
                [round(share, 4) for share in place_shares(front)],
                held_at_start(front),
            ]
            for front in case.fronts.values()
        ],
        "mediators": [
            [colour[id_], plain(mediator.name), mediator.counterfactual]
            for id_, mediator in case.mediators.items()
        ],
    }
