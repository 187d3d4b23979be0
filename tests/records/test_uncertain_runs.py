"""Runs whose parameters are drawn: the same however they are fought, and told as they were."""

import json
from pathlib import Path

import pytest

from sim.cli import main
from sim.records.errors import RecordError
from sim.records.manifest import run_id
from sim.records.plan import Plan
from sim.records.reading import read
from sim.records.reproduce import reproduce
from sim.records.runs import Runs
from sim.records.simulate import simulate
from sim.records.uncertainty import uncertainty
from sim.report.labels import labels
from sim.scenario import ScenarioError, load

SMALL = Path(__file__).with_name("small-war.toml")
STRENGTH, TOLERANCE = "belligerents.south.strength", "belligerents.north.tolerance"
RANGES = """
[belligerents.south]
strength = { value = 1.2, low = 0.6, high = 2.4 }
[belligerents.north]
tolerance = { value = 900, low = 500, high = 1500 }
"""
DRAWS = f"{STRENGTH},{TOLERANCE},weight,distance\n0.7,600,3,0.1\n2.1,1400,1,0.2\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A variant of the small war with two ranges, and a fit beside it."""
    path = tmp_path / "ranged.toml"
    head = f'[scenario]\nid = "ranged"\nname = "R"\nsummary = "R"\nextends = "{SMALL}"\n'
    path.write_text(head + RANGES, "utf-8")
    (tmp_path / "ranged-fitted.draws.csv").write_text(DRAWS, "utf-8")
    return path


@pytest.mark.parametrize("way", ["prior", "fitted"])
def test_the_same_wars_by_both_engines_for_any_cut(small: Path, way: str) -> None:
    def fought(count: int, engine: str, **more: int) -> Runs:
        kept = ["truces", "events"]
        return simulate(small, count, 4, engine=engine, keep=kept, uncertainty=way, **more)

    mesa = fought(14, "mesa")
    for workers in (1, 2):
        compiled = fought(14, "compiled", workers=workers)
        for table in ("runs", "truces", "events"):
            assert getattr(compiled, table).equals(getattr(mesa, table))
    part = fought(6, "compiled", first_replicate=7)
    assert part.runs.equals(mesa.runs.iloc[7:13].reset_index(drop=True))


def test_a_war_of_a_run_is_fought_with_its_draw(small: Path) -> None:
    """War 7 is war 7 of the scenario in which the numbers of draw 1 are set."""
    runs = simulate(small, 10, seed=4, uncertainty="prior", engine="mesa")
    assert runs.draws is not None
    point = runs.draws.draw(1)
    alone = simulate(small, 1, seed=4, set=point, first_replicate=7, engine="mesa")
    assert alone.runs.equals(runs.runs.iloc[7:8].reset_index(drop=True))
    one = runs.only(7).scenario
    assert one.case.belligerents["south"].strength == point[STRENGTH]
    assert (one.drawn, one.overrides) == (point, {})
    assert f"{STRENGTH} = {point[STRENGTH]:.3g}" in " ".join(labels(one))


def test_what_is_set_is_not_drawn(small: Path) -> None:
    runs = simulate(small, 2, seed=4, set={STRENGTH: 1.1}, uncertainty="prior", engine="mesa")
    assert runs.scenario_of(1).case.belligerents["south"].strength == 1.1
    assert runs.scenario_of(1).case.belligerents["north"].tolerance != 900
    with pytest.raises(ScenarioError, match="nothing is left to draw"):
        simulate(small, 2, set={STRENGTH: 1.1, TOLERANCE: 800}, uncertainty="fitted")


@pytest.mark.parametrize("way", ["prior", "fitted"])
def test_a_record_holds_what_it_takes_to_fight_it_again(
    small: Path, tmp_path: Path, way: str
) -> None:
    runs = simulate(small, 12, seed=4, uncertainty=way, engine="compiled")
    folder = runs.write(tmp_path / "out")
    again = read(folder)
    assert again.draws == runs.draws
    for gone in (small, small.parent / "ranged-fitted.draws.csv"):
        gone.unlink()
    for engine in ("mesa", "compiled"):
        assert reproduce(folder, engine=engine).identical
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["uncertainty"]["rows"] = [[1.0]]
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(RecordError, match="damaged"):
        read(folder)


def test_the_run_id_has_the_draws_in_it(small: Path) -> None:
    scenario = load(small)
    plans = [
        Plan(scenario, 4, 0, 9, "mesa", draws=draws)
        for draws in (
            None, uncertainty("prior", scenario, 4, 5), uncertainty("prior", scenario, 4, 3),
            uncertainty("fitted", scenario, 4, 5),
        )
    ]  # fmt: skip
    assert len({run_id(plan) for plan in plans}) == len(plans)


def run(small: Path, *more: str) -> int:
    """`sim run` of the small war into a folder beside it."""
    return main(["run", str(small), "--out", str(small.parent / "out"), "--no-report", *more])


def test_the_command_says_how_much_is_parameters(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("--uncertainty", "prior", "--replicates", "40", "--engine", "mesa")
    assert run(small, *asked) == 0
    said = capsys.readouterr().out
    assert "2 parameters are drawn from ranged, for every 5 wars" in said
    assert "over draws" in said
    assert run(small, *asked, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["reused"]
    assert found["uncertainty"]["way"] == "prior"
    shares = [one["share"] for one in found["uncertainty"]["measures"].values()]
    assert shares
    assert all(0.0 <= share <= 1.0 for share in shares)


def test_one_war_says_what_was_drawn_for_it(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(small, "--uncertainty", "fitted", "--replicate", "7", "--seed", "4") == 0
    said = capsys.readouterr().out
    assert "2 parameters of this war are drawn from ranged-fitted.draws.csv" in said
    assert f"{STRENGTH} = 0.7" in said or f"{STRENGTH} = 2.1" in said
    assert run(small, "--uncertainty", "fitted", "--replicates", "3") == 0
    assert "cannot be told apart" in capsys.readouterr().out


def test_faults(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(small, "--uncertainty", "prio") == 2
    assert "did you mean prior?" in capsys.readouterr().err
    assert run(small, "--wars-per-draw", "3") == 2
    assert "only together with --uncertainty" in capsys.readouterr().err
    assert run(small, "--wars-per-draw", "0", "--uncertainty", "prior") == 2
    assert "a whole number from 1" in capsys.readouterr().err
    (small.parent / "ranged-fitted.draws.csv").unlink()
    assert run(small, "--uncertainty", "fitted") == 2
    assert "ranged has no fit" in capsys.readouterr().err
    small.write_text(small.read_text("utf-8").replace(RANGES, ""), "utf-8")
    assert run(small, "--uncertainty", "prior") == 2
    assert "states no ranges to draw from" in capsys.readouterr().err
