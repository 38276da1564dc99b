"""The way from a table that has been read to plans that are drawn, walked in a browser with or without scripts."""

import re

from playwright.sync_api import expect

from tests.browser.tables import NAMES
from tests.browser.visitor import Visitor


def import_what_was_read(visitor: Visitor) -> None:
    """By way of the meaning of the columns, from the preview to the page that tells what was done."""
    page = visitor.page
    visitor.sees_heading("3 nye planer")
    visitor.follow("Hva kolonnene betyr")
    expect(page.get_by_label("Kolonne F Ansvarlig betyr")).to_have_value("responsible")
    visitor.press("Se hva som skjer med radene")
    page.get_by_role("button", name=re.compile("^Importer 3")).click()
    visitor.sees_heading(re.compile("^3 nye planer i "))


def see_plans_drawn(visitor: Visitor) -> None:
    visitor.follow("Se hierarkiet")
    drawing = visitor.page.locator("main svg")
    expect(drawing.locator("a[href^='/planer/']")).to_have_count(len(NAMES))
    for name in NAMES:
        expect(drawing.get_by_role("link", name=re.compile(f"^{name}, "))).to_be_visible()


def undo_import(visitor: Visitor) -> None:
    visitor.press("Angre importen")
    visitor.sees_heading("Importen er angret")
    visitor.follow("Se hierarkiet")
    expect(visitor.page.get_by_text("Slipp regnearket ditt her")).to_be_visible()


def import_and_undo(visitor: Visitor) -> None:
    import_what_was_read(visitor)
    done = visitor.page.url
    see_plans_drawn(visitor)
    visitor.go(done)
    undo_import(visitor)
