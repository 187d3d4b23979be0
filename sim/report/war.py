"""One fought war as figures and pages need it: its rows of the tables, its events, its names."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import pandas as pd

from sim.build.fronts import held_at_start
from sim.records.events import Event, events_in
from sim.report.labels import acted
from sim.report.names import Names, place_shares
from sim.report.palette import colours
from sim.scenario.scenario import Scenario


class Tables(Protocol):
    """The tables of a run, as `sim.read` and `sim.simulate` give them."""

    @property
    def runs(self) -> pd.DataFrame: ...
    @property
    def truces(self) -> pd.DataFrame: ...
    @property
    def days(self) -> pd.DataFrame: ...
    @property
    def events(self) -> pd.DataFrame: ...


@dataclass(frozen=True)
class War:
    """One replicate: `run` is its row of `runs`; `truces` and `days` are its rows, in order."""

    scenario: Scenario
    run: dict[str, Any]
    truces: pd.DataFrame
    days: pd.DataFrame
    events: tuple[Event, ...]

    @cached_property
    def names(self) -> Names:
        """Names by id."""
        return Names(self.scenario)

    @cached_property
    def colours(self) -> dict[str, str]:
        """Colours by id."""
        return colours(self.scenario.case)

    @cached_property
    def acting(self) -> set[str]:
        """Ids of the mediators that did something in this war."""
        return acted(self.scenario, self.events)

    @property
    def sides(self) -> tuple[str, ...]:
        """Ids of the belligerents."""
        return tuple(self.scenario.case.belligerents)

    @property
    def fronts(self) -> tuple[str, ...]:
        """Ids of the fronts."""
        return tuple(self.scenario.case.fronts)

    @property
    def last_hour(self) -> float:
        """Hours from the start to the end of what was recorded."""
        days = 24.0 * len(self.days)
        return max([days, *(event.hour for event in self.events[-1:])])

    def land(self, front: str) -> list[float]:
        """Land of the first party at each line: `land[k]` with k positions held, 0 to 1."""
        held = [0.0]
        for share in place_shares(self.scenario.case.fronts[front]):
            held.append(held[-1] + share)
        return held

    def lines(self, front: str) -> list[tuple[float, int]]:
        """Hours at which the line of a front moves, and the line from then on; first hour 0."""
        moves = [e for e in self.events if e.kind in MOVES and e.front == front]
        steps = [(0.0, held_at_start(self.scenario.case.fronts[front]))]
        first = self.names.parties(front)[0]
        for move in moves:
            gainer = move.actor if move.kind == "position_taken" else move.target
            steps.append((move.hour, steps[-1][1] + (1 if gainer == first else -1)))
        return steps


MOVES = ("position_taken", "handover")


def war_of(scenario: Scenario, tables: Tables, replicate: int | None = None) -> War:
    """One war out of the tables of a run; `replicate` None takes the first.

    Raises:
        ValueError: no war of that number is in the tables, or its days and events were not kept.
    """
    runs = tables.runs
    known = [int(number) for number in runs["replicate"]]
    chosen = known[0] if replicate is None and known else replicate
    if chosen is None or chosen not in known:
        raise ValueError(f"replicate: found {replicate}, allowed {known[:1]} to {known[-1:]}")
    if tables.days is None or tables.events is None:
        raise ValueError('the days and events of this run were not kept: keep=["days", "events"]')
    row = runs.iloc[known.index(chosen)]
    return War(
        scenario,
        {str(key): value for key, value in row.items()},
        _rows(tables.truces, chosen),
        _rows(tables.days, chosen),
        tuple(events_in(tables.events, chosen)),
    )


def _rows(frame: pd.DataFrame, replicate: int) -> pd.DataFrame:
    return frame[frame["replicate"] == replicate].reset_index(drop=True)
