"""The arguments of `simulate`, checked: each refusal says what was found and what is allowed."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from sim.records.columns import TABLES
from sim.scenario.errors import did_you_mean, one_of, refusal
from sim.scenario.loading import load
from sim.scenario.scenario import Scenario

ENGINES = ("auto", "mesa", "compiled")
FEW = 50  # wars: Mesa is done in seconds
WORTH_COMPILING = 300  # wars: Mesa takes longer than the compiler


def as_scenario(case: str | Path | Scenario, set: Mapping[str, Any] | None = None) -> Scenario:
    """A scenario by id or path, or one already loaded, with values set."""
    if not isinstance(case, Scenario):
        return load(case, set)
    return load(case.path, case.overrides | dict(set)) if set else case


def the_seed(scenario: Scenario, seed: int | None) -> int:
    """The seed given, or the scenario's own."""
    if seed is None:
        return scenario.case.scenario.seed
    number = at_least("seed", seed, 0)
    if number >= 2**64:
        raise refusal("seed", "too large", found=str(number), allowed="0 to 2^64 - 1")
    return number


def the_engine(engine: str, agents: Collection[str] = ()) -> str:
    """The engine asked for; Mesa where ids are played by decisions of one's own."""
    if engine not in ENGINES:
        raise refusal(
            "engine",
            "no such engine",
            found=str(engine),
            allowed=one_of(ENGINES),
            hint=did_you_mean(str(engine), ENGINES),
        )
    if agents and engine == "compiled":
        raise refusal(
            "engine",
            "decisions of one's own are Python: compiled code cannot ask them",
            found=f"compiled, with agents for {', '.join(agents)}",
            allowed="auto or mesa",
        )
    return "mesa" if agents else engine


def chosen(engine: str, wars: int) -> str:
    """The engine that fights so many wars: `auto` weighs the wait for the compiler against Mesa.

    Few wars never wait for it; some do not where nothing compiled is kept; many always may.
    """
    if engine != "auto":
        return engine
    if wars < FEW:
        return "mesa"
    if wars >= WORTH_COMPILING:
        return "compiled"
    from sim.engines.ready import is_ready

    return "compiled" if is_ready() else "mesa"


def the_workers(workers: int | None) -> int | None:
    """How many threads fight; None: one per processor."""
    return None if workers is None else at_least("workers", workers, 1)


def the_tables(keep: Sequence[str]) -> tuple[str, ...]:
    """The tables to keep, in their own order; `runs` always among them."""
    asked = [keep] if isinstance(keep, str) else list(keep)
    for name in asked:
        if name not in TABLES:
            hint = did_you_mean(str(name), TABLES)
            raise refusal(
                "keep", "no such table", found=str(name), allowed=one_of(TABLES), hint=hint
            )
    return tuple(name for name in TABLES if name in asked or name == "runs")


def at_least(name: str, number: Any, low: int) -> int:
    """A whole number not below `low`; numpy's whole numbers count."""
    allowed = f"a whole number from {low}"
    if not hasattr(number, "__index__"):
        raise refusal(name, "not a whole number", found=str(number), allowed=allowed)
    if number < low:
        raise refusal(name, "too small", found=str(number), allowed=allowed)
    return int(number)
