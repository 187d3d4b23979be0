"""Where compiled code is kept, that an edited rule is noticed, and what is said meanwhile."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import sim
from sim.engines.compiling import cache_folder, fingerprint
from sim.engines.ready import COMPILING, NOT_KEPT, is_ready, make_ready
from sim.scenario.loading import load

PACKAGE = Path(sim.__file__).parent
WAR = PACKAGE.parent / "tests" / "records" / "small-war.toml"

# Compiles one rule, with a rule that it calls, as the loop compiles all of them: in seconds.
PROBE = """\
import json
import numba
from sim.engines.compiling import register
from sim.kernel.rules.fighting import success_probability

register()

@numba.njit(cache=True)
def probe(x):
    return success_probability(x, 0.5)

print(json.dumps([probe(2.0), sum(probe.stats.cache_hits.values())]))
"""
EDIT = """

def logistic(x: float) -> float:
    return 0.125
"""


@pytest.mark.skipif(os.name == "nt", reason="modes of folders are not what Windows knows")
def test_the_folder_is_the_users_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("SIM_CACHE_DIR", str(tmp_path / "a"))
    folder = cache_folder()
    assert folder == tmp_path / "a" / fingerprint()
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o755)
    assert cache_folder() == folder
    assert folder.stat().st_mode & 0o777 == 0o700
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_none(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SIM_CACHE_DIR", str(tmp_path / "file" / "below"))
    assert cache_folder() is None


def test_an_edited_rule_is_noticed(tmp_path):
    """numba by itself keeps what it compiled when only a function that is called was edited."""
    shutil.copytree(PACKAGE, tmp_path / "sim", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "probe.py").write_text(PROBE)

    def probed() -> tuple[float, int]:
        value, hits = json.loads(python(tmp_path, tmp_path / "cache", "probe.py").stdout)
        return value, hits

    before, hits = probed()
    assert hits == 0
    assert probed() == (before, 1)
    with (tmp_path / "sim" / "kernel" / "rules" / "arithmetic.py").open("a") as file:
        file.write(EDIT)
    assert probed() == (0.125, 0) != (before, 0)
    assert len(list((tmp_path / "cache").iterdir())) == 2


def test_once_compiled_there_is_nothing_to_say(fight: Callable[..., int]):
    make_ready(load(WAR), lambda _: None)
    said: list[str] = []
    make_ready(load("karabakh-2020"), said.append)  # of another size: not compiled anew
    assert said == []
    assert is_ready()


@pytest.mark.slow
def test_without_a_folder_it_compiles_and_says_so(tmp_path):
    (tmp_path / "file").write_text("")
    words = ("-m", "sim", "run", str(WAR), "--replicates", "3", "--no-report", "--json")
    answer = python(tmp_path, tmp_path / "file" / "below", *words, "--engine", "compiled")
    assert answer.stderr.splitlines()[:2] == [COMPILING, NOT_KEPT]
    assert json.loads(answer.stdout)["engine"] == "compiled"


def python(folder: Path, cache: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Python in a folder, with the package that lies there or else this one."""
    here = folder if (folder / "sim").exists() else PACKAGE.parent
    environment = os.environ | {"SIM_CACHE_DIR": str(cache), "PYTHONPATH": str(here)}
    answer = subprocess.run(
        [sys.executable, *words],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    return answer
