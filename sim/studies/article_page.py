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
from sim.studies.article_drawn import answer, drawn_formats, drawn_levers
from sim.studies.article_tables import Tables, counts, every, interval, number, real

JSON, FIGURE, PAGE = "would-kazakhstan-help.json", "would-kazakhstan-help.png", "page.md"


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


PARTS: dict[str, Callable[[Tables], str]] = {
    "counts": counts,
    "formats": lambda found: every(found["formats"], "who mediates"),
    "levers": lambda found: every(found["levers"], "the initiative"),
    "takes": grid_short,
    "takes-deaths": lambda found: grid_short(found, "deaths"),
    "takes-displaced": lambda found: grid_short(found, "displaced"),
    "takes-broken": lambda found: grid_short(found, "truces_broken"),
    "grid": grid_whole,
    "drawn": drawn_formats,
    "drawn-levers": drawn_levers,
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
