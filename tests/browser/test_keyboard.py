"""A day's work with Tab, Enter and Escape, always seeing where one is."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serving import Server
from tests.browser.visitor import Visit

MOST_STEPS = 120
_FOCUS = """() => {
    const here = document.activeElement, style = getComputedStyle(here), box = here.getBoundingClientRect();
    const ringed = here.type === "file" ? getComputedStyle(here.nextElementSibling) : style;
    const under = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const label = here.getAttribute("aria-label") || here.labels?.[0]?.innerText || here.textContent;
    return {
        words: label.replace(/\\s+/g, " ").trim(),
        html: here.outerHTML.slice(0, 160),
        is_nowhere: here === document.body,
        has_ring: ringed.outlineStyle !== "none" && parseFloat(ringed.outlineWidth) >= 2,
        is_seen: here.type === "file" || (under !== null && (here.contains(under) || under.contains(here))),
    };
}"""


@dataclass(frozen=True)
class Focus:
    words: str
    html: str
    is_nowhere: bool
    has_ring: bool
    is_seen: bool


def focus(page: Page) -> Focus:
    return Focus(**page.evaluate(_FOCUS))


def tab(page: Page) -> Focus:
    page.keyboard.press("Tab")
    found = focus(page)
    if not found.is_nowhere:  # between the last thing and the first, the browser's own window has it
        assert found.has_ring, f"no ring: {found.html}"
        assert found.is_seen, f"out of sight: {found.html}"
    return found


def tab_to(page: Page, words: str) -> None:
    for _ in range(MOST_STEPS):
        if re.search(words, tab(page).words):
            return
    raise AssertionError(f"{MOST_STEPS} times Tab, and never at «{words}»")


def press(page: Page, words: str) -> None:
    tab_to(page, words)
    page.keyboard.press("Enter")


def test_ingrid_signs_in_narrows_the_table_and_edits_a_field_without_a_mouse(demo: Server, visit: Visit) -> None:
    ingrid, mail = visit(demo), visit(demo)
    page = ingrid.go("/inn/")
    tab_to(page, "^E-postadresse")
    page.keyboard.type("ingrid@solfjell.example")
    page.keyboard.press("Enter")
    ingrid.sees_heading("Skriv koden fra e-posten")
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", mail.go("/post/").locator("article").first.inner_text())
    assert code
    tab_to(page, "^Kode")
    page.keyboard.type(code[0])
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Ingrid Eksempel")).to_be_visible()

    press(page, "^Planer$")
    page.wait_for_url("**/kommuner/9901/")
    press(page, "^Tabell$")
    page.wait_for_url("**/tabell/")
    press(page, "^Søk og filtrer$")
    tab_to(page, "^Søk")
    page.keyboard.type("temaplan")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=temaplan**")
    press(page, "^Temaplan for ")
    page.wait_for_url("**/planer/**")

    press(page, "Endre Ansvarlig$")
    field = page.locator("#felt-responsible [name=responsible]")
    expect(field).to_be_focused()
    expect(page.locator(".htmx-added, .htmx-settling")).to_have_count(0)  # quicker than any fingers
    page.keyboard.type("Feil felt")
    page.keyboard.press("Escape")
    expect(page.locator("#felt-responsible a[hx-get]")).to_be_focused()
    expect(page.locator("#felt-responsible")).not_to_contain_text("Feil felt")
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("Hilde Strand")
    page.keyboard.press("Enter")
    expect(page.locator("#felt-responsible").get_by_role("status")).to_have_text("Lagret")
    expect(page.locator("#felt-responsible a[hx-get]")).to_be_focused()
    assert focus(page).has_ring


def test_the_first_tab_leads_past_the_menu(demo: Server, visit: Visit) -> None:
    ingrid = visit(demo)
    page = ingrid.sign_in_as("Ingrid")
    ingrid.go("/kommuner/9901/")
    assert tab(page).words == "Hopp til innholdet"
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    assert tab(page).words == "Kommuner"


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("address", ["/kommuner/9901/", "/kommuner/9901/tabell/", "/kommuner/9901/import/", "/stil/"])
def test_every_stop_of_the_tab_key_is_seen(demo: Server, visit: Visit, address: str, width: int) -> None:
    ingrid = visit(demo, width=width)
    page = ingrid.sign_in_as("Ingrid") if width > 1000 else ingrid.go("/")
    if width < 1000:
        page.get_by_role("button", name="Prøv som Ingrid Eksempel").click()
    ingrid.go(address)
    stops = 0
    while not tab(page).is_nowhere and stops < 400:
        stops += 1
    assert 10 < stops < 400


def test_a_menu_and_an_explained_word_open_with_enter_and_close_with_escape(demo: Server, visit: Visit) -> None:
    ingrid = visit(demo)
    page = ingrid.sign_in_as("Ingrid")
    ingrid.go("/stil/")
    for words, inside in (("Ingrid Eksempel", "#person"), ("planstrategi", ".pd-term__meaning")):
        press(page, words)
        expect(page.locator(inside).first).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(inside).first).to_be_hidden()
        assert words in focus(page).words
