"""The model as Mesa's tools use it: batches, copies, memory, arguments."""

import gc
import inspect
import pickle
import weakref
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import mesa
import numpy as np
import pytest

from sim.engines.model import REPORTERS, CeasefireModel
from sim.scenario.errors import ScenarioError
from sim.scenario.loading import load
from tests.engines.wars import War, assert_same, by_mesa

KARABAKH = "karabakh-2020"


def finish(model: CeasefireModel) -> War:
    while model.running:
        model.step()
    return War(model.world, model.log, model.tick)


def test_an_unmodified_batch_run() -> None:
    """Mesa 3.5 replaces seeds by None: every row says its own, by which it can be fought again."""
    rows = mesa.batch_run(
        CeasefireModel,
        {
            "case": KARABAKH,
            "replicate": [0, 3],
            "rules__truces__break_pace": [10.0, 300.0],
            "belligerents.armenia.tolerance": 3000.0,
        },
        max_steps=60,
        display_progress=False,
    )
    assert len(rows) == 4
    assert {(row["replicate"], row["rules__truces__break_pace"]) for row in rows} == {
        (0, 10.0), (0, 300.0), (3, 10.0), (3, 300.0),
    }  # fmt: skip
    for row in rows:
        again = CeasefireModel(
            case=KARABAKH,
            rng=int(row["seed"]),
            replicate=row["replicate"],
            rules__truces__break_pace=row["rules__truces__break_pace"],
            belligerents__armenia__tolerance=3000.0,
        )
        while again.running and again.day < row["day"]:  # what Mesa calls a step changed in 3.5
            again.step()
        assert again.tick in (60, 61)
        assert {name: row[name] for name in REPORTERS} == {n: getattr(again, n) for n in REPORTERS}


def test_a_data_frame_of_the_run() -> None:
    model = CeasefireModel(case=KARABAKH, rng=2)
    finish(model)
    frame = model.datacollector.get_model_vars_dataframe()
    assert list(frame.columns) == list(REPORTERS)
    assert len(frame) == model.steps == model.tick
    assert frame["deaths"].is_monotonic_increasing
    assert frame["deaths"].iloc[-1] == model.deaths > 0
    assert set(frame["seed"]) == {2}


@pytest.mark.parametrize("after", [0, 1, 50])
@pytest.mark.parametrize(
    "copy", [deepcopy, lambda model: pickle.loads(pickle.dumps(model))], ids=["deepcopy", "pickle"]
)
def test_a_copy_goes_on_as_the_original(copy: Callable[[Any], Any], after: int) -> None:
    model = CeasefireModel(case=KARABAKH, rng=11)
    for _ in range(after):
        model.step()
    branch = copy(model)
    assert branch is not model
    assert branch["armenia"].model is branch
    whole = by_mesa(load(KARABAKH), seed=11)
    assert_same(finish(branch), whole)
    assert model.tick == after  # the branch has not moved the original
    assert_same(finish(model), whole)
    assert len(branch.datacollector.get_model_vars_dataframe()) == branch.tick


def test_finished_models_are_freed() -> None:
    gone = []
    for seed in range(5):
        model = CeasefireModel(case=KARABAKH, rng=seed)
        for _ in range(3):
            model.step()
        gone.append(weakref.ref(model))
    del model
    gc.collect()
    assert [one() for one in gone] == [None] * 5


def test_a_war_that_is_over_stays_over() -> None:
    model = CeasefireModel(case=KARABAKH, rng=1)
    finish(model)
    tick, rows = model.tick, int(model.log.counts[0])
    model.step()
    assert not model.running
    assert (model.tick, int(model.log.counts[0])) == (tick, rows)


def test_every_argument_has_a_default() -> None:
    """As Mesa's page asks for: no *args, nothing required; the promised defaults."""
    parameters = inspect.signature(CeasefireModel.__init__).parameters
    kinds = {parameter.kind for parameter in parameters.values()}
    assert inspect.Parameter.VAR_POSITIONAL not in kinds
    defaults = {
        name: parameter.default
        for name, parameter in parameters.items()
        if name not in ("self", "kwargs")
    }
    assert defaults == {"case": KARABAKH, "rng": 1, "replicate": 0, "agents": None}
    assert CeasefireModel().case.id == KARABAKH


def test_without_a_seed_one_is_drawn_and_kept() -> None:
    one, other = CeasefireModel(rng=None), CeasefireModel(rng=None)
    assert one.seed != other.seed
    assert_same(finish(one), by_mesa(load(KARABAKH), seed=one.seed))


@pytest.mark.parametrize("rng", [np.int64(7), np.uint64(7), "7"])
def test_whole_numbers_of_other_kinds_are_seeds(rng: Any) -> None:
    assert CeasefireModel(rng=rng).seed == 7


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"rng": 1.5}, ["rng", "1.5", "0 to"]),
        ({"rng": -1}, ["rng", "-1"]),
        ({"rng": 2**64}, ["rng", "18446744073709551615"]),
        ({"rng": "seven"}, ["rng", "seven"]),
        ({"rng": np.random.default_rng(1)}, ["rng", "Generator"]),
        ({"replicate": 2**32}, ["replicate", "4294967295"]),
        ({"case": "karabach-2020"}, ["did you mean karabakh-2020?"]),
        ({"rules__truces__brake_pace": 1.0}, ["did you mean rules.truces.break_pace?"]),
        ({"rules.truces.brake_pace": 1.0}, ["did you mean rules.truces.break_pace?"]),
        ({"sed": 3}, ["no such address", "sed"]),
        ({"belligerents__armenia__tolerance": "much"}, ["belligerents.armenia.tolerance", "much"]),
    ],
    ids=str,
)
def test_wrong_arguments_are_refused(arguments: dict[str, Any], words: list[str]) -> None:
    with pytest.raises(ScenarioError) as refused:
        CeasefireModel(**arguments)
    for word in words:
        assert word in str(refused.value)


def test_mesas_own_argument_is_dropped() -> None:
    assert CeasefireModel(scenario=object()).case.id == KARABAKH


def test_changes_add_to_those_of_a_loaded_scenario() -> None:
    scenario = load(KARABAKH, set={"rules.truces.break_pace": 5.0})
    model = CeasefireModel(case=scenario, rules__talks__direct_rate=0.5)
    assert model.case.case.rules.truces.break_pace == 5.0
    assert model.case.case.rules.talks.direct_rate == 0.5


def test_agents_by_id() -> None:
    model = CeasefireModel()
    assert model["armenia"] is model.belligerents[0]
    assert [agent.id for agent in model.agents] == list(model.cast.actors)
    with pytest.raises(KeyError, match="armenya"):
        model["armenya"]
