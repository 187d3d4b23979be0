"""`sim reproduce`."""

import json
from pathlib import Path

import pytest

WAR = str(Path(__file__).parent.parent / "records" / "small-war.toml")


@pytest.fixture
def folder(sim):
    return Path(sim("run", WAR, "--replicates", "3", "--no-report", "--json").document["directory"])


def test_identical(sim, folder):
    answer = sim("reproduce", str(folder))
    assert (answer.status, answer.err) == (0, "")
    assert answer.out == "Identical: the wars came out as recorded.\n"
    document = sim("reproduce", str(folder), "--json").document
    assert document == {"identical": True, "differences": [], "circumstances": []}


def test_different(sim, folder):
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["seed"] = 99
    manifest["versions"]["numpy"] = "1.0"
    path.write_text(json.dumps(manifest), "utf-8")
    answer = sim("reproduce", str(folder), "--json")
    assert answer.status == 1
    assert answer.document["identical"] is False
    assert "table runs" in [one["what"] for one in answer.document["differences"]]
    assert answer.document["circumstances"][0]["what"] == "version of numpy"
    plain = sim("reproduce", str(folder))
    assert plain.status == 1
    assert "version of numpy: recorded 1.0, now" in plain.err


def test_no_run_there(sim):
    answer = sim("reproduce", "nowhere")
    assert answer.status == 2
    assert "no such folder" in answer.err
