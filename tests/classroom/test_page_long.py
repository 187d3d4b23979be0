"""The offline page of a war of many years: still one small file, still a war that plays."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from sim.language import speaking
from sim.records.errors import WritingError
from sim.records.simulate import simulate
from sim.report import offline
from sim.report.fitting import CUTS, evenly, fitted, size
from sim.report.replay import replay
from sim.report.story import tell
from sim.report.war import War, war_of
from sim.scenario.loading import load
from tests.browser import DESKTOP, chromium, page_in

LIMIT = 3_000_000


@pytest.fixture(scope="module")
def war(compiled_code: None) -> War:
    """Eight years on four fronts, with a truce a month: thousands of decisions."""
    often = {
        "scenario.horizon_days": 3000,
        "scenario.aftermath_days": 100,
        "rules.talks.halt_rate": 0.05,
    }
    scenario = load("syria-2012-2020", set=often)
    kept = ("runs", "truces", "days", "events")
    return war_of(scenario, simulate(scenario, engine="compiled", keep=kept))


def whole(war: War) -> dict[str, Any]:
    return replay(war, list(tell(war.events, war.scenario)))


@pytest.fixture(scope="module")
def data(war: War) -> dict[str, Any]:
    return whole(war)


def test_a_short_war_is_told_in_full() -> None:
    runs = simulate("first-war", keep=["runs", "truces", "days", "events"])
    data = whole(war_of(runs.scenario, runs))
    assert fitted(data, LIMIT) == (data, [])
    assert offline.page_of(war_of(runs.scenario, runs)).left_out == []


@pytest.mark.parametrize("share", [1.0, 0.4, 0.1, 0.02])
def test_what_is_left_fits_and_holds_together(data: dict[str, Any], share: float) -> None:
    room = int(share * size(data))
    small, left_out = fitted(data, room)
    assert size(small) <= room
    assert (share < 1.0) == bool(left_out)
    assert small["story"][0] == data["story"][0] or share < 0.4
    assert len(small["decisions"]) == len(small["whys"])
    for line, account in zip(small["decisions"], small["whys"], strict=True):
        assert line[0] == account["hour"]
        assert small["whys"][line[3][0]] is account
    for line in small["story"]:
        assert all(small["whys"][place]["hour"] <= line[0] + 24.0 for place in line[3])
    for before, after in zip(data["fronts"], small["fronts"], strict=True):
        assert after["steps"][0] == before["steps"][0]
        assert after["steps"][-1] == before["steps"][-1]
        assert after["range"][-1] == before["range"][-1]
    assert [one[-1] for one in small["deaths"]] == [one[-1] for one in data["deaths"]]


def test_every_way_to_make_it_smaller_is_owned_up_to(data: dict[str, Any]) -> None:
    assert len(fitted(data, 1).left_out) == len(CUTS)


def test_evenly_means_from_the_first_to_the_last() -> None:
    assert evenly(range(11), 0.3) == [0, 5, 10]
    assert evenly(range(10), 0.0) == []
    assert evenly(range(10), 0.0, 2) == [0, 9]
    assert evenly([1, 2], 1.0, 5) == [1, 2]


def test_a_page_that_cannot_be_small_is_refused(war: War, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offline, "LIMIT", 60_000)
    with pytest.raises(WritingError, match="at most 60,000"):
        offline.page_of(war)


def test_what_is_left_out_is_said_in_french_too(data: dict[str, Any]) -> None:
    with speaking("fr"):
        left_out = fitted(data, LIMIT).left_out
    assert "décisions" in left_out[0]


@pytest.mark.page
@pytest.mark.parametrize("limit", [LIMIT, 600_000])
def test_it_plays_from_its_first_day_to_its_last(
    war: War, limit: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offline, "LIMIT", limit)
    said: list[str] = []
    file = offline.write_page(tmp_path, war, said.append)
    assert file.stat().st_size < limit
    with chromium() as browser, page_in(browser, DESKTOP, offline=True) as page:
        page.goto(file.as_uri())
        expect(page.locator(".left-out")).to_have_text(said[0])
        time = page.locator(".rp-time")
        start = time.inner_text()
        page.get_by_role("button", name="Play").click()
        expect(time).not_to_have_text(start)
        page.get_by_role("button", name="Pause").click()
        page.get_by_role("button", name="To the end").click()
        killed = f"{war.run[f'deaths_{war.sides[0]}']:,.0f} killed"
        expect(page.locator(".rp-panel-deaths")).to_contain_text(killed)
        held = war.land(war.fronts[0])[war.lines(war.fronts[0])[-1][1]]
        expect(page.locator(".rp-panel-front .rp-words").first).to_contain_text(
            f"holds {100 * held:.0f} % of the land"
        )
        if limit == LIMIT:
            page.get_by_role("button", name=re.compile("^why")).first.click()
            expect(page.get_by_role("dialog", name="Why?")).to_contain_text("What decided")
