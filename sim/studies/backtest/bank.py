"""Survival curves of small ceasefires, fought once by the compiled engine on a grid of settings."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from sim.engines.ensemble import Ensemble
from sim.kernel.log import CAUSES
from sim.scenario.loading import load
from sim.scenario.points import at_point
from sim.scenario.root import scenario_root
from sim.scenario.scenario import Scenario
from sim.studies.backtest.censoring import Floats
from sim.studies.backtest.scores import GRID
from sim.studies.survival import COLLAPSED

HOURS = 24.0
SCENARIO = "small-ceasefire.toml"
# What both sides expect of fighting on, as belief about the log quality ratio: at 0 nobody thinks
# itself stronger, at 0.6 each expects to win. Beyond either end nothing changes any more.
TEMPTATIONS: Floats = np.linspace(0.0, 0.6, 13)
ACCIDENTS: Floats = np.geomspace(1.0 / 64.0, 4.0, 5)  # unordered incidents per day, in contact
MONITORS, PEACEKEEPERS, GUARANTEE = 100.0, 1000.0, 0.2  # of small-war.toml
PROVISIONS = 4  # none, implementation, enforcement, both: implementation + 2 enforcement
Landed = Callable[[int, int], None]


class Bank(NamedTuple):
    """Shares that hold.

    Attributes:
        holding: (provisions, accidents, temptations, points) share of wars whose ceasefire
        holds beyond each day of `GRID`. wars: fought at each setting. scenario: what was fought.
    """

    holding: Floats
    wars: int
    scenario: Scenario


def fight_bank(wars: int, seed: int, landed: Landed = lambda done, planned: None) -> Bank:
    """Fight all settings, with the same luck in each.

    Args:
        wars: at each setting. landed: told how many settings of how many are done.
    """
    base = load(scenario_root() / "facts" / SCENARIO)
    shape = (PROVISIONS, len(ACCIDENTS), len(TEMPTATIONS))
    holding = np.zeros((*shape, len(GRID)))
    for done, index in enumerate(np.ndindex(*shape)):
        holding[index] = _holding(at_point(base, settings(*index)), wars, seed)
        landed(done + 1, int(np.prod(shape)))
    return Bank(holding, wars, base)


def settings(provision: int, accident: int, temptation: int) -> dict[str, float]:
    """Addresses and values of a setting, by its place on the grid."""
    return {
        "belligerents.west.belief.mean": float(TEMPTATIONS[temptation]),
        "belligerents.east.belief.mean": float(TEMPTATIONS[temptation]),
        "rules.truces.accident_rate": float(ACCIDENTS[accident]),
        "states.power.deploys.monitors": MONITORS if provision % 2 else 0.0,
        "states.power.deploys.peacekeepers": PEACEKEEPERS if provision >= 2 else 0.0,
        "states.power.deploys.guarantee": GUARANTEE if provision >= 2 else 0.0,
    }


def _holding(scenario: Scenario, wars: int, seed: int) -> Floats:
    """Share of ceasefires that hold beyond each day; half a war is added on either side, so that
    what did not happen in so many wars is not held impossible."""
    batch = Ensemble(scenario, seed, workers=1).fight(0, wars)
    collapsed = np.isin(batch.truces["cause"], [CAUSES.index(cause) for cause in COLLAPSED])
    first = (batch.truces["number"] == 0) & collapsed
    ended = batch.truces["ended_hour"] - batch.truces["effective_hour"]
    lives = np.full(wars, np.inf)
    lives[batch.owner[first]] = ended[first] / HOURS
    held = (lives[:, None] > GRID[None, :]).sum(axis=0)
    return np.asarray((held + 0.5) / (wars + 1.0), dtype=np.float64)
