"""One page that holds all figures."""

import textwrap

from matplotlib.figure import Figure, FigureBase, SubFigure

from sim.language import _
from sim.report.figures import base
from sim.report.figures.bargaining import draw as draw_bargaining
from sim.report.figures.deaths import draw as draw_deaths
from sim.report.figures.front_line import draw as draw_front_line
from sim.report.figures.ties import draw as draw_ties
from sim.report.figures.truce_chart import draw as draw_truce_chart
from sim.report.labels import CAUTION, labels, result
from sim.report.names import own_words
from sim.report.war import War

WIDTH = 26.0  # inches: prints on A3
ROW, LINE_HIGH = 7.5, 0.42  # inches: a row of figures, a line of text


def overview(war: War) -> Figure:
    """Title, outcome and all figures of a war on one page."""
    return base.made(draw, war, (WIDTH, _top(war) + 3 * ROW))


def draw(figure: FigureBase, war: War) -> None:
    """Draw into a figure."""
    grid = figure.add_gridspec(4, 2, height_ratios=[_top(war), ROW, ROW, ROW])
    _heading(figure.add_subfigure(grid[0, :]), war)
    parts = (draw_front_line, draw_bargaining, draw_deaths, draw_truce_chart)
    for k, part in enumerate(parts):
        part(figure.add_subfigure(grid[1 + k // 2, k % 2]), war)
    draw_ties(figure.add_subfigure(grid[3, :]), war)


def _lines(war: War) -> list[str]:
    words = [*labels(war.scenario, war.acting), *result(war.scenario, war.run), _(CAUTION)]
    return [line for text in words for line in textwrap.wrap(text, 150)]


def _top(war: War) -> float:
    return 1.2 + LINE_HIGH * len(_lines(war))


def _heading(figure: SubFigure, war: War) -> None:
    heading, high = war.scenario.case.scenario, _top(war)
    figure.text(
        0.012,
        1.0 - 0.2 / high,
        base.short(own_words(heading.name), 90),
        fontsize=34,
        weight="bold",
        va="top",
    )
    text = "\n".join(_lines(war))
    figure.text(0.012, 1.0 - 1.0 / high, text, fontsize=18, va="top", linespacing=1.45)
