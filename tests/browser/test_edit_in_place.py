"""Editing where the text stands, when the line is slow and the fingers are quick."""

import re

from playwright.sync_api import Page, Route, expect

from tests.browser.places import address_of_plan
from tests.browser.serving import Server
from tests.browser.visitor import Visit, Visitor

FIELD = "#felt-responsible"


def opened(ingrid: Visitor, plan_type: str, place: int) -> Page:
    ingrid.sign_in_as("Ingrid")
    page = ingrid.go(address_of_plan(ingrid, "9901", plan_type, place))
    page.locator(f"{FIELD} a[hx-get]").click()
    expect(page.locator(f"{FIELD} [name=responsible]")).to_be_focused()
    expect(page.locator(".htmx-added, .htmx-settling")).to_have_count(0)
    return page


def hold_saves(page: Page) -> list[Route]:
    """Saves are kept waiting until the test lets them go."""
    held: list[Route] = []
    page.route("**/endre/**", lambda route: held.append(route) if route.request.method == "POST" else route.continue_())
    return held


def test_escape_while_a_field_is_being_saved_waits_for_the_answer(demo: Server, visit: Visit) -> None:
    page = opened(visit(demo), "theme_plan", 2)
    held = hold_saves(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))
    page.locator(f"{FIELD} [name=responsible]").fill("Hilde Strand")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert asked == ["POST"]
    held[0].continue_()
    expect(page.locator(FIELD).get_by_role("status")).to_have_text("Lagret")
    expect(page.locator(FIELD)).to_contain_text("Hilde Strand")


def test_escape_empties_a_search_before_it_leaves_the_form(demo: Server, visit: Visit) -> None:
    ingrid = visit(demo)
    ingrid.sign_in_as("Ingrid")
    page = ingrid.go(address_of_plan(ingrid, "9901", "theme_plan", 3))
    page.locator("#felt-parent a[hx-get]").click()
    search = page.locator("#felt-parent [type=search]")
    expect(search).to_be_focused()
    search.fill("planstrategi")
    options = page.locator("#valg-parent bdi")
    expect(options.filter(has_text="planstrategi").first).to_be_visible()
    expect(options).not_to_contain_text(["Arbeidsgiverstrategi"])
    search.press("Escape")
    expect(search).to_have_value("")
    expect(page.locator("#valg-parent [role=status]")).to_contain_text("Viser 8 av")
    search.press("Escape")
    expect(search).to_have_count(0)


def test_what_is_deleted_is_brought_back_with_two_keys(demo: Server, visit: Visit) -> None:
    ingrid = visit(demo)
    ingrid.sign_in_as("Ingrid")
    page = ingrid.go(address_of_plan(ingrid, "9901", "theme_plan", 4))
    name = page.locator("h1").inner_text()
    page.get_by_role("button", name="Slett planen").press("Enter")
    page.wait_for_url("**/kommuner/9901/#messages")
    expect(page.get_by_role("status").filter(has_text="er slettet")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Angre")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/planer/"))
    expect(page.locator("h1")).to_have_text(name)


def test_a_field_that_is_no_longer_hers_to_change_says_so(demo: Server, visit: Visit) -> None:
    ingrid = visit(demo)
    ingrid.sign_in_as("Ingrid")
    page = ingrid.go(address_of_plan(ingrid, "9901", "theme_plan", 3))
    ingrid.context.clear_cookies()  # the same machine: somebody else signs in in the other window
    other = ingrid.context.new_page()
    other.goto(demo.address)
    other.get_by_role("button", name="Prøv som Lars Eksempel").click()
    expect(other.get_by_role("button", name="Lars Eksempel")).to_be_visible()
    page.locator(f"{FIELD} a[hx-get]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vi finner ikke siden")
    ingrid.complaints.clear()  # that it was refused
