"""Who plays whom: the agents that a user brings, checked before a war begins."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from typing import Any

from sim.engines.agents import Actor, Belligerent, Mediator, State
from sim.scenario.errors import did_you_mean, one_of, refusal
from sim.scenario.schema import Case

LARGEST_SEED = 2**64 - 1
LARGEST_REPLICATE = 2**32 - 1


def roles_of(case: Case) -> dict[str, type[Actor]]:
    """Every id that can be played, in the order of the scenario, and the class it takes."""
    roles: dict[str, type[Actor]] = dict.fromkeys(case.belligerents, Belligerent)
    roles |= dict.fromkeys(case.states, State)
    roles |= dict.fromkeys(case.mediators, Mediator)
    return roles


def played_by(case: Case, agents: Mapping[str, type[Actor]] | None) -> dict[str, type[Actor]]:
    """The class that plays each id: the user's, or the model's own.

    Raises:
        ScenarioError: nobody has that id, or its class is of another kind.
    """
    roles = roles_of(case)
    own = dict(agents or {})
    for name, kind in own.items():
        if name not in roles:
            raise refusal(
                "agents",
                f"nobody in {case.scenario.id} has this id",
                found=str(name),
                allowed=one_of(roles),
                hint=did_you_mean(str(name), roles),
            )
        base = roles[name].__name__
        if not (isinstance(kind, type) and issubclass(kind, roles[name])):
            raise refusal(
                "agents",
                f"{name} cannot be played by this",
                found=kind.__name__ if isinstance(kind, type) else f"{kind!r}, which is no class",
                allowed=f"a subclass of {base}",
                hint=f"class My{base}({base}): ... and agents={{{name!r}: My{base}}}",
            )
    return roles | own


def whole_number(name: str, value: Any, largest: int) -> int:
    """A seed or replicate as a plain integer; whole numbers of numpy's and text will do.

    Raises:
        ScenarioError: it is none, or out of range.
    """
    try:
        number = int(value) if isinstance(value, str) else operator.index(value)
    except (TypeError, ValueError):
        number = -1
    if not 0 <= number <= largest:
        raise refusal(
            name, "not a whole number in range", found=repr(value), allowed=f"0 to {largest}"
        )
    return number
