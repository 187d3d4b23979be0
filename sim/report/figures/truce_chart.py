"""One bar for each truce, from minutes to months on a logarithmic axis."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure, FigureBase
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, NullLocator

from sim.language import N_, _
from sim.report.figures import base
from sim.report.figures.ticks import MINUTE, SpanLocator, span_name
from sim.report.labels import missing
from sim.report.palette import FAINT, INK, NOBODY
from sim.report.terms import cause_in_words, mode_in_words
from sim.report.war import War
from sim.report.when import day_name

CLASSES = {1: N_("cessation"), 2: N_("preliminary"), 3: N_("definitive")}
MOST_BARS = 16
TWO_LINES = 9  # bars whose names have room for two lines
SHIFTS = (-0.16, 0.16, -0.05, 0.05, 0.16, 0.1)  # of each side's mark from the middle of a bar


def truce_chart(war: War) -> Figure:
    """Life of each truce [minutes to months, log axis]: broker, class, incident, accusations, end.

    A truce alive at the end of the run ends in an arrow: its life is longer than was seen.
    """
    return base.made(draw, war)


def draw(figure: FigureBase, war: War) -> None:
    """Draw into a figure or a part of one."""
    axes = figure.subplots()
    rows = war.truces.to_dict("records")[:MOST_BARS]
    title = _("How long each truce lasted")
    if len(war.truces) > MOST_BARS:
        title += _(" (the first {some} of {all})", some=MOST_BARS, all=len(war.truces))
    figure.suptitle(title, fontsize="x-large", fontweight="bold", x=0.01, ha="left")
    if not rows:
        axes.text(0.5, 0.5, _("no truce in this war"), ha="center", transform=axes.transAxes)
    longest = max([24.0, *(24.0 * float(row["lifetime_days"]) for row in rows)])
    for height, row in enumerate(rows):
        _bar(axes, war, row, float(height))
    _axis(axes, longest)
    many = len(rows) > TWO_LINES
    axes.set_yticks(range(len(rows)), [_name(war, row, many) for row in rows])
    if many:
        axes.tick_params(axis="y", labelsize="small")
    axes.set_ylim(max(len(rows), 3) - 0.4, -0.8)
    axes.set_ylabel(_("truce: number, broker, class, first day"))
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    _legend(figure, war)


def _axis(axes: Axes, longest: float) -> None:
    axes.set_xscale("log")
    axes.set_xlim(0.7 * MINUTE, 20.0 * longest)
    axes.xaxis.set_major_locator(SpanLocator(1.5 * longest))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda hours, _: span_name(hours)))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_xlabel(_("time since entry into force (logarithmic)"))
    axes.grid(axis="x")


def _name(war: War, row: dict[Any, Any], one_line: bool) -> str:
    broker = base.format_of(row)
    who = (
        base.short(war.names.full(broker), 24)
        if broker
        else _("{format}, no broker", format=mode_in_words(str(row["format"])))
    )
    number = int(row["truce_class"])
    kind = _(CLASSES[number]) if number in CLASSES else ""
    day = row["announced_day"] if missing(row["effective_day"]) else row["effective_day"]
    when = "" if missing(day) else day_name(int(day), war.names.start)
    return f"{int(row['truce']) + 1}  {who}{', ' if one_line else chr(10)}{kind}, {when}"


def _bar(axes: Axes, war: War, row: dict[Any, Any], height: float) -> None:
    colour = war.colours.get(base.format_of(row), NOBODY)
    if missing(row["lifetime_days"]):
        axes.text(MINUTE, height, _("never in force"), va="center")
        return
    end = max(MINUTE, 24.0 * float(row["lifetime_days"]))
    start = 0.7 * MINUTE
    axes.barh(height, end - start, left=start, height=0.5, color=colour, alpha=0.45, zorder=2)
    mark = ">" if row["censored"] else "X"
    axes.plot(end, height, mark, markersize=12, color=INK, zorder=4, clip_on=False)
    cause = _("still in force") if row["censored"] else cause_in_words(str(row["cause"]))
    axes.text(1.35 * end, height, cause, va="center", fontsize="small")
    _mark(axes, row["first_incident_hours"], height, "|", INK)
    for side, shift in zip(war.sides, SHIFTS, strict=False):
        hours = row.get(f"first_accusation_hours_{side}")
        _mark(axes, hours, height + shift, "o", war.colours[side])


def _mark(axes: Axes, hours: Any, height: float, shape: str, colour: str) -> None:
    if missing(hours):
        return
    size, edge = (24, 3.0) if shape == "|" else (10, 1.2)
    rim = colour if shape == "|" else "white"
    axes.plot(
        max(MINUTE, float(hours)), height, shape, markersize=size, color=colour,
        markeredgecolor=rim, markeredgewidth=edge, zorder=5,
    )  # fmt: skip


def _legend(figure: FigureBase, war: War) -> None:
    last = _("in force at the end of the run")
    handles = [
        Line2D([], [], color=INK, marker="|", ls="", ms=14, mew=3, label=_("first incident")),
        *(
            Line2D(
                [], [], color=war.colours[side], marker="o", ls="", ms=10,
                label=_("first accusation by {side}", side=base.short(war.names.actor(side), 18)),
            )
            for side in war.sides[: len(SHIFTS)]
        ),
        Line2D([], [], color=INK, marker="X", ls="", ms=11, label=_("end")),
        Line2D([], [], color=INK, marker=">", ls="", ms=11, label=last),
    ]  # fmt: skip
    figure.legend(handles=handles, loc="outside lower center", ncols=3, edgecolor=FAINT)
