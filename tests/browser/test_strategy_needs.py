"""Needs for plans in a real browser: weighed, put into the term, and seen at once what no longer fits."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import Axe, locked_axe
from tests.browser.serving import Server
from tests.browser.visitor import Visit, Visitor

TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"


@pytest.fixture
def axe(tmp_path_factory: pytest.TempPathFactory) -> Axe:
    return locked_axe(tmp_path_factory.mktemp("axe"))


def check(axe: Axe, visitor: Visitor) -> None:
    page = visitor.page
    for scheme in ("light", "dark"):
        assert axe.violations(page, scheme) == [], (page.url, scheme)
    for width in (320, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert not page.evaluate(TOO_WIDE), (page.url, width)
    assert visitor.complaints == []


def strategy_of(visitor: Visitor, number: str) -> Page:
    page = visitor.go(f"/kommuner/{number}/planstrategi/")
    page.locator(".st-term a").first.click()
    page.wait_for_url(re.compile("[0-9a-f-]{36}"))
    return page


def test_ingrid_sees_what_a_choice_means_before_it_is_saved(demo: Server, visit: Visit, axe: Axe) -> None:
    ingrid = visit(demo)
    ingrid.sign_in_as("Ingrid")
    page = strategy_of(ingrid, "9901")
    base = page.url
    ingrid.follow("Planbehov")
    check(axe, ingrid)
    ingrid.follow("Handlingsplan mot mobbing i barnehage og skole")
    expect(page.locator("#summen")).to_contain_text("4–7 av 48 poeng")
    page.get_by_role("group", name="Politisk vilje").get_by_label("Kommunestyret har bedt om den").check()
    expect(page.locator("#summen")).to_contain_text("(ikke lagret ennå)")
    expect(page.locator("#sum-status")).to_contain_text("Forslag:")
    check(axe, ingrid)
    ingrid.press("Lagre")
    expect(page.locator("#summen")).not_to_contain_text("ikke lagret")
    page.goto(f"{base}behov/vekter/")
    page.get_by_role("group", name="Effekt for innbyggerne").get_by_label("0: teller ikke").check()
    expect(page.locator("#eksempel")).to_contain_text(re.compile("planer? bytter plass|et annet forslag"))
    check(axe, ingrid)
    page.goto(f"{base}behov/kapasitet/")
    check(axe, ingrid)
    page.goto(f"{base}behov/foresla/")
    check(axe, ingrid)


def test_on_the_board_what_no_longer_fits_is_seen_at_once(demo: Server, visit: Visit, axe: Axe) -> None:
    ingrid = visit(demo)
    ingrid.sign_in_as("Ingrid")
    page = strategy_of(ingrid, "9901")
    page.goto(f"{page.url}behov/tavle/")
    check(axe, ingrid)
    before = page.locator("#tavla-funn").inner_text()
    first = page.locator("ol.st-board__list > li").first
    name = first.locator("a").inner_text()
    first.get_by_role("button", name="Ta ut").click()
    expect(page.locator(".st-board__said")).to_contain_text(f"«{name}» er ikke med i perioden.")
    expect(page.locator("#tavla-funn")).not_to_have_text(before)
    expect(page.locator("#tavla-status")).to_contain_text("er ikke med i perioden.")
    assert page.evaluate("document.activeElement.textContent").startswith("Ta med")
    page.locator(".st-board__picture").get_by_role("button", name="Angre").click()
    expect(page.locator("#tavla-funn")).to_have_text(before)
    ingrid.follow("Stor skjerm")
    expect(page.get_by_role("navigation", name="Hovedmeny")).not_to_be_visible()
    check(axe, ingrid)
