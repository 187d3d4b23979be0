"""Wars of many points, one each, held against the whole record, fitted to or not."""

from collections.abc import Iterator, Sequence
from typing import Any

from sim.engines.ensemble import fight_one
from sim.engines.finished import Finished
from sim.scenario.points import at_point
from sim.studies.calibration.chance import MOST_LUCK, PREDICTED, generator
from sim.studies.calibration.study import Calibration
from sim.studies.record_rows import Row, compare_with_record


def predicted(study: Calibration, points: Sequence[dict[Any, Any]]) -> list[Row]:
    """War k at point k, with luck of its own that no war of the fit had."""

    def wars() -> Iterator[Finished]:
        chance = generator(study.seed, PREDICTED)
        for point in points:
            luck = int(chance.integers(MOST_LUCK))
            yield fight_one(at_point(study.scenario, point), study.seed, luck)

    return compare_with_record(study.record, wars())
