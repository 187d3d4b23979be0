"""A scenario at a glance: its land, its sides, its mediators."""

from sim.report.palette import colours
from sim.report.pictogram import pictogram
from sim.scenario.scenario import Scenario


def test_it_shows_who_holds_what_and_who_could_mediate(scenario: Scenario) -> None:
    picture, colour = pictogram(scenario.case), colours(scenario.case)
    ((sides, shares, held),) = picture["fronts"]
    assert sides == [colour["armenia"], colour["azerbaijan"]]
    assert abs(sum(shares) - 1.0) < 1e-9
    assert held == len(shares) == 8
    assert picture["mediators"] == [
        [colour["group"], "Group", False],
        [colour["assembly"], "Assembly", True],
    ]
