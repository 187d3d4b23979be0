"""Indices: functions whose indices are known, through our designs; wars; designs with holes."""

import numpy as np
import pytest

from sim.records.errors import RecordError
from sim.scenario import ScenarioError
from sim.studies import sweep as sweeping
from sim.studies.design import design_points
from sim.studies.indices import indices
from sim.studies.sensitivity import sensitivity
from sim.studies.study_file import read_study

STRENGTH, TOLERANCE = "belligerents.south.strength", "belligerents.north.tolerance"
NORTH = "belligerents.north.strength"
RANGES = {STRENGTH: {"low": 0.8, "high": 1.6}, TOLERANCE: {"low": 500, "high": 1500}}
THREE = RANGES | {NORTH: {"low": 1.0, "high": 2.0}}


def unit(study, points):
    """Points as shares of their ranges."""
    low, high = np.array(study.problem["bounds"]).T
    return (points - low) / (high - low)


def ishigami(x: np.ndarray) -> np.ndarray:
    """Ishigami and Homma (1990), a = 7, b = 0.1, on the unit cube."""
    a, b, c = (np.pi * (2.0 * x - 1.0)).T
    return np.sin(a) + 7.0 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a)


def test_sobol_indices_of_ishigami(studied):
    study = read_study(studied(THREE, design="sobol", samples=4096))
    points = design_points(study).to_numpy()
    found = {
        (one.parameter, one.kind): one
        for one in indices(study, points, "y", ishigami(unit(study, points)))
    }
    known = {"S1": (0.3139, 0.4424, 0.0), "ST": (0.5576, 0.4424, 0.2437)}
    for kind, values in known.items():
        for parameter, value in zip((STRENGTH, TOLERANCE, NORTH), values, strict=True):
            one = found[parameter, kind]
            assert one.value == pytest.approx(value, abs=0.02)
            assert one.low - 0.02 <= value <= one.high + 0.02
            assert one.high - one.low < 0.2


def test_morris_of_a_straight_line(studied):
    study = read_study(studied(THREE, design="morris", samples=10))
    points = design_points(study).to_numpy()
    x = unit(study, points)
    found = {
        (one.parameter, one.kind): one.value
        for one in indices(study, points, "y", 3.0 * x[:, 0] - 2.0 * x[:, 1])
    }
    assert found[STRENGTH, "mu"] == pytest.approx(3.0)
    assert found[TOLERANCE, "mu"] == pytest.approx(-2.0)
    assert found[TOLERANCE, "mu_star"] == pytest.approx(2.0)
    assert found[NORTH, "mu_star"] == pytest.approx(0.0)
    assert found[STRENGTH, "sigma"] == pytest.approx(0.0, abs=1e-9)


def test_where_nothing_varies_there_is_no_index(studied):
    study = read_study(studied(RANGES, design="sobol", samples=4))
    points = design_points(study).to_numpy()
    found = list(indices(study, points, "y", np.ones(len(points))))
    assert len(found) == 4
    assert {one.value for one in found} == {None}


@pytest.mark.parametrize(("design", "samples"), [("morris", 4), ("sobol", 4)])
def test_wars_have_indices_and_a_page(studied, tmp_path, design, samples):
    tables = studied(RANGES, design=design, samples=samples, replicates=3)
    tables["study"]["measures"] = ["deaths", "outcome:war"]
    found = sensitivity(tables, tmp_path / "out")
    deaths = found.table[found.table["measure"] == "deaths"]
    assert set(deaths["parameter"]) == {STRENGTH, TOLERANCE}
    text = found.write().read_text(encoding="utf-8")
    assert "Sensitivity: study" in text
    assert (tmp_path / "out" / "tornado.png").exists()
    again = sensitivity(tables, tmp_path / "out")
    assert again.sweep.count.done == 0
    assert again.rows == found.rows


def test_a_measure_without_values_is_left_out(studied, tmp_path):
    tables = studied(RANGES, design="morris", samples=2, replicates=2)
    tables["study"]["measures"] = ["deaths", "end_day"]
    found = sensitivity(tables, tmp_path / "out")
    assert "end_day" in found.without
    assert "end_day is left out" in found.write().read_text(encoding="utf-8")


def test_failed_wars_are_refused_unless_told(studied, tmp_path, monkeypatch):
    fight = sweeping.fighter

    def flawed(scenario, seed, engine, draws):
        inner = fight(scenario, seed, engine, draws)

        def one(first, count, stop):
            if scenario.case.belligerents["south"].strength > 1.3 and first == 0:
                raise ZeroDivisionError("no shares")
            return inner(first, count, stop)

        return one

    monkeypatch.setattr(sweeping, "fighter", flawed)
    tables = studied(RANGES, design="morris", samples=4, replicates=3)
    tables["study"]["measures"] = ["deaths"]
    with pytest.raises(RecordError, match=r"wars failed: point \d+ replicate 0 .*--failed mean"):
        sensitivity(tables, tmp_path / "out")
    assert len(sensitivity(tables, tmp_path / "out", failed="mean").indices) == 6
    tables["study"]["replicates"] = 1
    with pytest.raises(RecordError, match="the design has holes"):
        sensitivity(tables, tmp_path / "one", failed="mean")


def test_other_designs_have_no_indices(studied, tmp_path):
    with pytest.raises(ScenarioError, match="not a design for indices"):
        sensitivity(studied(), tmp_path / "out")
    tables = studied(RANGES, design="morris")
    with pytest.raises(ScenarioError, match="did you mean mean"):
        sensitivity(tables, tmp_path / "out", failed="means")
