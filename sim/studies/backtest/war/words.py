"""Predictions and scores in words and tables, for the page, the documentation and the terminal."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from sim.studies.backtest.war.predicting import POINTS, Predicted
from sim.studies.record_words import YES_OR_NO

PREDICTED = ("figure", "what", "wars that have it", "5 %", "25 %", "median", "75 %", "95 %")
SCORED = (
    "figure", "record", "predicted", "50 %", "80 %", "90 %", "CRPS", "dull", "ratio", "in logs",
    "log score",
)  # fmt: skip
GATES = ("gate", "verdict", "held out", "all figures")
SUMMARY = (
    "war", "figures held out in their 90 % bands", "CRPS over the dull one's, mean", "in logs",
    "gates", "failed",
)  # fmt: skip
SHOWN = tuple(POINTS.index(point) for point in (0.05, 0.25, 0.5, 0.75, 0.95))
HOW = (
    "Never counts as the last day that the war could have had. CRPS: lower is better; ratio below "
    "1: better than the dull prediction. In logs: that ratio of log(1 + x), where a figure may go "
    "over orders of magnitude. Log score of what came about or not: the coin has 0.69."
)


def number(value: float | None) -> str:
    """A number to three figures; a dash for none."""
    if value is None or math.isnan(value):
        return "-"
    if value == round(value) or abs(value) >= 100.0:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def predicted_rows(figures: Mapping[str, Predicted]) -> list[tuple[str, ...]]:
    """One line per figure."""
    return [_predicted(name, one) for name, one in figures.items()]


def _predicted(name: str, one: Predicted) -> tuple[str, ...]:
    parts = (one.measure.replace("_", " "), one.at, one.front.replace("_", " "))
    what = ", ".join(part for part in parts if part)
    share = f"{one.share:.0%}"
    if one.unit == YES_OR_NO:
        chance = "-" if one.mean is None else f"{one.mean:.2f}"
        return (name, f"{what} (probability)", share, "", "", chance, "", "")
    middle = [number(one.quantiles[k]) if one.quantiles else "-" for k in SHOWN]
    return (name, f"{what} ({one.unit})", share, *middle)


def scored_rows(
    figures: Mapping[str, Mapping[str, Any]], *, held_out: bool
) -> list[tuple[str, ...]]:
    """One line per figure that is held out, or that is not; as `Held.as_dict` has them."""
    return [_scored(name, one) for name, one in figures.items() if one["held_out"] is held_out]


def _scored(name: str, one: Mapping[str, Any]) -> tuple[str, ...]:
    low, high = number(one["low"]), number(one["high"])
    record = low if low == high else f"{low} to {high}"
    bands = (
        ("", "", "") if one["bands"] is None else tuple("in" if x else "out" for x in one["bands"])
    )
    if one["unit"] == YES_OR_NO:
        middle = "-" if one["middle"] is None else f"{one['middle']:.2f}"
    else:
        middle = number(one["middle"])
    if one["middle"] is None:
        middle = f"in {one['share']:.0%} of the wars only"
    log = "" if one["log"] is None else f"{one['log']:.2f}"
    return (
        name, record, middle, *bands, number(one["crps"]), number(one["dull"]),
        f"{one['ratio']:.2f}", f"{one['in_logs']:.2f}", log,
    )  # fmt: skip


def gate_rows(found: Sequence[Mapping[str, str]]) -> list[tuple[str, ...]]:
    """One line per gate."""
    return [(one["words"], one["verdict"], one["found"], one["of_all"]) for one in found]


def sentence(found: Sequence[Mapping[str, str]]) -> str:
    """How many gates hold."""
    counts = {
        word: sum(one["verdict"] == word for one in found)
        for word in ("holds", "fails", "nothing to judge")
    }
    return (
        f"Of {len(found)} gates {counts['holds']} hold and {counts['fails']} fail; "
        f"{counts['nothing to judge']} have nothing held out to judge."
    )


def summary_row(told: Mapping[str, Any]) -> tuple[str, ...]:
    """One war in one line; as `Held.as_dict` has it."""
    found = {one["gate"]: one for one in told["verdicts"]}
    count = {
        word: sum(one["verdict"] == word for one in told["verdicts"]) for word in ("holds", "fails")
    }
    logs = [one["in_logs"] for one in told["figures"].values() if one["held_out"]]
    return (
        f"`{told['scenario']}`", found["coverage"]["found"], found["crps"]["found"],
        f"{sum(logs) / len(logs):.2f}" if logs else "",
        f"{count['holds']} hold, {count['fails']} fail",
        ", ".join(one["gate"] for one in told["verdicts"] if one["verdict"] == "fails") or "none",
    )  # fmt: skip


def markdown(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [header, ("---",) * len(header), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)
