"""The classroom in French, in a real browser: switched on the page, or opened so."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import chromium, page_in, serious, served

pytestmark = pytest.mark.page
LONG = 120_000  # ms: the fast engine may have to be compiled first
ENGLISH = re.compile(r"\b(the|and|of|with|from|not|war|truce|talks|what|how)\b", re.IGNORECASE)

OF_A_FILE = re.compile(r"\(de [\w-]+\)")  # an id, as in "(de first-war)"


@pytest.fixture(scope="module")
def address(compiled_code: None) -> Iterator[str]:
    with served() as one:
        yield one


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with page_in(browser) as one:
        one.goto(f"{address}/?lang=fr#s=karabakh-2020")
        expect(one.locator(".rp-time")).to_be_visible(timeout=LONG)
        yield one


def english_lines(page: Page) -> list[str]:
    """Lines of the page that look English; what is said to be so by its `lang` is left out."""
    text = page.evaluate(
        """() => {
          const copy = document.getElementById("page").cloneNode(true);
          for (const one of copy.querySelectorAll("[lang=en]")) one.remove();
          document.body.append(copy);
          const text = copy.innerText;
          copy.remove();
          return text;
        }"""
    )
    lines = (OF_A_FILE.sub("", one) for one in text.splitlines())
    return [one for one in lines if ENGLISH.search(one)]


def test_the_switch_keeps_war_and_luck(browser: Browser, address: str) -> None:
    with page_in(browser) as page:
        page.goto(f"{address}/#s=karabakh-2020&seed=12")
        expect(page.locator(".rp-time")).to_have_text("27 Sep 00:00", timeout=LONG)
        page.get_by_role("button", name="Cette page en français").click()
        expect(page.locator(".rp-time")).to_have_text("27 sept. 00 h 00")
        expect(page.locator("html")).to_have_attribute("lang", "fr")
        expect(page.locator(".differs")).to_contain_text("hasard 12")
        page.get_by_role("button", name="This page in English").click()
        expect(page.locator(".rp-time")).to_have_text("27 Sep 00:00")
        expect(page.locator(".differs")).to_contain_text("luck 12")


def test_watching_and_why_are_french(page: Page) -> None:
    expect(page).to_have_title("Cessez-le-feu")
    page.get_by_role("button", name="À la fin").click()
    page.get_by_text("Comment elle se termine").click()
    expect(page.locator(".ending")).to_contain_text("Issue")
    page.get_by_role("button", name="pourquoi").first.click()
    expect(page.get_by_role("dialog")).to_contain_text("Ce qui a décidé")
    page.get_by_role("button", name="fermer").click()
    assert english_lines(page) == []
    assert serious(page) == []


@pytest.mark.parametrize("name", ["Modifier", "Et si", "Jouer", "Partager"])
def test_the_other_tabs_are_french(name: str, page: Page) -> None:
    page.get_by_role("tab", name=name).click()
    for folded in page.locator("details:not([open]) > summary").all():
        if folded.is_visible():
            folded.click()
    assert english_lines(page) == []


def test_the_library_is_french(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^La guerre du Haut-Karabakh")).click()
    library = page.get_by_role("dialog", name="Choisir une guerre")
    expect(library).to_contain_text("Automne 2020 avec le Kazakhstan et la CICA seuls")
    cards = library.get_by_role("button").all_inner_texts()
    assert [text for text in cards if ENGLISH.search(text)] == []


def test_a_room_is_french(browser: Browser, address: str) -> None:
    with page_in(browser) as page:
        page.goto(f"{address}/?lang=fr#s=first-war")
        expect(page.locator(".rp-time")).to_be_visible(timeout=LONG)
        page.get_by_role("tab", name="Jouer").click()
        page.get_by_role("button", name="Ouvrir une salle").click()
        expect(page.get_by_role("heading", name=re.compile("^Salle "))).to_be_visible()
        expect(page.locator("#panel-play")).to_contain_text("conférence du Lac")
        assert english_lines(page) == []
