"""Many wars beside the page: piece by piece in turn, with progress, cancel and limits."""

import logging
import os
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any

import numpy as np

from sim.classroom.answers import TOO_MANY, UNKNOWN, UNUSABLE, Refusal, refused
from sim.classroom.engine import Engine
from sim.classroom.limits import JOB_SECONDS
from sim.classroom.many import Series, changed_outcomes, summary
from sim.classroom.wars import computable
from sim.faults.words import told
from sim.scenario.errors import ScenarioError

LOG = logging.getLogger("sim.classroom")
PIECE_SECONDS = 0.2
FIRST_PIECE, LARGEST_PIECE = 2, 1000
RUNNING_EACH = 2  # jobs that one session may have running
KEPT_EACH, KEPT_IN_ALL = 6, 600
PREPARING = "the compiled engine is being made ready"
RUNNING, DONE, CANCELLED, FAILED = "running", "done", "cancelled", "failed"

Prepare = Callable[[], list[Series]]


class Job:
    """So many wars of one branch, or of two under the same luck.

    Args:
        prepare: makes the branches, in a thread of the pool.
        planned: wars of each.
        seconds: that they may take.
        short: fewer wars will do where the time is up; else it is then given up.
    """

    def __init__(
        self,
        token: str,
        prepare: Prepare,
        planned: int,
        seconds: float = JOB_SECONDS,
        short: bool = False,
    ) -> None:
        self.id, self.token, self.planned = secrets.token_urlsafe(12), token, planned
        self.state, self.done, self.waiting = RUNNING, 0, False
        self.result: dict[str, Any] | None = None
        self.error: dict[str, Any] | None = None
        self._prepare, self._seconds, self._short = prepare, seconds, short
        self._series: list[Series] = []
        self._piece = FIRST_PIECE
        self._began: float | None = None
        self._spent = 0.0
        self._ended = 0.0

    def cancel(self) -> None:
        """Stop after the war that is being fought."""
        if self.state == RUNNING:
            self._end(CANCELLED)
        self._let_go()

    def advance(self, engine: Engine) -> bool:
        """Do a piece of the work; whether there is more to do."""
        if self.state != RUNNING:
            return False
        if engine.failed:
            self._fail(Refusal(503, "the compiled engine is not to be had here"))
            return False
        self.waiting = not engine.wait(PIECE_SECONDS)
        if self.waiting:
            return True
        try:
            with np.errstate(all="ignore"), computable():
                self._work()
        except Refusal as refusal:
            self._fail(refusal)
        except ScenarioError as error:
            self._fail(refused(error))
        except Exception:
            LOG.exception("many wars failed")
            self._fail(Refusal(500, "the wars could not be fought"))
        return self.state == RUNNING

    def _work(self) -> None:
        began = time.monotonic()
        if self._began is None:
            self._began = began
            self._series = self._prepare()
        count = min(self._piece, self.planned - self.done)
        for series in self._series:
            if self.state != RUNNING:
                return
            series.go_on(self.done, count)
        if self.state != RUNNING:  # cancelled meanwhile: the piece may be incomplete
            self._let_go()
            return
        self.done += count
        spent = time.monotonic() - began
        self._spent += spent
        fitting = int(count * PIECE_SECONDS / max(spent, 1e-6))
        self._piece = max(1, min(fitting, 4 * self._piece, LARGEST_PIECE))
        late = self._spent > self._seconds
        if self.done >= self.planned or (late and self._short):
            self._finish()
        elif late:
            raise Refusal(
                UNUSABLE, "these wars take too long", allowed=f"{self._seconds:g} seconds",
                hint="fewer wars, or sim compare on the command line",
            )  # fmt: skip

    def _finish(self) -> None:
        tables = [series.runs(self.done) for series in self._series]
        names = ("base", "branch")[: len(tables)]
        result: dict[str, Any] = {
            name: summary(runs) for name, runs in zip(names, tables, strict=True)
        }
        if len(tables) == 2:
            result["differ"] = changed_outcomes(*tables)
        self.result = result
        self._let_go()
        self._series = []
        self._end(DONE)

    def _fail(self, refusal: Refusal) -> None:
        self.error = refusal.error
        self._let_go()
        self._end(FAILED)

    def _let_go(self) -> None:
        for series in self._series:
            series.cancel()

    def _end(self, state: str) -> None:
        self._ended = time.monotonic()
        self.state = state

    def as_dict(self) -> dict[str, Any]:
        """How far it is."""
        state = self.state
        end = self._ended if state != RUNNING else time.monotonic()
        elapsed = 0.0 if self._began is None else end - self._began
        remaining = None
        if state == RUNNING and self.done:
            remaining = elapsed * (self.planned - self.done) / self.done
        return {
            "job": self.id, "state": state, "done": self.done, "planned": self.planned,
            "elapsed": elapsed, "remaining": remaining,
            "waiting": PREPARING if self.waiting and state == RUNNING else None,
            "result": self.result, "error": self.error and told(self.error),
        }  # fmt: skip


class Jobs:
    """All jobs: pieces of all of them take turns, so that none waits for another to end."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._pool = ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="wars")
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._stopped = False

    def start(
        self,
        token: str,
        prepare: Prepare,
        planned: int,
        seconds: float = JOB_SECONDS,
        short: bool = False,
    ) -> Job:
        """A new job of a session; arguments as of `Job`.

        Raises:
            Refusal: the session has enough of them running.
        """
        with self._lock:
            mine = [job for job in self._jobs.values() if job.token == token]
            if sum(job.state == RUNNING for job in mine) >= RUNNING_EACH:
                raise Refusal(
                    TOO_MANY, "one thing after the other", found="many wars are running already",
                    allowed=f"{RUNNING_EACH} at a time", hint="wait for them, or cancel them",
                )  # fmt: skip
            job = Job(token, prepare, planned, seconds, short)
            self._jobs[job.id] = job
            self._forget([*mine, job], KEPT_EACH)
            self._forget(list(self._jobs.values()), KEPT_IN_ALL)
        self._pool.submit(copy_context().run, self._turn, job)
        return job

    def get(self, token: str, name: str) -> Job:
        """A job of a session. Raises Refusal if it has none of that id."""
        job = self._jobs.get(name)
        if job is None or job.token != token:
            raise Refusal(UNKNOWN, "no such job", hint="it may have ended with the server")
        return job

    def stop(self) -> None:
        """Cancel everything."""
        self._stopped = True
        for job in list(self._jobs.values()):
            job.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _turn(self, job: Job) -> None:
        if job.advance(self._engine) and not self._stopped:
            try:
                self._pool.submit(copy_context().run, self._turn, job)
            except RuntimeError:  # the pool was shut down meanwhile
                job.cancel()

    def _forget(self, jobs: list[Job], most: int) -> None:
        """Let go of the oldest that have ended."""
        ended = [job for job in jobs if job.state != RUNNING]
        for job in ended[: max(0, len(jobs) - most)]:
            self._jobs.pop(job.id, None)
