"""The gates: readable, complete, their arms valid, their budgets those of their studies."""

from pathlib import Path

import pytest

from sim.scenario.errors import ScenarioError
from sim.scenario.points import at_point
from sim.studies.design import count_points, design_points
from sim.studies.facts.gates import gates_file, read_gates
from sim.studies.facts.stylised import STYLISED
from sim.studies.facts.stylised_fact import Laboratory

GATES = read_gates()


def silent(_: int) -> None:
    """Say nothing."""


LABORATORY = Laboratory(GATES, silent)


def test_every_fact_has_a_gate_and_a_measure() -> None:
    assert [*GATES.facts] == [*STYLISED] == [f"S{k}" for k in range(1, 13)]


@pytest.mark.parametrize("name", STYLISED)
def test_arms_can_be_fought_and_budgets_are_those_of_the_studies(name: str) -> None:
    gate = GATES.facts[name]
    for key, arm in gate.arms.items():
        study = LABORATORY.study(arm.study)
        assert arm.wars == count_points(study) * study.replicates, key
        first = {str(a): v for a, v in design_points(study).iloc[0].to_dict().items()}
        at_point(study.scenario, first | arm.settings)
        at_point(study.scenario, first | arm.settings | gate.knock_out)
    assert set(STYLISED[name].beside) <= set(gate.arms)


def test_the_knock_out_changes_something_in_every_arm() -> None:
    for gate in GATES.facts.values():
        for arm in gate.arms.values():
            assert any(arm.settings.get(key) != value for key, value in gate.knock_out.items())


def test_what_facts_share_is_planned_once() -> None:
    one, other = (LABORATORY.planned([name]) for name in ("S1", "S12"))
    assert LABORATORY.planned(["S1", "S12"]) == one + other - 12_000
    assert LABORATORY.planned(["S1", "S1"]) == one
    assert Laboratory(GATES, silent, points=4).planned(["S3"]) == 4 * 20 * (4 + 2)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("above = 0.05\n", "above = 0.05\nbelow = 0.1\n", "exactly one of"),
        ("between = [0.19, 0.63]", "between = [0.63, 0.19]", "does not rise"),
        ("care = ", "cares = ", "care"),
        ("wars = 12000", 'wars = "many"', "S1.wars"),
        ("[rules]", "[rule]", "cannot be read"),
        ("resamples = 1000", "resamples = ", "cannot be read"),
    ],
)
def test_what_is_wrong_with_gates_is_said(old: str, new: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "gates.toml"
    text = gates_file().read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ScenarioError, match=said):
        read_gates(path)


def test_gates_that_are_not_there_are_missed_by_name(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"none\.toml"):
        read_gates(tmp_path / "none.toml")
