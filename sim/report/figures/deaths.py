"""Deaths: per day and in all, real and admitted."""

from matplotlib.figure import Figure, FigureBase
from matplotlib.lines import Line2D

from sim.language import _
from sim.report.figures import base
from sim.report.palette import INK
from sim.report.war import War

MONTH = 30  # days over which the deaths per day of a long war are averaged


def deaths(war: War) -> Figure:
    """Soldiers killed per day and since the start, by side, real and admitted at home.

    In a war of years deaths per day are means over 30 days. Truces are shaded in the colour of
    their broker.
    """
    return base.made(draw, war)


def draw(figure: FigureBase, war: War) -> None:
    """Draw into a figure or a part of one."""
    above, below = figure.subplots(2, 1, sharex=True)
    middle = [day - 0.5 for day in war.days["day"]]
    end = [float(day) for day in war.days["day"]]
    window = MONTH if len(end) > base.LONG else 1
    for side in war.sides:
        colour = war.colours[side]
        killed = war.days[f"deaths_{side}"]
        admitted = war.days[f"reported_deaths_{side}"]
        daily = killed.rolling(window, center=True, min_periods=1).mean()
        above.plot(middle, daily, color=colour, linewidth=2.4, drawstyle="steps-mid")
        below.plot([0.0, *end], [0.0, *killed.cumsum()], color=colour, linewidth=2.8)
        below.plot([0.0, *end], [0.0, *admitted.cumsum()], color=colour, linewidth=2.8, ls="--")
    for axes in (above, below):
        base.shade_truces(axes, war, label=axes is above)
        base.time_axis(axes, war)
        axes.set_ylim(bottom=0)
        axes.grid(axis="y")
    above.set_xlabel("")
    above.set_ylabel(
        _("killed per day")
        if window == 1
        else _("killed per day,\nmean of {window} days", window=window)
    )
    below.set_ylabel(_("killed since the start"))
    figure.suptitle(_("Soldiers killed"), fontsize="x-large", fontweight="bold", x=0.01, ha="left")
    # Below the axes: curves may run anywhere in them.
    handles = [
        Line2D([], [], color=war.colours[s], lw=3, label=base.safe(base.short(war.names.actor(s))))
        for s in war.sides
    ]
    handles.append(Line2D([], [], color=INK, lw=2.4, label=_("killed")))
    handles.append(Line2D([], [], color=INK, lw=2.4, ls="--", label=_("admitted at home")))
    figure.legend(handles=handles, loc="outside lower center", ncols=4, frameon=False)
