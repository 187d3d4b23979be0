"""`--uncertainty`: where the parameters of wars are drawn from, so that results carry doubt about
them and not luck alone.

`prior` draws each number that the base calls uncertain evenly from its range; `fitted` draws a
whole particle of a fit's posterior, by weight.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from sim.records.arguments import at_least
from sim.records.draws import FITTED, PRIOR, Draws
from sim.scenario.addresses import values
from sim.scenario.errors import did_you_mean, display, one_of, refusal
from sim.scenario.root import scenario_root
from sim.scenario.scenario import Scenario
from sim.scenario.shape import whole

WAYS = (PRIOR, FITTED)
FILE, WEIGHT, DISTANCE = "-fitted.draws.csv", "weight", "distance"
OPTION = "--uncertainty"
# assumed: with 5 wars to a draw, 1,000 wars tell a share of a tenth of the variance from none, and
# their mean is hardly less sure than with a draw for each war
WARS_PER_DRAW = 5


def uncertainty(
    way: str, base: Scenario, seed: int, wars_per_draw: int = 1, kept: Collection[str] = ()
) -> Draws:
    """The draws of `prior` or `fitted`.

    Args:
        base: whose numbers are drawn.
        wars_per_draw: consecutive wars that share a draw, at least 1.
        kept: addresses that something else sets, a study's design say.

    Raises:
        ScenarioError: when it is neither, or the base has no ranges, or no fit, or nothing is left
            to draw.
    """
    if way not in WAYS:
        hint = did_you_mean(way, WAYS)
        raise refusal(OPTION, "unknown word", found=way, allowed=one_of(WAYS), hint=hint)
    each = at_least("--wars-per-draw", wars_per_draw, 1)
    found = _prior(base, seed, each) if way == PRIOR else _fitted(base, seed, each)
    if not set(found.addresses) - set(kept) - set(base.overrides):
        hint = "leave something that it would draw as it is"
        raise refusal(OPTION, "nothing is left to draw: all is set or varied", found=way, hint=hint)
    return found


def drawn(base: Scenario, way: str | None, seed: int, wars_per_draw: int | None) -> Draws | None:
    """The draws that are asked for; None where parameters are not drawn.

    Args:
        wars_per_draw: None: so many that parameters and luck can be told apart.

    Raises:
        ScenarioError: as `uncertainty`, and for wars per draw where nothing is drawn.
    """
    if way is not None:
        return uncertainty(
            way, base, seed, WARS_PER_DRAW if wars_per_draw is None else wars_per_draw
        )
    if wars_per_draw is not None:
        found = str(wars_per_draw)
        raise refusal("--wars-per-draw", f"only together with {OPTION}", found=found)
    return None


def _prior(base: Scenario, seed: int, each: int) -> Draws:
    ranges = {name: ends for name, ends in base.uncertainties.items() if not whole(name)}
    if not ranges:
        raise refusal(OPTION, f"{base.id} states no ranges to draw from")
    own = values(base.case)
    lows, highs = zip(*((float(low), float(high)) for low, high in ranges.values()), strict=True)
    stated = tuple(own[name] for name in ranges)
    return Draws(PRIOR, base.id, seed, each, tuple(ranges), stated, (lows, highs))


def _fitted(base: Scenario, seed: int, each: int) -> Draws:
    file = fit_of(base)
    table = _read(file)
    own = values(base.case)
    names = [name for name in table.columns if name in own]
    if not names:
        raise refusal(display(file), f"nothing that it draws is in {base.id}")
    weights = table[WEIGHT] / table[WEIGHT].sum()
    particles = tuple(tuple(row) for row in table[names].to_numpy().tolist())
    stated = tuple(own[name] for name in names)
    return Draws(
        FITTED, file.name, seed, each, tuple(names), stated, particles, tuple(weights.tolist())
    )


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
    raise refusal(OPTION, f"{base.id} has no fit", allowed=allowed, hint=hint)


def _read(file: Path) -> pd.DataFrame:
    try:
        table = pd.read_csv(file, dtype="float64")
    except ValueError as error:
        raise refusal(display(file), f"not a table of draws: {error}") from None
    weighted = {WEIGHT, DISTANCE} < set(table.columns) and bool((table[WEIGHT] >= 0.0).all())
    if not weighted or not table[WEIGHT].sum() > 0.0:
        raise refusal(display(file), "not a table of draws", allowed="as sim calibrate writes it")
    return table
