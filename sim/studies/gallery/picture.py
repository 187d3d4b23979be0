"""Which picture an entry of the gallery gets, and its file."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from matplotlib.figure import Figure, FigureBase
from PIL import Image

from sim.report.figures import base
from sim.report.palette import FAINT, VERMILION
from sim.studies.gallery import front, still
from sim.studies.gallery.fought import Shown

SIZE = (13.333, 5.2)  # inches, in the type of a slide
MORE_FRONTS = 1.9  # inches for each further row of panels
DPI = 64  # 853 pixels across: what a page on GitHub shows without scaling


def picture(shown: Shown) -> Figure:
    """The picture of a scenario, with its name, and what it is not."""
    rows = -(-len(shown.one.fronts) // 2)
    size = SIZE[0], SIZE[1] + MORE_FRONTS * (rows - 1)
    return base.made(lambda figure, _: _draw(figure, shown), shown.one, size)


def save(shown: Shown, path: Path) -> None:
    """Write the picture; the same wars give the same file. Raises OSError when that fails."""
    raw = BytesIO()
    with base.styled():
        picture(shown).savefig(raw, format="png", dpi=DPI, metadata={"Software": None})
    colours = Image.open(raw).convert("RGB")
    palette = colours.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    palette.save(path, optimize=True)


def drawing(shown: Shown) -> Callable[[FigureBase, Shown], None]:
    """How to draw it, which follows from what its wars show and never from its name."""
    fronts = shown.scenario.case.fronts
    if any(one.truce is not None and one.truce.hazard > 0.0 for one in fronts.values()):
        return still.lives
    moved = any(len(shown.one.lines(one)) > 1 for one in fronts)
    if moved or shown.many.runs["engagements"].mean() > 1.0:
        return front.draw
    if all(one.truce is not None for one in fronts.values()):
        return still.held_fire
    if not shown.many.runs["truces"].any():
        return still.demand
    if any(event.kind == "advice" for event in shown.one.events):
        return still.advice
    return still.deal


def _draw(figure: FigureBase, shown: Shown) -> None:
    drawing(shown)(figure, shown)
    heading = shown.scenario.case.scenario
    text = base.short(heading.name, 88)
    figure.suptitle(text, fontsize="medium", fontweight="bold", x=0.01, ha="left")
    words = "counterfactual" if heading.counterfactual else "fictional" if heading.fictional else ""
    colour = VERMILION if heading.counterfactual else FAINT
    figure.text(0.99, 0.985, words, color=colour, fontsize="medium", ha="right", va="top")
