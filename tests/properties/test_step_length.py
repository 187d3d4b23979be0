"""How long a step is does not matter: rates are per day, hours are drawn within a step.

Stated tolerance, against steps of six hours: four standard errors of the difference, and beyond
chance 2 % of a mean or 0.04 of a share. That much is due to what is done once a step: judging
anew whether to keep a truce, answering fire, holding talks; a side goes back to war after the
last incident of a step, which lies later in a long one.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.scenario.loading import load
from tests.engines.wars import Fight, War, by_loop

WARS = 300
ERRORS = 4.0
Numbers = NDArray[np.float64]


class Estimate(NamedTuple):
    """A ratio of two sums over wars, with its standard error."""

    value: float
    error: float


def ratio(top: Numbers, bottom: Numbers) -> Estimate:
    """Sum over sum; wars are independent, what happens within one is not."""
    value = float(top.sum() / bottom.sum())
    spread = top - value * bottom
    return Estimate(value, float(np.sqrt((spread * spread).sum()) / bottom.sum()))


def deaths_by_day_20(war: War) -> tuple[float, float]:
    return float(war.log.day_sides["deaths"][:20].sum()), 1.0


def line_at_day_20(war: War) -> tuple[float, float]:
    days = int(war.log.counts[2])
    return float(war.log.day_fronts["line"][min(19, days - 1), 0]), 1.0


def agreements(war: War) -> tuple[float, float]:
    return float(war.world.war[0]["truces"]), 1.0


def shorter_than(days: float) -> Callable[[War], tuple[float, float]]:
    """Share of agreements that ended within so many days of entry into force."""

    def count(war: War) -> tuple[float, float]:
        ended = war.log.truces[: int(war.log.counts[1])]
        life = (ended["ended_hour"] - ended["effective_hour"]) / 24.0
        return float((life < days).sum()), float(war.world.war[0]["truces"])

    return count


MEASURES: dict[str, tuple[Callable[[War], tuple[float, float]], float, float]] = {
    "deaths by day 20": (deaths_by_day_20, 0.02, 0.0),
    "line at day 20": (line_at_day_20, 0.02, 0.0),
    "agreements": (agreements, 0.02, 0.0),
    "truces of under a day": (shorter_than(1.0), 0.0, 0.04),
    "truces of under ten days": (shorter_than(10.0), 0.0, 0.04),
}


@pytest.fixture(scope="module")
def measured(fight: Fight) -> dict[float, dict[str, Estimate]]:
    """Every measure for every length of a step."""
    table: dict[float, dict[str, Estimate]] = {}
    for hours in (3.0, 6.0, 12.0):
        scenario = load("karabakh-2020", set={"scenario.step_hours": hours})
        wars = [by_loop(fight, scenario, 11, replicate) for replicate in range(WARS)]
        table[hours] = {}
        for name, (measure, _, _) in MEASURES.items():
            sums = np.array([measure(war) for war in wars])
            table[hours][name] = ratio(sums[:, 0], sums[:, 1])
    return table


@pytest.mark.slow
@pytest.mark.parametrize("hours", [3.0, 12.0])
@pytest.mark.parametrize("name", MEASURES)
def test_the_step_does_not_matter(
    measured: dict[float, dict[str, Estimate]], name: str, hours: float
) -> None:
    mine, usual = measured[hours][name], measured[6.0][name]
    relative, absolute = MEASURES[name][1:]
    allowed = ERRORS * float(np.hypot(mine.error, usual.error))
    allowed += relative * abs(usual.value) + absolute
    assert abs(mine.value - usual.value) <= allowed, (mine, usual)
    assert usual.error > 0.0
    assert allowed < 0.2 * max(abs(usual.value), 0.5)  # the comparison can fail
