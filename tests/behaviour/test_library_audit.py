"""The library held to the self-audit: no dead lever unexplained, no state or edge out of reach.

Every lever, every number with a range and everything that a shipped study varies moves some row of
some war, or the scenario's file says why not. Nothing here is left to chance: the same luck is
fought at both values, and one difference in one war is enough, so that most are done after one.
What never differs is fought 600 times before it is called dead.
"""

import tomllib
from pathlib import Path

import pytest

from sim.engines.ensemble import fight_one
from sim.engines.ready import make_ready
from sim.scenario.library import scenario_files
from sim.scenario.loading import load
from sim.scenario.points import at_point
from sim.scenario.root import scenario_root
from sim.scenario.scenario import Scenario
from sim.studies.audit.explained import explanation
from sim.studies.audit.field import Field
from sim.studies.audit.machine import EDGES, STATES
from sim.studies.audit.moves import Move, claimed_moves, middle, varied_moves
from sim.studies.audit.reading import Reached
from sim.studies.audit.verdicts import moves_something
from sim.studies.study_file import read_study

FILES = scenario_files()
STUDIES = [
    path
    for path in sorted((scenario_root() / "studies").glob("*.toml"))
    if "study" in tomllib.loads(path.read_text("utf-8"))
]
STAGES = (1, 4, 30, 150, 600)
FEW = (3,)  # wars in which nothing that is explained as dead may differ
ROUND, ROUNDS = 10, 30  # wars of each scenario at a time, until every edge was seen


@pytest.fixture(scope="module", autouse=True)
def ready() -> None:
    """The compiled engine."""
    make_ready(load(FILES[0]), print)


def explained(scenario: Scenario, move: Move) -> bool:
    return bool(explanation(scenario.case, move.address))


def field_of(scenario: Scenario) -> Field:
    return Field(scenario, scenario.case.scenario.seed, STAGES[0])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_dead_lever_is_unexplained(path: Path) -> None:
    scenario = load(path)
    field = field_of(scenario)
    claimed = [move for move in claimed_moves(scenario) if not explained(scenario, move)]
    dead = [move.label for move in claimed if not moves_something(field, move, STAGES)]
    assert not dead, "moves nothing: put it right, or say why under [scenario.explained]"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_explained_as_dead_is_dead(path: Path) -> None:
    scenario = load(path)
    field = field_of(scenario)
    claimed = [move for move in claimed_moves(scenario) if explained(scenario, move)]
    alive = [move.label for move in claimed if moves_something(field, move, FEW)]
    assert not alive, "it moves something: take it out of [scenario.explained]"


@pytest.mark.parametrize("path", STUDIES, ids=lambda path: path.stem)
def test_what_a_study_varies_moves_something(path: Path) -> None:
    """With all else that it varies at the middle; a list changes several at once, and is left."""
    study = read_study(path)
    if study.design == "list":
        return
    scenario = at_point(study.scenario, middle(study))
    field = Field(scenario, study.seed, STAGES[0])
    varied = [move for move in varied_moves(study) if not explained(scenario, move)]
    dead = [move.label for move in varied if not moves_something(field, move, STAGES)]
    assert not dead


def test_the_library_reaches_every_state_and_edge() -> None:
    reached = Reached()
    scenarios = [load(path) for path in FILES]
    for number in range(ROUNDS):
        for scenario in scenarios:
            for replicate in range(number * ROUND, (number + 1) * ROUND):
                reached.take(fight_one(scenario, scenario.case.scenario.seed, replicate))
        if not reached.edges_missed:
            break
    assert not reached.unlisted, "the machine has grown: list the edge in sim/studies/audit"
    assert not reached.edges_missed, f"of {len(EDGES)}"
    assert not reached.states_missed, STATES
