"""What is wrong with a scenario file, said so that it can be put right."""

import difflib
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

Keys = tuple[str, ...]


@dataclass(frozen=True)
class Where:
    """Where a value was stated: a file and a line, or `--set`."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Finding:
    """Something wrong at an address, not yet placed in a file."""

    keys: Keys
    problem: str
    found: str = ""
    allowed: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Fault:
    """Something wrong, with the place where it was written."""

    file: str
    line: int | None
    address: str
    found: str
    allowed: str
    hint: str
    problem: str = ""

    def __str__(self) -> str:
        place = str(Where(self.file, self.line))
        head = ": ".join(part for part in (place, self.address, self.problem) if part)
        rows = [head]
        if self.found:
            rows.append(f"    found:   {self.found}")
        if self.allowed:
            rows.append(f"    allowed: {self.allowed}")
        if self.hint:
            rows.append(f"    hint:    {self.hint}")
        return "\n".join(map(printable, rows))

    def as_dict(self) -> dict[str, Any]:
        """The fault as `sim check --json` prints it."""
        return asdict(self)


class ScenarioError(Exception):
    """A scenario cannot be used. `faults` holds all that is wrong with it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def __reduce__(self) -> tuple[type["ScenarioError"], tuple[tuple[Fault, ...]]]:
        return ScenarioError, (self.faults,)


def refusal(
    file: str, problem: str, *, found: str = "", allowed: str = "", hint: str = ""
) -> ScenarioError:
    """An error made of one fault about a whole file or option."""
    return ScenarioError([Fault(file, None, "", found, allowed, hint, problem)])


def nearest(word: str, choices: Iterable[str]) -> str:
    """The choice spelled most like `word`, or nothing when none is near."""
    known = list(choices)
    folded = {choice.lower(): choice for choice in reversed(known)}
    near = difflib.get_close_matches(word.lower(), list(folded), n=1, cutoff=0.6)
    return folded[near[0]] if near else ""


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A hint with the nearest spelling, or nothing."""
    near = nearest(word, choices)
    return f"did you mean {near}?" if near else ""


def one_of(choices: Iterable[str], most: int = 24) -> str:
    """A list of what is allowed, cut when it is long."""
    known = list(choices)
    if not known:
        return "none: the scenario has no such element"
    shown = ", ".join(known[:most])
    rest = len(known) - most
    return f"one of: {shown}" + (f" and {rest} more" if rest > 0 else "")


def printable(text: str) -> str:
    """Text without control characters, so that a file cannot write over the terminal."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


def display(path: Path) -> str:
    """A path as a reader wants it: relative when it lies below the current folder."""
    try:
        return os.fspath(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return os.fspath(path)
