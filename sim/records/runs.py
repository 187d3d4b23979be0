"""Many wars of one scenario as tables: what `simulate` returns and `read` gives back."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.cast import Cast, cast_of
from sim.records.columns import TABLES
from sim.records.draws import Draws
from sim.records.errors import RecordError
from sim.records.measures import measures, outcome_shares
from sim.records.outcomes import possible_outcomes
from sim.records.split import Split, split
from sim.scenario.scenario import Scenario

OUTCOME, MEASURE = "outcome", "measure"


@dataclass(frozen=True, repr=False)
class Runs:
    """Wars fought under one seed.

    Attributes:
        scenario: what was fought.
        seed: of all luck.
        first_replicate: number of the first war.
        replicates: wars asked for; fewer were fought when the run was interrupted.
        engine: which engine fought them.
        frames: the tables that were kept, by name.
        wars: for each kept table, how many wars it holds, counted from the first.
        started, finished: moments in UTC, ISO 8601.
        agents: id -> class of the decisions of one's own, where there were any.
        draws: where the wars' parameters come from, if they were drawn.
    """

    scenario: Scenario
    seed: int
    first_replicate: int
    replicates: int
    engine: str
    frames: dict[str, pd.DataFrame]
    wars: dict[str, int]
    started: str
    finished: str
    agents: dict[str, str] = field(default_factory=dict)
    draws: Draws | None = None

    @property
    def cast(self) -> Cast:
        """Who is who."""
        return cast_of(self.scenario.case)

    @property
    def fought(self) -> int:
        """How many wars were fought to the end of their run."""
        return max(self.wars.values(), default=0)

    @property
    def runs(self) -> pd.DataFrame:
        """One row per war."""
        return self._frame("runs")

    @property
    def truces(self) -> pd.DataFrame:
        """One row per agreement."""
        return self._frame("truces")

    @property
    def days(self) -> pd.DataFrame:
        """One row per war and day."""
        return self._frame("days")

    @property
    def events(self) -> pd.DataFrame:
        """What happened, in order, with the terms of every decision."""
        return self._frame("events")

    def outcomes(self) -> dict[str, dict[str, Any]]:
        """Count, share and 95 % Wilson interval of each outcome.

        Where several wars share drawn parameters, the interval is that of so many fewer wars as
        the design effect says.
        """
        effects = {name: one.effect for name, one in self.splits(OUTCOME).items()}
        return outcome_shares(self.runs, self.cast, effects)

    def measures(self) -> dict[str, dict[str, Any]]:
        """Mean, median, 5 % and 95 % points of each numeric column of `runs`."""
        return measures(self.runs)

    def splits(self, kind: str = MEASURE) -> dict[str, Split]:
        """Parameters and luck in the variance of each outcome's share, or of each measure.

        Args:
            kind: `outcome` or `measure`.

        Returns:
            Empty where parameters were not drawn; without those that cannot be told apart.
        """
        if self.draws is None:
            return {}
        runs = self.runs
        draws = runs["replicate"].to_numpy(dtype=np.int64) // self.draws.wars_per_draw
        if kind == OUTCOME:
            ended = runs["outcome"].astype(str)
            columns = {one: (ended == one).astype(float) for one in possible_outcomes(self.cast)}
        else:
            columns = {name: runs[name] for name in measures(runs)}
        found = {
            name: split(np.asarray(column, dtype=np.float64), draws, self.seed)
            for name, column in columns.items()
        }
        return {name: one for name, one in found.items() if one is not None}

    def scenario_of(self, replicate: int) -> Scenario:
        """The scenario as a war was fought in it: with what was drawn for that war."""
        return self.scenario if self.draws is None else self.draws.within(self.scenario, replicate)

    def only(self, replicate: int) -> "Runs":
        """The tables of one war, and the scenario as it was fought in it.

        Raises:
            RecordError: when it was not fought.
        """
        known = self.runs["replicate"].tolist()
        if replicate not in known:
            raise RecordError(
                f"replicate {replicate} is not among those fought"
                + (f": they are {known[0]} to {known[-1]}" if known else ": none was")
            )
        frames = {
            name: frame[frame["replicate"] == replicate].reset_index(drop=True)
            for name, frame in self.frames.items()
            if replicate < self.first_replicate + self.wars[name]
        }
        return Runs(
            self.scenario_of(replicate), self.seed, replicate, 1, self.engine, frames,
            dict.fromkeys(frames, 1), self.started, self.finished, self.agents,
        )  # fmt: skip

    def write(self, directory: str | Path) -> Path:
        """Write tables and manifest into a folder; `sim.read` reads them back.

        Raises:
            WritingError: when that fails; nothing half-written is left.
        """
        from sim.records.writing import write_runs

        write_runs(self, Path(directory))
        return Path(directory)

    def _frame(self, table: str) -> pd.DataFrame:
        if table not in self.frames:
            kept = ", ".join(f'"{name}"' for name in TABLES if name in self.frames)
            raise RecordError(f'{table} were not kept: ask for them with keep=[{kept}, "{table}"]')
        return self.frames[table]

    def __repr__(self) -> str:
        wars = "war" if self.fought == 1 else "wars"
        kept = ", ".join(name for name in TABLES if name in self.frames)
        return f"<{self.fought} {wars} of {self.scenario.id} under seed {self.seed}: {kept}>"
