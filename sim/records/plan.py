"""What is to be fought: all that determines a run, and which engine fights it."""

from dataclasses import dataclass, field

from sim.records.draws import Draws
from sim.scenario.scenario import Scenario


@dataclass(frozen=True)
class Plan:
    """Wars `first` to `first + count - 1` of a scenario under one seed.

    `agents` names the classes of decisions of one's own, by the id they stand in for. The engine,
    `mesa` or `compiled`, changes nothing in the wars. `draws` says where their parameters come
    from, if they are drawn.
    """

    scenario: Scenario
    seed: int
    first: int
    count: int
    engine: str
    agents: dict[str, str] = field(default_factory=dict)
    draws: Draws | None = None
