"""A sweep that is killed at any moment goes on, and its tables are those of one that was not."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from sim.studies.sweep import sweep
from sim.studies.swept import read_sweep

ROOT = Path(__file__).resolve().parents[2]
STUDY = """\
[study]
scenario = "tiny-war.toml"
design = "grid"
replicates = 120
seed = 3
[vary]
"belligerents.south.strength" = [0.9, 1.1, 1.4]
"""
LONGEST_WAIT = 120.0  # seconds


def started(study: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "sim", "sweep", str(study), "--out", str(out)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [*command, "--engine", "mesa"], env=environment, stderr=subprocess.DEVNULL
    )


def killed(study: Path, out: Path, chance: random.Random) -> bool:
    """Kill a sweep some moments after it has begun; whether it was still at work."""
    before = len(list(out.glob("runs/*")))
    process = started(study, out)
    limit = time.monotonic() + LONGEST_WAIT
    while process.poll() is None and len(list(out.glob("runs/*"))) <= before:
        assert time.monotonic() < limit
        time.sleep(0.005)
    time.sleep(chance.random() * 0.3)
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def goes_on(tiny: Path, times: int) -> None:
    study, out = tiny.with_name("study.toml"), tiny.with_name("killed")
    study.write_text(STUDY, encoding="utf-8")
    chance = random.Random(times)
    kills = sum(killed(study, out, chance) for _ in range(times))
    assert kills >= 1
    rest = sweep(study, out, engine="mesa")
    whole = sweep(study, tiny.with_name("whole"), engine="mesa")
    assert rest.count.skipped + rest.count.done == 360
    pd.testing.assert_frame_equal(read_sweep(out), whole.runs)
    pd.testing.assert_frame_equal(read_sweep(out, "truces"), whole.truces)


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_killed_three_times(tiny: Path) -> None:
    goes_on(tiny, 3)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_killed_ten_times(tiny: Path) -> None:
    goes_on(tiny, 10)
