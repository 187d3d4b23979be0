"""`compare`: scenarios fought side by side, with the same luck unless it is asked apart."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.cast import cast_of
from sim.engines.batch import Batch
from sim.records.arguments import as_scenario, at_least, the_seed
from sim.records.frames import run_values, truce_values
from sim.scenario.errors import did_you_mean, one_of, refusal
from sim.scenario.scenario import Scenario
from sim.studies.contrasts import Contrast, Floats, contrast
from sim.studies.fighting import chosen_engine, fighter, never, ready
from sim.studies.measures import columns_for, known_measures, measured
from sim.studies.progress import Count, Follow, silent
from sim.studies.survival import COLUMNS, Curve, curves
from sim.studies.uncertainty import fought_uncertain
from sim.studies.uncertainty import uncertainty as draws

COMMON, INDEPENDENT = "common", "independent"
Case = str | Path | Scenario


@dataclass(frozen=True, repr=False)
class Comparison:
    """Scenarios fought side by side.

    Attributes:
        scenarios: label -> scenario, the base first.
        replicates: wars of each.
        seeds: label -> seed of its luck; all the same if `luck` is `common`.
        luck: `common` or `independent`.
        engine: which engine fought.
        contrasts: label of the other -> its contrasts with the base, by measure.
        curves: truce life by scenario and format.
        uncertainty: where the wars' parameters were drawn from; empty if they were not.
    """

    scenarios: dict[str, Scenario]
    replicates: int
    seeds: dict[str, int]
    luck: str
    engine: str
    contrasts: dict[str, list[Contrast]]
    curves: list[Curve]
    uncertainty: str = ""

    @property
    def base(self) -> str:
        """Label of the base."""
        return next(iter(self.scenarios))

    @property
    def rows(self) -> list[dict[str, Any]]:
        """One entry per contrast and measure, as `sim compare --json` prints them."""
        about = {"luck": self.luck, "replicates": self.replicates, "seed": self.seeds[self.base]}
        return [
            {"base": self.base, "other": other, **one.as_dict(), **about}
            for other, found in self.contrasts.items()
            for one in found
        ]

    @property
    def table(self) -> pd.DataFrame:
        """The same as a data frame."""
        return pd.DataFrame(self.rows)

    def write(self, directory: str | Path) -> Path:
        """Write tables, figures and page into a folder; returns the page.

        Raises:
            WritingError: when that fails; nothing half-written is left.
        """
        from sim.studies.compare_page import write_comparison

        return write_comparison(self, Path(directory))

    def __repr__(self) -> str:
        others = ", ".join(self.contrasts)
        return f"<{self.base} against {others}: {self.replicates} wars each, {self.luck} luck>"


def compare(
    base: Case,
    *others: Case,
    replicates: int = 1000,
    seed: int | None = None,
    independent: bool = False,
    measures: list[str] | None = None,
    workers: int | None = None,
    engine: str = "auto",
    uncertainty: str | None = None,
    follow: Follow = silent,
) -> Comparison:
    """Fight scenarios side by side: what differs between war k of each is what they change.

    Args:
        base: id, path, or a scenario as loaded.
        others: those held against it.
        replicates: wars of each, at least 2.
        seed: of all luck; None takes the base's own.
        independent: each scenario has luck of its own, its seed a hash of `seed` and its place.
        measures: columns of `runs`, or `outcome:settlement` and the like; all by default.
        workers: threads; None: one per processor. Nothing depends on it.
        engine: `auto`, `mesa` or `compiled`.
        uncertainty: `prior` or `fitted`: each war with parameters drawn from the base's ranges, or
            from the posterior of its fit; war k with the same ones in all scenarios.
        follow: told of the count now and then.

    Raises:
        ScenarioError: when a scenario or an argument is wrong.
    """
    if not others:
        raise refusal("compare", "nothing to compare with", allowed="at least one other scenario")
    scenarios = labelled([as_scenario(one) for one in (base, *others)])
    count = at_least("replicates", replicates, 2)
    threads = at_least("workers", os.cpu_count() or 1 if workers is None else workers, 1)
    luck = the_seed(next(iter(scenarios.values())), seed)
    wanted = the_measures(list(scenarios.values()), measures)
    chosen = chosen_engine(engine, count * len(scenarios))
    seeds = {label: own_seed(luck, k) if independent else luck for k, label in enumerate(scenarios)}
    progress = Count(count * len(scenarios))
    ready(next(iter(scenarios.values())), chosen)
    first_of_all = next(iter(scenarios.values()))
    drawn = None if uncertainty is None else draws(uncertainty, first_of_all, luck)
    values: dict[str, dict[str, Floats]] = {}
    truces: dict[str, pd.DataFrame] = {}
    for label, scenario in scenarios.items():
        batches = (
            fought(scenario, seeds[label], count, chosen, threads)
            if drawn is None
            else fought_uncertain(scenario, seeds[label], count, chosen, drawn)
        )
        values[label], truces[label] = _kept(batches, wanted, progress, follow)
    first = next(iter(scenarios))
    contrasts = {
        label: [
            contrast(name, values[first][name], values[label][name], not independent, luck)
            for name in wanted
        ]
        for label in list(scenarios)[1:]
    }
    found = list(curves(truces))
    word = INDEPENDENT if independent else COMMON
    told = "" if drawn is None else drawn.words
    return Comparison(scenarios, count, seeds, word, chosen, contrasts, found, told)


def labelled(scenarios: list[Scenario]) -> dict[str, Scenario]:
    """Scenarios by id; where an id comes again, with a number behind it."""
    found: dict[str, Scenario] = {}
    for scenario in scenarios:
        label, number = scenario.id, 1
        while label in found:
            number += 1
            label = f"{scenario.id}#{number}"
        found[label] = scenario
    return found


def own_seed(seed: int, place: int) -> int:
    """A seed of its own for the scenario at a place; the base keeps the seed itself."""
    if place == 0:
        return seed
    digest = hashlib.blake2b(f"compare:{seed}:{place}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def the_measures(scenarios: list[Scenario], asked: list[str] | None) -> list[str]:
    """The measures asked for, or all that the scenarios have in common."""
    sets = [known_measures(cast_of(scenario.case)) for scenario in scenarios]
    common = [name for name in sets[0] if all(name in known for known in sets[1:])]
    for name in asked or []:
        if name not in common:
            hint = did_you_mean(name, common)
            raise refusal(
                "measures", "no such measure", found=name, allowed=one_of(common), hint=hint
            )
    return list(dict.fromkeys(asked or common))


def fought(scenario: Scenario, seed: int, count: int, engine: str, workers: int) -> Iterator[Batch]:
    """Wars 0 to `count` - 1 of a scenario, in order, in batches."""
    if engine == "mesa":
        return fighter(scenario, seed, engine)(0, count, never)
    from sim.engines.ensemble import Ensemble

    return Ensemble(scenario, seed, workers).batches(0, count)


def _kept(
    batches: Iterator[Batch], measures: list[str], progress: Count, follow: Callable[[Count], None]
) -> tuple[dict[str, Floats], pd.DataFrame]:
    """Of all wars, the measures and the lives of truces."""
    columns = columns_for(measures)
    parts: list[list[Floats]] = [[] for _ in measures]
    truces = []
    for batch in batches:
        rows = run_values(batch)
        frame = pd.DataFrame({name: rows[name] for name in columns})
        for part, measure in zip(parts, measures, strict=True):
            part.append(measured(frame, measure))
        agreements = truce_values(batch)
        truces.append(pd.DataFrame({name: agreements[name] for name in COLUMNS}))
        progress.done += len(batch.war)
        follow(progress)
    values = {name: np.concatenate(part) for name, part in zip(measures, parts, strict=True)}
    return values, pd.concat(truces, ignore_index=True)
