"""`sim calibrate STUDY --check N`: the procedure tried on synthetic wars; ranks, figure, page."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from scipy.stats import binom

from sim.report.figures.base import styled
from sim.report.palette import BLUE, FAINT
from sim.scenario.errors import refusal
from sim.studies.calibration.calibrate import distance_of, prior_wars, resized
from sim.studies.calibration.check import (
    BINS,
    DRAWS,
    Uniformity,
    power,
    ranks,
    ranks_among,
    uniformity,
)
from sim.studies.calibration.fitting import QUANTILE, abc
from sim.studies.calibration.problem import problem_of
from sim.studies.calibration.study import Calibration
from sim.studies.fighting import ready
from sim.studies.figures import ending, finished, panels
from sim.studies.folder import PARTS, Folder
from sim.studies.page import Page, Shown, Table, figure_of, held_fixed, write_page
from sim.studies.progress import Count, Follow, silent

FOLDER = Path("results", "calibrations")
FEWEST = 20  # assumed: fewer ranks fill ten bins too thinly to say anything
ALARM = 0.01  # false alarms of the whole table of parameters, after Bonferroni
BAND = 0.99
FAULTS = {  # what a fault is: posterior's spread over the right one, mean off by right spreads
    "a posterior half as wide as it should be": (0.5, 0.0),
    "one 0.8 times as wide": (0.8, 0.0),
    "one that leans by half its width": (1.0, 0.5),
    "one that leans by a quarter": (1.0, 0.25),
}
WORDS = (
    "How often the truth fell into each tenth of the posterior's draws. Dashed: where 99 % of bars "
    "lie if the procedure is right. A hump in the middle: the posterior is wider than it need be; "
    "full ends: too narrow; a slope: it leans."
)


@dataclasses.dataclass(frozen=True)
class Checked:
    """Ranks of known parameters in their fits, and what they say.

    Attributes:
        searched: whether each posterior was sought by sequential Monte Carlo; else it is the
            nearest wars of the prior, as many as a fit of the study's populations would be as near.
    """

    directory: Path
    study: Calibration
    searched: bool
    ranks: pd.DataFrame
    told: list[Uniformity]

    @property
    def limit(self) -> float:
        """The chance below which a parameter's ranks are not called uniform."""
        return ALARM / len(self.told)

    @property
    def power(self) -> dict[str, float]:
        """The chance to find each of `FAULTS` in one parameter."""
        count = len(self.ranks)
        return {words: power(count, *fault, self.limit) for words, fault in FAULTS.items()}

    def as_dict(self) -> dict[str, Any]:
        """What `sim calibrate --check N --json` prints."""
        return {
            "study": self.study.name,
            "wars": len(self.ranks),
            "searched": self.searched,
            "particles": self.study.particles if self.searched else kept_of(self.study),
            "populations": self.study.populations,
            "limit": self.limit,
            "power": self.power,
            "parameters": [
                one._asdict() | {"uniform": one.chance >= self.limit} for one in self.told
            ],
        }

    def write(self) -> Path:
        """Write ranks, figure and page; returns the page. May raise WritingError."""
        folder = Folder(self.directory)
        text = json.dumps(self.as_dict(), indent=2, allow_nan=False)
        with folder.locked():
            with folder.writing():
                (folder.path / PARTS).mkdir(exist_ok=True)
            folder.land("ranks.parquet", lambda s: self.ranks.to_parquet(s, index=False))
            folder.land("check.json", lambda s: s.write(f"{text}\n".encode()))
            with folder.writing():
                return write_page(_page(self), folder.path, "check.html")


