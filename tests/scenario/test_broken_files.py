"""Every broken file gives a message with file, line, address and a way out; never a traceback."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.scenario import ScenarioError, load
from tests.scenario.broken import BROKEN
from tests.scenario.broken_further import FURTHER

ALL_BROKEN = BROKEN | FURTHER


@pytest.mark.parametrize("name", ALL_BROKEN)
def test_message(name, write, small_war):
    """The fault stands in the right file, line and address, with its hint."""
    case = ALL_BROKEN[name]
    assert case.old in small_war
    text = small_war.replace(case.old, case.new, 1)
    path = write(text)
    with pytest.raises(ScenarioError) as refused:
        load(path)
    rows = text.split("\n")
    matching = [
        fault
        for fault in refused.value.faults
        if fault.address == case.address and case.problem in fault.problem
    ]
    assert len(matching) == 1, str(refused.value)
    fault = matching[0]
    assert fault.file == path.name
    assert case.hint in fault.hint
    assert fault.line is None if not case.line else case.line in rows[fault.line - 1]
    assert str(fault) in str(refused.value)


def test_all_faults_at_once(write, small_war):
    """Wrong keys, wrong values and broken references of one file come together."""
    text = small_war.replace("trust = { north", "truts = { north")
    text = text.replace('terrain = "built"', "terrain = 3").replace("members.host", "members.hots")
    text = text.replace("ties.south.trust = 0.6", "ties.sout.trust = 1.6")
    with pytest.raises(ScenarioError) as refused:
        load(write(text))
    assert [fault.address for fault in refused.value.faults] == [
        "belligerents.south.truts",
        "states.guest.ties.sout.trust",
        "mediators.talks.members.hots",
        "fronts.valley.positions.bridge.terrain",
    ]


def test_no_name_hides_nothing(write, small_war):
    """A side without a name is still a side that others may trust."""
    with pytest.raises(ScenarioError) as refused:
        load(write(small_war.replace('name = "North"', "")))
    assert [fault.address for fault in refused.value.faults] == ["belligerents.north.name"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "not a scenario file"),
        (b"[scenario]\nname = '\xff'\n", "the file is not text in UTF-8"),
        (b"scenario = 3\n", "wrong kind of value"),
        (b"x = " + b"[" * 5000, "nested too deeply"),
    ],
)
def test_not_a_scenario(content, problem, tmp_path):
    """Files that are no scenario at all."""
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    with pytest.raises(ScenarioError, match=problem):
        load(path)


def test_files_that_cannot_be_read(tmp_path):
    """A missing file, and a folder."""
    with pytest.raises(ScenarioError, match="cannot be read: No such file"):
        load(tmp_path / "none.toml")
    with pytest.raises(ScenarioError, match="not a scenario file"):
        load(tmp_path)


def test_control_characters_stay_in_the_file(write, small_war):
    """A message never carries an escape sequence to the terminal."""
    with pytest.raises(ScenarioError) as refused:
        load(write(small_war.replace('terrain = "built"', 'terrain = "\\u001b[31mred"')))
    assert "\\x1b[31mred" in str(refused.value)
    assert "\x1b" not in str(refused.value)


@given(data=st.data())
def test_any_damage_is_a_fault_or_a_scenario(data, tmp_path_factory, small_war):
    """Whatever line or word is lost or doubled, the answer is a scenario or its faults."""
    lines = small_war.split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    start = data.draw(st.integers(0, len(lines[at])))
    end = data.draw(st.integers(start, len(lines[at])))
    filler = data.draw(st.sampled_from(["", "0", "-1", '"x"', "{}", "[]", "true", ".", "x = 1"]))
    lines[at] = lines[at][:start] + filler + lines[at][end:]
    path = tmp_path_factory.getbasetemp() / "damaged.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert says_what_is_wrong(path) or load(path).case.fronts


def says_what_is_wrong(path):
    """Whether loading is refused with faults that each say where and what."""
    try:
        load(path)
    except ScenarioError as refused:
        return bool(refused.faults) and all(one.problem and one.file for one in refused.faults)
    return False
