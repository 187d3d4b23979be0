"""Parameters drawn war by war, so that a difference carries doubt about them and not luck alone.

`prior` draws each number that the base calls uncertain evenly from its range; `fitted` draws a
whole particle of a fit's posterior, by weight. War k has the same draw in all scenarios that are
compared. A scenario keeps its own number where it states another one than the base.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sim.scenario.addresses import values
from sim.scenario.errors import did_you_mean, display, one_of, refusal
from sim.scenario.points import at_point
from sim.scenario.root import scenario_root
from sim.scenario.scenario import Scenario
from sim.studies.fighting import fighter, never
from sim.studies.varying import whole

if TYPE_CHECKING:
    from sim.engines.batch import Batch

PRIOR, FITTED = "prior", "fitted"
WAYS = (PRIOR, FITTED)
FILE, WEIGHT, DISTANCE = "-fitted.draws.csv", "weight", "distance"
PURPOSE = 201  # keeps these draws apart from all others under the same seed


@dataclass(frozen=True)
class Uncertainty:
    """Draws of parameters.

    Attributes:
        words: where they come from, for a page.
        base: whose numbers are drawn.
        draw: number of a war -> address -> value.
    """

    words: str
    base: Scenario
    draw: Callable[[int], dict[str, float]]

    def within(self, scenario: Scenario, number: int) -> Scenario:
        """A scenario as war `number` is fought in it."""
        own, stated = values(scenario.case), values(self.base.case)
        point = {
            address: value
            for address, value in self.draw(number).items()
            if address in own and own[address] == stated.get(address)
        }
        return at_point(scenario, point)


def uncertainty(way: str, base: Scenario, seed: int) -> Uncertainty:
    """The draws of `prior` or `fitted`.

    Raises:
        ScenarioError: when it is neither, or the base has no ranges, or no fit.
    """
    if way not in WAYS:
        hint = did_you_mean(way, WAYS)
        raise refusal("--uncertainty", "unknown word", found=way, allowed=one_of(WAYS), hint=hint)
    return _prior(base, seed) if way == PRIOR else _fitted(base, seed)


def _chance(seed: int, number: int) -> np.random.Generator:
    return np.random.default_rng(np.random.SeedSequence((seed, PURPOSE, number)))


def _prior(base: Scenario, seed: int) -> Uncertainty:
    ranges = {name: ends for name, ends in base.uncertainties.items() if not whole(name)}
    if not ranges:
        raise refusal("--uncertainty", f"{base.id} states no ranges to draw from")

    def draw(number: int) -> dict[str, float]:
        chance = _chance(seed, number)
        return {name: float(chance.uniform(*ends)) for name, ends in ranges.items()}

    words = f"each war with {len(ranges)} numbers drawn from the ranges of {base.id}"
    return Uncertainty(words, base, draw)


def _fitted(base: Scenario, seed: int) -> Uncertainty:
    file = fit_of(base)
    table = _read(file)
    weights = table[WEIGHT].to_numpy(dtype=np.float64)
    weights = weights / weights.sum()
    rows: list[dict[Any, Any]] = table.drop(columns=[WEIGHT, DISTANCE]).to_dict("records")

    def draw(number: int) -> dict[str, float]:
        return dict(rows[int(_chance(seed, number).choice(len(rows), p=weights))])

    words = f"each war with {len(rows[0])} numbers drawn from the posterior {file.name}"
    return Uncertainty(words, base, draw)


def fit_of(base: Scenario) -> Path:
    """The draws of the fit of a scenario, or of one that it extends: beside it, or shipped.

    Raises:
        ScenarioError: when there are none.
    """
    names = [base.id.removesuffix("-fitted"), *(Path(name).stem for name in base.bases)]
    for name in dict.fromkeys(names):
        for folder in (base.path.parent, *sorted(scenario_root().glob("*/"))):
            if (folder / f"{name}{FILE}").is_file():
                return folder / f"{name}{FILE}"
    hint = "sim calibrate makes one; --uncertainty prior draws from the ranges"
    allowed = f"a scenario with a fit beside it: {names[0]}{FILE}"
    raise refusal("--uncertainty", f"{base.id} has no fit", allowed=allowed, hint=hint)


def _read(file: Path) -> pd.DataFrame:
    try:
        table = pd.read_csv(file, dtype=np.float64)
    except ValueError as error:
        raise refusal(display(file), f"not a table of draws: {error}") from None
    if not {WEIGHT, DISTANCE} < set(table.columns) or not (table[WEIGHT] >= 0.0).all():
        raise refusal(display(file), "not a table of draws", allowed="as sim calibrate writes it")
    return table


def fought_uncertain(
    scenario: Scenario, seed: int, count: int, engine: str, drawn: Uncertainty
) -> Iterator[Batch]:
    """Wars 0 to `count` - 1, each with its own draw, one by one."""
    for number in range(count):
        yield from fighter(drawn.within(scenario, number), seed, engine)(number, 1, never)
