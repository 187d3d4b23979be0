"""The classroom in French, in a real browser: switched on the page, or opened so."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import LONG, PHONE, page_in, serious

pytestmark = pytest.mark.page
START = "?lang=fr#s=karabakh-2020"
ENGLISH = re.compile(r"\b(the|and|of|with|from|not|war|truce|talks|what|how)\b", re.IGNORECASE)

OF_A_FILE = re.compile(r"\(de [\w-]+\)")  # an id, as in "(de first-war)"


POINT = re.compile(r"\d\.\d")  # a number written as the English do


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


def unfold(page: Page) -> None:
    for folded in page.locator(".room details:not([open]) > summary").all():
        if folded.is_visible():
            folded.click()


def test_a_whole_game_is_french(browser: Browser, address: str) -> None:
    """A teacher, and one player on a phone: to the end and through the debrief."""
    with page_in(browser) as console, page_in(browser, PHONE) as phone:
        console.goto(f"{address}/?lang=fr#s=first-war&tab=play")
        console.get_by_label("Les joueurs peuvent voir ce que ferait le modèle").check()
        console.get_by_role("button", name="Ouvrir une salle").click()
        code = console.locator(".room-big").inner_text()
        phone.goto(f"{address}/?lang=fr#tab=play&room={code}")
        phone.get_by_label("Votre nom").fill("Zoé")
        assert english_lines(phone) == []
        phone.get_by_role("button", name=re.compile("^Ouestland")).click()
        expect(phone.get_by_role("heading", name="Vous êtes")).to_be_visible()
        console.get_by_role("button", name="Commencer").click()
        asked = set()
        for _ in range(8):
            card = phone.locator(".room-question")
            expect(card).to_be_visible()
            unfold(phone)
            asked.add(card.get_by_role("heading").inner_text())
            assert english_lines(phone) == []
            assert not POINT.search(phone.locator(".room").inner_text())
            answers = card.get_by_role("button")
            before = card.text_content() or ""
            answers.first.click()
            expect(card).not_to_have_text(before)
        assert len(asked) >= 2  # to come, to sign, perhaps to keep
        unfold(console)
        assert english_lines(console) == []
        console.get_by_role("button", name="Terminer").click()
        for page in (console, phone):
            expect(page.locator(".room-decisions details").first).to_be_visible(timeout=LONG)
            unfold(page)
            assert english_lines(page) == []
            assert not POINT.search(page.locator(".room-decisions").inner_text())
        link = console.get_by_role("link", name="Toutes les décisions en tableau").get_attribute(
            "href"
        )
        table = console.request.get(f"{address}{link}").text()
        assert "Jour " in table
        assert "Ouestland" in table
        assert not ENGLISH.search(table.partition("\n")[2])


def test_on_a_phone_every_tab_and_every_truce_can_be_read(browser: Browser, address: str) -> None:
    """French words are longer: none of them stands out of the page or its picture."""
    with page_in(browser, PHONE) as page:
        page.goto(f"{address}/?lang=fr#s=first-war&tab=watch")
        expect(page.locator(".rp-time")).to_be_visible(timeout=LONG)
        for tab in page.get_by_role("tab").all():
            box = tab.bounding_box()
            assert box is not None
            assert box["x"] + box["width"] <= PHONE["width"]
        for key in ("Home", "End"):
            page.locator("input[type=range]").first.press(key)
            rows = page.locator("svg text", has_text=re.compile("^Trêve"))
            out = "all => all.filter(one => one.getBoundingClientRect().right > innerWidth).length"
            assert rows.count() > 0
            assert rows.evaluate_all(out) == 0


def test_a_branch_without_a_mediator_is_told_in_french(page: Page) -> None:
    page.get_by_role("tab", name="Et si").click()
    stays = page.get_by_role("group", name=re.compile("Qui reste"))
    stays.get_by_role("checkbox", name=re.compile("Groupe de Minsk")).first.uncheck()
    page.get_by_role("button", name=re.compile("^Bifurquer")).click()
    expect(page.get_by_role("tabpanel")).to_contain_text("présent → retiré", timeout=LONG)


def test_the_end_of_a_war_is_branched_at_its_last_step(page: Page) -> None:
    """Whoever has watched to the end and goes on to What if finds a moment to be changed."""
    page.get_by_role("button", name="À la fin").click()
    page.get_by_role("tab", name="Et si").click()
    page.get_by_role("button", name=re.compile("^Bifurquer")).click()
    expect(page.get_by_role("tabpanel")).to_contain_text("Telle quelle", timeout=LONG)
    expect(page.locator(".parted")).to_be_visible()


def test_in_a_hall_no_side_is_cut_where_fronts_are_many(browser: Browser, address: str) -> None:
    """Two fronts abreast in large type: who holds what, and what each would settle for."""
    with page_in(browser, {"width": 1280, "height": 720}) as page:
        page.goto(f"{address}/?lang=fr#s=syria-2012-2020&tab=watch&projector=true")
        expect(page.locator(".rp-time")).to_be_visible(timeout=LONG)
        expect(page.locator("html.projector")).to_be_visible()
        out = page.locator("svg text", has_text=re.compile("%$")).evaluate_all(
            """all => all.filter(one => {
              const [text, box] = [one, one.ownerSVGElement].map(x => x.getBoundingClientRect());
              return text.right > box.right + 2 || text.left < box.left - 2;
            }).map(one => one.textContent)"""
        )
        assert out == []
