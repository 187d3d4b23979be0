"""(f) From command to first result of a sweep: the compiler at work, and code that was kept."""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import tomli_w

from benchmarks import wars
from benchmarks.rows import Row

# one point: wars as in the other parts of the table
STUDY: dict[str, dict[str, Any]] = {
    "study": {"scenario": wars.NAME, "design": "list", "replicates": 200, "seed": wars.SEED},
    "vary": {"rules.truces.break_noise": [0.02]},
}
TIMES = 3  # of a start with kept code
PAUSE = 0.02  # seconds between two looks into the folder


def first_result(folder: Path, number: int) -> float:
    """Seconds from the command until the first chunk of tables lies in the folder of the sweep."""
    study, out = folder / "study.toml", folder / f"out-{number}"
    study.write_bytes(tomli_w.dumps(STUDY).encode())
    command = [sys.executable, "-m", "sim", "sweep", str(study), "--out", str(out)]
    command += ["--engine", "compiled"]
    kept = {**os.environ, "SIM_CACHE_DIR": str(folder / "cache")}
    quiet = subprocess.DEVNULL
    began = time.perf_counter()
    with subprocess.Popen(command, env=kept, stdout=quiet, stderr=quiet) as running:
        while not any(out.glob("runs/*.parquet")):
            if running.poll() is not None and not any(out.glob("runs/*.parquet")):
                raise SystemExit(f"the sweep failed: {' '.join(command[1:])}")
            time.sleep(PAUSE)
        return time.perf_counter() - began


def waiting() -> list[Row]:
    """Cold, once; then warm."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        cold = first_result(folder, 0)
        warm = median(first_result(folder, number) for number in range(1, TIMES + 1))
    return [
        Row("f", "seconds from command to first result of a sweep, cold cache", f"{cold:.0f}"),
        Row("f", "the same, warm cache", f"{warm:.1f}"),
    ]
