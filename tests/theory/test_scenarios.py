"""The theory scenarios as files: all there, alike in form, sourced, named in no code."""

from pathlib import Path

import pytest

import sim.build
import sim.engines
import sim.kernel
from sim.scenario.library import scenario_files
from sim.scenario.loading import load
from sim.scenario.sources import unsourced

IDS = [
    "random-walk",
    "beta-belief",
    "one-demand",
    "two-types",
    "alternating-offers",
    "credible-advice",
    "mediation-ceiling",
    "noisy-reciprocity",
    "attribution",
    "constant-hazard",
    "null-mediator",
]


def test_every_scenario_of_the_folder_is_known_here():
    assert {path.stem for path in scenario_files() if path.parent.name == "theory"} == set(IDS)


@pytest.mark.parametrize("name", IDS)
def test_form_and_sources(name):
    scenario = load(name)
    assert scenario.case.scenario.group == "theory"
    assert scenario.case.scenario.fictional
    assert [*scenario.case.belligerents] == ["a", "b"]
    assert [*scenario.case.fronts] == ["line"]
    assert unsourced(scenario) == []
    assert "# Meets" in scenario.text
    assert "# How" in scenario.text


@pytest.mark.parametrize("package", [sim.kernel, sim.build, sim.engines])
def test_no_code_reads_their_names(package):
    for path in Path(package.__path__[0]).rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        names = {*IDS, "theory"} - {"attribution"}  # also a term of decisions
        assert not [name for name in names if f'"{name}"' in text], path
