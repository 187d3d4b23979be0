"""How much one browser may ask for: wars no larger than these, and a few at a time."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sim.build.parties import is_beta
from sim.build.template import last_tick, longest_front
from sim.classroom.answers import TOO_MANY, UNUSABLE, Refusal
from sim.scenario.schema import Case

WAR_SECONDS = 10.0  # a war that takes longer is given up
JOB_SECONDS = 120.0  # the same for many wars
UPLOAD_BYTES = 200_000
MESSAGE_BYTES = 60_000
BODY_SECONDS = 15.0  # in which a message must have come
MOST_STEPS = 20_000
MOST_ENGAGEMENTS_A_STEP = 200.0
# Positions weighed: steps, fronts, positions and quadrature nodes multiplied; a few seconds' work.
MOST_WEIGHING, MOST_IN_ALL = 5.0e8, 1.0e10
MOST_OF = {
    "belligerents": 12, "states": 60, "mediators": 24, "fronts": 16, "issues": 40, "events": 400,
}  # fmt: skip
LONGEST_BETA_FRONT = 60  # positions, where beliefs are about winning one battle
WAITING = 6  # wars that one session may have waiting
ONE_ADDRESS = 64  # and one machine, which a whole class may share


def refuse_too_large(case: Case, wars: int = 1) -> None:
    """Refuse a scenario that would take too long or too much memory, before it is built.

    Raises:
        Refusal: saying what is too large, and what is allowed.
    """
    for group, most in MOST_OF.items():
        count = len(getattr(case, group))
        if count > most:
            raise _too_large(group, str(count), f"at most {most}")
    hours = 24.0 * (case.scenario.horizon_days + case.scenario.aftermath_days)
    if hours / case.scenario.step_hours > MOST_STEPS:
        found = f"{hours / case.scenario.step_hours:.3g} steps"
        raise _too_large("scenario.horizon_days", found, f"at most {MOST_STEPS} steps")
    steps = last_tick(case)
    for name, front in case.fronts.items():
        rate = front.engagements * case.scenario.step_hours / 24.0
        if rate > MOST_ENGAGEMENTS_A_STEP:
            allowed = f"at most {MOST_ENGAGEMENTS_A_STEP:g} in a step"
            raise _too_large(f"fronts.{name}.engagements", f"{rate:.3g}", allowed)
    positions = longest_front(case)
    beta = any(is_beta(side.belief) for side in case.belligerents.values())
    if beta and positions > LONGEST_BETA_FRONT:
        raise _too_large(
            "fronts", f"{positions} positions, with beta beliefs", f"{LONGEST_BETA_FRONT}"
        )
    nodes = max(48, 5 * positions) if beta else 5
    weighing = float(steps * len(case.fronts) * (positions + 1) * nodes)
    excess = max(weighing / MOST_WEIGHING, wars * weighing / MOST_IN_ALL)
    if excess > 1.0:
        hint = "fewer wars, a shorter horizon, longer steps or fewer positions"
        raise _too_large("scenario", f"about {excess:.2g} times as much as allowed", "1", hint)


def _too_large(address: str, found: str, allowed: str, hint: str = "") -> Refusal:
    return Refusal(
        UNUSABLE, "more work than the classroom takes on", address=address, found=found,
        allowed=allowed, hint=hint or "run it with sim run on the command line",
    )  # fmt: skip


class Turns:
    """One piece of work at a time for each session, and a short queue: nobody slows the others."""

    def __init__(self) -> None:
        self._locks: dict[str, asyncio.Lock] = {}
        self._waiting: Counter[str] = Counter()
        self._address: Counter[str] = Counter()

    @asynccontextmanager
    async def of(self, token: str, address: str) -> AsyncIterator[None]:
        """A session's turn.

        Raises:
            Refusal: it has too much waiting already.
        """
        if self._waiting[token] >= WAITING or self._address[address] >= ONE_ADDRESS:
            raise Refusal(
                TOO_MANY, "one thing after the other", found="too many requests at once",
                allowed=f"{WAITING} at a time", hint="wait for the answers before asking again",
            )  # fmt: skip
        self._waiting[token] += 1
        self._address[address] += 1
        lock = self._locks.setdefault(token, asyncio.Lock())
        try:
            async with lock:
                yield
        finally:
            self._leave(self._waiting, token)
            self._leave(self._address, address)
            if token not in self._waiting:
                self._locks.pop(token, None)

    @staticmethod
    def _leave(counter: Counter[str], key: str) -> None:
        counter[key] -= 1
        if counter[key] <= 0:
            del counter[key]
