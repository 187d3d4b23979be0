"""The line over time: land of the first party, truces shaded by broker, places named."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure, FigureBase
from matplotlib.patches import Patch

from sim.report.figures import base
from sim.report.figures.place import Box, spread
from sim.report.palette import FAINT, INK, NOBODY
from sim.report.war import War

MOST_FRONTS = 6


def front_line(war: War) -> Figure:
    """Land held by the first party of each front [%] over time [days or dates], one panel each.

    Steps are places that change hands, by fighting or (open circles) by hand-over; truces are
    shaded in the colour of their broker and numbered.
    """
    return base.made(draw, war)


def draw(figure: FigureBase, war: War) -> None:
    """Draw into a figure or a part of one."""
    fronts = war.fronts[:MOST_FRONTS]
    across = 1 if len(fronts) < 3 else 2
    down = -(-len(fronts) // across)
    panels = figure.subplots(down, across, squeeze=False, sharex=True)
    for panel, front in zip(panels.flat, fronts, strict=False):
        _panel(panel, war, front, many=len(fronts) > 1)
    for spare in list(panels.flat)[len(fronts) :]:
        spare.set_axis_off()
    title = "Where the line stood"
    figure.suptitle(title, fontsize="x-large", fontweight="bold", x=0.01, ha="left")


def _panel(axes: Axes, war: War, front: str, many: bool) -> None:
    first, second = war.names.parties(front)
    land, steps = war.land(front), war.lines(front)
    end = base.days(war.last_hour)
    x = [base.days(hour) for hour, _ in steps] + [end]
    y = [100.0 * land[line] for _, line in steps]
    y.append(y[-1])
    axes.fill_between(x, 0, y, step="post", color=war.colours[first], alpha=0.16, linewidth=0)
    axes.fill_between(x, y, 100, step="post", color=war.colours[second], alpha=0.16, linewidth=0)
    base.shade_truces(axes, war, front)
    axes.step(x, y, where="post", color=INK, linewidth=2.6, zorder=3)
    base.time_axis(axes, war)
    axes.set_ylim(0, 100)
    holder = base.short(war.names.actor(first), 24)
    axes.set_ylabel(f"land held by\n{holder} [%]")
    _sides(axes, war, (first, second))
    if not many or len(war.fronts) <= 2:
        _name_places(axes, war, front, end)
    if many:
        axes.set_title(base.short(war.names.front(front), 40), fontsize="medium", pad=18)
    _legend(axes, war, front)


def _sides(axes: Axes, war: War, parties: tuple[str, str]) -> None:
    """Each side's name in the corner that is its own."""
    corners = ((0.012, 2.0, "left", "bottom"), (0.988, 98.0, "right", "top"))
    for party, (across, height, ha, va) in zip(parties, corners, strict=True):
        axes.text(
            across, height, base.short(war.names.actor(party), 30), fontweight="bold",
            color=war.colours[party], va=va, ha=ha, fontsize="large",
            transform=axes.get_yaxis_transform(), zorder=5, parse_math=False,
        )  # fmt: skip


def _name_places(axes: Axes, war: War, front: str, end: float) -> None:
    """Name each place at its first change of hands, beside the step, off the line."""
    land = war.land(front)
    seen: dict[int, tuple[float, float, str, bool]] = {}
    for event in war.events:
        if event.kind in ("position_taken", "handover") and event.front == front:
            index = int(event.value)
            height = 50.0 * (land[index] + land[index + 1])
            given = event.kind == "handover"
            seen.setdefault(index, (base.days(event.hour), height, war.names.place(event), given))
    marks = list(seen.values())
    wide, high, gap = 0.0115 * end, 4.4, 0.012 * end
    names = [base.short(name, 30) for _, _, name, _ in marks]
    wanted = [
        _choices(x, y, wide * (len(name) + 1), high, gap)
        for (x, y, _, _), name in zip(marks, names, strict=True)
    ]
    room = Box(0.0, 0.0, end, 100.0)
    places = spread(wanted, _line_boxes(war, front, end), room, high / 4)
    for (x, y, _, given), name, box in zip(marks, names, places, strict=True):
        face = "white" if given else INK
        axes.plot(x, y, "o", markersize=7, color=INK, markerfacecolor=face, zorder=4)
        if box is not None:
            _label(axes, name, (x, y), box)


def _choices(x: float, y: float, wide: float, high: float, gap: float) -> tuple[Box, Box]:
    """Right of a step, or else left of it."""
    low, top = y - high / 2, y + high / 2
    return Box(x + gap, low, x + gap + wide, top), Box(x - gap - wide, low, x - gap, top)


def _label(axes: Axes, name: str, at: tuple[float, float], box: Box) -> None:
    middle = (box.bottom + box.top) / 2
    right = box.left > at[0]
    edge = box.left if right else box.right
    axes.plot([at[0], edge], [at[1], middle], color=FAINT, linewidth=0.8, zorder=3.5)
    axes.text(
        edge, middle, name, va="center", ha="left" if right else "right", fontsize="small",
        zorder=5, parse_math=False,
    )  # fmt: skip


def _line_boxes(war: War, front: str, end: float) -> list[Box]:
    """The line itself as thin boxes, which labels must keep off."""
    land, steps = war.land(front), war.lines(front)
    stops = [*(base.days(hour) for hour, _ in steps[1:]), end]
    boxes, before = [], 100.0 * land[steps[0][1]]
    for (hour, line), stop in zip(steps, stops, strict=True):
        y = 100.0 * land[line]
        x = base.days(hour)
        boxes.append(Box(x, y - 0.6, stop, y + 0.6))
        boxes.append(Box(x - 0.002 * end, min(y, before), x + 0.002 * end, max(y, before)))
        before = y
    return boxes


def _legend(axes: Axes, war: War, front: str) -> None:
    patches = [
        Patch(color=war.colours.get(broker, NOBODY), alpha=0.5, label=base.broker_name(war, broker))
        for broker in base.brokers(war, front)
    ]
    if patches:
        axes.legend(
            handles=patches, title="truce (numbered), brokered by", loc="upper center",
            bbox_to_anchor=(0.5, -0.14), ncols=4, frameon=False,
        )  # fmt: skip
