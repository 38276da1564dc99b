"""Every kind of page, in light and dark, on a large screen and on the smallest one."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import Axe, locked_axe
from tests.browser.pages import WAYS, Way
from tests.browser.serving import Server
from tests.browser.tables import PASTED
from tests.browser.visitor import Visitor, new_visitor

NARROW_PX = 320
NOT_FOUND = "the server responded with a status of 404 "
_TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
    [...document.querySelectorAll("body *")].filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
        .map((each) => each.outerHTML.slice(0, 120)).slice(0, 5).concat(document.documentElement.scrollWidth)"""
# A table of fixed columns lets words that cannot be broken run into the next one.
_TOO_LONG = """() => [...document.querySelectorAll("main td[data-kind=date]")].filter((cell) => {
    const words = document.createRange();
    words.selectNodeContents(cell);
    return words.getBoundingClientRect().right > cell.getBoundingClientRect().right;
}).map((cell) => cell.textContent.trim())"""
Seat = Callable[[str], Visitor]


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> Axe:
    return locked_axe(tmp_path_factory.mktemp("axe"))


@pytest.fixture(scope="module")
def seat(chromium: Browser, demo: Server) -> Iterator[Seat]:
    """Everybody signs in once, for there are many pages."""
    taken: dict[str, Visitor] = {}

    def take(name: str) -> Visitor:
        if name not in taken:
            taken[name] = new_visitor(chromium, demo)
            if name:
                taken[name].sign_in_as(name)
        taken[name].complaints.clear()
        taken[name].page.set_viewport_size({"width": 1440, "height": 900})
        return taken[name]

    yield take
    for visitor in taken.values():
        visitor.context.close()


def check(axe: Axe, visitor: Visitor) -> None:
    for scheme in ("light", "dark"):
        assert axe.violations(visitor.page, scheme) == [], scheme
    assert too_wide(visitor.page) == []
    assert visitor.complaints == []


def too_wide(page: Page) -> list[object]:
    page.set_viewport_size({"width": NARROW_PX, "height": 700})
    found: list[object] = page.evaluate(_TOO_WIDE)
    return found


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_a_page_can_be_used_by_everybody(seat: Seat, axe: Axe, way: Way) -> None:
    visitor = seat(way.who)
    page = visitor.go(way.start)
    for selector in way.clicks:
        page.locator(selector).first.click()
        page.wait_for_load_state()
    if way.is_missing:
        visitor.complaints[:] = [each for each in visitor.complaints if NOT_FOUND not in each]
    check(axe, visitor)


def test_the_days_in_the_table_of_statements_stay_in_their_column(seat: Seat) -> None:
    way = WAYS["statement table of a consultation"]
    page = (ingrid := seat(way.who)).go(way.start)
    for selector in way.clicks:
        page.locator(selector).first.click()
        page.wait_for_load_state()
    for width in (1280, 1000, 800, 390):
        page.set_viewport_size({"width": width, "height": 900})
        expect(page.locator("main td[data-kind=date]").first).to_be_visible()
        assert page.evaluate(_TOO_LONG) == [], width
    assert ingrid.complaints == []


def test_the_steps_of_an_import_can_be_used_by_everybody(seat: Seat, axe: Axe) -> None:
    marit = seat("Marit")
    page = marit.go("/kommuner/9902/import/")
    page.locator("main details summary").first.click()
    faulty = "Lesestrategi\tTemaplan\tGjeldende\t14.12.2022\t2020\t\nKultur-plan\tTemaplan\tGjeldende\t2018\t\t"
    marit.fill(pasted=f"{PASTED}\n{faulty}")
    page.locator("main button[type=submit]").first.click()
    expect(page.locator(".imp-fault")).to_be_visible()
    preview = page.url
    check(axe, marit)
    marit = seat("Marit")
    page.goto(f"{preview}kolonner/")
    check(axe, marit)
    marit = seat("Marit")
    page.goto(preview)
    page.locator(".imp-write button").click()
    page.wait_for_url("**/ferdig/")
    check(axe, marit)
    marit = seat("Marit")
    page.locator("main form[action$='/angre/'] button").first.click()
    check(axe, marit)


def test_a_field_that_is_open_and_a_message_with_undo_can_be_used_by_everybody(seat: Seat, axe: Axe) -> None:
    ingrid = seat("Ingrid")
    page = ingrid.go("/kommuner/9901/planer/ny/?navn=Temaplan+for+friluftsliv")
    ingrid.press("Lag planen")
    page.locator("#felt-name a[hx-get]").click()
    ingrid.fill(name="")
    page.locator("#felt-name button").click()
    expect(page.locator("#felt-name .pd-field--wrong")).to_be_visible()
    check(axe, ingrid)
    ingrid = seat("Ingrid")
    page.keyboard.press("Escape")
    ingrid.press("Slett planen")
    expect(page.locator("toast-note")).to_be_visible()
    check(axe, ingrid)


@pytest.mark.parametrize(("status", "words"), [(400, "Vi kunne ikke lese"), (403, "Skjemaet er for gammelt")])
def test_a_refusal_can_be_used_by_everybody(chromium: Browser, demo: Server, axe: Axe, status: int, words: str) -> None:
    stranger = new_visitor(chromium, demo)
    page = stranger.go("/inn/")
    if status == 403:
        stranger.context.clear_cookies()
    else:
        page.locator("main [name=email]").evaluate("(field) => { field.value = 'a'.repeat(3_000_000) }")
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        stranger.press("Send meg en kode")
    assert answer.value.status == status
    stranger.sees_heading(re.compile(f"^{words}"))
    assert [complaint for complaint in stranger.complaints if f"status of {status} " not in complaint] == []
    stranger.complaints.clear()
    check(axe, stranger)
    stranger.context.close()


def test_the_page_for_what_broke_can_be_used_by_everybody(seat: Seat, axe: Axe) -> None:
    """Nothing is broken to see it: the page, which knows nothing of who asks, is put in the place of another."""
    visitor = seat("")
    visitor.page.route("**/helse", lambda route: route.fulfill(body=render_to_string("500.html")))
    visitor.go("/helse")
    visitor.sees_heading("Noe gikk galt hos oss")
    check(axe, visitor)


def test_the_check_finds_what_is_wrong(seat: Seat, axe: Axe) -> None:
    """A page broken on purpose, so that nobody relies on a check that sees nothing."""
    page = seat("").go("/tilgjengelighet/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/helse\"><input>')")
    assert [each.partition(":")[0] for each in axe.violations(page, "light")] == ["image-alt", "label"]
    page.evaluate("document.querySelector('h1').textContent = 'kommuneplan'.repeat(40)")
    page.evaluate("document.querySelector('h1').style.whiteSpace = 'nowrap'")
    assert too_wide(page) != []
