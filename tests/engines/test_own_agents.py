"""Decisions of one's own: the documented example, and agents that are refused."""

import pickle
from pathlib import Path
from typing import Any

import pytest

from sim import Belligerent, Mediator
from sim.engines.agents import State
from sim.engines.model import CeasefireModel
from sim.kernel import log as logs
from sim.kernel.phases.conduct import Conduct
from sim.kernel.phases.launch import Launch
from sim.scenario.errors import ScenarioError
from tests.engines.wars import War, assert_same, by_mesa
from tests.properties.small import small
from tests.strategies import scenario_of

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "own-mediator.md"


def documented() -> dict[str, Any]:
    """The names that the page defines, its code run from top to bottom."""
    names: dict[str, Any] = {"__name__": "own_mediator"}
    for block in PAGE.read_text(encoding="utf-8").split("```python\n")[1:]:
        exec(compile(block.partition("```")[0], PAGE.name, "exec"), names)
    return names


def test_the_documented_example() -> None:
    """It runs, and both overridden decisions are the ones that were taken."""
    names = documented()
    model = CeasefireModel(case=scenario_of(small()), rng=8, agents={
        "panel": names["Patient"], "amber": names["Faithful"], "birch": names["Faithful"],
    })  # fmt: skip
    while model.running:
        model.step()
    events = model.log.events[: int(model.log.counts[0])]
    panel = model.cast.actors.index("panel")
    launched = events[(events["kind"] == logs.INITIATIVE) & (events["actor"] == panel)]
    assert len(launched)
    assert (launched["hour"] > 240.0).all()
    incidents = events[events["kind"] == logs.INCIDENT]
    assert len(incidents)
    assert (incidents["value"] != logs.DELIBERATE).all()
    usual = by_mesa(scenario_of(small()), seed=8).log
    early = usual.events[(usual.events["kind"] == logs.INITIATIVE) & (usual.events["hour"] < 240)]
    assert panel in early["actor"]
    assert logs.DELIBERATE in usual.events[usual.events["kind"] == logs.INCIDENT]["value"]
    assert len(names["other"].runs) == len(names["usual"].runs) == 5


class Eager(Mediator):
    """Goes in whenever it is free."""

    def launch(self) -> Launch:
        return super().launch()._replace(go=True, front=0)


class Treacherous(Belligerent):
    """Breaks whatever it has signed, at once."""

    def honour(self, front: int, side: int) -> Conduct:
        return super().honour(front, side)._replace(keep=False, hazard=1.0e6)


class Unchanged(Mediator):
    """Overrides a decision and takes the kernel's."""

    def launch(self) -> Launch:
        return super().launch()


PLAYED = {"troika": Eager, "amber": Treacherous}


def test_a_decision_of_ones_own_is_that_decision() -> None:
    model = CeasefireModel(case=scenario_of(small()), rng=2, agents=PLAYED)
    assert isinstance(model["troika"], Eager)
    assert type(model["panel"]) is Mediator
    while model.running:
        model.step()
    ended = model.log.truces[: int(model.log.counts[1])]
    assert len(ended)
    amber = model.cast.actors.index("amber")
    events = model.log.events[: int(model.log.counts[0])]
    first = events[(events["kind"] == logs.INCIDENT) & (events["actor"] == amber)]
    assert (first["value"] == logs.DELIBERATE).any()
    launched = events[events["kind"] == logs.INITIATIVE]
    assert launched[0]["tick"] == 0
    leaves = events[events["kind"] == logs.LEAVES]
    troika = model.cast.actors.index("troika")
    own = (launched["actor"] == troika).sum() - (leaves["actor"] == troika).sum()
    assert own in (0, 1)  # it cannot go in again before it has left


def test_an_agent_that_decides_as_the_kernel_changes_nothing() -> None:
    scenario = scenario_of(small())
    model = CeasefireModel(case=scenario, rng=4, agents={"panel": Unchanged, "quito": State})
    while model.running:
        model.step()
    assert_same(War(model.world, model.log, model.tick), by_mesa(scenario, seed=4))


def test_a_model_with_own_agents_pickles() -> None:
    model = CeasefireModel(case=scenario_of(small()), rng=2, agents=PLAYED)
    for _ in range(9):
        model.step()
    branch = pickle.loads(pickle.dumps(model))
    assert isinstance(branch["amber"], Treacherous)
    for one in (model, branch):
        while one.running:
            one.step()
    assert_same(War(model.world, model.log, model.tick), War(branch.world, branch.log, branch.tick))


@pytest.mark.parametrize(
    ("agents", "words"),
    [
        ({"pannel": Eager}, ["pannel", "did you mean panel?", "one of: amber, birch"]),
        ({"amber": Eager}, ["amber", "Eager", "a subclass of Belligerent"]),
        ({"panel": Treacherous}, ["Treacherous", "a subclass of Mediator"]),
        ({"oslo": Eager}, ["a subclass of State"]),
        ({"panel": "Eager"}, ["'Eager', which is no class"]),
        ({"panel": None}, ["None, which is no class", "agents={'panel': MyMediator}"]),
    ],
    ids=str,
)
def test_agents_that_are_refused(agents: dict[str, Any], words: list[str]) -> None:
    with pytest.raises(ScenarioError) as refused:
        CeasefireModel(case=scenario_of(small()), agents=agents)
    for word in words:
        assert word in str(refused.value)
