"""`calibrate`: fit a scenario's uncertain numbers to its war's record."""

from __future__ import annotations

import dataclasses
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.records.errors import RecordError
from sim.scenario.errors import display, refusal
from sim.studies.calibration.chance import MOST_LUCK, PRIOR, generator
from sim.studies.calibration.distance import Distance, learnt
from sim.studies.calibration.fitting import QUANTILE, Fit, Population, abc
from sim.studies.calibration.following import FitCount
from sim.studies.calibration.posterior import Width, drawn, widths
from sim.studies.calibration.predictive import predicted
from sim.studies.calibration.problem import Problem, problem_of
from sim.studies.calibration.state import same_fit, state_of
from sim.studies.calibration.study import Calibration, read_calibration
from sim.studies.fighting import ready
from sim.studies.folder import PARTS, Folder
from sim.studies.progress import Follow, silent
from sim.studies.record_rows import Row

LOG = logging.getLogger("sim")
FOLDER = Path("results", "calibrations")
STATE, DATABASE, PRIOR_WARS = "calibration.json", "populations.db", "prior.parquet"


@dataclasses.dataclass(frozen=True, repr=False)
class Calibrated:
    """A fit.

    Attributes:
        directory: its folder.
        study: what was fitted to what.
        distance: how far is far, learnt from wars of the prior.
        prior: wars of the prior: parameters and statistics, one row per war.
        populations: what is to be said of each population.
        posterior: the last population, adjusted: parameters, `weight`, `distance`.
        widths: per parameter, prior against posterior.
        before, after: the whole record beside wars of the prior, and of the posterior.
        count: what this call did.
    """

    directory: Path
    study: Calibration
    distance: Distance
    prior: pd.DataFrame
    populations: list[Population]
    posterior: pd.DataFrame
    widths: list[Width]
    before: list[Row]
    after: list[Row]
    count: FitCount

    def write(self) -> Path:
        """Write posterior, fitted scenario, figures and page into the folder; returns the page.

        Raises:
            WritingError: when that fails.
        """
        from sim.studies.calibration.writing import write_calibrated

        return write_calibrated(self)

    def as_dict(self) -> dict[str, Any]:
        """What `sim calibrate --json` prints."""
        from sim.studies.calibration.writing import document

        return document(self)

    def __repr__(self) -> str:
        return f"<Calibrated {self.study.name}: {len(self.populations)} populations>"


def calibrate(
    study: str | Path | Calibration,
    out: str | Path | None = None,
    *,
    workers: int = 1,
    populations: int | None = None,
    particles: int | None = None,
    follow: Follow = silent,
) -> Calibrated:
    """Fit a study, or go on with it: finished populations are not sought again.

    Args:
        study: a calibration file, or the name of one that comes with the simulator.
        out: the folder; else `results/calibrations/<name>`.
        workers: processes. Nothing else depends on it.
        populations, particles: instead of the study's own.
        follow: told of progress.

    Raises:
        ScenarioError: when the study or an argument is wrong, or pyABC is missing.
        RecordError: when the record can tell nothing, or the folder is damaged.
        WritingError: when the folder cannot be written to.
    """
    abc()
    checked = resized(study, workers, populations, particles)
    folder = Folder(Path(out) if out is not None else FOLDER / checked.name)
    ready(checked.scenario, "compiled")
    problem = problem_of(checked)
    with folder.locked():
        with folder.writing():
            (folder.path / PARTS).mkdir(exist_ok=True)
        _begun(folder, checked)
        prior = _prior_wars(folder, checked, problem)
        distance = distance_of(problem, prior, checked.name)
        far = [distance(row) for row in prior.to_dict("records")]
        database = folder.path / DATABASE
        with folder.writing(), _sound(database):
            fit = Fit(
                problem, distance, database, checked.particles, float(np.quantile(far, QUANTILE))
            )
            count = _fitted(fit, checked, workers, follow)
    LOG.warning("%s wars of prior and posterior each", f"{checked.predicted_wars:,}")
    posterior = fit.posterior(checked.populations - 1)
    before = prior.iloc[: checked.predicted_wars][list(problem.ranges)]
    return Calibrated(
        folder.path, checked, distance, prior, fit.told()[: checked.populations], posterior,
        widths(problem.ranges, posterior),
        predicted(checked, before.to_dict("records")),
        predicted(checked, drawn(posterior, checked.predicted_wars, checked.seed)), count,
    )  # fmt: skip


