"""What came out, in words and rows: for the terminal and for the page."""

from collections.abc import Iterator

import numpy as np

from sim.studies.backtest.backtest import MAIN, Backtest, Read
from sim.studies.backtest.censoring import READINGS, Reading
from sim.studies.backtest.judged import METHODS, MODEL, Score
from sim.studies.backtest.mapping import MEANING

NAMES = {
    "model": "the model",
    "cox": "Cox regression",
    "kaplan_meier": "Kaplan-Meier by class",
    "constant_hazard": "one hazard for all",
}
HEADER = (
    "prediction", "integrated Brier score", "less the model's", "log score", "less the model's",
)  # fmt: skip


def opening(result: Backtest) -> Iterator[str]:
    """Rows, use, failures, and what they allow to be detected: said before any score."""
    main = result.readings[MAIN]
    faulty = len({one.row for one in result.bad})
    left = "; ".join(f"{count:,} {why}" for why, count in main.found.unused.items() if count)
    yield (
        f"{result.total:,} ceasefires, {len(main.found.rows):,} used"
        f"{f', {faulty:,} rows faulty' if faulty else ''} (not used: {left or 'none'}); "
        f"{int(main.found.failed.sum()):,} failures in "
        f"{main.rows.loc[main.found.failed, 'country'].nunique()} countries."
    )
    ratios = ", ".join(
        f"{one.covariate.replace('_', ' ')} {one.ratio:.1f}" for one in main.detectable
    )
    yield (
        "So many failures let a hazard ratio be seen (5 %, power 80 %) from about: "
        f"{ratios}. Smaller effects cannot be told from none here."
    )
    if result.train is not None:
        yield f"Fitted on {result.train}, scored on {result.table}."
    else:
        yield (
            f"Fitted on a random half of the countries, scored on the other, {result.splits} times;"
            " intervals resample the countries scored."
        )


def score_rows(read: Read) -> list[tuple[str, ...]]:
    """A row for each prediction: scores with intervals, and how much worse than the model's."""
    return [_row(name, read.judged.scores[name]) for name in METHODS]


def _row(name: str, score: Score) -> tuple[str, ...]:
    return (
        NAMES[name],
        f"{score.integrated_brier:.3f} ({score.low:.3f} to {score.high:.3f})",
        "" if name == MODEL else _more(score.worse_brier),
        f"{score.log_score:.3f} ({score.log_low:.3f} to {score.log_high:.3f})",
        "" if name == MODEL else _more(score.worse_log),
    )


def _more(values: tuple[float, float, float]) -> str:
    at, low, high = values
    return f"{at:+.3f} ({low:+.3f} to {high:+.3f})"


def title(name: Reading, read: Read) -> str:
    """What a reading takes unknown ends for."""
    count, failures = len(read.found.rows), int(read.found.failed.sum())
    return f"Unknown ends, reading {name}: {READINGS[name]}. {count:,} used, {failures:,} failures."


def verdicts(read: Read) -> Iterator[str]:
    """Whether the model beats each baseline, as far as the intervals tell."""
    for name in METHODS[1:]:
        score = read.judged.scores[name]
        told = ", ".join(
            f"{what} {_verdict(values)}"
            for what, values in (("Brier", score.worse_brier), ("log", score.worse_log))
        )
        yield f"The model against {NAMES[name]}: {told}."


def _verdict(values: tuple[float, float, float]) -> str:
    at, low, high = values
    if low > 0.0:
        return "better"
    if high < 0.0:
        return "worse"
    side = "ahead" if at > 0.0 else "behind"
    return f"{side}, but the interval covers both"


def fitted_rows(read: Read) -> list[tuple[str, str, str]]:
    """The six fitted numbers: median over splits and their range."""
    values = np.array(read.judged.fitted)
    return [
        (name, MEANING[name],
         f"{np.median(column):.3f} ({column.min():.3f} to {column.max():.3f})")
        for name, column in zip(MEANING, values.T, strict=True)
    ]  # fmt: skip
