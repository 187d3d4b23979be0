"""A game with three browsers: a teacher's console, two phones; a reload, a cut line in mid-game."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import LONG, PHONE, page_in, serious

pytestmark = pytest.mark.page
FEW = 6  # wars


def sit(phone: Page, address: str, code: str, name: str, seat: str) -> None:
    """Come in by the code, and take a seat."""
    phone.goto(f"{address}/#tab=play")
    phone.get_by_label("Code of the room").fill(code.lower())
    phone.get_by_role("button", name="Go", exact=True).click()
    phone.get_by_label("Your name", exact=True).fill(name)
    phone.get_by_role("button", name=re.compile(seat)).click()
    expect(phone.get_by_role("heading", name=re.compile(f"^You are: .*{seat}"))).to_be_visible()


def answer(phone: Page, question: str, button: str) -> None:
    """Answer the question that is asked."""
    card = phone.locator(".room-question", has_text=question)
    card.get_by_role("button", name=button, exact=True).click()


def test_a_game_with_three_browsers(browser: Browser, address: str) -> None:
    with (
        page_in(browser) as console,
        page_in(browser, PHONE) as side,
        page_in(browser, PHONE) as mediator,
    ):
        console.goto(f"{address}/#s=first-war&tab=play")
        console.get_by_label("Players may see what the model would do").check()
        console.get_by_role("button", name="Open a room").click()
        code = console.locator(".room-big").inner_text()
        expect(console.locator(".room-address")).to_contain_text(f"room={code}")
        expect(console.locator(".room-qr")).to_be_visible()
        sit(side, address, code, "<b>Ann</b>", "Westland")
        sit(mediator, address, code, "Cy", "Lake talks")
        table = console.locator(".room-table")
        expect(table).to_contain_text("<b>Ann</b>")
        assert serious(side) == []
        console.get_by_role("button", name="Start", exact=True).click()
        expect(console.locator(".room-stands")).to_contain_text("Waiting for: the Lake talks")
        mediator.reload()
        answer(mediator, "Do you go in?", "Go in")
        side.context.set_offline(True)
        side.context.set_offline(False)
        answer(side, "Do you come to the talks?", "Come")
        answer(mediator, "What do you offer?", "Put it on the table")
        side.get_by_text("What would the model do?").click()
        expect(side.locator(".room-hint")).to_contain_text("was worth")
        console.get_by_role("button", name="Pause", exact=True).click()
        expect(side.locator(".room-stands")).to_contain_text("paused")
        console.get_by_role("button", name="Go on", exact=True).click()
        answer(side, "Do you sign?", "Refuse")
        assert serious(console) == []
        row = table.get_by_role("row", name=re.compile("Lake talks"))
        row.get_by_role("button", name="let the model play").click()
        expect(row).to_contain_text("played by the model")
        console.get_by_role("button", name="End the game").click()
        for page in (console, side):
            expect(page.locator(".room-decisions details").first).to_be_visible(timeout=30_000)
        side.locator(".room-decisions summary", has_text="Do you sign?").click()
        expect(side.locator(".room-decisions details[open]")).to_contain_text("killed of Eastland")
        console.get_by_label("How many").last.select_option("100")
        console.locator(".room-debrief").get_by_role("button", name="Fight them").click()
        expect(console.locator(".room-debrief progress")).to_be_visible()
        console.locator(".room-debrief").get_by_role("button", name="Cancel").click()
        expect(console.locator(".room-debrief")).to_contain_text("Cancelled")
        console.route(
            "**/replays", lambda route: route.continue_(post_data={"wars": FEW})
        )  # enough to see them end
        console.locator(".room-debrief").get_by_role("button", name="Fight them").click()
        expect(console.locator(".room-debrief .outcome").first).to_be_visible(timeout=LONG)
        expect(console.locator(".room-debrief")).to_contain_text(f"{FEW} wars in")
        expect(console.locator(".outcomes")).to_contain_text("with your choices")
