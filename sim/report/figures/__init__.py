"""Figures of a war for print and projector: each a function of a `War` that returns a Figure."""

from collections.abc import Callable

from matplotlib.figure import Figure

from sim.report.figures.bargaining import bargaining
from sim.report.figures.base import save
from sim.report.figures.deaths import deaths
from sim.report.figures.front_line import front_line
from sim.report.figures.overview import overview
from sim.report.figures.ties import ties
from sim.report.figures.truce_chart import truce_chart
from sim.report.war import War

FIGURES: dict[str, Callable[[War], Figure]] = {
    "front_line": front_line,
    "deaths": deaths,
    "bargaining": bargaining,
    "truce_chart": truce_chart,
    "ties": ties,
    "overview": overview,
}

__all__ = [
    "FIGURES",
    "bargaining",
    "deaths",
    "front_line",
    "overview",
    "save",
    "ties",
    "truce_chart",
]
