"""A condition on a measure, such as `outcome:settlement>0.3`: read, checked, applied to means."""

import math
import operator
import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.scenario.errors import ScenarioError, did_you_mean, nearest, one_of, refusal
from sim.studies.measures import OUTCOME

SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    ">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le,
}  # fmt: skip
PARTS = re.compile(r"([^<>=!]*)([<>=!]+)(.*)", re.DOTALL)
OPTION = "--where"
ALLOWED = "MEASURE>NUMBER, with >, >=, < or <=, such as outcome:settlement>0.3"


class Condition(NamedTuple):
    """What a point's mean of a measure is to fulfil: a measure, a comparison, a number."""

    measure: str
    sign: str
    number: float

    def holds(self, means: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Whether each mean fulfils it; none that is missing does."""
        fulfilled: NDArray[np.bool_] = SIGNS[self.sign](means, self.number)
        return fulfilled

    def __str__(self) -> str:
        return f"{self.measure} {self.sign} {self.number:g}"


def read_condition(text: str, known: Sequence[str]) -> Condition:
    """A condition as `--where` takes it.

    Args:
        text: measure, comparison, number.
        known: the measures there are.

    Raises:
        ScenarioError: with the nearest spelling.
    """
    parts = PARTS.fullmatch(str(text).strip())
    if parts is None:
        raise _refused("no comparison in it", str(text) or "nothing", ALLOWED)
    measure, sign, number = (part.strip() for part in parts.groups())
    if sign not in SIGNS:
        near = next((one for one in SIGNS if sorted(one) == sorted(sign)), nearest(sign, SIGNS))
        hint = f"did you mean {near}?" if near else ""
        raise _refused("no such comparison", sign, one_of(SIGNS), hint)
    if measure not in known:
        hint = did_you_mean(measure, known)
        raise _refused("no such measure", measure or "nothing", one_of(known), hint)
    return Condition(measure, sign, _number(measure, number))


def _number(measure: str, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise _refused("not a number", text or "nothing", ALLOWED)
    if measure.startswith(OUTCOME) and abs(number) > 1.0:
        hint = f"{number:g} % is {number / 100.0:g}"
        raise _refused("a share is never so far from 0", text, "-1 to 1", hint)
    return number


def _refused(problem: str, found: str, allowed: str, hint: str = "") -> ScenarioError:
    return refusal(OPTION, problem, found=found, allowed=allowed, hint=hint)
