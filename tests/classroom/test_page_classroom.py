"""The classroom page in a real browser: every tab, every button, no error in its console."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from sim import simulate
from tests.browser import DESKTOP, LONG, PHONE, page_in, serious

pytestmark = pytest.mark.page
START = "#s=first-war"


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def test_a_war_is_chosen_and_watched(page: Page) -> None:
    page.get_by_role("button", name="A first war").click()
    library = page.get_by_role("dialog", name="Choose a war")
    card = library.get_by_role("button", name=re.compile("^Autumn 2020 with Kazakhstan and"))
    expect(card.locator("svg")).to_be_visible()
    expect(card).to_contain_text("counterfactual")
    card.click()
    expect(library).to_have_count(0)
    expect(page.locator(".notes")).to_contain_text("COUNTERFACTUAL")
    expect(page.locator(".rp-time")).to_have_text("27 Sep 00:00")
    page.get_by_role("button", name="One step on").click()
    expect(page.locator(".rp-time")).to_have_text("27 Sep 06:00")
    page.get_by_text("How it ends").click()
    expect(page.locator(".ending")).to_contain_text("Outcome:")


def test_other_luck_is_another_war_and_stands_in_the_address(page: Page) -> None:
    ending = page.locator(".ending ul")
    before = ending.text_content()
    page.get_by_label("luck", exact=True).fill("12")
    page.keyboard.press("Enter")
    expect(page.locator(".differs")).to_contain_text("luck 12")
    expect(ending).not_to_have_text(before or "")
    expect(page).to_have_url(re.compile("seed=12"))
    page.get_by_role("button", name="other luck").click()
    expect(page.locator(".differs")).not_to_contain_text("luck 12")
    page.get_by_role("button", name="reset all").click()
    expect(ending).to_have_text(before or "")


def test_what_is_changed_is_seen_undone_and_saved(page: Page, tmp_path: Path) -> None:
    tab(page, "Change")
    page.get_by_label("Find").fill("memory")
    page.get_by_role("switch", name="memory").uncheck()
    differs = page.locator(".differs")
    expect(differs).to_contain_text("memory: on → off")
    page.get_by_label("Find").fill("strength")
    field = page.locator(".field", has_text="strength").first
    slider = field.locator("input[type=range]")
    slider.focus()
    slider.press("ArrowRight")
    expect(differs.locator(".chip")).to_have_count(2)
    expect(page.locator(".ending-card")).to_have_count(2)
    page.get_by_role("button", name="Undo", exact=False).last.click()
    expect(differs.locator(".chip")).to_have_count(1)
    shown = page.locator(".ending-card").last.inner_text()
    page.get_by_label("Its name").last.fill("Without memory")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Save file").click()
    saved = tmp_path / coming.value.suggested_filename
    coming.value.save_as(saved)
    war = simulate(str(saved), replicates=1).runs.iloc[0]
    assert f"Killed: {war['deaths']:,.0f} soldiers" in shown
    page.get_by_role("button", name="reset all").click()
    expect(differs).to_contain_text("As its file has it.")
    page.get_by_role("button", name="Watch this war").click()
    expect(page.get_by_role("tab", name="Watch")).to_have_attribute("aria-selected", "true")


def test_a_branch_goes_on_with_the_same_luck_until_it_parts(page: Page, address: str) -> None:
    page.goto(f"{address}/#s=karabakh-2020&hour=500&tab=whatif")
    box = page.get_by_role("group", name="Who stays")
    box.get_by_label("Russia in OSCE Minsk Group").uncheck()
    box.get_by_label("OSCE Minsk Group", exact=True).uncheck()
    page.get_by_label("Who comes in").select_option(index=1)
    expect(page.locator(".plan .chip")).to_have_count(1)
    page.locator(".plan .chip button").click()
    expect(page.locator(".plan .chip")).to_have_count(0)
    bring = page.locator(".bring", has_text="Kazakhstan")
    bring.get_by_label("observers").check()
    page.get_by_text("Anything else").click()
    page.get_by_label("Anything else").select_option(label="memory")
    expect(page.get_by_role("switch", name="memory")).not_to_be_checked()
    page.get_by_role("button", name=re.compile("^Branch at")).click()
    times = page.locator(".pair .rp-time")
    expect(times).to_have_count(2)
    assert times.all_inner_texts()[0] == times.all_inner_texts()[1]
    expect(page.locator(".parted").first).to_contain_text("part")
    expect(page.locator(".both")).to_contain_text("a scenario file cannot say")
    page.locator(".pair-bar").get_by_role("button", name="To the end").click()
    ends = page.locator(".pair .rp-feed-list").all_inner_texts()
    assert ends[0] != ends[1]
    page.locator(".pair-bar").get_by_role("button", name="To the start").click()
    expect(page.locator(".parted").first).to_contain_text("both are one war")
    box.get_by_label("Russia alone").uncheck()
    expect(times).to_have_count(0)


def test_five_hundred_wars_and_a_cancel(page: Page, address: str) -> None:
    page.goto(f"{address}/#s=first-war&hour=200&tab=whatif")
    page.get_by_role("group", name="Who stays").get_by_role("checkbox").first.uncheck()
    page.get_by_role("button", name="Fight them").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.locator(".outcome").first).to_be_visible(timeout=LONG)
    expect(page.locator(".many")).to_contain_text("500 wars in")
    for name in ("as it was", "branch"):
        expect(page.locator(".outcomes")).to_contain_text(name)
    shares = page.locator(".share-words").all_inner_texts()
    assert all(re.fullmatch(r"\d+ % \(\d+ to \d+ %\)", words) for words in shares)
    expect(page.locator(".curves svg")).to_be_visible()
    page.get_by_label("Which wars").select_option("whole")
    page.get_by_label("How many").select_option("5000")
    page.get_by_role("button", name="Fight them").click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator(".many")).to_contain_text(re.compile("Cancelled after|5,000 wars in"))
    expect(page.get_by_role("button", name="Fight them")).to_be_enabled()


def test_the_address_brings_all_of_it_back(page: Page, browser: Browser, address: str) -> None:
    state = "#s=first-war&seed=9&change=%7B%22mechanisms.memory%22%3Afalse%7D&hour=240&tab=share"
    page.goto(f"{address}/{state}")
    field = page.get_by_label("Address")
    expect(field).to_have_value(re.compile("seed=9"))
    code = page.get_by_role("img", name="QR code of the address")
    expect(code).to_be_visible()
    # the picture comes a little after its place
    assert code.evaluate("image => image.decode().then(() => image.naturalWidth)") > 20
    page.get_by_role("button", name="Copy").click()
    expect(page.locator(".row").last).to_contain_text(re.compile("Copied|Marked"))
    left_out = page.get_by_text("a scenario file cannot say")
    expect(left_out.last).to_be_hidden()  # there is no branch
    with page_in(browser) as other:
        other.goto(field.input_value())
        tab(other, "Watch")
        expect(other.locator(".rp-time")).to_have_text("Day 11, 00:00")
        expect(other.locator(".differs")).to_contain_text("memory: on → off")


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Offline page", ".html"), ("Story", ".txt"), ("Figures", ".zip"), ("Tables", ".zip")],
)
def test_files_to_take_along(page: Page, name: str, kind: str) -> None:
    """Figures take the server seconds to draw; its own tests see to them."""
    page.route("**/api/download/figures", lambda route: route.fulfill(
        headers={"content-disposition": 'attachment; filename="war-figures.zip"'}, body=b"PK",
    ))  # fmt: skip
    tab(page, "Share")
    with page.expect_download(timeout=60_000) as coming:
        page.get_by_role("button", name=name).click()
    assert coming.value.suggested_filename.endswith(kind)
    expect(page.locator(".files")).to_contain_text("Saved:")


def test_keys_projector_and_help(page: Page) -> None:
    plain = page.evaluate("getComputedStyle(document.body).fontSize")
    page.keyboard.press("b")
    expect(page.get_by_role("button", name="projector:")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert float(page.evaluate("getComputedStyle(document.body).fontSize")[:-2]) > float(plain[:-2])
    page.keyboard.press("b")
    for key, name in (("2", "Change"), ("3", "What if"), ("5", "Share"), ("1", "Watch")):
        page.keyboard.press(key)
        expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
    page.get_by_role("tab", name="Watch").press("ArrowLeft")
    expect(page.get_by_role("tab", name="Share")).to_be_focused()
    for key in ("?", "1", "?"):
        page.keyboard.press(key)
        if key == "?":
            expect(page.get_by_role("dialog", name="Keys")).to_contain_text("projector on and off")
            page.keyboard.press("Escape")


def test_what_the_server_refuses_is_said(address: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()  # a refused request is itself an error in the console
    page.goto(f"{address}/#s=karabak-2020&hour=x&change=[]")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("no scenario has this id")
    expect(alert).to_contain_text("karabakh-2020")
    page.goto(f"{address}/#s=first-war&tab=change")
    page.get_by_label("Find").fill("strength")
    page.locator(".field input[type=number]").first.fill("-3")
    page.keyboard.press("Enter")
    expect(alert).to_contain_text("found: -3")
    alert.get_by_role("button", name="close").click()
    expect(alert).to_be_hidden()
    context.close()


def test_hostile_names_stay_text(page: Page, tmp_path: Path) -> None:
    evil = '<img src=x onerror="document.title=1">'
    file = tmp_path / "evil.toml"
    file.write_text(
        f"[scenario]\nid = 'evil'\nname = '{evil}'\nsummary = '{evil}'\nextends = 'first-war'\n"
        f"[belligerents.westland]\nname = '{evil}'\n[mediators.lake_talks]\nname = '{evil}'\n"
    )
    page.get_by_role("button", name="A first war").click()
    page.get_by_label("A scenario file").set_input_files(file)
    expect(page.locator(".choose")).to_contain_text("<img")
    page.keyboard.press("End")
    for name in ("Change", "What if", "Share", "Watch"):
        tab(page, name)
    assert page.title() == "Ceasefire"
    assert page.locator("img:not(.qr)").count() == 0


@pytest.mark.parametrize("name", ["watch", "change", "whatif", "share"])
def test_a_phone_scrolls_one_way_only(browser: Browser, address: str, name: str) -> None:
    with page_in(browser, PHONE) as phone:
        phone.goto(f"{address}/#s=karabakh-2020&hour=500&tab={name}")
        expect(
            phone.locator(f"#panel-{name} :is(.rp-time, .field, .tick, .qr)").first
        ).to_be_visible()
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("scheme", ["light", "dark", "projector"])
def test_nothing_serious_bars_anybody(browser: Browser, address: str, scheme: str) -> None:
    colours = "light" if scheme == "projector" else scheme
    change = "change=%7B%22mechanisms.memory%22%3Afalse%7D"
    with page_in(browser, DESKTOP, color_scheme=colours) as page:
        big = f"&projector={str(scheme == 'projector').lower()}"
        page.goto(f"{address}/#s=first-war&hour=500&{change}{big}")
        rules = () if scheme == "light" else ("color-contrast",)
        for name in ("Watch", "Change", "What if", "Share"):
            tab(page, name)
            expect(page.get_by_role("tabpanel", name=name)).to_be_visible()
            expect(page.locator(".chip").first).to_be_visible()
            assert serious(page, *rules) == []
