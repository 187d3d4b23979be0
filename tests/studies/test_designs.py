"""From a study to its points, and from SALib's problems to studies."""

import numpy as np
import pytest

from sim.scenario import ScenarioError
from sim.studies.design import count_points, design_points
from sim.studies.study_file import read_study

STRENGTH, TOLERANCE = "belligerents.south.strength", "belligerents.north.tolerance"
RANGES = {STRENGTH: {"low": 0.8, "high": 1.6}, TOLERANCE: {"low": 500, "high": 1500}}
HELD = "fronts.river.held"


def test_a_grid_has_every_combination(studied):
    vary = {STRENGTH: [1, 1.5], TOLERANCE: {"low": 500, "high": 1500, "steps": 3}, HELD: [2, 3]}
    points = design_points(read_study(studied(vary)))
    assert len(points) == count_points(read_study(studied(vary))) == 12
    assert points.iloc[1].tolist() == [1.0, 500.0, 3]
    assert points.iloc[-1].tolist() == [1.5, 1500.0, 3]
    assert points.dtypes.tolist() == ["float64", "float64", "int64"]


def test_a_list_takes_values_together(studied):
    vary = {STRENGTH: [1.0, 1.5], "mechanisms.mediation": [True, False]}
    points = design_points(read_study(studied(vary, design="list")))
    assert points.to_numpy().tolist() == [[1.0, True], [1.5, False]]


def test_lists_of_other_lengths_are_refused(studied):
    with pytest.raises(ScenarioError, match="lists of different lengths"):
        read_study(studied({STRENGTH: [1.0, 1.5], TOLERANCE: [600]}, design="list"))


@pytest.mark.parametrize(
    ("design", "samples", "points"),
    [("latin-hypercube", 7, 7), ("sobol", 8, 32), ("morris", 5, 15)],
)
def test_samplers_stay_inside_and_repeat(studied, design, samples, points):
    study = read_study(studied(RANGES, design=design, samples=samples))
    drawn = design_points(study)
    assert len(drawn) == count_points(study) == points
    assert drawn[STRENGTH].between(0.8, 1.6).all()
    assert drawn[TOLERANCE].between(500, 1500).all()
    assert drawn.equals(design_points(study))
    other = read_study(studied(RANGES, design=design, samples=samples, seed=4))
    assert not drawn.equals(design_points(other))


def test_more_sobol_samples_begin_with_the_old_ones(studied):
    few, many = (
        design_points(read_study(studied(RANGES, design="sobol", samples=n))) for n in (8, 16)
    )
    assert many.head(len(few)).equals(few)


def test_every_latin_row_is_hit_once(studied):
    study = read_study(studied(RANGES, design="latin-hypercube", samples=10))
    cells = np.floor((design_points(study)[STRENGTH] - 0.8) / 0.08 + 1e-9)
    assert sorted(cells.tolist()) == list(range(10))


def test_whole_numbers_are_not_drawn_from_a_range(studied):
    with pytest.raises(ScenarioError, match="a whole number cannot be drawn"):
        read_study(studied({HELD: {"low": 1, "high": 4}}, design="sobol"))


def test_a_salib_problem_goes_in_and_comes_out(studied):
    problem = {"num_vars": 2, "names": [STRENGTH, TOLERANCE], "bounds": [[0.8, 1.6], [500, 1500]]}
    study = read_study(studied(problem, design="sobol", samples=4))
    assert study.problem == problem
    from SALib.sample import sobol

    assert sobol.sample(study.problem, 4).shape == (24, 2)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"num_vars": 3}, "do not fit"),
        ({"bounds": [[0.8, 1.6]]}, "do not fit"),
        ({"groups": ["a", "b"]}, "not supported"),
        ({"bounds": [[0.8, 1.6], [500]]}, "not a pair"),
    ],
)
def test_a_problem_that_does_not_fit_is_refused(studied, change, words):
    problem = {"num_vars": 2, "names": [STRENGTH, TOLERANCE], "bounds": [[0.8, 1.6], [500, 1500]]}
    with pytest.raises(ScenarioError, match=words):
        read_study(studied(problem | change, design="sobol"))


def test_too_many_points_are_refused_before_they_are_made(studied):
    steps = {"low": 0.8, "high": 1.6, "steps": 100_000}
    with pytest.raises(ScenarioError, match="too many points"):
        read_study(studied({STRENGTH: steps, TOLERANCE: steps | {"low": 500, "high": 1500}}))
