"""`sim`: every error becomes one clear message and an exit status, never a traceback."""

import contextlib
import io
import os
import sys
import traceback
from collections.abc import Sequence

import typer

from sim.cli.app import command
from sim.language import _, speaking

# Typer does not export click's usage errors; the public one is derived from them.
USAGE, REFUSED = typer.BadParameter.__mro__[1:3]
DONE, FAILED, WRONG_INPUT, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: words of the command line; those of the process by default.

    Returns:
        Exit status: 0 done, 1 the work failed, 2 the input is wrong, 130 interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        # A console that lacks a character shows "?" rather than failing.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    with speaking("en"):  # until a command says otherwise: for what it answers, faults as well
        return _done(arguments)


def _done(arguments: Sequence[str] | None) -> int:
    try:
        status = command()(
            args=None if arguments is None else list(arguments),
            prog_name="sim",
            standalone_mode=False,
        )
        sys.stdout.flush()
    except KeyboardInterrupt:
        status = INTERRUPTED
    except BrokenPipeError:
        return _reader_left()
    except SystemExit as stop:
        # Typer leaves this way when the reader of a pipe has gone.
        _reader_left()
        return stop.code if isinstance(stop.code, int) else FAILED
    except Exception as error:
        return _explained(error)
    if status == INTERRUPTED:
        _say(_("interrupted"))
    return status if isinstance(status, int) else DONE


def _explained(error: Exception) -> int:
    """Say what went wrong; the exit status that goes with it."""
    from sim.faults.words import as_text
    from sim.scenario.errors import ScenarioError

    if os.environ.get("SIM_TRACEBACK") == "1":
        traceback.print_exception(error)
    if isinstance(error, ScenarioError):
        _say(as_text(error))
        return WRONG_INPUT
    if isinstance(error, typer.Abort):
        _say(_("interrupted"))
        return INTERRUPTED
    if isinstance(error, REFUSED):
        return _usage(error)
    if isinstance(error, OSError):
        return _file_error(error)
    _say(f"unexpected {type(error).__name__}: {_one_line(error)}")
    _say("This is a fault of the simulator. SIM_TRACEBACK=1 before the command shows where.")
    return FAILED


def _usage(error: BaseException) -> int:
    context = getattr(error, "ctx", None)
    path = getattr(context, "command_path", "sim")
    _say(f"{path}: {getattr(error, 'format_message', lambda: str(error))()}")
    if isinstance(error, USAGE):
        _say(f"{path} --help explains it.")
    return WRONG_INPUT


def _file_error(error: OSError) -> int:
    name = f"{error.filename}: " if error.filename else ""
    _say(f"{name}{error.strerror or _one_line(error)}")
    missing = isinstance(error, FileNotFoundError | NotADirectoryError | IsADirectoryError)
    return WRONG_INPUT if missing else FAILED


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split()) or "no further words"


def _say(text: str) -> None:
    with contextlib.suppress(OSError):
        print(text, file=sys.stderr)


def _reader_left() -> int:
    """Be quiet: whoever read the output has closed it."""
    with contextlib.suppress(OSError, ValueError):
        standard_output = sys.stdout.fileno()
        os.dup2(os.open(os.devnull, os.O_WRONLY), standard_output)
    return FAILED
