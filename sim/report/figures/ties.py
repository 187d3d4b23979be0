"""Who is tied to whom: belligerents, states, mediators, in three columns computed from the case."""

from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure, FigureBase
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from sim.language import N_, _
from sim.report.figures import base
from sim.report.names import listed
from sim.report.palette import FAINT, INK
from sim.report.war import War

COLUMNS = {N_("belligerents"): 0.0, N_("states"): 1.0, N_("mediators"): 2.0}
HALF = 0.22  # half the width of a box
CHAIR = 0.035  # how far from its box a chair's square stands


class Node(NamedTuple):
    """A box: where it is and how high."""

    x: float
    y: float
    high: float


def ties(war: War) -> Figure:
    """The network of ties between belligerents, states and mediators of a scenario.

    The thickness of a line from a state to a belligerent is its leverage, 1 - (1 - trade)(1 -
    arms), 0 to 1; the darker it is, the more the belligerent trusts the state. Lines to mediators
    are memberships by role; dashed lines between states are rivalries.
    """
    return base.made(draw, war)


def draw(figure: FigureBase, war: War) -> None:
    """Draw into a figure or a part of one."""
    axes = figure.subplots()
    axes.set_xlim(-0.32, 2.32)
    axes.set_ylim(-0.02, 1.12)
    axes.set_axis_off()
    nodes = layout(war)
    _ties_to_belligerents(axes, war, nodes)
    _rivalries(axes, war, nodes)
    _memberships(axes, war, nodes)
    for id_, node in nodes.items():
        _box(axes, war, id_, node)
    for title, x in COLUMNS.items():
        axes.text(x, 1.07, _(title), ha="center", fontweight="bold", fontsize="large", color=FAINT)
    figure.suptitle(
        _("Who is tied to whom"), fontsize="x-large", fontweight="bold", x=0.01, ha="left"
    )
    _legend(axes)


def layout(war: War) -> dict[str, Node]:
    """A place for every actor: columns in the order of the scenario, evenly spaced.

    States are ordered by whom they are closer to, so that fewer lines cross.
    """
    case = war.scenario.case
    lean = {id_: _lean(war, id_) for id_ in case.states}
    groups = {
        "belligerents": list(case.belligerents),
        "states": sorted(case.states, key=lambda id_: lean[id_]),
        "mediators": _mediators_in_order(war, lean),
    }
    nodes: dict[str, Node] = {}
    for group, members in groups.items():
        for k, id_ in enumerate(members):
            room = 1.0 / len(members)
            nodes[id_] = Node(COLUMNS[group], 1.0 - (k + 0.5) * room, min(0.13, 0.72 * room))
    return nodes


def _lean(war: War, state: str) -> float:
    """-1 close to the first belligerent, 1 to the last, 0 to neither."""
    sides, ties_ = war.sides, war.scenario.case.states[state].ties
    pull = {
        s: ties_[s].trust + leverage(ties_[s].trade, ties_[s].arms) for s in sides if s in ties_
    }
    total = sum(pull.values())
    if total <= 0.0 or len(sides) < 2:
        return 0.0
    middle = sum(sides.index(s) * weight for s, weight in pull.items()) / total
    return 2.0 * middle / (len(sides) - 1) - 1.0


def _mediators_in_order(war: War, lean: dict[str, float]) -> list[str]:
    order = sorted(lean, key=lambda id_: lean[id_])
    rank = {id_: k for k, id_ in enumerate(order)}

    def middle(mediator: str) -> float:
        members = war.scenario.case.mediators[mediator].members
        places = [rank[id_] for id_ in members if id_ in rank]
        return sum(places) / len(places) if places else float(len(rank))

    return sorted(war.scenario.case.mediators, key=middle)


def leverage(trade: float, arms: float) -> float:
    """What a state can withhold, 0 to 1."""
    return 1.0 - (1.0 - trade) * (1.0 - arms)


