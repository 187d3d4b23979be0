"""Tables and figure of the article's question, from the numbers of `sim.studies.article`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.records.errors import WritingError
from sim.report.figures.base import styled
from sim.report.generated import fill
from sim.report.palette import BLUE, GAP, GOLD, INK, ORANGE, OVERLAP, PURPLE, SKY, VERMILION

Tables = dict[str, Any]
JSON, FIGURE, PAGE = "would-kazakhstan-help.json", "would-kazakhstan-help.png", "page.md"
SHARES = {
    "in_force": "agreement in force at the end",
    "settlement": "a settlement in force",
    "in_force_within_44_days": "in force, and reached within 44 days",
    "beaten": "decided in battle",
    "war": "war goes on",
}
AMOUNTS = {
    "days": "days until the war ended",
    "deaths": "soldiers killed",
    "civilian_deaths": "civilians killed",
    "displaced": "people displaced",
    "truces": "agreements",
    "truces_broken": "agreements broken",
}
LAND = "land held by Armenia at the end, %"
SHORT = (
    "in_force",
    "in_force_within_44_days",
    "settlement",
    "beaten",
    "war",
    "days",
    "deaths",
    "displaced",
    "truces_broken",
)
DIGITS = {"days": 1, "truces": 2, "truces_broken": 2, "civilian_deaths": 0, "deaths": 0}


def words(measure: str) -> str:
    """What a column is headed."""
    if measure in SHARES:
        return f"{SHARES[measure]}, %"
    return LAND if measure == "land" else AMOUNTS[measure]


def number(measure: str, value: float, sign: bool = False) -> str:
    """A value as the pages show it: shares in per cent."""
    plus = "+" if sign else ""
    if measure in SHARES or measure == "land":
        return f"{100.0 * value:{plus}.1f}"
    digits = DIGITS.get(measure, 0)
    scaled = round(value, -2) if measure == "displaced" else value
    return f"{scaled:{plus},.{digits}f}"


def interval(measure: str, three: list[float], sign: bool = False) -> str:
    """Mean (low to high)."""
    mean, low, high = (number(measure, value, sign) for value in three)
    return f"{mean} ({low} to {high})"


def table(rows: dict[str, Any], part: str, measures: tuple[str, ...], first: str) -> str:
    """A table in Markdown: `part` (`mean` or `difference`) of the measures in each row."""
    head = [first, *(words(measure) for measure in measures)]
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * len(measures)]
    for label, row in rows.items():
        if part == "difference" and not any(any(row[part][measure]) for measure in measures):
            continue
        cells = [interval(m, row[part][m], part == "difference") for m in measures]
        lines.append("| " + " | ".join([label, *cells]) + " |")
    return "\n".join(lines)


def every(rows: dict[str, Any], first: str) -> str:
    """Two tables of means and two of differences: shares, then amounts."""
    shares, amounts = tuple(SHARES), ("land", *AMOUNTS)
    parts = [table(rows, "mean", one, first) for one in (shares, amounts)]
    head = "Difference from the Minsk Group alone, war by war with the same luck:"
    parts += [head, *(table(rows, "difference", one, first) for one in (shares, amounts))]
    return "\n\n".join(parts)


def means_words(point: dict[str, float]) -> str:
    """What can be sent at a point of the grid."""
    found = []
    if point["monitors"]:
        found.append(f"{point['monitors']:,.0f} observers")
    if point["peacekeepers"]:
        found.append(f"{point['peacekeepers']:,.0f} soldiers")
    if point["guarantee"]:
        found.append("a guarantee")
    return " and ".join(found) or "nothing"


def grouped(found: Tables) -> dict[str, list[int]]:
    """What can be sent -> the points of the grid at which it is that."""
    groups: dict[str, list[int]] = {}
    for number_, point in enumerate(found["grid"]["points"]):
        groups.setdefault(means_words(point), []).append(number_)
    return groups


def span(found: Tables, mediator: str, points: list[int], measure: str) -> tuple[float, float]:
    """Least and greatest mean over some points of the grid."""
    means = [found["grid"]["means"][mediator][k][measure][0] for k in points]
    return min(means), max(means)


def grid_short(found: Tables, measure: str = "in_force") -> str:
    """Least and greatest mean over trust and leverage, by what can be sent and by mediator."""
    mediators = list(found["grid"]["means"])
    lines = ["| can send | " + " | ".join(mediators) + " |", "|---|" + "---:|" * len(mediators)]
    for label, points in grouped(found).items():
        spans = (span(found, mediator, points, measure) for mediator in mediators)
        cells = [f"{number(measure, low)} to {number(measure, high)}" for low, high in spans]
        lines.append("| " + " | ".join([label, *cells]) + " |")
    return "\n".join(lines)


def grid_whole(found: Tables) -> str:
    """Every point of the grid, for Kazakhstan with the CICA and the others: share in force."""
    mediators = list(found["grid"]["means"])
    head = ["can send", "trust", "leverage", *mediators]
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * (2 + len(mediators))]
    for k, point in enumerate(found["grid"]["points"]):
        cells = [interval("in_force", found["grid"]["means"][m][k]["in_force"]) for m in mediators]
        start = [means_words(point), f"{point['trust']:g}", f"{point['leverage']:g}"]
        lines.append("| " + " | ".join([*start, *cells]) + " |")
    return "\n".join(lines)


def counts(found: Tables) -> str:
    """How many wars the tables rest on."""
    wars = found["wars"]
    return (
        f"{wars['formats']:,} wars of each format, {wars['levers']:,} of each lever, "
        f"{wars['grid']:,} at each point of the grid; seed {found['seed']}. Intervals are of 95 % "
        "and hold the chance of these wars alone."
    )


def real(found: Tables) -> dict[str, Any]:
    """The formats without placebo and mirror."""
    rows = found["formats"].items()
    return {label: row for label, row in rows if not label.startswith(("placebo", "mirror"))}


def answer(found: Tables) -> str:
    """The README's table."""
    rows = real(found)
    return counts(found) + "\n\n" + table(rows, "mean", SHORT, "who mediates")


