"""Parameters drawn war by war: the same in all scenarios that are compared."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim.cli import main
from sim.records.simulate import simulate
from sim.records.uncertainty import fit_of, uncertainty
from sim.scenario import ScenarioError, load
from sim.studies.against import differences, fight_base
from sim.studies.compare import compare
from sim.studies.merge import merge
from sim.studies.progress import silent
from sim.studies.state import study_of
from sim.studies.study_file import read_study
from sim.studies.sweep import sweep
from sim.studies.swept import Sweep, read_sweep

Studied = Callable[..., dict[str, Any]]

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
    twice = compare(fitted, fitted, uncertainty=way, wars_per_draw=1, **kwargs)
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
    page = (fitted.parent / "out/comparison.html").read_text("utf-8")
    assert "drawn from the posterior" in page
    assert "doubt about the parameters that were drawn" in page


def test_faults(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["compare", str(tiny), str(tiny), "--uncertainty"]
    assert main([*command, "fited"]) == 2
    assert "did you mean fitted?" in capsys.readouterr().err
    assert main([*command, "fitted"]) == 2
    assert "tiny-war has no fit" in capsys.readouterr().err
    (tiny.parent / "tiny-war-fitted.draws.csv").write_text("a,b\n1,x\n", "utf-8")
    with pytest.raises(ScenarioError, match="not a table of draws"):
        uncertainty("fitted", load(tiny), 1)


VARIED = {STRENGTH: [0.9, 1.1, 1.4]}


def rows(done: Sweep) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both tables of a sweep."""
    return done.runs, done.truces


def test_a_sweep_is_the_same_however_it_is_fought(
    fitted: Path, studied: Studied, tmp_path: Path
) -> None:
    """Engines, workers, and parts; replicate k is the war with draw k, but for what varies."""
    study = studied(VARIED, replicates=8, uncertainty="fitted")
    first = sweep(study, tmp_path / "1", engine="compiled", workers=1)
    two = sweep(study, tmp_path / "2", engine="compiled", workers=2)
    mesa = sweep(study, tmp_path / "mesa", engine="mesa")
    for part in (1, 2):
        sweep(study, tmp_path / f"part-{part}", shard=(part, 2), engine="compiled")
    merge([tmp_path / "part-1", tmp_path / "part-2"], tmp_path / "whole")
    for other in (rows(two), rows(mesa), (read_sweep(tmp_path / "whole"), mesa.truces)):
        for one, same in zip(rows(first), other, strict=True):
            assert one.equals(same)
    assert first.study.uncertainty is not None
    draw = first.study.uncertainty.draw(5)
    alone = simulate(fitted, 1, 3, set=draw | {STRENGTH: 1.1}, first_replicate=5, engine="mesa")
    at = first.runs.query("point == 1 and replicate == 5")
    for name in ("outcome", "deaths", "share_final_river"):
        assert at[name].tolist() == alone.runs[name].tolist()


def test_a_cluster_fights_the_same(
    fitted: Path, studied: Studied, tmp_path: Path, client: Any
) -> None:
    study = studied(VARIED, replicates=6, uncertainty="prior")
    here = sweep(study, tmp_path / "here", engine="mesa")
    there = sweep(study, tmp_path / "there", engine="mesa", dask=client)
    assert here.runs.equals(there.runs)


def test_a_sweep_goes_on_with_the_same_draws_only(
    fitted: Path, studied: Studied, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    sweep(studied(VARIED, replicates=4, uncertainty="fitted"), out, engine="mesa")
    for other, was in ((None, "none"), ("prior", "prior")):
        study = studied(VARIED, replicates=4)
        with pytest.raises(ScenarioError, match=f"uncertainty: {was}.*was fitted"):
            sweep(study, out, engine="mesa", uncertainty=other)
    more = sweep(studied(VARIED, replicates=6), out, engine="mesa", uncertainty="fitted")
    assert more.count.skipped == 12
    whole = sweep(studied(VARIED, replicates=6, uncertainty="fitted"), tmp_path / "whole")
    assert more.runs.equals(whole.runs)
    assert study_of(json.loads((out / "sweep.json").read_text("utf-8")), out) is not None


def test_the_option_goes_before_the_file(
    fitted: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(fitted.parent)
    text = (
        f'[study]\nscenario = "{fitted.name}"\ndesign = "morris"\nsamples = 4\nreplicates = 2\n'
        f'uncertainty = "prior"\n[vary]\n"{STRENGTH}" = {{ low = 0.9, high = 1.4 }}\n'
        '"belligerents.south.tolerance" = { low = 500.0, high = 900.0 }\n'
    )
    Path("screen.toml").write_text(text, "utf-8")
    assert main(["sensitivity", "screen.toml", "--uncertainty", "fitted", "--out", "out"]) == 0
    state = json.loads(Path("out/sweep.json").read_text("utf-8"))
    assert state["uncertainty"]["way"] == "fitted"
    page = Path("out/study.html").read_text("utf-8")
    assert "drawn from the posterior tiny-war-fitted.draws.csv" in page
    assert TOLERANCE not in page.partition("What was held fixed")[2]
    assert main(["sweep", "screen.toml", "--out", "out"]) == 2
    assert "uncertainty: prior (tiny-war), was fitted" in capsys.readouterr().err
    Path("screen.toml").write_text(text.replace('"prior"', '"priori"'), "utf-8")
    assert main(["sweep", "screen.toml"]) == 2
    said = capsys.readouterr().err
    assert "study.uncertainty" in said
    assert "did you mean prior?" in said


def test_a_study_that_varies_all_leaves_nothing_to_draw(tiny: Path, studied: Studied) -> None:
    ranges = {STRENGTH: [1.0], TOLERANCE: [700.0]}
    with pytest.raises(ScenarioError, match="nothing is left to draw"):
        read_study(studied(ranges), "prior")
    with pytest.raises(ScenarioError, match="has no fit"):
        read_study(studied({STRENGTH: [1.0]}), "fitted")


def test_a_base_of_a_discovery_has_the_same_draws(
    fitted: Path, studied: Studied, tmp_path: Path
) -> None:
    """A study against its own scenario, at its own value of what varies, differs in no war."""
    done = sweep(studied({STRENGTH: [1.2]}, replicates=9), tmp_path / "out", uncertainty="prior")
    base = fight_base(done, load(fitted), None, "mesa", silent)
    assert base.sweep.study.uncertainty == done.study.uncertainty
    assert differences(done, base, "deaths")[["mean", "sd"]].to_numpy().tolist() == [[0.0, 0.0]]


def test_the_interval_of_a_difference_is_over_draws(fitted: Path) -> None:
    """Twenty draws of 5 wars; the share of parameters is that of the split of the differences."""
    kwargs: dict[str, Any] = {"replicates": 100, "seed": 2, "measures": ["share_final_river"]}
    other = load(fitted, {"fronts.river.engagements": 3.0})
    found = compare(fitted, other, uncertainty="prior", engine="mesa", **kwargs)
    (one,) = found.contrasts["tiny-war#2"]
    assert one.split is not None
    assert one.split.draws == 20
    assert one.low is not None
    assert one.high is not None
    assert one.difference is not None
    assert one.low <= one.difference <= one.high
    assert found.rows[0]["parameter_share"] == one.split.share
    assert "split" not in found.rows[0]
    compiled = compare(fitted, other, uncertainty="prior", engine="compiled", workers=2, **kwargs)
    assert compiled.contrasts == found.contrasts