def check(
    study: str | Path | Calibration,
    count: int,
    out: str | Path | None = None,
    *,
    workers: int = 1,
    populations: int | None = None,
    particles: int | None = None,
    follow: Follow = silent,
) -> Checked:
    """Fit `count` synthetic wars whose parameters are known, as the study fits the record.

    Without `populations` and `particles`, among the wars of the prior; else each by its own search.

    Raises:
        ScenarioError, RecordError, WritingError: as `calibrate`.
    """
    from sim.studies.calibration.sampler import searching

    abc()
    if not FEWEST <= count <= 10**5:
        allowed = f"a whole number from {FEWEST} to 100,000"
        raise refusal("--check", "out of range", found=str(count), allowed=allowed)
    checked = resized(study, workers, populations, particles)
    ready(checked.scenario, "compiled")
    problem = problem_of(checked)
    prior = prior_wars(problem, checked.prior_wars, checked.seed)
    distance = distance_of(problem, prior, checked.name)
    progress = Count(count)

    def done(number: int) -> None:
        progress.done = number
        follow(progress)

    searched = not (populations is None and particles is None)
    if searched:
        with searching(workers) as search:
            found = ranks(
                problem, prior, distance, search, count=count, particles=checked.particles,
                populations=checked.populations, seed=checked.seed, done=done,
            )  # fmt: skip
    else:
        found = ranks_among(
            problem, prior, distance, count=count, kept=kept_of(checked), seed=checked.seed,
            done=done,
        )  # fmt: skip
    folder = Path(out) if out is not None else FOLDER / f"{checked.name}-check"
    return Checked(folder, checked, searched, found, uniformity(found))


def kept_of(study: Calibration) -> int:
    """How many wars of the prior are as near as the last population, at least as many as draws."""
    return max(round(study.prior_wars * QUANTILE**study.populations), min(DRAWS, study.prior_wars))


def ranks_figure(found: Checked) -> Figure:
    """One histogram per parameter."""
    low, high = binom.interval(BAND, len(found.ranks), 1.0 / BINS)
    with styled():
        figure, axes = panels(len(found.told), height=2.2)
        for ax, one in zip(axes, found.told, strict=True):
            ax.bar(np.arange(BINS) + 0.5, one.counts, width=0.9, color=BLUE)
            for edge in (low, high):
                ax.axhline(edge, color=FAINT, linestyle="--", linewidth=1.5)
            ax.set_title(ending(one.parameter, 32), fontsize="small", fontweight="normal")
            ax.set_xticks([0, BINS / 2, BINS], ["0", "half", "all"])
            ax.set_xlabel("draws below the truth", fontsize="x-small")
            ax.tick_params(labelsize="x-small")
        return finished(figure)


def _way(found: Checked) -> str:
    study = found.study
    if found.searched:
        return f"{study.populations} populations of {study.particles:,}"
    return (
        f"the nearest {kept_of(study):,} of {study.prior_wars:,} wars of the prior, adjusted; as "
        f"near as {study.populations} populations seek them, without the search"
    )


def _page(found: Checked) -> Page:
    study = found.study
    lines = [
        f"{len(found.ranks):,} synthetic wars with parameters drawn from the ranges, each fitted "
        f"as if it were the record: {_way(found)}. Ranks among {DRAWS} draws.",
        f"Uniform unless chi-square over {BINS} bins has a chance below {found.limit:.2g}: one "
        f"false alarm in {1.0 / ALARM:.0f} such tables.",
        "So many wars find in one parameter: "
        + "; ".join(f"{words}, with chance {chance:.2f}" for words, chance in found.power.items())
        + ".",
    ]
    header = ("parameter", "mean rank", "chi-square", "chance", "")
    rows = [
        (one.parameter, f"{one.mean:.2f}", figure_of(one.chi_square), figure_of(one.chance),
         "uniform" if one.chance >= found.limit else "not uniform")
        for one in found.told
    ]  # fmt: skip
    return Page(
        f"Check of the calibration {study.name}", "Does the fit recover what is known?",
        [study.scenario], lines, [Shown("ranks", ranks_figure(found), WORDS)],
        [Table("Ranks", "Mean rank: 0.50 if the fit does not lean.", header, rows)],
        held_fixed(study.scenario, study.ranges), "ranks.parquet beside this page holds all ranks.",
    )  # fmt: skip
