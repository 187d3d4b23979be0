"""Predictions: what many simulated wars say about each figure of a record, in quantiles."""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engines.ensemble import fight_one
from sim.records.atomic import write_file
from sim.records.errors import WritingError
from sim.records.hashing import canonical, text_hash
from sim.scenario.errors import display, refusal
from sim.studies.backtest.war.war import War
from sim.studies.progress import Count, Follow, silent
from sim.studies.record_file import Figure
from sim.studies.record_words import YES_OR_NO

POINTS = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
DIGITS = 9
ALIKE = 1.0e-6  # relative: what other processors may differ by
HOURS, MINUTES = 24.0, 1440.0
# of a case: no war depends on them
WORDS_ALONE: dict[str, Any] = {
    "sources": True,
    "scenario": {"name", "summary", "note", "explained"},
}

Values = dict[str, NDArray[np.float64]]


@dataclass(frozen=True)
class Predicted:
    """One figure.

    Attributes:
        measure, at, front, unit: what is predicted: measure, its truce, day or mediator, front.
        share: of the simulated wars that have such a thing.
        mean: over those; of what comes about or not the probability.
        quantiles: over those, at `POINTS`; the last day of the war for what never came about.
    """

    measure: str
    at: str
    front: str
    unit: str
    share: float
    mean: float | None
    quantiles: list[float]


@dataclass(frozen=True)
class Predictions:
    """All figures of one war, and what is needed to make them again."""

    scenario: str
    scenario_digest: str
    way: str
    words: str
    seed: int
    replicates: int
    figures: dict[str, Predicted]

    def text(self) -> str:
        """As a file holds them: without anything of the record but what it asks for."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


def fought(war: War, replicates: int, seed: int, follow: Follow = silent) -> Values:
    """Figure -> its value in each war: NaN for none, the last day for never."""
    names = list(war.record.figures)
    values = np.full((len(names), replicates), np.nan)
    count = Count(replicates)
    for number in range(replicates):
        one = fight_one(war.within(number), seed, number)
        for row, name in enumerate(names):
            values[row, number] = war.record.figures[name].of(one)
        count.done += 1
        follow(count)
    count.end()
    return {
        name: np.minimum(values[row], latest(war.record.figures[name], war.days)).round(DIGITS)
        for row, name in enumerate(names)
    }


def latest(figure: Figure, days: int) -> float:
    """What stands for never: the last day that the war can have, in the figure's unit."""
    per_day = {"day of the war": 1.0, "hours": HOURS, "minutes": MINUTES}
    return days * per_day[figure.unit] if figure.unit in per_day else math.inf


def predictions(war: War, values: Values, replicates: int, seed: int) -> Predictions:
    """The predictions that the values of many wars make."""
    figures = {
        name: _predicted(one, values[name]) for name, one in war.record.figures.items()
    }  # fmt: skip
    decisive = war.scenario.case.model_dump(mode="json", exclude=WORDS_ALONE)
    digest = text_hash(canonical(decisive))[:16]
    return Predictions(
        war.scenario.id, digest, war.way, war.words, seed, replicates, figures
    )  # fmt: skip


def _predicted(figure: Figure, values: NDArray[np.float64]) -> Predicted:
    known = values[~np.isnan(values)]
    at = str(figure.who or figure.at or "")
    share = len(known) / len(values)
    if len(known) == 0:
        return Predicted(figure.measure, at, figure.front or "", figure.unit, 0.0, None, [])
    quantiles = [] if figure.unit == YES_OR_NO else _quantiles(known)
    mean = float(known.mean().round(DIGITS))
    return Predicted(figure.measure, at, figure.front or "", figure.unit, share, mean, quantiles)


def _quantiles(values: NDArray[np.float64]) -> list[float]:
    found: list[float] = np.quantile(values, POINTS, method="inverted_cdf").tolist()
    return found


def write_predictions(found: Predictions, path: Path) -> None:
    """Write them; from then on they are what is judged.

    Raises:
        WritingError: when that fails.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        write_file(part, lambda stream: stream.write(found.text().encode()))
        part.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise WritingError(f"{display(path)}: not written: {reason}") from error


def read_predictions(path: Path) -> Predictions:
    """The predictions in a file.

    Raises:
        ScenarioError: when there are none.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        figures = {name: Predicted(**one) for name, one in data.pop("figures").items()}
        return Predictions(**data, figures=figures)
    except FileNotFoundError:
        hint = "predict first: sim backtest SCENARIO --predict"
        raise refusal(display(path), "there are no predictions", hint=hint) from None
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        hint = "predict again: sim backtest SCENARIO --predict"
        raise refusal(display(path), f"no file of predictions: {error}", hint=hint) from None


def differences(before: Predictions, now: Predictions) -> list[str]:
    """In what the same seed gives others than were written down; empty if it gives the same."""
    old, new = asdict(before), asdict(now)
    found = [
        f"{key}: {old[key]} was written, it is {new[key]}"
        for key in old
        if key != "figures" and old[key] != new[key]
    ]
    for name in dict.fromkeys([*before.figures, *now.figures]):
        first, second = before.figures.get(name), now.figures.get(name)
        if first is None or second is None:
            found.append(f"{name}: {'new' if first is None else 'gone'}")
        elif not _alike(asdict(first), asdict(second)):
            found.append(f"{name}: the same seed gives another prediction")
    return found


def _alike(first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    numbers = ("share", "mean", "quantiles")
    if any(first[key] != second[key] for key in first if key not in numbers):
        return False
    flat = [
        np.array([one["share"], np.nan if one["mean"] is None else one["mean"], *one["quantiles"]])
        for one in (first, second)
    ]
    return len(flat[0]) == len(flat[1]) and bool(
        np.allclose(flat[0], flat[1], rtol=ALIKE, atol=ALIKE, equal_nan=True)
    )
