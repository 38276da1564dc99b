"""Kåre says a worksheet in the region's own words by keyboard alone, and Ingrid begins a sheet with them."""

import re

from playwright.sync_api import Page, expect

from tests.browser.serving import Server
from tests.browser.visitor import Visit

OURS = "Hvilken sak skal vi hjelpe hverandre med denne uken?"
_MOST_TABS = 150


def tab_to(page: Page, what: str) -> None:
    """By its name or its words. A long text is brought into sight where one writes in it, and not as a whole."""
    for _ in range(_MOST_TABS):
        page.keyboard.press("Tab")
        here = page.evaluate("(({name, textContent}) => name || textContent.trim())(document.activeElement)")
        if here == what:
            return
    raise AssertionError(f"Tab does not lead to «{what}»")


def test_a_worksheet_is_adapted_by_keyboard_and_begun_with_our_words(visit: Visit, demo: Server) -> None:
    kare = visit(demo, width=1280)
    kare.sign_in_as("Kåre")
    page = kare.go("/samarbeid/")
    page.get_by_role("link", name="Solfjellregionen").first.click()
    page.wait_for_url(re.compile("[0-9a-f-]{36}/$"))
    region = page.url
    page.goto(f"{region}arbeidsark/")
    tab_to(page, "Tilpass arbeidsarket Faglig planvurdering")
    page.keyboard.press("Enter")
    kare.sees_heading("Tilpass «Faglig planvurdering»")
    tab_to(page, "Saken")
    page.keyboard.press("Enter")
    tab_to(page, "blocks.request.prompt:nb")
    page.keyboard.press("Control+A")
    page.keyboard.type(OURS)
    page.locator("summary").filter(has=page.get_by_role("heading", name="Saken", exact=True)).focus()
    page.keyboard.press("Enter")  # closed again: what is in it is sent all the same
    tab_to(page, "do")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Lagret. Nye ark begynner med disse ordene.")).to_be_visible()
    expect(page.locator("[id='blocks.request.prompt:nb']")).to_have_value(OURS)

    ingrid = visit(demo, width=1280)
    ingrid.sign_in_as("Ingrid")
    begun = ingrid.go(f"{region}arbeidsark/")
    expect(begun.get_by_text(re.compile("Tilpasset av Kåre Eksempel")).first).to_be_visible()
    begun.get_by_role("button", name=re.compile("^Begynn.* Faglig planvurdering$")).click()
    begun.get_by_role("link", name="Til arket, jeg fyller ut dette senere").click()
    expect(begun.get_by_text(OURS).first).to_be_visible()
