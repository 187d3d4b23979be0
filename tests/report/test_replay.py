"""The replay inside the report, in a real browser; the modules it is made of."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import expect

from sim.records.runs import Runs
from sim.report.page import write_report
from sim.report.script import STATIC, replay_script
from sim.scenario.scenario import Scenario
from tests.browser import chromium, page_in

MODULES = sorted(STATIC.glob("*.js"))
TOP = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)


@pytest.mark.page
def test_keys_move_the_war_in_the_report(
    tmp_path: Path, scenario: Scenario, tables: object
) -> None:
    frames = {name: getattr(tables, name) for name in ("runs", "truces", "days", "events")}
    page = write_report(
        tmp_path,
        scenario,
        Runs(scenario, 7, 0, 1, "mesa", frames, dict.fromkeys(frames, 1), "", ""),
    )[-1]
    with chromium() as browser, page_in(browser, offline=True) as shown:
        shown.goto(page.as_uri())
        time = shown.locator(".rp-time")
        for key, words in (
            ("ArrowRight", "27 Sep 06:00"), ("Shift+ArrowRight", "28 Sep 06:00"),
            ("ArrowLeft", "28 Sep 00:00"), ("End", "10 Nov 00:00"),
        ):  # fmt: skip
            shown.keyboard.press(key)
            expect(time).to_have_text(words)
        expect(shown.locator(".rp-state")).to_have_text("truce 3 (Group) in force")


def test_modules_can_share_one_scope() -> None:
    """The report puts them one behind the other: no name may be taken twice."""
    taken = Counter(name for path in MODULES for name in TOP.findall(path.read_text("utf-8")))
    assert taken["mount"] == 1
    assert [name for name, times in taken.items() if times > 1] == []


def test_the_script_stands_alone() -> None:
    script = replay_script()
    assert not re.search(r"^(import|export) ", script, re.MULTILINE)
    assert " as " not in "".join(re.findall(r"import \{[^}]*\}", "".join(map(_read, MODULES))))
    for path in MODULES:
        for name in TOP.findall(_read(path)):
            assert name in script


def test_modules_are_short() -> None:
    assert max(len(_read(path).splitlines()) for path in MODULES) < 300


def test_every_key_of_words_is_there_and_used() -> None:
    words = set(json.loads(_read(STATIC / "words.en.json")))
    code = "".join(map(_read, MODULES))
    plain = set(re.findall(r'\bt\("(\w+)"', code))
    assert plain <= words
    assert not {key for key in words if key not in code and not _built(key)}


def _built(key: str) -> bool:
    """Whether the key of a text is put together in the code."""
    return key.startswith(("contact_", "ties_legend_", "key_"))


def _read(path: Path) -> str:
    return path.read_text("utf-8")
