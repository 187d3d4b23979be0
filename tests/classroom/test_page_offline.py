"""The offline page, opened from disk with the network off, in a real browser."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.image import imread
from playwright.sync_api import Browser, Page, ViewportSize, expect

from sim.records.simulate import simulate
from sim.records.why import decisions
from sim.report.offline import write_page
from sim.report.story import tell
from sim.report.war import War, war_of
from sim.report.when import moment
from tests.browser import DESKTOP, PHONE, missing_here, page_in, serious

pytestmark = pytest.mark.page
LIMIT = 3_000_000  # bytes that a USB stick, a mail or a slow line carries without thought


@pytest.fixture(scope="module")
def war() -> War:
    runs = simulate("karabakh-2020", replicates=1, keep=["runs", "truces", "days", "events"])
    return war_of(runs.scenario, runs)


@pytest.fixture(scope="module")
def file(war: War, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("page"), war)


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    with page_in(browser, DESKTOP, offline=True) as one:
        one.goto(file.as_uri())
        yield one


def go_to(page: Page, hour: float) -> None:
    page.locator(".rp-slider").evaluate(
        "(slider, hour) => { slider.value = hour; slider.dispatchEvent(new Event('input')); }", hour
    )


def test_it_is_small_and_links_nowhere(file: Path) -> None:
    text = file.read_text("utf-8")
    assert len(text.encode()) < LIMIT
    assert set(re.findall(r"https?://[^\s\"'<>)]+", text)) <= {"http://www.w3.org/2000/svg"}
    assert not re.findall(r"\b(?:src|href)\s*=\s*[\"'](?!#)", text)


def test_every_button_moves_the_war(page: Page, war: War) -> None:
    time = page.locator(".rp-time")
    expect(time).to_have_text("27 Sep 00:00")
    page.get_by_role("button", name="One step on").click()
    expect(time).to_have_text("27 Sep 06:00")
    page.get_by_role("button", name="One step back").click()
    expect(time).to_have_text("27 Sep 00:00")
    page.get_by_role("button", name="On to the next event").click()
    newest = page.locator(".rp-feed-list li").first
    expect(newest.locator(".rp-when")).to_have_text(time.inner_text())
    page.get_by_role("button", name="Back to the event before").click()
    expect(time).to_have_text("27 Sep 00:00")
    page.get_by_role("button", name="To the end").click()
    expect(page.locator(".rp-state")).to_contain_text("in force")
    lines = page.locator(".rp-feed-list li")
    expect(lines).to_have_count(len(list(tell(war.events, war.scenario))))
    page.get_by_role("button", name="every decision").click()
    expect(lines).to_have_count(len(decisions(war.events, war.scenario.case)))
    page.get_by_role("button", name="To the start").click()
    expect(page.get_by_text("Nothing has happened yet")).to_be_visible()


def test_it_plays_at_the_chosen_speed_and_pauses(page: Page) -> None:
    time = page.locator(".rp-time")
    page.get_by_label("Speed").select_option("8")
    page.get_by_role("button", name="Play").click()
    expect(time).not_to_have_text("27 Sep 00:00")
    page.get_by_role("button", name="Pause").click()
    stopped = time.inner_text()
    page.wait_for_timeout(150)
    assert time.inner_text() == stopped


def test_keys_and_their_list(page: Page, war: War) -> None:
    time = page.locator(".rp-time")
    end = moment(war.last_hour, war.names.start)
    for key, shown in (
        ("ArrowRight", "27 Sep 06:00"), ("Shift+ArrowRight", "28 Sep 06:00"),
        ("ArrowLeft", "28 Sep 00:00"), ("Home", "27 Sep 00:00"), ("End", end),
    ):  # fmt: skip
        page.keyboard.press(key)
        expect(time).to_have_text(shown)
    page.keyboard.press("Home")
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.keyboard.press(" ")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("play, pause")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_why_tells_what_the_choices_were_worth(page: Page) -> None:
    go_to(page, 24.0 * 75)
    page.get_by_role("button", name=re.compile("why.*would sign")).first.click()
    told = page.get_by_role("dialog", name="Why?")
    expect(told).to_contain_text("What decided")
    expect(told).to_contain_text("say yes and keep it")
    first = told.locator(".rp-account").first
    worths = [float(words) for words in first.locator(".rp-choice-worth").all_inner_texts()]
    assert len(worths) == 3
    assert worths == sorted(worths, reverse=True)
    expect(first.locator(".rp-taken")).to_have_count(1)
    wide = first.locator(".rp-choice-bar").evaluate_all("bars => bars.map(b => b.clientWidth)")
    assert max(wide) > 100
    told.get_by_role("button", name="close").click()
    expect(told).to_have_count(0)


def test_pictures_follow_the_record(page: Page, war: War) -> None:
    go_to(page, 0.0)
    whole = page.locator(".rp-panel-front .rp-words").first
    expect(whole).to_contain_text("Armenia holds 100 % of the land")
    go_to(page, war.last_hour)
    held = war.land("karabakh")[war.lines("karabakh")[-1][1]]
    expect(whole).to_contain_text(f"Armenia holds {100 * held:.0f} % of the land")
    for id_ in war.sides:
        killed = f"{war.run[f'deaths_{id_}']:,.0f} killed"
        expect(page.locator(".rp-panel-deaths")).to_contain_text(killed)
    bars = page.locator(".rp-panel-truces .rp-bar")
    expect(bars).to_have_count(int(war.run["truces"]))
    in_colour = bars.first.get_attribute("fill")
    assert in_colour == page.locator(".rp-strip-truce").first.evaluate(
        "e => '#' + e.style.background.match(/\\d+/g).map(n => "
        "Number(n).toString(16).padStart(2, '0')).join('').toUpperCase()"
    )


def test_who_talks_is_said_and_drawn(page: Page, war: War) -> None:
    talks = next(event for event in war.events if event.kind == "talks" and event.value > 0.0)
    go_to(page, talks.hour)
    mediator = war.names.actor(talks.actor)
    expect(page.locator(".rp-talking")).to_contain_text(f"{mediator} is mediating between")
    assert page.locator(".rp-panel-ties .rp-contact").count() >= 2
    go_to(page, 0.0)
    expect(page.locator(".rp-talking")).to_contain_text("Nobody is mediating now.")


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_the_strip_of_truces_lines_up_with_the_slider(
    browser: Browser, file: Path, size: ViewportSize, war: War
) -> None:
    """A click on the slider right below the beginning of a truce goes to that hour."""
    with page_in(browser, size, offline=True) as page:
        page.goto(file.as_uri())
        truce = page.locator(".rp-strip-truce").last.bounding_box()
        slider = page.locator(".rp-slider").bounding_box()
        assert truce is not None
        assert slider is not None
        page.mouse.click(truce["x"], slider["y"] + slider["height"] / 2)
        hour = float(page.locator(".rp-slider").input_value())
        begins = max(event.hour for event in war.events if event.kind == "in_force")
        assert abs(hour - begins) < 2.0 * war.last_hour / slider["width"]


def test_a_phone_scrolls_one_way_only(browser: Browser, file: Path) -> None:
    with page_in(browser, PHONE, offline=True) as page:
        page.goto(file.as_uri())
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= PHONE["width"]


def test_firefox_shows_it(file: Path, tmp_path: Path) -> None:
    firefox = shutil.which("firefox-esr") or shutil.which("firefox")
    if firefox is None:
        missing_here("no firefox on this machine (Debian: apt-get install firefox-esr)")
    picture = tmp_path / "shot.png"
    subprocess.run(
        [
            firefox, "--headless", "--no-remote", "--profile", str(tmp_path), "--window-size",
            "1280,800", "--screenshot", str(picture), file.as_uri(),
        ],
        capture_output=True, timeout=60, check=True, env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    colours = imread(picture)[:, :, :3].reshape(-1, 3)
    blue = to_rgb("#0072B2")
    assert len(np.unique(colours, axis=0)) > 50
    assert np.mean(np.all(np.abs(colours - np.multiply(blue, 0.85) - 0.15) < 0.02, axis=1)) > 0.005


def test_nothing_serious_bars_anybody(page: Page) -> None:
    go_to(page, 700.0)
    assert serious(page) == []
