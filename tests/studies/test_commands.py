"""`sim compare`, `sweep`, `merge`, `sensitivity`: statuses, JSON, words."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sim.cli import main

STUDY = """\
[study]
scenario = "tiny-war.toml"
design = "grid"
replicates = 30
seed = 3
measures = ["deaths", "outcome:war"]
[vary]
"belligerents.south.strength" = { low = 0.9, high = 1.4, steps = 3 }
"""
SAMPLED = STUDY.replace('"grid"', '"morris"\nsamples = 3').replace(", steps = 3", "")


class Answer(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def sim(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Answer]:
    """Call `sim` in a folder with the tiny war and two studies of it."""
    monkeypatch.chdir(tiny.parent)
    Path("study.toml").write_text(STUDY, encoding="utf-8")
    Path("sampled.toml").write_text(SAMPLED, encoding="utf-8")

    def call(*words: str) -> Answer:
        status = main(words)
        return Answer(status, *capsys.readouterr())

    return call


def test_sweep_then_again(sim):
    first = sim("sweep", "study.toml", "--json").document
    assert first.keys() == {"directory", "planned", "done", "failed", "skipped", "seconds"}
    assert (first["planned"], first["done"], first["failed"], first["skipped"]) == (90, 90, 0, 0)
    assert Path(first["directory"]) == Path("results/studies/study")
    page = (Path(first["directory"]) / "study.html").read_text(encoding="utf-8")
    assert "belligerents.south.strength" in page
    assert "belligerents.north.tolerance = 900" in page  # held fixed, with its range
    again = sim("sweep", "study.toml")
    assert again.status == 0
    assert "90 of 90 wars, 0 failed" in again.err
    assert sim("sweep", "study.toml", "--if-exists", "fail").status == 2


def test_plan_keeps_nothing(sim):
    planned = sim("sweep", "study.toml", "--plan", "--json").document
    assert (planned["runs"], planned["points"], planned["engine"]) == (90, 3, "mesa")
    assert planned["minutes"] > 0.0
    assert 1_000 < planned["bytes"] < 1_000_000
    assert not Path("results").exists()
    assert "3 points, 30 replicates each: 90 wars" in sim("sweep", "study.toml", "--plan").out
    assert sim("sweep", "study.toml").status == 0
    done = sim("sweep", "study.toml", "--plan", "--json").document
    assert (done["there"], done["minutes"], done["bytes"]) == (90, 0.0, 0)


def test_shards_and_merge(sim):
    first = sim("sweep", "study.toml", "--shard", "1/2", "--json").document
    part = Path("results/studies/study/shard-1-of-2")
    assert Path(first["directory"]) == part
    assert sim("merge", str(part)).status == 2
    halfway = sim("merge", str(part), "--out", "whole", "--json")
    assert halfway.status == 1
    assert halfway.document["missing"] > 0
    assert sim("sweep", "study.toml", "--shard", "2/2").status == 0
    both = (str(part), str(part.with_name("shard-2-of-2")))
    assert not Path("whole/study.html").exists()
    together = sim("merge", *both, "--json")
    assert together.document["missing"] == 0
    page = Path(together.document["directory"], "study.html")
    assert "study.html" in together.err
    merged = page.read_bytes()
    done = sim("sweep", "study.toml", "--json").document
    assert (done["skipped"], done["done"]) == (90, 0)
    assert page.read_bytes() == merged  # the page is that of a sweep
    for wrong in ("3/2", "0/2", "two", "1/2/3", "-1/2", "1/"):
        assert sim("sweep", "study.toml", f"--shard={wrong}").status == 2


def test_refusals(sim):
    assert sim("sweep", "nothing.toml").status == 2
    assert sim("sweep", "tiny-war.toml").status == 2
    missing = sim("sweep", "no-such-study")
    assert missing.status == 2
    assert "no study has this name" in missing.err
    assert sim("merge", "nowhere", "--out", "x").status == 2
    assert sim("sensitivity", "study.toml").status == 2
    assert sim("compare", "tiny-war.toml").status == 2
    assert sim("compare", "tiny-war.toml", "nobody").status == 2
    assert sim("compare", "tiny-war.toml", "tiny-war.toml", "--replicates", "1").status == 2
    for words in (("sweep", "study.toml"), ("sensitivity", "sampled.toml")):
        assert "Traceback" not in sim(*words, "--engine", "warp").err


def test_compare(sim):
    text = Path("tiny-war.toml").read_text(encoding="utf-8").replace("value = 1.2", "value = 1.4")
    Path("other.toml").write_text(text.replace('"tiny-war"', '"other-war"'), encoding="utf-8")
    answer = sim("compare", "tiny-war.toml", "other.toml", "--replicates", "20", "--json")
    promised = {
        "base", "other", "measure", "difference", "low", "high", "correlation", "variance_ratio",
        "replicates_needed", "luck",
    }  # fmt: skip
    assert all(promised <= row.keys() for row in answer.document)
    assert {row["luck"] for row in answer.document} == {"common"}
    assert "results/comparisons/tiny-war--other-war/comparison.html" in answer.err
    told = sim(
        "compare", "tiny-war.toml", "other.toml", "--replicates", "20", "--independent",
        "--seed", "4", "--out", "apart",
    )  # fmt: skip
    assert told.out.startswith("Independent luck")
    assert Path("apart/comparison.html").exists()


def test_sensitivity(sim):
    answer = sim("sensitivity", "sampled.toml", "--json")
    assert answer.status == 0
    assert {"measure", "parameter", "index", "value", "low", "high"} == set(answer.document[0])
    assert {row["index"] for row in answer.document} == {"mu_star", "mu", "sigma"}
    assert "deaths  belligerents.south.strength  mu_star" in sim("sensitivity", "sampled.toml").out


def test_a_study_of_many_points_shows_each_measure_against_each_number(sim):
    more = '"belligerents.north.tolerance" = { low = 600, high = 1200 }\n'
    text = SAMPLED.replace("samples = 3", "samples = 4").replace(
        "replicates = 30", "replicates = 3"
    )
    Path("many.toml").write_text(text + more, encoding="utf-8")
    assert sim("sweep", "many.toml", "--out", "many").status == 0
    page = Path("many/study.html").read_text(encoding="utf-8")
    assert Path("many/means-outcome_war.png").exists()
    assert "outcome:war against each number that varied" in page