def resized(
    study: str | Path | Calibration, workers: int, populations: int | None, particles: int | None
) -> Calibration:
    """The study, with other sizes. Raises ScenarioError when one is out of range."""
    checked = study if isinstance(study, Calibration) else read_calibration(study)
    sizes = {"--workers": (workers, 1, 256), "--populations": (populations, 1, 50),
             "--particles": (particles, 10, 100_000)}  # fmt: skip
    for option, (number, least, most) in sizes.items():
        if number is not None and not least <= number <= most:
            allowed = f"a whole number from {least} to {most:,}"
            raise refusal(option, "out of range", found=str(number), allowed=allowed)
    return dataclasses.replace(
        checked, populations=populations or checked.populations,
        particles=particles or checked.particles,
    )  # fmt: skip


def _begun(folder: Folder, study: Calibration) -> None:
    file, new = folder.path / STATE, state_of(study)
    if file.exists():
        try:
            old = json.loads(file.read_text("utf-8"))
        except ValueError:
            raise RecordError(f"{display(file)}: not JSON: damaged or cut off") from None
        same_fit(new, old, folder.path)
        return
    text = json.dumps(new, indent=2, ensure_ascii=False)
    folder.land(STATE, lambda stream: stream.write(f"{text}\n".encode()))


def _prior_wars(folder: Folder, study: Calibration, problem: Problem) -> pd.DataFrame:
    file = folder.path / PRIOR_WARS
    if file.exists():
        return pd.read_parquet(file)
    LOG.warning("%s wars of the prior, from which the distance is learnt", f"{study.prior_wars:,}")
    table = prior_wars(problem, study.prior_wars, study.seed)
    folder.land(PRIOR_WARS, _parquet(table))
    return table


@contextmanager
def _sound(database: Path) -> Iterator[None]:
    """Say in words what is wrong with pyABC's database."""
    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield
    except SQLAlchemyError as error:
        first = str(error).splitlines()[0]
        raise RecordError(f"{display(database)}: cannot be read or written: {first}") from None


def _parquet(table: pd.DataFrame) -> Callable[[Any], object]:
    return lambda stream: table.to_parquet(stream, index=False)


def prior_wars(problem: Problem, count: int, seed: int) -> pd.DataFrame:
    """Wars at points drawn from the ranges: parameters and statistics, one row per war."""
    chance = generator(seed, PRIOR)
    rows = []
    for _ in range(count):
        point = {name: float(chance.uniform(*ends)) for name, ends in problem.ranges.items()}
        rows.append(point | problem.simulate(point, int(chance.integers(MOST_LUCK))))
    return pd.DataFrame(rows)


def distance_of(problem: Problem, prior: pd.DataFrame, name: str) -> Distance:
    """The distance from the record, learnt from these wars.

    Raises:
        RecordError: when no statistic differs from war to war.
    """
    distance = learnt(problem.ranges, problem.record, prior)
    if distance is None:
        raise RecordError(f"{name}: all wars of the prior agree in every statistic: nothing to fit")
    return distance


def _fitted(fit: Fit, study: Calibration, workers: int, follow: Follow) -> FitCount:
    """Seek the populations that are missing."""
    from sim.studies.calibration.sampler import OrderedSampler, searching

    planned = study.particles * study.populations
    there = min(fit.done, study.populations)
    count = FitCount(
        planned, skipped=there * study.particles, particles=study.particles,
        populations=study.populations,
    )  # fmt: skip

    def tell(kept: int, tried: int) -> None:
        count.tell(kept, tried)
        follow(count)

    if there < study.populations:
        with searching(workers) as search:
            for number in range(there, study.populations):
                count.begin(number + 1, fit.epsilon)
                fit.advance(OrderedSampler(search, study.seed, tell))
    count.end()
    return count
