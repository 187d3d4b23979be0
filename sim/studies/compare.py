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
from sim.records.draws import Draws
from sim.records.frames import run_values, truce_values
from sim.records.simulate import many
from sim.records.split import Floats
from sim.records.uncertainty import drawn
from sim.scenario.errors import did_you_mean, one_of, refusal
from sim.scenario.scenario import Scenario
from sim.studies.contrasts import Contrast, contrast
from sim.studies.fighting import chosen_engine, fighter, never, ready
from sim.studies.measures import columns_for, known_measures, measured
from sim.studies.progress import Count, Follow, silent
from sim.studies.survival import COLUMNS, Curve, curves

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
        draws: where the wars' parameters come from, if they were drawn.
    """

    scenarios: dict[str, Scenario]
    replicates: int
    seeds: dict[str, int]
    luck: str
    engine: str
    contrasts: dict[str, list[Contrast]]
    curves: list[Curve]
    draws: Draws | None = None

    @property
    def uncertainty(self) -> str:
        """Where parameters were drawn from, in words; empty if they were not."""
        return "" if self.draws is None else self.draws.words

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
    wars_per_draw: int | None = None,
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
        wars_per_draw: consecutive wars that share a draw, 5 by default: with one war to a draw,
            parameters and luck cannot be told apart.
        follow: told of the count now and then.

    Raises:
        ScenarioError: when a scenario or an argument is wrong.
    """
    if not others:
        raise refusal("compare", "nothing to compare with", allowed="at least one other scenario")
    scenarios = labelled([as_scenario(one) for one in (base, *others)])
    first = next(iter(scenarios.values()))
    count = at_least("replicates", replicates, 2)
    threads = at_least("workers", os.cpu_count() or 1 if workers is None else workers, 1)
    luck = the_seed(first, seed)
    wanted = the_measures(list(scenarios.values()), measures)
    chosen = chosen_engine(engine, count * len(scenarios))
    seeds = {label: own_seed(luck, k) if independent else luck for k, label in enumerate(scenarios)}
    draws = drawn(first, uncertainty, luck, wars_per_draw)
    ready(first, chosen)
    progress = Count(count * len(scenarios))
    kept = {
        label: _kept(
            fought(scenario, seeds[label], count, chosen, threads, draws), wanted, progress, follow
        )
        for label, scenario in scenarios.items()
    }
    values = {label: found for label, (found, _) in kept.items()}
    return Comparison(
        scenarios, count, seeds, INDEPENDENT if independent else COMMON, chosen,
        _contrasts(values, wanted, not independent, luck, draws),
        list(curves({label: truces for label, (_, truces) in kept.items()})), draws,
    )  # fmt: skip


def _contrasts(
    values: dict[str, dict[str, Floats]], wanted: list[str], paired: bool, seed: int,
    draws: Draws | None,
) -> dict[str, list[Contrast]]:  # fmt: skip
    """What each scenario makes different from the first, by measure."""
    (_, base), *others = values.items()
    shared = None if draws is None else draws.numbers(len(base[wanted[0]]))
    return {
        label: [contrast(name, base[name], other[name], paired, seed, shared) for name in wanted]
        for label, other in others
    }


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


def fought(
    scenario: Scenario, seed: int, count: int, engine: str, workers: int,
    draws: Draws | None = None,
) -> Iterator[Batch]:  # fmt: skip
    """Wars 0 to `count` - 1 of a scenario, in order, in batches; parameters drawn if asked."""
    if engine == "mesa":
        return fighter(scenario, seed, engine, draws)(0, count, never)
    return many(scenario, seed, 0, count, workers, draws)


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