def _box(axes: Axes, war: War, id_: str, node: Node) -> None:
    case, colour = war.scenario.case, war.colours[id_]
    fights = id_ in case.belligerents
    patch = FancyBboxPatch(
        (node.x - HALF, node.y - node.high / 2), 2 * HALF, node.high,
        boxstyle="round,pad=0,rounding_size=0.02", facecolor="white", edgecolor=colour,
        linewidth=5.0 if fights else 3.0, zorder=4,
    )  # fmt: skip
    axes.add_patch(patch)
    name = war.names.full(id_)
    long = len(name) > 32
    words = base.wrapped(name, 21, 3) if long else base.wrapped(name, 17)
    axes.text(
        node.x, node.y, words, ha="center", va="center", zorder=5, parse_math=False,
        fontweight="bold" if fights else "normal", fontsize="small" if long else "medium",
        linespacing=1.15,
    )  # fmt: skip
    belongs = case.mediators[id_].belligerent_members if id_ in case.mediators else []
    if belongs:
        also = listed([base.short(war.names.actor(side), 14) for side in belongs])
        words = _("also a member: {who}", who=also)
        axes.text(
            node.x, node.y - node.high / 2 - 0.012, words, ha="center", va="top",
            fontsize="x-small", color=FAINT, zorder=5, parse_math=False,
        )  # fmt: skip


def _ties_to_belligerents(axes: Axes, war: War, nodes: dict[str, Node]) -> None:
    for id_, state in war.scenario.case.states.items():
        for other, tie in state.ties.items():
            if other not in war.sides:
                continue
            a, b = nodes[other], nodes[id_]
            axes.plot(
                [a.x + HALF, b.x - HALF], [a.y, b.y], color=war.colours[other], zorder=2,
                linewidth=0.8 + 9.0 * leverage(tie.trade, tie.arms), solid_capstyle="butt",
                alpha=0.12 + 0.75 * tie.trust,
            )  # fmt: skip


def _rivalries(axes: Axes, war: War, nodes: dict[str, Node]) -> None:
    for id_, state in war.scenario.case.states.items():
        for other, tie in state.ties.items():
            if other not in war.scenario.case.states or tie.rivalry <= 0.0:
                continue
            top, low = sorted((nodes[id_], nodes[other]), key=lambda node: -node.y)
            arc = FancyArrowPatch(
                (top.x + HALF, top.y), (low.x + HALF, low.y), arrowstyle="-", linestyle="--",
                connectionstyle=f"arc3,rad={-0.12 - 0.22 * (top.y - low.y)}", color=INK,
                linewidth=0.6 + 3.0 * tie.rivalry, alpha=0.6, zorder=2,
            )  # fmt: skip
            axes.add_patch(arc)


def _memberships(axes: Axes, war: War, nodes: dict[str, Node]) -> None:
    for id_, mediator in war.scenario.case.mediators.items():
        for state, member in mediator.members.items():
            if state not in nodes:
                continue
            a, b = nodes[state], nodes[id_]
            watches = member.role == "observer"
            axes.plot(
                [a.x + HALF, b.x - HALF], [a.y, b.y], color=war.colours[id_], zorder=3,
                linewidth=1.6 if watches else 3.2, linestyle=":" if watches else "-",
            )  # fmt: skip
            if member.role == "chair" and len(mediator.members) > 1:
                height = a.y + (b.y - a.y) * CHAIR / (b.x - a.x - 2 * HALF)
                axes.plot(a.x + HALF + CHAIR, height, "s", color=war.colours[id_], ms=10, zorder=4)


def _legend(axes: Axes) -> None:
    handles = [
        Line2D(
            [], [], color=FAINT, lw=8, alpha=0.9, label=_("tie: thick = leverage (trade, arms)")
        ),
        Line2D([], [], color=FAINT, lw=8, alpha=0.25, label=_("pale = little trust")),
        Line2D([], [], color=INK, lw=2, ls="--", alpha=0.6, label=_("rivalry between states")),
        Line2D([], [], color=FAINT, lw=3.2, marker="s", label=_("member (square: chair)")),
        Line2D([], [], color=FAINT, lw=1.6, ls=":", label=_("observer")),
    ]
    axes.legend(
        handles=handles, loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=3, frameon=False
    )
