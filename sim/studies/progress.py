"""Progress of a sweep: a bar on a terminal, plain lines now and then elsewhere."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

EVERY = 10.0  # seconds between plain lines


@dataclass
class Count:
    """How far a sweep is; wars."""

    planned: int
    skipped: int = 0
    done: int = 0
    failed: int = 0
    began: float = field(default_factory=time.monotonic)
    ended: float | None = None

    @property
    def elapsed(self) -> float:
        """Seconds since it began, to its end if it has ended."""
        return (time.monotonic() if self.ended is None else self.ended) - self.began

    def end(self) -> None:
        """Stop the clock."""
        self.ended = time.monotonic()

    @property
    def remaining(self) -> float | None:
        """Seconds still to go, as far as can be told."""
        fought = self.done + self.failed
        left = self.planned - self.skipped - fought
        if left == 0:
            return 0.0
        return self.elapsed * left / fought if fought else None

    def __str__(self) -> str:
        left = "unknown" if self.remaining is None else clock(self.remaining)
        return (
            f"{self.skipped + self.done + self.failed:,} of {self.planned:,} wars, "
            f"{self.failed:,} failed, elapsed {clock(self.elapsed)}, remaining {left}"
        )


class Follow(Protocol):
    """Told of every chunk that has landed."""

    def __call__(self, count: Count) -> None: ...


def silent(count: Count) -> None:
    """Say nothing."""


@contextmanager
def shown() -> Iterator[Follow]:
    """Progress on standard error."""
    if sys.stderr.isatty():
        with _bar() as follow:
            yield follow
    else:
        yield _Lines()


class _Lines:
    def __init__(self) -> None:
        self.last = time.monotonic()

    def __call__(self, count: Count) -> None:
        if time.monotonic() - self.last >= EVERY:
            self.last = time.monotonic()
            print(count, file=sys.stderr, flush=True)


@contextmanager
def _bar() -> Iterator[Follow]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (BarColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)

        def follow(count: Count) -> None:
            done = count.skipped + count.done + count.failed
            progress.update(task, total=count.planned, completed=done, description=str(count))

        yield follow


def clock(seconds: float) -> str:
    """Seconds as h:mm:ss."""
    whole = round(seconds)
    return f"{whole // 3600}:{whole % 3600 // 60:02d}:{whole % 60:02d}"
