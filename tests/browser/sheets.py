"""A worksheet several have open at once."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.visitor import Visitor


@dataclass(frozen=True)
class Open:
    """One visitor's view of it."""

    visitor: Visitor

    def block(self, title: str) -> Locator:
        heading = self.visitor.page.get_by_role("heading", name=title, exact=True)
        return self.visitor.page.locator("section[data-block]").filter(has=heading)

    def type(self, words: str) -> None:
        self.visitor.page.keyboard.type(words)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.visitor.page.keyboard.press(key)

    def is_told(self, words: str) -> None:
        expect(self.visitor.page.locator(".ws-state")).to_have_text(words)


def place_of_worksheets(visitor: Visitor) -> Page:
    page = visitor.go("/samarbeid/")
    page.locator("main a[href$='/']", has_text="Solfjellregionen").first.click()
    page.wait_for_url(re.compile("[0-9a-f-]{36}"))
    page.goto(re.sub(r"/$", "/arbeidsark/", page.url))
    return page


def begin(coordinator: Visitor, worksheet: str, phase: str = "") -> str:
    """Kåre begins it, and moves it to the phase; its address."""
    page = place_of_worksheets(coordinator)
    page.get_by_role("button", name=re.compile(f"^Begynn.* {worksheet}$")).click()
    if worksheet == "Faglig planvurdering":
        page.get_by_role("link", name="Til arket, jeg fyller ut dette senere").click()
    expect(page.locator("[aria-current=step]")).to_be_visible()
    address = page.url
    if phase:
        page.get_by_text("Led møtet").click()
        page.get_by_role("button", name=re.compile(f"^{phase}$", re.IGNORECASE)).click()
        expect(page.locator("[aria-current=step]")).to_contain_text(re.compile(phase, re.IGNORECASE))
    return address


def open_sheet(visitor: Visitor, address: str) -> Open:
    visitor.go(address)
    sheet = Open(visitor)
    sheet.is_told("Lagret")
    return sheet
