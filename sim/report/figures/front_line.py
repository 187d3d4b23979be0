"""The line over time: land of the first party, truces shaded by broker, places named."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure, FigureBase
from matplotlib.patches import Patch

from sim.language import _
from sim.report.figures import base
from sim.report.figures.places import Mark, list_places, name_places
from sim.report.palette import INK, NOBODY
from sim.report.war import War

MOST_FRONTS = 6
CORNER, ROOM = 0.4, 0.1  # what a name in a corner needs: share of the time, share of the land


def front_line(war: War) -> Figure:
    """Land held by the first party of each front [%] over time [days or dates], one panel each.

    Steps are places that change hands, by fighting or (open circles) by hand-over; truces are
    shaded in the colour of their broker and numbered. Places are named beside their step where all
    names have room; else they are lettered and listed beside it.
    """
    return base.made(draw, war)


def draw(figure: FigureBase, war: War) -> None:
    """Draw into a figure or a part of one."""
    fronts = war.fronts[:MOST_FRONTS]
    across = 1 if len(fronts) < 3 else 2
    down = -(-len(fronts) // across)
    panels = figure.subplots(down, across, squeeze=False, sharex=True)
    lettered: list[Mark] = []
    unnamed: set[str] = set()
    for panel, front in zip(panels.flat, fronts, strict=False):
        _panel(panel, war, front, across)
        unnamed |= _sides(panel, war, front)
        if len(war.fronts) <= 2:
            lettered += name_places(panel, war, front, len(lettered))
    for spare in list(panels.flat)[len(fronts) :]:
        spare.set_axis_off()
    _name_land(figure, war, fronts, list(panels.flat))
    title = _("Where the line stood")
    figure.suptitle(title, fontsize="x-large", fontweight="bold", x=0.01, ha="left")
    _legend(figure, war, unnamed)
    list_places(figure, lettered)


def _name_land(figure: FigureBase, war: War, fronts: tuple[str, ...], panels: list[Axes]) -> None:
    """Whose land is shown: beside each panel, or once where panels are many and it is one's."""
    holders = [war.names.parties(front)[0] for front in fronts]
    if len(fronts) > 1:
        for panel, front in zip(panels, fronts, strict=False):
            panel.set_title(base.short(war.names.front(front), 40), fontsize="medium", pad=18)
    if len(fronts) > 2:
        for panel in panels[: -2 if len(fronts) % 2 == 0 else -3]:
            panel.set_xlabel("")
    if len(fronts) > 2 and len(set(holders)) == 1:
        figure.supylabel(
            _("land held by {side} [%]", side=base.short(war.names.actor(holders[0]), 40))
        )
        return
    for panel, holder in zip(panels, holders, strict=False):
        panel.set_ylabel(
            _("land held by\n{side} [%]", side=base.short(war.names.actor(holder), 24))
        )


def _panel(axes: Axes, war: War, front: str, across: int) -> None:
    first, second = war.names.parties(front)
    land, steps = war.land(front), war.lines(front)
    end = base.days(war.last_hour)
    x = [base.days(hour) for hour, _ in steps] + [end]
    y = [100.0 * land[line] for _, line in steps]
    y.append(y[-1])
    axes.fill_between(x, 0, y, step="post", color=war.colours[first], alpha=0.16, linewidth=0)
    axes.fill_between(x, y, 100, step="post", color=war.colours[second], alpha=0.16, linewidth=0)
    base.shade_truces(axes, war, front, across=across)
    axes.step(x, y, where="post", color=INK, linewidth=2.6, zorder=3)
    base.time_axis(axes, war)
    axes.set_ylim(0, 100)


def _sides(axes: Axes, war: War, front: str) -> set[str]:
    """Each side's name in the corner that is its own; returns those whose corner is not free."""
    land, steps, end = war.land(front), war.lines(front), base.days(war.last_hour)
    late = [hour for hour, _ in steps if base.days(hour) > (1.0 - CORNER) * end]
    first_lows = [land[line] for hour, line in steps if base.days(hour) < CORNER * end]
    last_highs = [land[line] for _, line in steps[-1 - len(late) :]]
    first, second = war.names.parties(front)
    free = {first: min(first_lows) > ROOM, second: max(last_highs) < 1.0 - ROOM}
    corners = ((first, 0.012, 2.0, "left", "bottom"), (second, 0.988, 98.0, "right", "top"))
    for party, across, height, ha, va in corners:
        if free[party]:
            axes.text(
                across, height, base.short(war.names.actor(party), 30), fontweight="bold",
                color=war.colours[party], va=va, ha=ha, fontsize="large",
                transform=axes.get_yaxis_transform(), zorder=5, parse_math=False,
            )  # fmt: skip
    return {party for party in free if not free[party]}


def _legend(figure: FigureBase, war: War, unnamed: set[str]) -> None:
    """Who brokered the truces, and whose land is whose where names had no room."""
    patches = [
        Patch(color=war.colours.get(broker, NOBODY), alpha=0.5, label=base.broker_name(war, broker))
        for broker in base.brokers(war)
    ]
    title = _("truce (numbered), brokered by") if patches else ""
    patches += [
        Patch(color=war.colours[side], alpha=0.16, label=_("land of {side}", side=_name(war, side)))
        for side in war.sides
        if side in unnamed
    ]
    if patches:
        columns = 4 if len(patches) <= 4 else 3
        figure.legend(
            handles=patches, title=title, loc="outside lower center", ncols=columns, frameon=False
        )


def _name(war: War, side: str) -> str:
    return base.short(war.names.actor(side), 24)
