"""The bargaining range over time, offers on it; beliefs against the truth."""

import math
import textwrap

from matplotlib.axes import Axes
from matplotlib.figure import Figure, FigureBase
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.language import _
from sim.records.events import Event
from sim.report.figures import base
from sim.report.palette import FAINT, GAP, INK, NOBODY, OVERLAP
from sim.report.reservation import reservations
from sim.report.war import War


def bargaining(war: War, front: str | None = None) -> Figure:
    """What each side of a front would sign for, in land of the first party [%], over time.

    Where the two cross, lines exist that both prefer to war (green); where they do not, the gap
    is hatched. Offers are marks: filled if signed, hollow if refused. Below, what each side
    believes of its quality in battle against the truth of this simulated war. `front` None takes
    the first.
    """
    return base.made(lambda figure, drawn: draw(figure, drawn, front), war)


def draw(figure: FigureBase, war: War, front: str | None = None) -> None:
    """Draw into a figure or a part of one."""
    chosen = war.fronts[0] if front is None else front
    above, below = figure.subplots(2, 1, sharex=True, height_ratios=[1.7, 1.0])
    _range(above, war, chosen)
    _beliefs(below, war, chosen)
    title = _("What each side would settle for{on_front}", on_front=war.names.on_front(chosen))
    figure.suptitle(title, fontsize="x-large", fontweight="bold", x=0.01, ha="left")
    words = textwrap.fill(note(war, chosen), 118)
    figure.supxlabel(words, fontsize="small", x=0.01, ha="left", color=FAINT)


def note(war: War, front: str) -> str:
    """How to read the green and the hatched, in one sentence."""
    one, two = (base.short(war.names.actor(side), 18) for side in war.names.parties(front))
    return _(
        "Where the most {two} leaves lies above the least {one} accepts, every line between them "
        "suits both better than war (room for a deal); where it lies below, no line does (gap).",
        one=one,
        two=two,
    )


def _range(axes: Axes, war: War, front: str) -> None:
    first, second = war.names.parties(front)
    day = [float(number) for number in war.days["day"]]
    low, high = ([100.0 * x for x in values] for values in reservations(war, front))
    overlap = [a <= b for a, b in zip(low, high, strict=True)]
    gap = [not meets for meets in overlap]
    axes.fill_between(
        day, low, high, where=overlap, color=OVERLAP, alpha=0.35, linewidth=0, interpolate=True
    )
    axes.fill_between(
        day, low, high, where=gap, facecolor="none", edgecolor=GAP, hatch="//", linewidth=0,
        interpolate=True,
    )  # fmt: skip
    axes.plot(day, low, color=war.colours[first], linewidth=2.8)
    axes.plot(day, high, color=war.colours[second], linewidth=2.8)
    land, steps = war.land(front), war.lines(front)
    x = [base.days(hour) for hour, _ in steps] + [base.days(war.last_hour)]
    y = [100.0 * land[line] for _, line in steps]
    axes.step(x, [*y, y[-1]], where="post", color=INK, linewidth=1.5)
    _offers(axes, war, front)
    base.shade_truces(axes, war, front)
    base.time_axis(axes, war)
    axes.set_xlabel("")
    axes.set_ylim(-3, 103)
    axes.set_ylabel(_("land left to\n{side} [%]", side=base.short(war.names.actor(first), 24)))
    _range_legend(axes, war, front)


def _range_legend(axes: Axes, war: War, front: str) -> None:
    first, second = war.names.parties(front)
    one, two = (base.short(war.names.actor(side), 18) for side in (first, second))
    handles = [
        Line2D([], [], color=war.colours[first], lw=3, label=_("least {side} accepts", side=one)),
        Line2D([], [], color=war.colours[second], lw=3, label=_("most {side} leaves", side=two)),
        Line2D([], [], color=INK, lw=1.5, label=_("line on the ground")),
        Patch(facecolor=OVERLAP, alpha=0.35, label=_("room for a deal")),
        Patch(facecolor="none", edgecolor=GAP, hatch="//", label=_("gap: no line for both")),
        Line2D([], [], color=INK, marker="D", ls="", label=_("offer signed")),
        Line2D([], [], color=INK, marker="D", ls="", mfc="white", label=_("offer refused")),
        *_offerers(war, front),
    ]
    axes.legend(handles=handles, loc="center left", bbox_to_anchor=(1.0, 0.5))


def _offerers(war: War, front: str) -> list[Line2D]:
    """A legend entry for each of the first few who made an offer."""
    who = dict.fromkeys(e.actor for e in war.events if e.kind == "offer" and e.front == front)
    return [
        Line2D(
            [], [], color=war.colours.get(id_, NOBODY), marker="D", ls="",
            label=base.safe(_("by {who}", who=base.short(war.names.actor(id_), 22))),
        )
        for id_ in list(who)[:5]
    ]  # fmt: skip


def _offers(axes: Axes, war: War, front: str) -> None:
    """Each offer at its hour and line, in the colour of who makes it."""
    land = war.land(front)
    for position, event in enumerate(war.events):
        if event.kind != "offer" or event.front != front:
            continue
        line = min(max(0, int(event.terms.get("line", event.value))), len(land) - 1)
        colour = war.colours.get(event.actor, NOBODY)
        face = colour if was_signed(war.events[position + 1 :], event) else "white"
        axes.plot(
            base.days(event.hour), 100.0 * land[line], "D", markersize=9, color=colour,
            markerfacecolor=face, markeredgewidth=2.0, zorder=4,
        )  # fmt: skip


def was_signed(later: tuple[Event, ...], offer: Event) -> bool:
    """Whether an offer was signed: an agreement on its front in its step, before another offer."""
    for event in later:
        if event.tick != offer.tick:
            return False
        if event.front == offer.front and event.kind in ("signed", "offer"):
            return event.kind == "signed"
    return False


def _beliefs(axes: Axes, war: War, front: str) -> None:
    """Chance that the first side wins an even engagement, as each side believes, and in truth."""
    first, second = war.names.parties(front)
    case = war.scenario.case
    truth = math.log(case.belligerents[first].quality / case.belligerents[second].quality)
    day = [float(number) for number in war.days["day"]]
    for side, sign in ((first, 1.0), (second, -1.0)):
        mean = [sign * float(value) for value in war.days[f"belief_{side}"]]
        label = _("{side} believes", side=base.short(war.names.actor(side), 18))
        axes.plot(
            day, [_chance(x) for x in mean], color=war.colours[side], lw=2.8, label=base.safe(label)
        )
    axes.axhline(_chance(truth), color=INK, lw=2.2, ls="--", label=_("truth (this war)"))
    axes.axhline(50.0, color=FAINT, lw=0.8)
    base.time_axis(axes, war)
    axes.set_ylim(0, 100)
    winner = base.short(war.names.actor(first), 18)
    axes.set_ylabel(_("chance that\n{side} wins\nan even battle [%]", side=winner))
    axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5))


def _chance(log_ratio: float) -> float:
    return 100.0 / (1.0 + math.exp(-max(-50.0, min(50.0, log_ratio))))
