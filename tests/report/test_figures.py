"""Figures: labelled, one colour for one actor, no name read as TeX, the same bytes each time."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.text import Text

from sim.records.events import Event
from sim.report.figures import FIGURES, bargaining, deaths, front_line, save, truce_chart
from sim.report.figures.base import STYLE, made
from sim.report.figures.deaths import draw as draw_deaths
from sim.report.figures.place import Box, spread
from sim.report.figures.truce_chart import draw as draw_truce_chart
from sim.report.palette import OVERLAP, SHADES, colours
from sim.report.reservation import reservations, worths
from sim.report.war import War
from sim.scenario.scenario import Scenario
from sim.scenario.schema import Case

UNITS = {
    "front_line": ["land held by", "[%]", "date (2020, local time)"],
    "deaths": ["killed per day", "killed since the start", "date (2020, local time)"],
    "bargaining": ["land left to", "[%]", "wins", "even battle [%]", "date (2020, local time)"],
    "truce_chart": ["time since entry into force (logarithmic)", "1 min", "1 h", "1 day"],
    "ties": ["belligerents", "states", "mediators", "leverage", "rivalry"],
    "overview": ["A war made by hand", "Where the line stood", "Who is tied to whom"],
}


def words(figure: Figure) -> str:
    return "\n".join(t.get_text() for t in figure.findobj(Text) if isinstance(t, Text))


def hostile(war: War, case: Case) -> War:
    scenario = Scenario(case, war.scenario.path, "", {}, {}, {}, {}, {})
    return War(scenario, war.run, war.truces, war.days, war.events)


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_axes_and_legends_say_what_they_show(name: str, war: War) -> None:
    text = words(FIGURES[name](war))
    for expected in UNITS[name]:
        assert expected in text


def test_type_is_large_enough_for_a_projector() -> None:
    sizes = [v for k, v in STYLE.items() if k.endswith("size") and isinstance(v, int)]
    assert min(sizes) >= 13


def test_places_are_named_at_their_steps(war: War) -> None:
    text = words(front_line(war))
    for place in ("Hotel", "Golf", "Foxtrot", "Echo", "Delta", "Charlie"):
        assert place in text
    assert "Alfa" not in text


def moves(war: War) -> list[Event]:
    return [e for e in war.events if e.kind in ("position_taken", "handover")]


def test_a_side_without_room_for_its_name_is_in_the_legend(war: War) -> None:
    still = tuple(e for e in war.events if e not in moves(war))
    unmoved = front_line(War(war.scenario, war.run, war.truces, war.days, still))
    assert "land of Azerbaijan" in words(unmoved)
    assert "land of" not in words(front_line(war))


def test_crowded_places_are_lettered_and_listed(war: War) -> None:
    data = war.scenario.case.model_dump()
    for place in data["fronts"]["line"]["positions"][3:]:
        place["share"] = 0.004
    rest = [e for e in war.events if e not in moves(war)]
    early = [replace(e, hour=20.0 + k) for k, e in enumerate(moves(war))]
    events = tuple(sorted([*rest, *early], key=lambda one: one.hour))
    scenario = Scenario(Case.model_validate(data), war.scenario.path, "", {}, {}, {}, {}, {})
    crowded = front_line(War(scenario, war.run, war.truces, war.days, events))
    assert "a\u2013e" in words(crowded)
    assert "places taken (filled)" in words(crowded)
    assert "a\u2002Hotel" in words(crowded)
    assert "e\u2002Delta" in words(crowded)
    assert "places taken" not in words(front_line(war))


@pytest.mark.parametrize("wide", [7.0, 13.3, 26.0])
@pytest.mark.parametrize("lifetime", [0.1, 60.0, 2000.0])
def test_ticks_never_touch(war: War, wide: float, lifetime: float) -> None:
    truces = war.truces.assign(lifetime_days=lifetime)
    long = War(war.scenario, war.run, truces, war.days, war.events)
    for draw in (draw_truce_chart, draw_deaths):
        figure = made(draw, long, (wide, 7.5))
        for axes in figure.axes:
            shown = [t.get_window_extent() for t in axes.get_xticklabels() if t.get_text()]
            shown = [box for box in shown if box.width > 0.0]
            assert all(a.x1 < b.x0 for a, b in pairwise(shown))


def test_a_legend_lies_on_no_curve(war: War) -> None:
    figure = deaths(war)
    box = figure.legends[0].get_window_extent()
    assert not any(box.overlaps(axes.get_window_extent()) for axes in figure.axes)


def test_numbers_of_truces_that_begin_together_are_written_as_one(war: War) -> None:
    moved = {1: 340.0}
    events = tuple(
        replace(e, hour=moved.get(int(e.value), e.hour)) if e.kind == "in_force" else e
        for e in war.events
    )
    text = words(deaths(War(war.scenario, war.run, war.truces, war.days, events)))
    assert "1\u20132" in text
    assert "1\u20132" not in words(deaths(war))


def test_the_range_is_explained(war: War) -> None:
    text = words(bargaining(war)).replace("\n", " ")
    assert "Where the most Azerbaijan leaves lies above the least Armenia accepts" in text


def test_days_without_a_date_are_numbered(war: War) -> None:
    case = war.scenario.case
    heading = case.scenario.model_copy(update={"start": None})
    undated = hostile(war, case.model_copy(update={"scenario": heading}))
    assert "day of the war" in words(deaths(undated))
    assert "date" not in words(deaths(undated))


def lines_by_colour(figure: Figure) -> set[str]:
    drawn = set()
    for axes in figure.findobj(Axes):
        if isinstance(axes, Axes):
            drawn |= {to_hex(line.get_color()).upper() for line in axes.get_lines()}
    return drawn


def test_an_actor_has_one_colour_in_all_figures(war: War) -> None:
    for side in war.sides:
        for figure in (deaths(war), bargaining(war), truce_chart(war)):
            assert war.colours[side].upper() in lines_by_colour(figure)
    assert list(colours(war.scenario.case)) == [
        "armenia", "azerbaijan", "group", "assembly", "north", "west", "steppe",
    ]  # fmt: skip


def test_colours_differ_and_leave_out_that_of_the_range() -> None:
    assert len(set(SHADES)) == len(SHADES)
    assert OVERLAP not in SHADES


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_names_are_never_read_as_mathematics(name: str, war: War, evil: Case) -> None:
    figure = FIGURES[name](hostile(war, evil))
    texts = [t for t in figure.findobj(Text) if isinstance(t, Text)]
    named = [t for t in texts if "$" in t.get_text()]
    assert named
    assert not any(t.get_parse_math() for t in named)


def test_svg_is_text_escaped_and_repeats(tmp_path: Path, war: War, evil: Case) -> None:
    texts = []
    for k in (1, 2):
        save(FIGURES["truce_chart"](hostile(war, evil)), tmp_path / f"f{k}")
        texts.append((tmp_path / f"f{k}.svg").read_text("utf-8"))
    assert texts[0] == texts[1]
    assert "<b>" not in texts[0]
    assert "&lt;b&gt;$x^2$" in texts[0]
    assert "date" not in re.sub(r"<text.*?</text>", "", texts[0], flags=re.DOTALL)
    assert (tmp_path / "f1.png").read_bytes() == (tmp_path / "f2.png").read_bytes()


def test_the_users_own_settings_change_nothing(tmp_path: Path, war: War) -> None:
    import matplotlib as mpl

    save(deaths(war), tmp_path / "a")
    with mpl.rc_context({"font.size": 3, "text.parse_math": True, "svg.fonttype": "path"}):
        save(deaths(war), tmp_path / "b")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_a_war_without_truces_and_offers_is_drawn(war: War) -> None:
    kept = tuple(e for e in war.events if e.kind in ("position_taken", "engagement"))
    quiet = War(war.scenario, war.run, war.truces.iloc[:0], war.days, kept)
    for figure in FIGURES.values():
        assert words(figure(quiet))
    assert "no truce in this war" in words(truce_chart(quiet))


def test_reservation_lines(war: War) -> None:
    low, high = reservations(war, "line")
    assert low[0] == pytest.approx(0.93)  # worth is land here: V of the first side itself
    assert high[0] == pytest.approx(1.0 - 0.306)
    assert sum(worths(war, "armenia")["line"]) == pytest.approx(1.0)


def test_labels_do_not_meet() -> None:
    wanted = [(Box(0.0, 4.0, 5.0, 6.0),)] * 4
    placed = [box for box in spread(wanted, [], Box(0.0, 0.0, 10.0, 10.0), 0.5) if box]
    assert len(placed) == 4
    assert not any(a.meets(b) for k, a in enumerate(placed) for b in placed[:k])


def test_a_label_without_room_is_left_out() -> None:
    wanted = [(Box(0.0, 0.0, 5.0, 2.0),)] * 2
    assert spread(wanted, [], Box(0.0, 0.0, 5.0, 2.0), 0.5)[1] is None
