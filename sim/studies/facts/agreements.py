"""The agreements of an arm as columns, and what wars came to."""

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.kernel.log import BROKEN, CENSORED, DEFAULTED, ESCALATED, HAZARD, UNILATERAL
from sim.kernel.world import Array
from sim.studies.facts.fought import HOURS, Ints, Wars, styles
from sim.studies.facts.quantities import Lives, Pooled, share

COLLAPSED = (BROKEN, ESCALATED, DEFAULTED, HAZARD)
HOLDS = 30.0  # days after which an agreement counts as one that ended the war
FIVE_YEARS = 1824.0  # days; runs end five years after entry into force, to the step
STRENGTH = {"facilitation": 1, "formulation": 2, "manipulation": 3}
Flags = NDArray[np.bool_]


class Agreements:
    """All agreements of an arm: lives, ends, classes, and the wars that they stopped."""

    def __init__(self, wars: Wars) -> None:
        self.wars = wars
        self.rows: Array = wars.truces
        self.point: Ints = wars.point[wars.owner]
        alive = self.rows["cause"] == CENSORED
        ended = np.where(alive, wars.ended[wars.owner], self.rows["ended_hour"])
        self.life: Array = np.maximum(0.0, ended - self.rows["effective_hour"]) / HOURS
        self.collapsed: Flags = np.isin(self.rows["cause"], COLLAPSED)
        self.over: Flags = ~alive

    @property
    def points(self) -> int:
        """Points of the population."""
        return self.wars.points

    @cached_property
    def signed(self) -> Flags:
        """By both sides, without a fixed term."""
        bilateral: Flags = (self.rows["mode"] != UNILATERAL) & (self.rows["fixed_days"] == 0.0)
        return bilateral

    @cached_property
    def provided(self) -> Flags:
        """With monitors, soldiers or a guarantee behind it."""
        means: Flags = (
            (self.rows["monitors"] > 0.0)
            | (self.rows["peacekeepers"] > 0.0)
            | (self.rows["guarantee"] > 0.0)
        )
        return means

    def of_class(self, number: int) -> Flags:
        """Of a class: 1 cessation, 2 preliminary, 3 definitive."""
        found: Flags = self.rows["truce_class"] == number
        return found

    def lives(self, chosen: Flags, ended: Flags | None = None) -> Lives:
        """Lives of some agreements; they end by collapse unless said otherwise."""
        over = self.collapsed if ended is None else ended
        return Lives(self.life[chosen], over[chosen], self.point[chosen], self.points)

    def share(self, flags: Flags, among: Flags) -> Pooled:
        """The share of some agreements of which something is true."""
        return share(flags[among], self.point[among], self.points)

    @cached_property
    def formal(self) -> Flags:
        """Signed, of class 2 or 3, and held 30 days: the war ended by formal agreement."""
        found: Flags = self.signed & (self.rows["truce_class"] >= 2) & (self.life >= HOLDS)
        return found

    @cached_property
    def first_formal(self) -> Ints:
        """(n,) row of each war's first formal agreement, -1 for none."""
        first = np.full(len(self.wars.point), -1)
        at = np.flatnonzero(self.formal)[::-1]
        first[self.wars.owner[at]] = at
        return first

    @cached_property
    def ended_formally(self) -> Flags:
        """(n,) whether a war ended by formal agreement."""
        found: Flags = self.first_formal >= 0
        return found

    @cached_property
    def rounds(self) -> Array:
        """(n, mediators) rounds of talks of each format up to a war's formal agreement."""
        talks = self.wars.talks
        until = np.full(len(self.wars.point), np.inf)
        ended = self.ended_formally
        until[ended] = self.rows["announced_hour"][self.first_formal[ended]]
        seen = talks[talks["hour"] <= until[talks["war"]]]
        found = np.zeros((len(self.wars.point), len(self.wars.case.mediators)))
        np.add.at(found, (seen["war"], seen["mediator"]), 1.0)
        return found

    @cached_property
    def style(self) -> Ints:
        """(n,) strongest style of the formats that held talks: 0 for none, then `STRENGTH`."""
        strength = np.array([STRENGTH[style] for _, style in styles(self.wars.case)] or [0])
        held = self.rounds > 0.0
        found: Ints = (held * strength).max(axis=1, initial=0).astype(np.int64)
        return found

    @cached_property
    def formats(self) -> Ints:
        """(n,) how many formats held talks."""
        found: Ints = (self.rounds > 0.0).sum(axis=1)
        return found

    def wars_that(self, flags: Any, among: Flags | None = None) -> Pooled:
        """The share of wars, or of some, of which something is true."""
        chosen = np.ones(len(self.wars.point), bool) if among is None else among
        return share(np.asarray(flags)[chosen], self.wars.point[chosen], self.points)
