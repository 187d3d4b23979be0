"""The picture of a war that is fought: its line, its truces."""

from matplotlib.axes import Axes
from matplotlib.figure import FigureBase
from matplotlib.patches import Patch

from sim.report.figures import base
from sim.report.palette import INK, NOBODY
from sim.report.war import War
from sim.studies.gallery.fought import Shown

MOST_BROKERS = 6  # in the legend


def draw(figure: FigureBase, shown: Shown) -> None:
    """Land of the first party of each front [%] over time, truces in the colour of their broker."""
    war, fronts = shown.one, shown.one.fronts
    across = 1 if len(fronts) == 1 else 2
    down = -(-len(fronts) // across)
    panels = list(figure.subplots(down, across, squeeze=False, sharex=True).flat)
    for panel, front in zip(panels, fronts, strict=False):
        _panel(panel, war, front, across)
    for spare in panels[len(fronts) :]:
        spare.set_axis_off()
    for panel in panels[: across * (down - 1)]:
        panel.set_xlabel("")
    _legend(figure, war)


def _panel(axes: Axes, war: War, front: str, across: int) -> None:
    first, second = war.names.parties(front)
    land, steps = war.land(front), war.lines(front)
    x = [base.days(hour) for hour, _ in steps] + [base.days(war.last_hour)]
    y = [100.0 * land[line] for _, line in steps]
    y.append(y[-1])
    axes.fill_between(x, 0, y, step="post", color=war.colours[first], alpha=0.16, linewidth=0)
    axes.fill_between(x, y, 100, step="post", color=war.colours[second], alpha=0.16, linewidth=0)
    base.shade_truces(axes, war, front, label=across == 1, across=across)
    axes.step(x, y, where="post", color=INK, linewidth=2.6, zorder=3)
    base.time_axis(axes, war)
    axes.set_ylim(0, 100)
    axes.set_yticks([0, 50, 100])
    if across > 1:
        axes.set_title(base.short(war.names.front(front), 40), fontsize="medium")
    axes.set_ylabel("land [%]")


def _legend(figure: FigureBase, war: War) -> None:
    sides = [
        Patch(color=war.colours[side], alpha=0.3, label=f"land of {_name(war, side)}")
        for side in war.sides
    ]
    found = base.brokers(war)
    brokers = [
        Patch(
            color=war.colours.get(broker, NOBODY),
            alpha=0.6,
            label=f"truce: {base.broker_name(war, broker)}",
        )
        for broker in found[:MOST_BROKERS]
    ]
    handles = [*sides, *brokers]
    figure.legend(
        handles=handles, loc="outside lower center", ncols=len(handles) if len(handles) < 6 else 4,
        frameon=False, columnspacing=1.2, handlelength=1.4,
    )  # fmt: skip


def _name(war: War, side: str) -> str:
    return base.short(war.names.actor(side), 22)
