"""Reading, ranges, extends."""

import pickle

import pytest

from sim.scenario import ScenarioError, load
from sim.scenario.errors import Where
from sim.scenario.resolved import resolved_text, with_defaults

VARIANT = """\
[scenario]
id = "variant"
name = "A variant"
summary = "The small war without a host, under better talks."
extends = "small-war.toml"
remove = ["states.host", "mediators.talks.members.host", "events.convoy"]

[belligerents.north]
tolerance = 5000

[mediators.talks.style]
formulation = 2

[[fronts.valley.positions]]
id = "bridge"
terrain = "mountain"
share = 0.1

[[fronts.valley.positions]]
id = "wood"
name = "Wood"
holder = "south"
share = 0.2

[[events]]
id = "visit"
day = 3
"""


def test_values_and_places(write):
    """A file's values, ranges and lines."""
    scenario = load(write())
    assert scenario.id == "small-war"
    assert scenario.case.belligerents["north"].tolerance == 4000
    assert scenario.uncertainties == {"belligerents.north.tolerance": (2000, 6000)}
    assert scenario.origins["belligerents.north.tolerance"] == Where("small-war.toml", 9)
    place = "fronts.valley.positions.bridge"
    line = scenario.origins[f"{place}.terrain"].line
    assert 'id = "bridge"' in scenario.text.split("\n")[line - 1]
    assert scenario.where(f"{place}.people").line == line
    assert pickle.loads(pickle.dumps(scenario)) == scenario


def test_windows_line_ends_and_mark(tmp_path, small_war):
    """A file saved by a Windows editor is the same scenario."""
    path = tmp_path / "small-war.toml"
    path.write_bytes(b"\xef\xbb\xbf" + small_war.replace("\n", "\r\n").encode())
    assert load(path).case.scenario.name == "A small war"


def test_variant_states_what_differs(write):
    """Tables merge by key, lists by id in the base's order; removed elements are gone."""
    write()
    scenario = load(write(VARIANT, "variant.toml"))
    case = scenario.case
    assert (case.scenario.id, case.scenario.start.year) == ("variant", 2001)
    assert list(case.states) == ["guest"]
    assert list(case.mediators["talks"].members) == ["guest"]
    assert case.mediators["talks"].style.formulation == 2
    assert case.mediators["talks"].opens == 2.5
    places = case.fronts["valley"].positions
    assert [place.id for place in places] == ["mill", "bridge", "pass", "wood"]
    assert (places[1].name, places[1].terrain, places[1].share) == ("Bridge", "mountain", 0.1)
    assert [(event.id, event.day, event.at) for event in case.events] == [("visit", 3, None)]
    assert scenario.uncertainties == {}
    assert scenario.origins["events.visit.day"].file == "variant.toml"
    assert scenario.origins["belligerents.south.trust.north"].file == "small-war.toml"
    assert "events.convoy.value" not in scenario.origins
    assert list(scenario.bases) == ["small-war.toml"]


def test_heading_of_the_base_is_not_inherited_whole(write, small_war):
    """What a scenario is called, and whether it happened, each file says for itself."""
    write(small_war.replace("start =", 'counterfactual = true\nnote = "n"\nseed = 9\nstart ='))
    heading = load(write(VARIANT, "variant.toml")).case.scenario
    assert (heading.counterfactual, heading.note, heading.seed) == (False, "", 9)


def test_chains_and_circles(write):
    """A variant of a variant is fine; a circle is named."""
    write()
    write(VARIANT, "variant.toml")
    second = VARIANT.split("remove", maxsplit=1)[0].replace("small-war.toml", "variant.toml")
    scenario = load(write(second.replace('id = "variant"', 'id = "second"'), "second.toml"))
    assert (scenario.id, list(scenario.case.states)) == ("second", ["guest"])
    write(VARIANT.replace("small-war.toml", "second.toml"), "variant.toml")
    with pytest.raises(ScenarioError, match=r"second.toml -> variant.toml -> second.toml"):
        load("second.toml")


def test_fault_in_the_base_is_placed_in_the_base(write, small_war):
    """A value that came from another file names that file and its line."""
    write(small_war.replace("trust = 0.7", "trust = 7"))
    with pytest.raises(ScenarioError) as refused:
        load(write(VARIANT, "variant.toml"))
    (fault,) = refused.value.faults
    assert (fault.file, fault.line) == ("small-war.toml", 17)
    assert fault.address == "states.guest.ties.north.trust"


def test_removing_what_is_not_there(write):
    """The nearest name is offered."""
    write()
    with pytest.raises(ScenarioError) as refused:
        load(write(VARIANT.replace("events.convoy", "events.convoi"), "variant.toml"))
    (fault,) = refused.value.faults
    assert (fault.line, fault.hint) == (6, "did you mean convoy?")


def test_words_on_what_was_removed_go_with_it(write, small_war):
    """Sources and levers of a removed mediator do not speak of nothing."""
    sourced = small_war.replace("[sources]", '[sources]\n"mediators.talks.opens" = "a letter"')
    write(sourced)
    variant = """
[scenario]
id = "alone"
name = "Alone"
summary = "Nobody mediates."
extends = "small-war.toml"
remove = ["mediators.talks", "events.visit"]
"""
    case = load(write(variant, "alone.toml")).case
    assert not case.mediators
    assert not case.levers
    assert set(case.sources) == {"belligerents", "fronts.valley.positions.mill"}


def test_resolved_text_stands_alone(write, tmp_path):
    """What `sim show` prints loads to the same case and the same ranges."""
    write()
    variant = VARIANT.replace("tolerance = 5000", "quality = 2")
    scenario = load(write(variant, "variant.toml"), set={"rules.truces.break_pace": 7})
    for text in (resolved_text(scenario), with_defaults(scenario)):
        alone = tmp_path / "alone"
        alone.mkdir(exist_ok=True)
        (alone / "x.toml").write_text(text, encoding="utf-8")
        again = load(alone / "x.toml")
        own = scenario.case.scenario.model_copy(update={"extends": None, "remove": []})
        assert again.case == scenario.case.model_copy(update={"scenario": own})
        assert again.uncertainties == scenario.uncertainties != {}
