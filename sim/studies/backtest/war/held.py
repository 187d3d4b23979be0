"""A war's predictions held against its record."""

import math
from dataclasses import asdict, dataclass
from typing import Any

from sim.studies.backtest.war.gates import Gates, read_gates
from sim.studies.backtest.war.predicting import (
    Predictions,
    Values,
    differences,
    fought,
    predictions,
)
from sim.studies.backtest.war.scoring import Scored, scored
from sim.studies.backtest.war.verdicts import Verdict, verdicts
from sim.studies.backtest.war.war import War
from sim.studies.progress import Follow, silent


@dataclass(frozen=True)
class Held:
    """What came out.

    Attributes:
        war: what was predicted.
        predicted: its predictions.
        rows: figures with their scores, in the order of the record.
        verdicts: the gates.
    """

    war: War
    predicted: Predictions
    rows: list[Scored]
    verdicts: list[Verdict]

    def as_dict(self) -> dict[str, Any]:
        """As `--json` prints it, and as the documentation keeps it."""
        heading = {key: value for key, value in asdict(self.predicted).items() if key != "figures"}
        return heading | {
            "record": self.war.record.id,
            "name": self.war.record.name,
            "gates_written": read_gates().rules.written.isoformat(),
            "figures": {row.id: _row(row) for row in self.rows},
            "verdicts": [one._asdict() for one in self.verdicts],
        }


def _row(row: Scored) -> dict[str, Any]:
    plain = asdict(row)
    del plain["figure"], plain["id"]
    known = {key: None if _unknown(value) else value for key, value in plain.items()}
    return known | {
        "statement": row.figure.statement,
        "unit": row.figure.unit,
        "source": row.figure.source,
        "ratio": row.ratio,
    }


def _unknown(value: Any) -> bool:
    return isinstance(value, float) and math.isnan(value)


def predict(
    war: War, replicates: int, seed: int, follow: Follow = silent
) -> tuple[Predictions, Values]:
    """Fight the wars; nothing of what is on record is looked at but which figures there are."""
    values = fought(war, replicates, seed, follow)
    return predictions(war, values, replicates, seed), values


def held_against(
    war: War, predicted: Predictions, values: Values, gates: Gates | None = None
) -> Held:
    """Scores and verdicts."""
    known = read_gates() if gates is None else gates
    rows = scored(war, values, known)
    return Held(war, predicted, rows, verdicts(rows, known))


def changed(before: Predictions, now: Predictions) -> str:
    """In words how two predictions under one seed differ; empty if they do not."""
    found = differences(before, now)
    more = f"; and {len(found) - 3} more" if len(found) > 3 else ""
    return "; ".join(found[:3]) + more
