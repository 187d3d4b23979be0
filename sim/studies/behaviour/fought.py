"""The two arms of an experiment, fought with the same luck, and what differs between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sim.records.simulate import simulate
from sim.scenario.root import scenario_root
from sim.studies.behaviour.curves import Curve
from sim.studies.behaviour.experiments import Experiment, Settings
from sim.studies.behaviour.measures import Floats

SEED = 2020
Z95 = 1.96


class Along(NamedTuple):
    """A measure along one number: where, mean, half the width of its interval."""

    x: Floats
    means: Floats
    halves: Floats


@dataclass(frozen=True)
class Effect:
    """What a change does to a measure.

    Attributes:
        base, other: the measure's mean in either arm.
        difference, error: mean of the paired differences, and its standard error.
        changed: in how many wars the measure differs at all.
        wars: pairs of wars in which the measure could be taken in both arms.
    """

    base: float
    other: float
    difference: float
    error: float
    changed: int
    wars: int

    def interval(self, errors: float = Z95) -> tuple[float, float]:
        """Low and high end of an interval of so many standard errors."""
        return self.difference - errors * self.error, self.difference + errors * self.error

    def goes(self, rises: bool, errors: float) -> bool:
        """Whether the whole interval lies on the claimed side of nothing."""
        low, high = self.interval(errors)
        return low > 0.0 if rises else high < 0.0


def values(one: Experiment | Curve, settings: Settings, wars: int, seed: int = SEED) -> Floats:
    """The measure of wars 0 to `wars` - 1 with some addresses set."""
    name = one.scenario
    found = simulate(
        scenario_root() / name if name.endswith(".toml") else name,
        replicates=wars,
        seed=seed,
        set=dict(settings),
        keep=["runs", "truces", *one.needs],
        engine="compiled",
    )
    return one.measure(found)


def along(one: Curve, arm: str, wars: int) -> Along:
    """An arm of a curve: its measure at every point, with 95 % intervals of the wars' chance."""
    rows = []
    for settings in one.points.values():
        found = values(one, {**settings, **one.arms[arm]}, wars)
        known = found[~np.isnan(found)]
        half = Z95 * known.std(ddof=1) / np.sqrt(len(known)) if len(known) > 1 else 0.0
        rows.append((known.mean() if len(known) else 0.0, half))
    means, halves = np.array(rows).T
    return Along(np.array(list(one.points)), means, halves)


def effect(one: Experiment, wars: int, off: bool = False, seed: int = SEED) -> Effect:
    """Fight both arms, with the responsible mechanism on or off."""
    common = dict(one.base) | (dict(one.off) if off else {})
    before = values(one, common, wars, seed)
    after = values(one, common | dict(one.change) | (dict(one.off) if off else {}), wars, seed)
    known = ~(np.isnan(before) | np.isnan(after))
    before, after = before[known], after[known]
    gain = after - before
    error = float(gain.std(ddof=1) / np.sqrt(len(gain))) if len(gain) > 1 else float("nan")
    return Effect(
        float(before.mean()), float(after.mean()), float(gain.mean()), error,
        int((gain != 0.0).sum()), len(gain),
    )  # fmt: skip
