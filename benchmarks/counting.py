"""How often a war does what costs time: counted while the phases run in plain Python."""

import functools
import importlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks import wars
from sim.kernel.phases import appraise, common, conduct, offer, respond, talks
from sim.scenario.scenario import Scenario

DRAWING, APPRAISAL, JUDGING = "drawing", "appraisal", "judging"
# where each is called from, and by what name
PLACES: tuple[tuple[str, Any, str], ...] = (
    (DRAWING, common, "uniform"),
    (APPRAISAL, appraise, "expected_war"),
    (JUDGING, conduct, "judge"),
    (JUDGING, respond, "judge"),
    (JUDGING, talks, "judge"),
    (JUDGING, offer, "foreseen"),
)


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """Within, calls at these places are counted."""
    calls: Counter[str] = Counter()

    def counting(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def call(*arguments: Any) -> Any:
            calls[name] += 1
            return function(*arguments)

        return call

    own = [(module, name, getattr(module, name)) for _, module, name in PLACES]
    for (what, module, name), (_, _, function) in zip(PLACES, own, strict=True):
        setattr(module, name, counting(what, function))
    try:
        yield calls
    finally:
        for module, name, function in own:
            setattr(module, name, function)


def per_step(case: Scenario, count: int) -> dict[str, float]:
    """Calls of each kind per step of war, over the first `count` wars."""
    importlib.import_module("sim.kernel.step")
    with counted() as calls:
        wars.by_plain_python(case, 0, count)
    steps = wars.steps(case, 0, count)
    return {name: calls[name] / steps for name in (DRAWING, APPRAISAL, JUDGING)}
