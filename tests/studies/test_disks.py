"""Disks that really are full or read-only: one message, exit 1, and what was finished is kept."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from sim.cli import main
from sim.studies import chunks as cutting
from sim.studies.dask_shared import TOKEN, Shared, hindrance
from sim.studies.sweep import sweep
from sim.studies.swept import read_sweep

MOUNT = shutil.which("mount")
SMALL = 256 * 1024  # bytes
STUDY = """\
[study]
scenario = "tiny-war.toml"
design = "grid"
replicates = 16
seed = 3
[vary]
"belligerents.south.strength" = [0.9, 1.1, 1.4]
"""


def mounted(*words: str) -> None:
    """Call mount; skip the test where that is not allowed."""
    if MOUNT is None:
        pytest.skip("there is no mount command")
    done = subprocess.run([MOUNT, *words], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"mounting is not possible here: {done.stderr.strip()}")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small file system of its own, in memory."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted("-t", "tmpfs", "-o", f"size={SMALL},mode=777", "tmpfs", str(place))
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.fixture
def study(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study of 48 wars in many chunks."""
    monkeypatch.setattr(cutting, "WARS_PER_CHUNK", {"mesa": 6, "compiled": 6})
    monkeypatch.setattr(cutting, "BLOCK_LEAST", 2)
    path = tiny.with_name("study.toml")
    path.write_text(STUDY, encoding="utf-8")
    return path


@pytest.fixture
def sim(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Call `sim`, which fails and says one thing: that line."""

    def call(*words: str) -> str:
        assert main(words) == 1
        lines = capsys.readouterr().err.splitlines()
        assert len(lines) == 1, lines
        return lines[0]

    return call


def fill(disk: Path, left: int) -> Path:
    """Leave so many bytes of a disk free."""
    ballast = disk / "ballast"
    free = os.statvfs(disk)
    ballast.write_bytes(b"x" * (free.f_bavail * free.f_frsize - left))
    return ballast


def test_a_sweep_on_a_disk_that_fills_up(disk, study, sim):
    out = disk / "out"
    sweep(study, out, shard=(1, 8))
    ballast = fill(disk, 64 * 1024)
    words = ("sweep", str(study), "--out", str(out))
    line = sim(*words)
    assert "the disk is full. What was finished before is kept; the same command goes on" in line
    kept = len(read_sweep(out))
    assert 6 <= kept < 48
    assert not list((out / ".part").iterdir())
    assert "the disk is full" in sim(*words)
    assert len(read_sweep(out)) >= kept
    ballast.unlink()
    rest = sweep(study, out)
    assert rest.count.skipped >= kept
    whole = sweep(study, study.with_name("whole"))
    pd.testing.assert_frame_equal(rest.runs, whole.runs)


def test_a_sweep_on_a_read_only_disk(disk, study, sim):
    out = disk / "out"
    sweep(study, out, shard=(1, 2))
    before = read_sweep(out)
    token = out / f"{TOKEN}mine"
    token.write_text("mine")
    mounted("-o", "remount,ro", str(disk))
    for place in (out, disk / "new"):
        line = sim("sweep", str(study), "--out", str(place))
        assert line.startswith(str(place))
        assert "the folder cannot be written to" in line
    pd.testing.assert_frame_equal(read_sweep(out), before)
    # what a worker of a cluster would say
    assert "cannot write into it: Read-only file system" in hindrance(Shared(str(out), "mine"))


def test_a_run_on_a_full_disk(disk, tiny, sim):
    ballast = fill(disk, 8 * 1024)
    words = ("run", str(tiny), "--replicates", "50", "--json", "--out", str(disk / "new"))
    assert "the disk is full. Nothing was written there" in sim(*words)
    assert list(disk.iterdir()) == [ballast]


def test_a_report_on_a_disk_that_fills_up(disk, tiny, sim):
    fill(disk, 100 * 1024)
    words = ("run", str(tiny), "--json", "--out", str(disk / "new"))
    assert "the report could not be written: No space left on device" in sim(*words)
    (manifest,) = disk.glob("new/*/*/manifest.json")
    assert json.loads(manifest.read_text("utf-8"))["complete"] is True
    assert main(["reproduce", str(manifest.parent)]) == 0


def test_a_run_on_a_read_only_disk(disk, tiny, sim):
    mounted("-o", "remount,ro", str(disk))
    line = sim("run", str(tiny), "--out", str(disk / "results"))
    assert "the folder cannot be written to. Nothing was written there" in line
