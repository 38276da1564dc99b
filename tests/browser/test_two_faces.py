"""Every worksheet: Ingrid writes by keyboard alone and Marit on a phone, Ingrid is cut off and comes back, and what
they see is what the outline says to somebody without a drawing and without scripts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import Axe, locked_axe
from tests.browser.keys import Keys
from tests.browser.serving import Server
from tests.browser.sheets import Open, begin, open_sheet
from tests.browser.visitor import Visitor, new_visitor

AXES_AND_CELLS = """() => [...document.querySelectorAll('section[data-block]')].map((block) => [block.dataset.block,
    [...block.querySelectorAll('textarea, select, input, .ws-text__area')].filter((one) => !one.closest('.ws-add'))
        .map((one) => (one.type === 'checkbox' ? one.checked : one.value ?? one.innerText))])"""
TOO_SMALL = """() => [...document.querySelectorAll('main :is(a, button, input, select, textarea, summary)')]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('p, .pd-hidden-words, svg'))
    .map((one) => [one, (one.closest('label') ?? one).getBoundingClientRect()])
    .filter(([, box]) => box.width > 1 && (box.width < 24 || box.height < 24))
    .map(([one, box]) => `${one.outerHTML.slice(0, 120)} ${box.width}x${box.height}`)"""


@dataclass(frozen=True)
class Meeting:
    """Signed in once: what is costly is shared by all the worksheets."""

    kare: Visitor
    ingrid: Visitor
    marit: Visitor


@pytest.fixture(scope="module")
def meeting(chromium: Browser, demo: Server) -> Iterator[Meeting]:
    people = [new_visitor(chromium, demo, 1280) for _ in range(3)]
    for one, name in zip(people, ("Kåre", "Ingrid", "Marit"), strict=True):
        one.sign_in_as(name)
    yield Meeting(*people)
    # What Chromium says of having had no line is no fault of ours.
    said = [said for one in people for said in one.complaints]
    for one in people:
        one.context.close()
    assert [one for one in said if not re.search("ERR_INTERNET_DISCONNECTED|WebSocket", one)] == []


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> Axe:
    return locked_axe(tmp_path_factory.mktemp("axe"))


def open_blocks(page: Page) -> list[tuple[str, str]]:
    found: list[list[str]] = page.locator("section[data-block]:not(.ws-block--closed)").evaluate_all(
        "all => all.map((one) => [one.dataset.block, one.dataset.kind])"
    )
    return [(block, kind) for block, kind in found if kind in FILL]


def write_text(keys: Keys, block: str, words: str) -> None:
    keys.tab_to(lambda here: here.block == block and here.editor, block)
    keys.type(f"# {words}")
    keys.press("Enter")
    keys.type(f"{words} i avsnittet")


def write_cards(keys: Keys, block: str, words: str) -> None:
    keys.tab_to(lambda here: here.block == block and here.add and here.tag == "INPUT", block)
    keys.type(words)
    keys.press("Enter")
    keys.tab_to(lambda here: here.block == block and here.name == "Ny gruppe", "Ny gruppe")
    keys.press("Enter")
    keys.type(f"{words} gruppe")
    keys.from_the_top()
    keys.tab_to(lambda here: here.block == block and here.name == f"Gruppe for «{words}»", "Gruppe for")
    keys.type(f"{words} gruppe")


def write_table(keys: Keys, block: str, words: str) -> None:
    keys.tab_to(lambda here: here.block == block and here.name == "Legg til rad", block)
    keys.press("Enter")
    fill_item(keys, words)


def fill_item(keys: Keys, words: str) -> None:
    """From the first field of an item through the last, each by what it takes."""
    first = keys.here()
    here, seen = first, 0
    while here.block == first.block and here.item == first.item and not here.tools and seen < 40:
        if here.tag == "TEXTAREA":
            keys.type(f"{words} {seen}" if seen else words)
        elif here.tag == "SELECT" and here.name not in ("Velg neste steg",):
            keys.press("ArrowDown")
        elif here.type == "date":
            keys.type("01052027")
        elif here.type == "checkbox":
            keys.press("Space")
        elif here.tag == "INPUT":
            keys.type("12,5" if here.mode == "decimal" else f"{words} navn")
        elif here.tag == "SUMMARY":
            keys.press("Enter")
        here, seen = keys.tab_to(lambda now: True), seen + 1


def write_matrix(keys: Keys, block: str, words: str) -> None:
    here = keys.tab_to(lambda here: here.block == block and (here.add or here.tag == "SELECT"), block)
    if here.add:
        keys.type(words)
        keys.press("Enter")
        here = keys.tab_to(lambda here: here.block == block and here.tag == "SELECT", block)
    keys.press("ArrowDown", "ArrowDown")


def write_flow(keys: Keys, block: str, words: str) -> None:
    for name in (words, f"{words} videre"):
        keys.from_the_top()
        keys.tab_to(
            lambda here: (
                here.block == block and here.name.startswith("Legg til steg i") and here.words == "Legg til steg"
            ),
            block,
        )
        keys.press("Enter")
        keys.type(name)
    keys.from_the_top()
    keys.tab_to(lambda here: here.block == block and here.tag == "SUMMARY" and here.words.startswith(words), words)
    keys.tab_to(lambda here: here.name == "Velg neste steg", "Velg neste steg")
    keys.type(f"{words} videre")


def write_checklist(keys: Keys, block: str, words: str) -> None:
    keys.tab_to(lambda here: here.block == block and here.add and here.tag == "INPUT", block)
    keys.type(words)
    keys.press("Enter")
    keys.from_the_top()
    keys.tab_to(lambda here: here.block == block and here.type == "checkbox", "Ferdig")
    keys.press("Space")


FILL = {
    "text": write_text,
    "cards": write_cards,
    "table": write_table,
    "matrix": write_matrix,
    "flow": write_flow,
    "checklist": write_checklist,
}


def write_all(sheet: Open, words: str) -> list[str]:
    """By keyboard alone, in every part that is open."""
    keys, written = Keys(sheet.visitor.page), []
    keys.from_the_top()
    for block, kind in open_blocks(sheet.visitor.page):
        said = f"{words} {block}".replace("_", " ")
        FILL[kind](keys, block, said)
        if kind != "matrix":
            written.append(said)
    return written


def add_to_all(sheet: Open, words: str) -> list[str]:
    """A line in every part that takes one, as one does on a phone."""
    page, written = sheet.visitor.page, []
    for block, kind in open_blocks(page):
        part = page.locator(f"section[data-block={block}]")
        said = f"{words} {block}".replace("_", " ")
        if kind == "table":
            part.locator(".ws-below button").click()
            part.locator("tbody tr").last.locator("textarea").first.click()
            sheet.type(said)
        elif kind == "flow":
            part.locator(".ws-stage > [data-tools] > button").first.click()
            sheet.type(said)
        elif kind == "text":
            part.locator(".ws-text__area").click()
            sheet.press("Control+End", "Enter")
            sheet.type(said)
        elif kind in ("cards", "checklist"):
            part.locator(".ws-add input").first.fill(said)
            sheet.press("Enter")
        else:
            continue
        written.append(said)
    return written


def seen_by(sheet: Open) -> object:
    return sheet.visitor.page.evaluate(AXES_AND_CELLS)


def both_see_the_same(ingrid: Open, marit: Open) -> None:
    for sheet in (ingrid, marit):
        expect(sheet.visitor.page.locator(".ws-state")).to_have_attribute("data-state", "saved")
    # Each is told of the other's last words by the server, a moment after they are saved.
    for _ in range(50):
        if seen_by(ingrid) == seen_by(marit):
            return
        ingrid.visitor.page.wait_for_timeout(100)
    assert seen_by(ingrid) == seen_by(marit)


def move(kare: Visitor, address: str, phase: str) -> None:
    page = kare.go(address)
    page.get_by_text("Led møtet").click()
    page.get_by_role("button", name=re.compile(f"^{phase}$", re.IGNORECASE)).click()
    expect(page.locator("[aria-current=step]")).to_contain_text(re.compile(phase, re.IGNORECASE))


def is_fit(axe: Axe, page: Page, face: str) -> None:
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("scrollTo(0, 0)")  # what has slid under the bar at the top is not too small for that
        assert axe.violations(page, "light") == [], f"{face}, {width}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{face}, {width}"
    assert page.evaluate(TOO_SMALL) == [], face
    assert axe.violations(page, "dark") == [], f"{face}, dark"
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})


def outline_of(page: Page, address: str) -> Locator:
    page.goto(f"{address}disposisjon/")
    return page.locator("main")


SHARED_FIRST = ("Møtemodell", "En digital struktur", "Faglig planvurdering")


@pytest.mark.parametrize(
    ("worksheet", "phases"),
    [
        ("Vårt formål", ["del og grupper", "bli enige"]),
        ("Regionens aktørkart", ["del og grupper"]),
        ("Spilleregler for samarbeidet", ["del og grupper", "bli enige"]),
        ("En felles planprosess", ["bli enige", "del og grupper"]),
        ("Møtemodell", ["bli enige"]),
        ("En digital struktur", ["bli enige"]),
        ("Faglig planvurdering", ["del og grupper", "bli enige", "vedta"]),
    ],
)
def test_two_write_in_every_part_one_by_keyboard_and_the_outline_says_the_same(
    meeting: Meeting, axe: Axe, worksheet: str, phases: list[str]
) -> None:
    meeting.ingrid.context.set_offline(False)
    begins_there = worksheet in SHARED_FIRST and phases[0] == "del og grupper"
    address = begin(meeting.kare, worksheet, "" if begins_there else phases[0])
    ingrid = open_sheet(meeting.ingrid, address)
    meeting.marit.page.set_viewport_size({"width": 390, "height": 900})
    meeting.marit.go(address)
    marit = Open(meeting.marit)
    written: list[str] = []
    for number, phase in enumerate(phases):
        if number:
            move(meeting.kare, address, phase)
            for sheet in (ingrid, marit):
                expect(sheet.visitor.page.locator("[aria-current=step]")).not_to_contain_text(
                    re.compile(phases[number - 1], re.IGNORECASE)
                )
                expect(sheet.visitor.page.locator(".ws-state")).to_have_attribute("data-state", "saved")
        written += write_all(ingrid, "Ingrid")
        ingrid.is_told("Lagret")
        if not number:
            meeting.ingrid.context.set_offline(True)
            expect(ingrid.visitor.page.locator(".ws-state")).to_contain_text("ligger på denne enheten")
            written += add_to_all(ingrid, "Uten nett")
        written += add_to_all(marit, "Marit")
        meeting.ingrid.context.set_offline(False)
        both_see_the_same(ingrid, marit)
    is_fit(axe, ingrid.visitor.page, "live")
    main = outline_of(ingrid.visitor.page, address)
    for said in written:
        expect(main).to_contain_text(said)
    is_fit(axe, ingrid.visitor.page, "outline")
    ours = main.inner_text()
    theirs = meeting.kare.page
    theirs.goto(f"{address}disposisjon/")
    assert [said for said in written if said not in theirs.locator("main").inner_text()] == []
    assert "Uten tekst" not in ours