PARTS: dict[str, Callable[[Tables], str]] = {
    "counts": counts,
    "formats": lambda found: every(found["formats"], "who mediates"),
    "levers": lambda found: every(found["levers"], "the initiative"),
    "takes": grid_short,
    "takes-deaths": lambda found: grid_short(found, "deaths"),
    "takes-displaced": lambda found: grid_short(found, "displaced"),
    "takes-broken": lambda found: grid_short(found, "truces_broken"),
    "grid": grid_whole,
}


def figure(found: Tables) -> Figure:
    """How the wars of each format end, and what it takes of each mediator."""
    with styled(), mpl.rc_context({"font.size": 10}):
        drawn = Figure(figsize=(11.0, 4.6), dpi=100, layout="constrained")
        left, right = drawn.subplots(1, 2, width_ratios=(1.15, 1.0))
        _ends(left, real(found))
        _takes(right, found)
        drawn.suptitle(
            "Autumn 2020 in the model: counterfactuals, not forecasts", fontsize=11, color=INK
        )
    return drawn


def _ends(ax: Axes, rows: dict[str, Any]) -> None:
    """Stacked shares of ends, one bar for each format."""
    parts: dict[str, tuple[str, Callable[[dict[str, list[float]]], float]]] = {
        "settlement in force": (OVERLAP, lambda m: m["settlement"][0]),
        "truce in force": (SKY, lambda m: m["in_force"][0] - m["settlement"][0]),
        "war goes on": (ORANGE, lambda m: m["war"][0]),
        "decided in battle": (GAP, lambda m: m["beaten"][0]),
    }
    start = [0.0] * len(rows)
    for label, (colour, of) in parts.items():
        width = [100.0 * of(row["mean"]) for row in rows.values()]
        ax.barh(range(len(rows)), width, left=start, color=colour, label=label, height=0.7)
        start = [a + b for a, b in zip(start, width, strict=True)]
    ax.set_yticks(range(len(rows)), list(rows), fontsize=8.5)
    ax.invert_yaxis()
    ax.set_xlim(0.0, 100.0)
    ax.set_xlabel("% of wars, at the end of the run", fontsize=9)
    ax.set_title("How it ends, by format", fontsize=10.5)
    ax.tick_params(axis="x", labelsize=8.5)
    ax.legend(fontsize=8, ncols=2, loc="upper center", bbox_to_anchor=(0.4, -0.13), frameon=False)


def _takes(ax: Axes, found: Tables) -> None:
    """For each mediator, from the least to the greatest share over trust and leverage."""
    groups = grouped(found)
    mediators = list(found["grid"]["means"])
    colours = (BLUE, VERMILION, PURPLE, GOLD, INK)
    step = 0.8 / len(mediators)
    for k, mediator in enumerate(mediators):
        rows = [place + (k - (len(mediators) - 1) / 2) * step for place in range(len(groups))]
        for place, (y, points) in enumerate(zip(rows, groups.values(), strict=True)):
            low, high = span(found, mediator, points, "in_force")
            label = mediator if place == 0 else None
            ax.plot([100 * low, 100 * high], [y, y], color=colours[k], linewidth=4, label=label,
                    solid_capstyle="butt")  # fmt: skip
            ax.plot([50 * (low + high)], [y], "o", color=colours[k], markersize=3.5)
    names = [label.replace(" and ", "\nand ") for label in groups]
    ax.set_yticks(range(len(groups)), names, fontsize=8.5)
    ax.invert_yaxis()
    ax.set_xlim(0.0, 100.0)
    ax.set_xlabel("% of wars with an agreement in force at the end:\nleast to greatest over trust "
                  "0.2-0.9 and leverage 0-0.8", fontsize=9)  # fmt: skip
    ax.set_title("What it takes, by what can be sent", fontsize=10.5)
    ax.tick_params(axis="x", labelsize=8.5)
    ax.legend(fontsize=8, loc="upper right", frameon=False)


def write_all(found: Tables, place: Path, docs: Path | None) -> Path:
    """Write numbers, tables and figure into a folder, and into docs/ and the README if asked.

    Raises:
        WritingError: when a page lacks the marks of its parts.
    """
    place.mkdir(parents=True, exist_ok=True)
    text = json.dumps(found, indent=None, separators=(",", ":")) + "\n"
    (place / JSON).write_text(text, encoding="utf-8")
    figure(found).savefig(place / FIGURE, metadata={"Software": None})
    page = "\n\n".join(f"## {name}\n\n{make(found)}" for name, make in PARTS.items())
    (place / PAGE).write_text(page + "\n", encoding="utf-8")
    if docs is not None:
        (docs / JSON).write_text(text, encoding="utf-8")
        (docs / "figures").mkdir(exist_ok=True)
        shutil.copyfile(place / FIGURE, docs / "figures" / FIGURE)
        _fill_page(docs / "would-kazakhstan-help.md", PARTS, found)
        _fill_page(docs.parent / "README.md", {"answer": answer}, found)
    return place


def _fill_page(page: Path, parts: dict[str, Callable[[Tables], str]], found: Tables) -> None:
    text = page.read_text(encoding="utf-8")
    try:
        for name, make in parts.items():
            text = fill(text, name, make(found))
    except ValueError as error:
        raise WritingError(f"{page}: {error}") from error
    page.write_text(text, encoding="utf-8")
