"""Comparisons: the same luck unless asked apart, and what is written."""

import json
import re

import numpy as np
import pytest

from sim import compare, load, simulate
from sim.scenario import ScenarioError
from sim.studies.compare import own_seed


@pytest.fixture
def stronger(tiny):
    """The tiny war with a stronger south."""
    path = tiny.with_name("stronger.toml")
    text = tiny.read_text().replace('id = "tiny-war"', 'id = "stronger"')
    path.write_text(text.replace("value = 1.2", "value = 1.5"))
    return path


def test_a_scenario_against_itself_is_no_difference(tiny):
    found = compare(tiny, tiny, replicates=30)
    assert {(row["difference"], row["low"], row["high"]) for row in found.rows
            if row["difference"] is not None} == {(0.0, 0.0, 0.0)}  # fmt: skip
    assert list(found.scenarios) == ["tiny-war", "tiny-war#2"]
    apart = compare(tiny, tiny, replicates=30, independent=True)
    assert any(row["difference"] for row in apart.rows)


def test_differences_are_those_of_the_same_wars(tiny, stronger):
    found = compare(tiny, stronger, replicates=40, seed=9)
    base, other = (simulate(one, replicates=40, seed=9).runs for one in (tiny, stronger))
    rows = {row["measure"]: row for row in found.rows}
    assert rows["deaths"]["difference"] == pytest.approx((other["deaths"] - base["deaths"]).mean())
    assert rows["deaths"]["correlation"] == pytest.approx(
        np.corrcoef(base["deaths"], other["deaths"])[0, 1]
    )
    lost = (other["outcome"] == "war").mean() - (base["outcome"] == "war").mean()
    assert rows["outcome:war"]["difference"] == pytest.approx(lost)
    assert found.luck == "common"
    assert set(found.seeds.values()) == {9}


def test_common_luck_narrows_the_interval(tiny):
    """Where little differs, wars with the same luck say it with fewer of them."""
    little = load(tiny, {"fronts.river.deaths.north": 10.5})
    found = compare(tiny, little, replicates=60, measures=["deaths"])
    apart = compare(tiny, little, replicates=60, measures=["deaths"], independent=True)
    (paired,), (unpaired,) = found.rows, apart.rows
    assert paired["variance_ratio"] > 2.0
    assert unpaired["variance_ratio"] == pytest.approx(1.0)
    assert paired["high"] - paired["low"] < unpaired["high"] - unpaired["low"]
    assert paired["replicates_needed"] is not None


def test_independent_luck_has_seeds_of_its_own(tiny, stronger):
    found = compare(tiny, stronger, stronger, replicates=5, seed=9, independent=True)
    assert found.luck == "independent"
    assert list(found.seeds.values()) == [9, own_seed(9, 1), own_seed(9, 2)]
    assert len(set(found.seeds.values())) == 3


def test_the_page_says_which_luck(tiny, stronger, tmp_path):
    for independent, words in ((False, "Common luck"), (True, "Independent luck")):
        found = compare(tiny, stronger, replicates=10, independent=independent)
        page = found.write(tmp_path / "out")
        text = page.read_text(encoding="utf-8")
        assert words in text
        assert "FICTIONAL" in text
        assert not re.search(r'(?:src|href)="https?:', text)
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"contrasts.csv", "survival.csv", "differences.png", "comparison.json"} <= written
    manifest = json.loads((tmp_path / "out" / "comparison.json").read_text())
    assert manifest["luck"] == "independent"


def test_arguments_are_checked(tiny):
    for arguments, words in [
        ({"replicates": 1}, "too small"),
        ({"measures": ["deahts"]}, "did you mean deaths"),
        ({"engine": "warp"}, "no such engine"),
        ({"workers": 0}, "too small"),
    ]:
        with pytest.raises(ScenarioError, match=words):
            compare(tiny, tiny, **arguments)
    with pytest.raises(ScenarioError, match="nothing to compare"):
        compare(tiny)
