"""Exit status and messages, whatever happens."""

import errno
import os
import subprocess
import sys

import pytest

HEAVY = ("numpy", "pandas", "numba", "matplotlib", "mesa", "pydantic", "rich.console")


def python(*words, **options):
    """Run this Python in another process."""
    return subprocess.run(
        [sys.executable, *words], check=False, capture_output=True, text=True, **options
    )


def failing(error):
    """A command that fails in a given way."""

    def command() -> None:
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (KeyboardInterrupt(), 130, "interrupted"),
        (
            OSError(errno.ENOSPC, "No space left on device", "runs.csv"),
            1,
            "runs.csv: No space left",
        ),
        (PermissionError(errno.EACCES, "Permission denied", "results"), 1, "Permission denied"),
        (FileNotFoundError(errno.ENOENT, "No such file", "x"), 2, "x: No such file"),
        (RuntimeError("two\nlines"), 1, "unexpected RuntimeError: two lines"),
    ],
)
def test_any_failure_is_one_message(error, status, message, sim, monkeypatch):
    """No traceback, the right status."""
    monkeypatch.setattr("sim.cli.list.list_scenarios", failing(error))
    answer = sim("list")
    assert (answer.status, answer.out) == (status, "")
    assert message in answer.err
    assert len(answer.err.splitlines()) <= 2
    assert "Traceback" not in answer.err


def test_traceback_on_request(sim, monkeypatch):
    """Whoever wants the traceback gets it."""
    monkeypatch.setattr("sim.cli.list.list_scenarios", failing(RuntimeError("x")))
    monkeypatch.setenv("SIM_TRACEBACK", "1")
    answer = sim("list")
    assert answer.status == 1
    assert "Traceback" in answer.err


def test_no_words(sim):
    """Help, and status 2, since nothing was asked."""
    answer = sim()
    assert answer.status == 2
    assert "Commands:" in answer.out


def test_a_command_that_is_not_there_is_not_offered(sim, monkeypatch):
    """A registered module that is missing is left out rather than failing."""
    monkeypatch.setattr("sim.cli.app.find_spec", lambda name: None if "list" in name else name)
    assert "\n  list" not in sim("--help").out
    assert sim("list").status == 2


def test_help_imports_nothing_heavy():
    """`sim --help` is fast because it imports next to nothing."""
    script = f"""
import sys
from sim.cli import main
status = main(["--help"])
print(status, [name for name in {HEAVY!r} if name in sys.modules])
"""
    done = python("-c", script)
    assert done.stdout.splitlines()[-1] == "0 []"
    assert done.stderr == ""


def test_module_is_the_command():
    """`python -m sim` is `sim`."""
    done = python("-m", "sim", "shwo")
    assert done.returncode == 2
    assert "did you mean show?" in done.stderr


def test_a_closed_pipe_is_quiet():
    """Whoever closes the pipe early sees no complaint."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "sim", "schema"],
            check=False, stdout=pipe, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "")
