"""A fit as pyABC sees it: ranges, a simulator, and what the record says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sim.engines.ensemble import fight_one
from sim.scenario.points import at_point
from sim.studies.calibration.statistics import of_war
from sim.studies.calibration.study import Calibration

Numbers = dict[str, float]
Simulate = Callable[[Mapping[str, float], int], Numbers]


@dataclass(frozen=True)
class Problem:
    """A simulator with unknown parameters, and data.

    Attributes:
        ranges: parameter -> (low, high); priors are uniform.
        simulate: parameters and a number for luck -> statistics by name.
        record: statistic -> the least and the most that the data say.
    """

    ranges: dict[str, tuple[float, float]]
    simulate: Simulate
    record: dict[str, tuple[float, float]]


def problem_of(study: Calibration) -> Problem:
    """The wars of a calibration. One luck number is one replicate under the study's seed."""

    def simulate(parameters: Mapping[str, float], luck: int) -> Numbers:
        war = fight_one(at_point(study.scenario, parameters), study.seed, luck)
        return of_war(war, study.statistics)

    record = {name: (one.low, one.high) for name, one in study.statistics.items()}
    return Problem(study.ranges, simulate, record)
