"""Parameters drawn war by war: the same in all scenarios that are compared."""

import json
from pathlib import Path

import numpy as np
import pytest

from sim.cli import main
from sim.scenario import ScenarioError, load
from sim.studies.compare import compare
from sim.studies.uncertainty import fit_of, uncertainty

STRENGTH, TOLERANCE = "belligerents.south.strength", "belligerents.north.tolerance"
DRAWS = f"""\
{STRENGTH},{TOLERANCE},weight,distance
0.9,600,0.75,0.1
1.5,1400,0.25,0.2
0.1,1,0,0.3
"""


@pytest.fixture
def fitted(tiny: Path) -> Path:
    """The tiny war, with draws of a fit beside it."""
    (tiny.parent / "tiny-war-fitted.draws.csv").write_text(DRAWS, "utf-8")
    return tiny


def test_draws_of_the_prior_fill_the_ranges(tiny: Path) -> None:
    scenario = load(tiny)
    drawn = uncertainty("prior", scenario, 3)
    found = np.array([list(drawn.draw(k).values()) for k in range(300)])
    assert list(drawn.draw(0)) == list(scenario.uncertainties)
    for column, (low, high) in zip(found.T, scenario.uncertainties.values(), strict=True):
        assert low < column.min() < low + 0.05 * (high - low)
        assert high - 0.05 * (high - low) < column.max() < high
    assert drawn.draw(7) == uncertainty("prior", scenario, 3).draw(7)
    assert drawn.draw(7) != uncertainty("prior", scenario, 4).draw(7)


def test_draws_of_a_fit_are_whole_particles_by_weight(fitted: Path) -> None:
    drawn = uncertainty("fitted", load(fitted), 3)
    strengths = []
    for number in range(400):
        point = drawn.draw(number)
        assert point in ({STRENGTH: 0.9, TOLERANCE: 600.0}, {STRENGTH: 1.5, TOLERANCE: 1400.0})
        strengths.append(point[STRENGTH])
    # 400 draws of chance 3/4: standard deviation 8.7, so that five of them fail once in a million
    assert abs(strengths.count(0.9) - 300) < 44


def test_a_scenario_keeps_what_it_states_otherwise(fitted: Path) -> None:
    base = load(fitted)
    other = load(fitted, {STRENGTH: 1.3})
    drawn = uncertainty("fitted", base, 3)
    assert drawn.within(base, 0).case.belligerents["south"].strength == drawn.draw(0)[STRENGTH]
    within = drawn.within(other, 0).case.belligerents
    assert within["south"].strength == 1.3
    assert within["north"].tolerance == drawn.draw(0)[TOLERANCE]


@pytest.mark.parametrize("way", ["prior", "fitted"])
def test_pairs_have_the_same_draw(way: str, fitted: Path) -> None:
    """A scenario against itself differs in no war, though the wars differ more than by luck."""
    kwargs = {"replicates": 30, "seed": 2, "measures": ["share_taken_river"], "engine": "mesa"}
    twice = compare(fitted, fitted, uncertainty=way, **kwargs)
    (one,) = next(iter(twice.contrasts.values()))
    assert one.difference == one.low == one.high == 0.0
    (plain,) = next(iter(compare(fitted, fitted, **kwargs).contrasts.values()))
    assert one.base_mean != plain.base_mean


def test_a_variant_finds_the_fit_of_what_it_extends(fitted: Path) -> None:
    variant = fitted.parent / "variant.toml"
    variant.write_text(
        '[scenario]\nid = "variant"\nname = "V"\nsummary = "V"\nextends = "tiny-war.toml"\n',
        "utf-8",
    )
    assert fit_of(load(variant)).name == "tiny-war-fitted.draws.csv"


def test_the_command_says_what_was_drawn(
    fitted: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(fitted.parent)
    command = ["compare", str(fitted), str(fitted), "--replicates", "5", "--engine", "mesa"]
    command += ["--uncertainty", "fitted", "--out", "out"]
    assert main([*command, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)
    assert "drawn from the posterior" in (fitted.parent / "out/comparison.html").read_text("utf-8")


def test_faults(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["compare", str(tiny), str(tiny), "--uncertainty"]
    assert main([*command, "fited"]) == 2
    assert "did you mean fitted?" in capsys.readouterr().err
    assert main([*command, "fitted"]) == 2
    assert "tiny-war has no fit" in capsys.readouterr().err
    (tiny.parent / "tiny-war-fitted.draws.csv").write_text("a,b\n1,x\n", "utf-8")
    with pytest.raises(ScenarioError, match="not a table of draws"):
        uncertainty("fitted", load(tiny), 1)
