"""A study: which scenario is fought how often, at which points of which parameters."""

from dataclasses import dataclass
from typing import Any, Literal

from sim.records.draws import Draws
from sim.scenario.scenario import Scenario

Design = Literal["grid", "list", "latin-hypercube", "sobol", "morris"]
DESIGNS: tuple[Design, ...] = ("grid", "list", "latin-hypercube", "sobol", "morris")
SAMPLERS = ("latin-hypercube", "sobol", "morris")
Value = bool | int | float | str
Problem = dict[str, Any]  # SALib's: num_vars, names, bounds


@dataclass(frozen=True)
class Range:
    """From `low` to `high`; `steps` values of it in a grid, none in a sampler's design."""

    low: float
    high: float
    steps: int | None = None


@dataclass(frozen=True)
class Study:
    """A study, checked.

    Attributes:
        name: what its folder is called.
        scenario: what is fought, with the study's own fixed values set.
        design: how points are chosen.
        replicates: wars at each point; war k has the same luck at all of them.
        seed: of all luck, of the sampler's too.
        measures: what is reported; the tables hold all columns anyway.
        vary: address -> values, or range.
        samples: base size of a sampler's design.
        levels: of a Morris design.
        fixed: address -> value, set for all points.
        question: what it is to answer, in words.
        uncertainty: where each replicate's other parameters are drawn from, if they are; the same
            at all points.
    """

    name: str
    scenario: Scenario
    design: Design
    replicates: int
    seed: int
    measures: tuple[str, ...]
    vary: dict[str, tuple[Value, ...] | Range]
    samples: int
    levels: int
    fixed: dict[str, Value]
    question: str
    uncertainty: Draws | None = None

    @property
    def addresses(self) -> list[str]:
        """What varies, in order."""
        return list(self.vary)

    @property
    def problem(self) -> Problem:
        """The study's ranges as SALib's `problem`; of listed values, the least and largest.

        Raises:
            ValueError: when something varies that is not a number.
        """
        bounds = []
        for address, options in self.vary.items():
            if isinstance(options, Range):
                bounds.append([options.low, options.high])
                continue
            numbers = [float(v) for v in options if isinstance(v, int | float)]
            if len(numbers) < len(options):
                raise ValueError(f"{address} takes words: SALib knows numbers only")
            bounds.append([min(numbers), max(numbers)])
        return {"num_vars": len(bounds), "names": self.addresses, "bounds": bounds}
