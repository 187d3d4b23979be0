"""(e) The peak of memory of a sweep: `python -m benchmarks.memory N` sweeps, and says its own."""

import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.first import STUDY
from benchmarks.rows import Row
from sim.studies.sweep import sweep

SMALL, LARGE, MILLION = 20_000, 100_000, 1_000_000
MOST = 600.0  # MB, for a million wars
MEGA = 1e6
STATUS = Path("/proc/self/status")


def swept(replicates: int) -> float:
    """Sweep so many wars into a folder that goes away; returns the peak of this process [MB]."""
    study = {**STUDY, "study": {**STUDY["study"], "replicates": replicates}}
    with TemporaryDirectory() as folder:
        sweep(study, Path(folder, "out"), engine="compiled")
    return own_peak()


def own_peak() -> float:
    """The peak of this process [MB]: of its own program, not of the one that started it, which
    `getrusage` counts too on Linux."""
    if STATUS.is_file():
        line = next(row for row in STATUS.read_text().splitlines() if row.startswith("VmHWM"))
        return float(line.split()[1]) * 1024 / MEGA
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGA  # macOS: bytes


def peak(replicates: int) -> float:
    """The peak [MB] of such a sweep, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.memory", str(replicates)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout)


def memory(full: bool) -> list[Row]:
    """Peaks, and what they come to for a million: measured if `full`, else on a straight line."""
    small, large = peak(SMALL), peak(LARGE)
    line = small + (large - small) * (MILLION - SMALL) / (LARGE - SMALL)
    million = peak(MILLION) if full else max(large, line)
    how = "measured" if full else "extrapolated"
    return [
        Row("e", f"peak memory of a sweep of {SMALL:,} wars, MB", f"{small:.0f}"),
        Row("e", f"of {LARGE:,} wars, MB", f"{large:.0f}"),
        Row(
            "e", f"of {MILLION:,} wars ({how}), MB", f"{million:.0f}", f"under {MOST:.0f}",
            million < MOST, "what the sweep keeps until its end",
        ),
    ]  # fmt: skip


if __name__ == "__main__":
    print(swept(int(sys.argv[1])))
