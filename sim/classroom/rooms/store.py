"""Rooms on disk: a file each, a line for everything that happened to it, never rewritten."""

import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from sim.classroom.rooms.codes import CODE

Line = dict[str, Any]
OURS_ALONE = 0o700
MOST_BYTES = 8_000_000  # of one room


def rooms_folder() -> Path:
    """Where rooms are kept: `SIM_DATA_DIR`, else the user's own folder for data."""
    base = os.environ.get("SIM_DATA_DIR")
    return (Path(base) if base else user_data_path("ceasefire-sim")) / "rooms"


class Store:
    """The files of all rooms.

    A line is written whole and brought to the disk before anybody is told; what a power cut leaves
    of a last line is not read.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or rooms_folder()
        self._lock = threading.Lock()

    def codes(self) -> list[str]:
        """Codes of the rooms that are kept, the latest first."""
        if not self.folder.is_dir():
            return []
        files = [path for path in self.folder.glob("*.jsonl") if CODE.fullmatch(path.stem)]
        return [path.stem for path in sorted(files, key=lambda one: -one.stat().st_mtime)]

    def append(self, code: str, line: Line) -> None:
        """Write a line. Raises OSError if it cannot be kept."""
        text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
        with self._lock:
            self.folder.mkdir(mode=OURS_ALONE, parents=True, exist_ok=True)
            path = self._path(code)
            with path.open("ab") as file:
                file.write((b"\n" if _torn(path) else b"") + text.encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())

    def lines(self, code: str) -> Iterator[Line]:
        """The lines of a room, in order; broken ones are left out."""
        path = self._path(code)
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            return
        for text in path.read_bytes().split(b"\n"):
            try:
                line = json.loads(text)
            except ValueError:
                continue
            if isinstance(line, dict):
                yield line

    def forget(self, code: str) -> None:
        """Delete a room."""
        with self._lock:
            self._path(code).unlink(missing_ok=True)

    def _path(self, code: str) -> Path:
        if not CODE.fullmatch(code):
            raise ValueError(f"no code: {code!r}")
        return self.folder / f"{code}.jsonl"


def _torn(path: Path) -> bool:
    """Whether the last line was not written to its end."""
    if not path.stat().st_size:
        return False
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"
