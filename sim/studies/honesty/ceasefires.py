"""Backtest on many ceasefires: scores beside baselines, from docs/ceasefires.json."""

from pathlib import Path
from typing import Any

from sim.studies.backtest.judged import METHODS, MODEL
from sim.studies.backtest.kept import FILE
from sim.studies.backtest.war.words import markdown
from sim.studies.backtest.words import HEADER, NAMES
from sim.studies.honesty.kept import NOT_YET, data_of

HOW = "sim backtest CSV --docs docs"


def ceasefires_text(docs: Path) -> str:
    """What was used, scores in the main reading, verdicts in all readings."""
    data = data_of(docs / FILE)
    if data is None:
        return f"Many ceasefires: {NOT_YET} (`{HOW}`)."
    try:
        return _text(data)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{FILE}: damaged: {error!r}") from error


def _text(data: dict[str, Any]) -> str:
    rows = [_row(name, data["scores"][name]) for name in METHODS]
    verdicts = [
        f"* Unknown ends read as `{name}`: {' '.join(lines)}"
        for name, lines in data["verdicts"].items()
    ]
    return "\n\n".join([
        f"Made on {data['written']} by `{data['command']}`; the table does not ship.",
        " ".join(data["opening"]),
        markdown(HEADER, rows),
        "\n".join(verdicts),
    ])  # fmt: skip


def _row(name: str, score: dict[str, Any]) -> tuple[str, ...]:
    brier = (score["integrated_brier"], score["low"], score["high"])
    log = (score["log_score"], score["log_low"], score["log_high"])
    worse = [_more(score[key]) for key in ("worse_brier", "worse_log")]
    brier_worse, log_worse = ("", "") if name == MODEL else worse
    return (NAMES[name], _plain(brier), brier_worse, _plain(log), log_worse)


def _plain(values: tuple[float, float, float]) -> str:
    return f"{values[0]:.3f} ({values[1]:.3f} to {values[2]:.3f})"


def _more(values: list[float]) -> str:
    return f"{values[0]:+.3f} ({values[1]:+.3f} to {values[2]:+.3f})"


def ceasefires_sentence(docs: Path) -> str:
    """The verdicts of the main reading."""
    data = data_of(docs / FILE)
    if data is None:
        return NOT_YET
    try:
        return " ".join(data["verdicts"][data["reading"]])
    except (KeyError, TypeError) as error:
        raise ValueError(f"{FILE}: damaged: {error!r}") from error
