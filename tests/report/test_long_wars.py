"""Figures of a war of years on several fronts: nothing runs into each other."""

from itertools import pairwise

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.records.simulate import simulate
from sim.report.figures import deaths, front_line, truce_chart
from sim.report.figures.truce_chart import TWO_LINES
from sim.report.war import War, war_of
from sim.scenario.loading import load


@pytest.fixture(scope="module")
def syria() -> War:
    """The first two and a half years, with a truce a month."""
    often = {
        "scenario.horizon_days": 900,
        "scenario.aftermath_days": 2200,
        "rules.talks.halt_rate": 0.05,
    }
    scenario = load("syria-2012-2020", set=often)
    return war_of(
        scenario, simulate(scenario, engine="mesa", keep=("runs", "truces", "days", "events"))
    )


def labels(axes: Axes) -> list[str]:
    return [label.get_text() for label in axes.get_xticklabels()]


def test_a_war_of_years_is_told_in_years(syria: War) -> None:
    for panel in front_line(syria).axes[2:]:
        assert set(labels(panel)) <= {"2013", "2014"}
        assert labels(panel)


def test_ticks_of_years_do_not_touch(syria: War) -> None:
    figure = front_line(syria)
    boxes = [label.get_window_extent() for label in figure.axes[-1].get_xticklabels()]
    assert all(a.x1 < b.x0 for a, b in pairwise(boxes))


def words_of(figure: Figure) -> str:
    return " ".join(axes.get_ylabel() for axes in figure.axes)


def test_land_of_one_side_on_many_fronts_is_named_once(syria: War) -> None:
    figure = front_line(syria)
    assert "land held by" not in words_of(figure)
    assert figure.get_supylabel() == "land held by the government [%]"
    assert [panel.get_title(loc="left") for panel in figure.axes] == [
        "Idlib", "North Homs", "Eastern Ghouta", "South-west",
    ]  # fmt: skip


def test_deaths_of_a_long_war_are_monthly_means(syria: War) -> None:
    figure = deaths(syria)
    assert "mean of 30 days" in words_of(figure)
    shown = max(line.get_ydata().max() for line in figure.axes[0].get_lines()[:1])
    assert shown < syria.days["deaths_government"].max()


def test_many_truces_have_their_names_in_one_line(syria: War) -> None:
    assert len(syria.truces) > TWO_LINES
    (axes,) = truce_chart(syria).axes
    assert not any("\n" in label.get_text() for label in axes.get_yticklabels())
