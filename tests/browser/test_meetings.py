"""A meeting plan from pasted text to a calendar program, in a real browser."""

import re
from urllib.request import urlopen

from playwright.sync_api import expect

from tests.browser.serving import Server
from tests.browser.visitor import Visit

PLAN = "Kommunestyret: 18. februar, 25. mars, 7. mai 2031 kl. 18.00"


def test_a_pasted_meeting_plan_is_seen_saved_and_taken_back(demo: Server, visit: Visit) -> None:
    tore = visit(demo)
    page = tore.sign_in_as("Tore")
    tore.go("/kommuner/9901/moter/")
    tore.follow("Hent inn møteplan")
    tore.fill(tekst=f"{PLAN}\nKommunestyret: onsdag 18. juni 2031")
    tore.press("Les møteplanen")
    expect(page.get_by_text("18. juni 2031 er en onsdag")).to_have_count(0)
    tore.sees_heading("Vi fant 4 møter")
    tore.press("Lagre møtene")
    expect(page.get_by_text("Nye møter: 4")).to_be_visible()
    expect(page.locator(".mt-year li")).to_have_count(4)
    page.get_by_role("button", name="Angre").click()
    expect(page.get_by_text("Tatt bort: 4")).to_be_visible()


def test_an_agenda_is_changed_where_it_stands_with_the_keyboard(demo: Server, visit: Visit) -> None:
    ingrid = visit(demo)
    page = ingrid.sign_in_as("Ingrid")
    ingrid.go("/kommuner/9901/moter/")
    ingrid.follow("Hent inn møteplan")
    ingrid.fill(tekst="Plangruppa: 4. mars 2031 kl. 09.00")
    ingrid.press("Les møteplanen")
    ingrid.press("Lagre møtene")
    page.locator(".mt-year a").filter(has_text="4. mars 2031").click()
    page.locator("#id_new_title").fill("Samfunnsdelen")
    page.locator("#saksliste form.pd-form button").click()
    page.locator(".mt-item .mt-quiet-link").focus()
    page.keyboard.press("Enter")
    title = page.locator(".mt-item--open input[name=title]")
    expect(title).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".mt-item--open")).to_have_count(0)
    page.locator(".mt-item .mt-quiet-link").click()
    title.fill("Samfunnsdelen: planprogram")
    page.keyboard.press("Enter")
    expect(page.locator(".mt-item h3")).to_have_text("Samfunnsdelen: planprogram")
    expect(page.locator(".mt-saved")).to_be_visible()


def test_a_calendar_program_reads_at_the_address_that_was_copied(demo: Server, visit: Visit) -> None:
    marit = visit(demo)
    page = marit.sign_in_as("Marit")
    page.set_viewport_size({"width": 390, "height": 800})
    marit.go("/kalender/abonner/")
    page.get_by_role("button", name=re.compile("Lag adresse.*Min kalender")).click()
    address = page.locator(".mt-address code").inner_text()
    with urlopen(address) as answer:  # a program of its own, without her browser's cookies
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert answer.read().startswith(b"BEGIN:VCALENDAR")
    page.reload()
    expect(page.locator(".mt-address")).to_have_count(0)
    page.get_by_role("button", name=re.compile("Steng adressa")).click()
    expect(page.get_by_text("Adressa er stengd")).to_be_visible()


def test_no_page_of_meetings_is_wider_than_a_telephone(demo: Server, visit: Visit) -> None:
    ingrid = visit(demo)
    page = ingrid.sign_in_as("Ingrid")
    page.set_viewport_size({"width": 320, "height": 700})
    for path in ("/kommuner/9901/moter/", "/kalender/?aar=2031", "/kalender/abonner/"):
        ingrid.go(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_the_meetings_of_an_arena_are_set_up_with_the_keyboard_on_a_telephone(demo: Server, visit: Visit) -> None:
    ingrid = visit(demo)
    page = ingrid.sign_in_as("Ingrid")
    page.set_viewport_size({"width": 390, "height": 800})
    ingrid.go("/samarbeid/")
    page.locator("main a:has-text('Solfjellregionen')").first.click()
    page.wait_for_url("**/samarbeid/0*/")
    ingrid.go(page.url.split("#")[0] + "motearenaer/")
    page.get_by_role("link", name=re.compile("Sett opp møtene.*Årssamling")).focus()
    page.keyboard.press("Enter")
    ingrid.sees_heading("Sett opp møtene: Årssamling")
    page.locator("[name=last_on]").fill("31.12.2031")
    page.keyboard.press("Enter")
    shown = page.locator("#dager")
    expect(shown.get_by_role("rowheader").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Legg møtene i kalenderen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Lagt inn:")).to_be_visible()
    page.get_by_role("button", name="Angre").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Angret.")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Sett opp møtene.*Årssamling"))).to_be_visible()
    page.get_by_role("link", name="Året på ett ark").focus()
    page.keyboard.press("Enter")
    year = page.get_by_role("region", name="Året måned for måned")
    year.focus()
    page.keyboard.press("Tab")
    expect(year.get_by_role("link").first).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
