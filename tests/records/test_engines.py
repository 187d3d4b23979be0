"""Both engines leave the same record, however many threads fight and however wars are chunked."""

import pandas as pd
import pytest

from sim import simulate
from sim.engines import ensemble
from sim.engines.agents import Mediator
from sim.records import arguments
from sim.records.arguments import FEW, WORTH_COMPILING, chosen
from sim.records.columns import TABLES
from sim.records.manifest import manifest_of
from sim.records.reproduce import reproduce
from sim.scenario import ScenarioError
from sim.scenario.library import scenario_files
from tests.engines.wars import CLOSE
from tests.records.test_simulate import WAR


def assert_same(one, other):
    """The same tables: whole numbers and texts equal, others within 1e-12."""
    assert list(one.frames) == list(other.frames)
    for name, frame in one.frames.items():
        pd.testing.assert_frame_equal(frame, other.frames[name], rtol=CLOSE, atol=CLOSE)


@pytest.mark.parametrize("path", scenario_files(), ids=lambda path: path.stem)
def test_a_shipped_scenario_leaves_the_same_tables(path):
    mesa = simulate(path, replicates=3, seed=2, engine="mesa", keep=TABLES)
    one_by_one = simulate(path, replicates=3, seed=2, engine="compiled", keep=TABLES)
    at_once = simulate(path, replicates=3, seed=2, engine="compiled")
    assert (mesa.engine, one_by_one.engine, at_once.engine) == ("mesa", "compiled", "compiled")
    assert_same(mesa, one_by_one)
    for name, frame in at_once.frames.items():
        pd.testing.assert_frame_equal(frame, one_by_one.frames[name], check_exact=True)


@pytest.mark.parametrize("workers", [2, 3, None])
def test_threads_change_nothing(workers):
    one = simulate(WAR, replicates=400, engine="compiled", workers=1)
    many = simulate(WAR, replicates=400, engine="compiled", workers=workers)
    assert len(one.truces) > 100
    for name, frame in one.frames.items():
        pd.testing.assert_frame_equal(frame, many.frames[name], check_exact=True)


@pytest.mark.parametrize("size", [1, 7, 200])
def test_chunks_change_nothing(monkeypatch, size):
    whole = simulate(WAR, replicates=150, first_replicate=5, engine="compiled")
    monkeypatch.setattr(ensemble, "FIRST_CHUNK", size)
    monkeypatch.setattr(ensemble, "LARGEST_CHUNK", size)
    cut = simulate(WAR, replicates=150, first_replicate=5, engine="compiled", workers=2)
    assert cut.runs["replicate"].tolist() == list(range(5, 155))
    for name, frame in whole.frames.items():
        pd.testing.assert_frame_equal(frame, cut.frames[name], check_exact=True)


def test_wars_with_many_agreements_are_fought_with_more_room(monkeypatch):
    whole = simulate(WAR, replicates=60, engine="compiled")
    monkeypatch.setattr(ensemble, "TRUCES_PER_WAR", 1)
    assert whole.runs["truces"].max() > 1
    tight = simulate(WAR, replicates=60, engine="compiled")
    for name, frame in whole.frames.items():
        pd.testing.assert_frame_equal(frame, tight.frames[name], check_exact=True)


class Present(Mediator):
    """A mediator as it is."""


def test_decisions_of_ones_own_are_for_mesa():
    with pytest.raises(ScenarioError, match=r"(?s)compiled code cannot ask them.*contact_group"):
        simulate(WAR, engine="compiled", agents={"contact_group": Present})
    assert simulate(WAR, agents={"contact_group": Present}).engine == "mesa"
    assert simulate(WAR, engine="compiled", agents={}).engine == "compiled"


@pytest.mark.parametrize(
    ("wars", "ready", "engine"),
    [
        (1, True, "mesa"),
        (FEW - 1, True, "mesa"),
        (FEW, True, "compiled"),
        (FEW, False, "mesa"),
        (WORTH_COMPILING - 1, False, "mesa"),
        (WORTH_COMPILING, False, "compiled"),
    ],
)
def test_auto_weighs_the_wait(monkeypatch, wars, ready, engine):
    monkeypatch.setattr("sim.engines.ready.is_ready", lambda: ready)
    assert chosen("auto", wars) == engine
    assert chosen("mesa", wars) == "mesa"
    assert chosen("compiled", wars) == "compiled"
    assert arguments.the_engine("auto") == "auto"


def test_the_engine_is_recorded_but_does_not_name_the_run(tmp_path):
    mesa = simulate(WAR, replicates=3, engine="mesa", keep=TABLES)
    fast = simulate(WAR, replicates=3, engine="compiled", keep=TABLES, workers=2)
    one, other = manifest_of(mesa), manifest_of(fast)
    assert (one["engine"], other["engine"]) == ("mesa", "compiled")
    assert one["run_id"] == other["run_id"]
    assert "numba" in one["versions"]


@pytest.mark.parametrize("fought_by", ["mesa", "compiled"])
@pytest.mark.parametrize("again_by", [None, "mesa", "compiled"])
def test_either_engine_reproduces_the_other(tmp_path, fought_by, again_by):
    runs = simulate(WAR, replicates=4, engine=fought_by, keep=TABLES)
    runs.write(tmp_path)
    assert reproduce(tmp_path, engine=again_by, workers=1) == (True, [], [])
