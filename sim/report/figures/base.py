"""What all figures share: size and type for a projector, dates on the axis, files that repeat."""

import datetime as dt
import re
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure, FigureBase
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter

from sim.language import _, pgettext
from sim.report.figures.ticks import DayLocator, YearLocator
from sim.report.names import plain
from sim.report.palette import FAINT, INK, NOBODY
from sim.report.war import War
from sim.report.when import date_of

SIZE = (13.333, 7.5)  # inches: a slide
DPI = 150
PACKED = 3  # of 9: a tenth larger than at 6, in a third of the time
TOO_CLOSE = 0.02  # of the width of a slide: numbers of truces of one digit would touch
LONG = 730.0  # days: a war whose time is told in years

# Text stays text in SVG, ids are hashed with a fixed salt, and a name is never read as TeX.
STYLE: dict[Any, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 15,
    "axes.titlesize": 19,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 16,
    "axes.edgecolor": FAINT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.labelsize": 14,
    "ytick.labelsize": 14,
    "legend.fontsize": 13,
    "legend.framealpha": 0.9,
    "grid.color": "#DDDDDD",
    "hatch.linewidth": 0.8,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "text.usetex": False,
    "text.parse_math": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "sim",
    "axes.unicode_minus": True,
}
Draw = Callable[[FigureBase, War], None]


@contextmanager
def styled() -> Iterator[None]:
    """Matplotlib's settings for the figures of this package, whatever the user's own are."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(STYLE)
        yield


def made(draw: Draw, war: War, size: tuple[float, float] = SIZE) -> Figure:
    """A figure drawn by `draw`, laid out, with no text read as mathematics."""
    with styled():
        figure = Figure(figsize=size, dpi=DPI, layout="constrained")
        draw(figure, war)
        figure.draw_without_rendering()
        for text in figure.findobj(Text):
            if isinstance(text, Text):
                text.set_parse_math(False)
    return figure


def save(figure: Figure, path: Path) -> list[Path]:
    """Write a figure as `path`.png and `path`.svg; the same figure gives the same bytes."""
    files = [path.with_name(f"{path.name}.png"), path.with_name(f"{path.name}.svg")]
    nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
    with styled():
        # Drawn by hand, once for each file: `savefig` draws everything twice.
        figure.set_dpi(DPI)
        picture: Any = FigureCanvasAgg(figure)
        picture.print_png(
            files[0], metadata={"Software": None}, pil_kwargs={"compress_level": PACKED}
        )
        figure.set_layout_engine("none")  # laid out above, and laying out takes half the time
        drawing: Any = FigureCanvasSVG(figure)
        drawing.print_svg(files[1], metadata=nothing)
    return files


def short(name: str, width: int = 22) -> str:
    """A name for a label, cut at `width` characters."""
    shown = plain(name)
    return shown if len(shown) <= width else f"{shown[: width - 1].rstrip()}…"


def wrapped(name: str, width: int = 16, lines: int = 2) -> str:
    """A name for a box, over at most `lines` lines."""
    return textwrap.fill(plain(name), width, max_lines=lines, placeholder="…")


def safe(label: str) -> str:
    """A label that a legend shows even if it begins with an underscore."""
    return f"\u200b{label}" if label.startswith("_") else label


def days(hour: float) -> float:
    """Hours from the start as days, the unit of all time axes."""
    return hour / 24.0


def time_axis(axes: Axes, war: War) -> None:
    """Days of the war along x: dates if the scenario has a first day (years if the war is long),
    else day numbers from 1."""
    start = war.names.start
    axes.set_xlim(0.0, max(1.0, days(war.last_hour)))
    if start is not None and days(war.last_hour) > LONG:
        axes.xaxis.set_major_locator(YearLocator(start))
        axes.xaxis.set_major_formatter(
            FuncFormatter(lambda x, _: f"{(start + dt.timedelta(days=round(x))).year}")
        )
        axes.set_xlabel(
            _("year, from {date} {year} (local time)", date=date_of(0, start), year=start.year)
        )
        return
    axes.xaxis.set_major_locator(DayLocator())
    if start is None:
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x + 1:.0f}"))
        axes.set_xlabel(_("day of the war"))
        return
    axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: date_of(round(x), start)))
    axes.set_xlabel(_("date ({year}, local time)", year=start.year))


def truce_spans(war: War, front: str | None = None) -> list[tuple[float, float, str, int]]:
    """When truces were in force: first and last day [d from the start], broker's id, number."""
    end = days(war.last_hour)
    spans = []
    for row in war.truces.to_dict("records"):
        if front is not None and row["front"] != front:
            continue
        begin = hour_in_force(war, row)
        if begin is None:
            continue
        last = end if row["censored"] else min(end, begin + float(row["lifetime_days"]))
        spans.append((begin, last, format_of(row), int(row["truce"])))
    return spans


def hour_in_force(war: War, row: dict[Any, Any]) -> float | None:
    """The exact day [d] at which the truce of a row entered into force, from the events."""
    for event in war.events:
        same = event.front == row["front"] and int(event.value) == int(row["truce"])
        if event.kind == "in_force" and same:
            return days(event.hour)
    return None


def format_of(row: dict[Any, Any]) -> str:
    """The id of the mediator that brokered a truce; the empty string for none."""
    name = row["format"]
    return "" if name in (None, "direct", "unilateral", "opening") else str(name)


def shade_truces(
    axes: Axes, war: War, front: str | None = None, label: bool = True, across: int = 1
) -> None:
    """Shade the times of truce in the colour of their broker, numbered on top.

    Numbers of truces that begin close to each other are written as one, such as 2-4. `across` is
    how many panels stand beside each other.
    """
    groups: list[list[tuple[float, int]]] = []
    for begin, last, broker, number in truce_spans(war, front):
        colour = war.colours.get(broker, NOBODY)
        axes.axvspan(begin, last, color=colour, alpha=0.22, linewidth=0, zorder=0.5)
        axes.axvline(begin, color=colour, linewidth=2.2, alpha=0.9, zorder=1.5)
        room = TOO_CLOSE * across * (1.0 if number < 9 else 1.6) * days(war.last_hour)
        near = bool(groups) and begin - groups[-1][-1][0] < room
        if near:
            groups[-1].append((begin, number))
        else:
            groups.append([(begin, number)])
    for group in groups if label else []:
        (one, low), (other, high) = group[0], group[-1]
        words = f"{low + 1}" if low == high else f"{low + 1}\u2013{high + 1}"
        axes.annotate(
            words, (0.5 * (one + other), 1.0), (0, 3), ha="center", va="bottom",
            xycoords=("data", "axes fraction"), textcoords="offset points", fontsize="small",
            color=INK, annotation_clip=True,
        )  # fmt: skip


def brokers(war: War, front: str | None = None) -> list[str]:
    """Ids of the formats that brokered a truce, in order of appearance; `` for nobody."""
    return list(dict.fromkeys(broker for _, _, broker, _ in truce_spans(war, front)))


def broker_name(war: War, broker: str) -> str:
    """The name of a broker for a legend."""
    return safe(short(war.names.full(broker), 26)) if broker else pgettext("a truce", "no broker")


def slug(text: str) -> str:
    """A text as part of a file name."""
    return re.sub(r"[^a-z0-9_]+", "_", text.lower()).strip("_")
