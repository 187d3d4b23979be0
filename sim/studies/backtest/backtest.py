"""`sim backtest` of a table of ceasefires: readings, splits, scores, and what they come to."""

from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from sim.scenario.errors import refusal
from sim.studies.backtest.bank import Bank, Landed, fight_bank
from sim.studies.backtest.censoring import READINGS, Flags, Lives, Reading, lives
from sim.studies.backtest.covariates import covariates
from sim.studies.backtest.detectable import Detectable, detectable
from sim.studies.backtest.judged import Judged, judge
from sim.studies.backtest.mapping import taken
from sim.studies.backtest.splits import splits
from sim.studies.backtest.table import Bad, read_table

MAIN: Reading = "known"
WARS, SPLITS, SEED = 100, 10, 20201109


class Read(NamedTuple):
    """A table in one reading, and what came out.

    Attributes:
        found: lives that are used. rows: what was known of them when declared. judged: scores.
        detectable: what so many failures allow to be detected.
    """

    found: Lives
    rows: pd.DataFrame
    judged: Judged
    detectable: list[Detectable]


class Backtest(NamedTuple):
    """The result. `readings` begins with the main one; `table` and `train` name files."""

    table: str
    train: str | None
    total: int
    bad: list[Bad]
    splits: int
    seed: int
    bank: Bank
    readings: dict[Reading, Read]

    def as_dict(self) -> dict[str, Any]:
        """What `--json` prints; scores beside `rows`, `used`, `split` are of the main reading."""
        main = self.readings[MAIN]
        return {
            "rows": self.total,
            "used": len(main.found.rows),
            "faulty": len(self.bad),
            "unused": main.found.unused,
            "failures": int(main.found.failed.sum()),
            "detectable_hazard_ratio": {one.covariate: one.ratio for one in main.detectable},
            "split": self.split,
            "wars_per_setting": self.bank.wars,
            "reading": MAIN,
            "scores": _scores(main.judged),
            "readings": {
                name: {
                    "means": READINGS[name],
                    "used": len(one.found.rows),
                    "failures": int(one.found.failed.sum()),
                    "scored": one.judged.scored,
                    "scores": _scores(one.judged),
                    "fitted": [numbers._asdict() for numbers in one.judged.fitted],
                }
                for name, one in self.readings.items()
            },
        }

    @property
    def split(self) -> dict[str, Any]:
        """How countries were divided."""
        if self.train is not None:
            return {"by": "table", "train": self.train, "count": 1, "seed": self.seed}
        return {"by": "country", "train_share": 0.5, "count": self.splits, "seed": self.seed}


def backtest(
    path: Path, *, train: Path | None = None, count: int = SPLITS, seed: int = SEED,
    wars: int = WARS, skip: bool = False, landed: Landed = lambda done, planned: None,
) -> Backtest:  # fmt: skip
    """Score the model and the baselines on a table of ceasefires.

    Args:
        train: a table to fit on, all of `path` being scored; else random halves of the countries.
        count: splits. wars: small ceasefires at each setting. skip: leave faulty rows out.

    Raises:
        ScenarioError: a table is wrong, or has too few failures.
    """
    table, bad = read_table(path, skip)
    fitted_on = None if train is None else read_table(train, skip)[0]
    ready = {name: _ready(table, fitted_on, name, count, seed, path) for name in READINGS}
    bank = fight_bank(wars, seed, landed)
    readings = {}
    for name, (found, rows, trains) in ready.items():
        judged = judge(bank, found, rows, trains, seed)
        scored = ~trains[0] if train is not None else trains[0] | True
        failures = int(found.failed[scored].sum())
        kept = taken(found, scored)._replace(unused=lives(table, name).unused)
        readings[name] = Read(kept, rows[scored], judged, detectable(rows[scored], failures))
    return Backtest(
        path.name, None if train is None else train.name, len(table) + len({b.row for b in bad}),
        bad, 1 if train is not None else count, seed, bank, readings,
    )  # fmt: skip


def _ready(
    table: pd.DataFrame, train: pd.DataFrame | None, reading: Reading, count: int, seed: int,
    path: Path,
) -> tuple[Lives, pd.DataFrame, list[Flags]]:  # fmt: skip
    """Lives, covariates and training rows of one reading."""
    if train is None:
        found = lives(table, reading)
        rows = covariates(table, found)
        return found, rows, splits(rows, found, count, seed)
    both = pd.concat([table, train], ignore_index=True)
    found = lives(both, reading)
    rows = covariates(both, found)
    fit_on = found.rows >= len(table)
    shared = set(rows["country"][fit_on]) & set(rows["country"][~fit_on])
    if shared:
        raise refusal(
            str(path), "has countries that the table to fit on has too",
            found=", ".join(sorted(shared)[:5]), allowed="other countries than those of --train",
        )  # fmt: skip
    if not found.failed[fit_on].any() or not (~fit_on).any():
        raise refusal(str(path), "no failure to fit on, or nothing to score")
    return found, rows, [fit_on]


def _scores(judged: Judged) -> dict[str, dict[str, Any]]:
    return {name: score._asdict() for name, score in judged.scores.items()}
