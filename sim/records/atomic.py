"""Files that are there whole or not at all: a temporary folder, flushed, then renamed."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from sim.records.errors import WritingError

FULL = (errno.ENOSPC, errno.EDQUOT)
FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


def write_file(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Write a file and see it onto the disk."""
    with path.open("wb") as stream:
        write(stream)
        stream.flush()
        os.fsync(stream.fileno())


@contextmanager
def staged(directory: Path, last: str) -> Iterator[Path]:
    """A temporary folder whose files become those of `directory` when all are written.

    `last` names the file that is put in place after all others and removed before them: where
    it stands, the folder is whole. Other files of an existing folder stay.

    Raises:
        WritingError: in words, when something cannot be written; nothing half-written is left.
    """
    staging = directory.parent / f".{directory.name}.{os.getpid()}.part"
    made = _first_missing(directory.parent)
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        yield staging
        _publish(staging, directory, last)
    except OSError as error:
        _tidy(staging, made)
        raise WritingError(_reason(directory, error)) from error
    except BaseException:
        _tidy(staging, made)
        raise


def _publish(staging: Path, directory: Path, last: str) -> None:
    _flush(staging)
    if not directory.exists():
        staging.rename(directory)
        _flush(directory.parent)
        return
    (directory / last).unlink(missing_ok=True)
    for path in sorted(staging.iterdir(), key=lambda path: path.name == last):
        path.replace(directory / path.name)
    staging.rmdir()
    _flush(directory)


def _flush(folder: Path) -> None:
    """See the folder's entries onto the disk, where the system allows it (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _first_missing(folder: Path) -> Path | None:
    """The topmost folder that would have to be made."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    return missing[-1] if missing else None


def _tidy(staging: Path, made: Path | None) -> None:
    """Away with the temporary folder, and with folders above it that stand empty."""
    shutil.rmtree(staging, ignore_errors=True)
    folder = staging.parent
    while made is not None and made in (folder, *folder.parents):
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _reason(directory: Path, error: OSError) -> str:
    if error.errno in FULL:
        why = "the disk is full"
    elif error.errno in FORBIDDEN:
        why = "the folder cannot be written to"
    else:
        why = error.strerror or str(error) or type(error).__name__
    return f"{directory}: {why}. Nothing was written there"
