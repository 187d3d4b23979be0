"""Names of places at the steps of the line, or letters there and a list of names beside it."""

from dataclasses import dataclass
from string import ascii_lowercase

from matplotlib.axes import Axes
from matplotlib.figure import FigureBase
from matplotlib.lines import Line2D

from sim.language import _
from sim.report.figures import base
from sim.report.figures.place import Box, spread
from sim.report.palette import FAINT, INK
from sim.report.war import War

WIDE, WIDE_LISTED = 0.0115, 0.02  # of a character, as a share of the time, without and with a list
GAP = 0.012  # to a dot, as a share of the time
HIGH = 4.4  # of a line of type [% of land]
NEAR, FAR = 1.3, 6.0  # how far a name and a letter may lie from their dot, in heights of a line
ACROSS, DOWN = 0.04, 6.0  # places closer than this share one label: share of the time, % of land
LINE, MOST_LINES = 30, 28  # characters in a line of the list, lines in a column of it


@dataclass(frozen=True)
class Mark:
    """A place at its first change of hands: day from the start, height [%], how it changed."""

    day: float
    height: float
    name: str
    given: bool
    letter: str = ""


def name_places(axes: Axes, war: War, front: str, before: int) -> list[Mark]:
    """Mark each place at its first change of hands; name it there if all names have room.

    Returns the places that were given letters instead, from the letter number `before` on.
    """
    marks = _marks(war, front)
    for mark in marks:
        face = "white" if mark.given else INK
        axes.plot(mark.day, mark.height, "o", ms=7, color=INK, markerfacecolor=face, zorder=4)
    names = [base.short(mark.name, 30) for mark in marks]
    boxes = _found(war, front, marks, names, NEAR, WIDE)
    if all(boxes):
        for mark, name, box in zip(marks, names, boxes, strict=True):
            _label(axes, name, mark, box)
        return []
    lettered = [
        Mark(mark.day, mark.height, mark.name, mark.given, letter(before + k))
        for k, mark in enumerate(marks)
    ]
    groups = _groups(lettered, base.days(war.last_hour))
    words = ["\u2013".join(dict.fromkeys((g[0].letter, g[-1].letter))) for g in groups]
    ends = [group[-1] for group in groups]
    for mark, word, box in zip(
        ends, words, _found(war, front, ends, words, FAR, WIDE_LISTED, marks), strict=True
    ):
        _label(axes, word, mark, box, bold=True)
    return lettered


def _groups(marks: list[Mark], end: float) -> list[list[Mark]]:
    """Marks in order, those that would lie on each other together: one label such as a-e."""
    groups: list[list[Mark]] = []
    for mark in marks:
        first = groups[-1][0] if groups else None
        if first and mark.day - first.day < ACROSS * end and abs(mark.height - first.height) < DOWN:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return groups


def letter(number: int) -> str:
    """`a` to `z`, then `aa`, `ab`."""
    first, last = divmod(number, 26)
    return (ascii_lowercase[first - 1] if first else "") + ascii_lowercase[last]


def list_places(figure: FigureBase, marks: list[Mark]) -> None:
    """What the letters stand for, in one or two columns on the right of the figure."""
    if not marks:
        return
    handles, lines = [], 0
    for mark in marks:
        name = base.wrapped(mark.name, LINE).replace("\n", "\n\u2003")
        lines += name.count("\n") + 1
        if lines > 2 * MOST_LINES:
            break
        face = "white" if mark.given else INK
        words = f"{mark.letter}\u2002{name}"
        handles.append(
            Line2D([], [], color=INK, marker="o", ls="", ms=7, markerfacecolor=face, label=words)
        )
    title = _("places taken (filled)\nor handed over (hollow)")
    if len(handles) < len(marks):
        title += _(",\nthe first {some} of {all}", some=len(handles), all=len(marks))
    figure.legend(
        handles=handles, loc="outside right upper", ncols=2 if lines > MOST_LINES else 1,
        frameon=False, title=title, alignment="left", fontsize="small", title_fontsize="small",
        handletextpad=0.2, labelspacing=0.3,
    )  # fmt: skip


def _marks(war: War, front: str) -> list[Mark]:
    """The places of a front that changed hands, in the order in which they first did."""
    land = war.land(front)
    seen: dict[int, Mark] = {}
    for event in war.events:
        if event.kind in ("position_taken", "handover") and event.front == front:
            index = int(event.value)
            height = 50.0 * (land[index] + land[index + 1])
            given = event.kind == "handover"
            mark = Mark(base.days(event.hour), height, war.names.place(event), given)
            seen.setdefault(index, mark)
    return list(seen.values())


def _found(
    war: War,
    front: str,
    marks: list[Mark],
    words: list[str],
    far: float,
    character: float,
    others: list[Mark] | None = None,
) -> list[Box | None]:
    """A box for each word, off the line and all dots, at most `far` lines from its own dot.

    `character` is the width of one, as a share of the time.
    """
    end, high = base.days(war.last_hour), HIGH * len(war.fronts)
    gap = GAP * end
    wanted = [
        _choices(mark, character * end * (len(word) + 1), high, gap)
        for mark, word in zip(marks, words, strict=True)
    ]
    dots = [
        Box(m.day - 0.4 * gap, m.height - 0.2 * high, m.day + 0.4 * gap, m.height + 0.2 * high)
        for m in others or marks
    ]
    taken = [*_line_boxes(war, front, end), *dots]
    return spread(wanted, taken, Box(0.0, 0.0, end, 100.0), high / 4, round(4 * far))


def _choices(mark: Mark, wide: float, high: float, gap: float) -> tuple[Box, Box]:
    """Right of a step, or else left of it."""
    low, top = mark.height - high / 2, mark.height + high / 2
    right = Box(mark.day + gap, low, mark.day + gap + wide, top)
    return right, Box(mark.day - gap - wide, low, mark.day - gap, top)


def _label(axes: Axes, word: str, mark: Mark, box: Box | None, bold: bool = False) -> None:
    if box is None:
        return
    middle = (box.bottom + box.top) / 2
    right = box.left > mark.day
    edge = box.left if right else box.right
    axes.plot([mark.day, edge], [mark.height, middle], color=FAINT, linewidth=0.8, zorder=3.5)
    axes.text(
        edge, middle, word, va="center", ha="left" if right else "right", zorder=5,
        fontsize="medium" if bold else "small", fontweight="bold" if bold else "normal",
        parse_math=False,
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
