"""Anybody answers a consultation, from the page being published until the statement has its number. Real Chromium."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.axe import locked_axe
from tests.browser.pages import LAND_USE
from tests.browser.places import first_link
from tests.browser.serving import Server
from tests.browser.test_accessibility import check
from tests.browser.visitor import Visit, Visitor

_REFUSED = re.compile(r"status of 403 ")
DRAFT_MS = 600  # what is typed is kept after a short pause
FEWEST_MS = 2_100  # the form is not sent by anybody who has had it for less
SAID = "Boligfeltet ligger for nær sjøen.\n\n<script>document.title = 'Tatt'</script> Flytt det."


@pytest.fixture(scope="module")
def address() -> dict[str, str]:
    return {}


@pytest.fixture
def ingrid(demo: Server, visit: Visit) -> Visitor:
    found = visit(demo)
    found.sign_in_as("Ingrid")
    return found


@pytest.fixture
def form(demo: Server, ingrid: Visitor, address: dict[str, str]) -> str:
    """Of a consultation Ingrid has put out, once for all the tests here."""
    if not address:
        process = first_link(ingrid, first_link(ingrid, LAND_USE, "main tbody th a"), "main a[href*='/prosesser/']")
        page = ingrid.go(first_link(ingrid, process, "main a[href*='/horing/']"))
        ingrid.press("Lag høringen")
        today = timezone.localdate()
        ingrid.fill(opens_on=f"{today:%d.%m.%Y}", closes_on=f"{today + timedelta(days=60):%d.%m.%Y}", about="Neset.")
        ingrid.press("Lagre")
        expect(page.get_by_text("Lagret.")).to_be_visible()
        ingrid.follow("Se over og publiser")
        ingrid.press("Publiser")
        address["hub"] = page.url
        address["form"] = f"{page.locator('copy-button').first.get_attribute('data-text')}uttal-deg/"
    return address["form"]


@pytest.fixture
def kari(demo: Server, form: str, visit: Visit) -> Iterator[Visitor]:
    """Nobody we know."""
    kari = visit(demo)
    kari.go(form)
    yield kari
    kari.complaints[:] = [said for said in kari.complaints if not _REFUSED.search(said)]


def writes(kari: Visitor, **changed: str) -> Page:
    kari.page.get_by_label("Privatperson").check()
    return kari.fill(**{"name": "Kari Eksempel", "email": "kari@eksempel.no", "text": SAID} | changed)


def confirms(kari: Visitor) -> Page:
    page = kari.go("/post/")
    link = re.search(r"/horing/bekreft/[^/\s]+/", page.content())
    assert link
    kari.go(link[0])
    kari.sees_heading("Bekreft uttalelsen")
    return kari.press("Bekreft")


def sends(kari: Visitor) -> Page:
    kari.page.wait_for_timeout(FEWEST_MS)
    page = kari.press("Send uttalelsen")
    kari.sees_heading("Se i e-posten din")
    return page


def kept_in(page: Page) -> int:
    return int(page.evaluate("localStorage.length"))


def test_a_statement_is_written_seen_sent_confirmed_and_counted(
    kari: Visitor, ingrid: Visitor, address: dict[str, str]
) -> None:
    page = writes(kari)
    kari.press("Se hvordan den blir")
    kari.sees_heading("Slik blir uttalelsen")
    expect(page.get_by_text("<script>document.title = 'Tatt'</script> Flytt det.")).to_be_visible()
    sends(kari)
    expect(page.get_by_text("blir liggende i denne nettleseren til du har bekreftet")).to_be_visible()
    assert kept_in(page) == 1
    confirms(kari)
    kari.sees_heading("Uttalelsen er mottatt")
    assert kept_in(page) == 0
    expect(ingrid.go(address["hub"]).get_by_text("1 uttalelse er kommet inn")).to_be_visible()


def test_a_mail_that_never_comes_costs_nobody_the_text(kari: Visitor, form: str) -> None:
    page = writes(kari, email="borte@eksempel.no")
    kari.press("Se hvordan den blir")
    sends(kari)
    kari.press("Send e-posten på nytt")
    expect(page.get_by_text("Vi sendte e-posten for under et minutt siden")).to_be_visible()
    kari.go(form)
    expect(page.get_by_text("Dette sendte du herfra")).to_be_visible()
    expect(page.get_by_text("Hentet det du skrev")).to_be_hidden()
    expect(page.locator("[name=text]")).to_have_value(SAID)
    kari.fill(text="Noe annet, som ikke er sendt.")
    page.wait_for_timeout(DRAFT_MS)
    kari.go("/post/")
    kari.go(form)
    expect(page.get_by_text("Hentet det du skrev")).to_be_visible()
    expect(page.get_by_text("Dette sendte du herfra")).to_be_hidden()


def test_on_a_shared_machine_what_was_sent_is_emptied_at_once_when_asked(kari: Visitor) -> None:
    page = writes(kari, email="delt@eksempel.no")
    kari.press("Se hvordan den blir")
    sends(kari)
    kari.press("Tøm")
    expect(page.get_by_text("Teksten er tømt fra denne nettleseren.")).to_be_focused()
    assert kept_in(page) == 0


def test_what_was_written_after_sending_is_not_forgotten_by_confirming(kari: Visitor, form: str) -> None:
    page = writes(kari, text="Dette er sendt før jeg skrev mer.")  # the same words are taken in once
    kari.press("Se hvordan den blir")
    sends(kari)
    kari.go(form)
    kari.fill(text="En uttalelse til.")
    page.wait_for_timeout(DRAFT_MS)
    confirms(kari)
    kari.sees_heading("Uttalelsen er mottatt")
    kari.go(form)
    expect(page.locator("[name=text]")).to_have_value("En uttalelse til.")


def test_what_is_written_is_there_after_a_reload_and_is_emptied_when_asked(kari: Visitor) -> None:
    page = writes(kari)
    page.reload()
    expect(page.locator("[name=text]")).to_have_value(SAID)
    expect(page.get_by_label("Privatperson")).to_be_checked()
    expect(page.get_by_text("Hentet det du skrev")).to_be_visible()
    kari.press("Tøm")
    expect(page.locator("[name=text]")).to_have_value("")
    assert kept_in(page) == 0
    page.reload()
    expect(page.locator("[name=text]")).to_have_value("")
    expect(page.get_by_text("Hentet det du skrev")).to_be_hidden()


def test_it_is_there_also_when_the_window_was_closed(kari: Visitor, form: str) -> None:
    writes(kari)
    kari.page.close()
    again = kari.context.new_page()
    again.goto(form)
    expect(again.locator("[name=text]")).to_have_value(SAID)
    kari.page = again


def test_a_form_that_has_grown_too_old_gives_the_text_back_and_can_be_sent(kari: Visitor) -> None:
    page = writes(kari)
    kari.context.clear_cookies()
    kari.press("Se hvordan den blir")
    expect(page.locator(".pd-errors")).to_contain_text("Skjemaet hadde stått åpent lenge")
    expect(page.locator("[name=text]")).to_have_value(SAID)
    kari.press("Se hvordan den blir")
    kari.sees_heading("Slik blir uttalelsen")


def test_what_is_mended_and_what_was_attached_follow_along(kari: Visitor, tmp_path: Path) -> None:
    page = writes(kari, email="kari")
    page.locator("[name=vedlegg]").set_input_files({"name": "kart.pdf", "mimeType": "", "buffer": b"%PDF-1.7 kart"})
    kari.press("Se hvordan den blir")
    expect(page.locator(".pd-errors")).to_contain_text("E-post")
    kari.fill(email="kari@eksempel.no")
    kari.press("Se hvordan den blir")
    expect(page.get_by_text("kart.pdf")).to_be_visible()
    kari.press("Rett på den")
    expect(page.locator("[name=text]")).to_have_value(SAID)
    expect(page.get_by_text("kart.pdf").first).to_be_visible()


def test_a_hundred_megabytes_are_refused_in_a_sentence_and_the_text_is_there(kari: Visitor, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(bytes(100 * 1024**2))
    page = writes(kari)
    page.locator("[name=vedlegg]").set_input_files(film)
    kari.press("Se hvordan den blir")
    expect(page.locator(".pd-errors")).to_contain_text("«film.mp4» er for stor")
    expect(page.locator("[name=text]")).to_have_value(SAID)


def test_it_is_all_there_without_scripts(demo: Server, form: str, visit: Visit) -> None:
    kari = visit(demo, java_script_enabled=False)
    page = kari.go(form)
    expect(page.get_by_text("blir liggende i denne nettleseren")).to_be_hidden()
    writes(kari, name="")
    kari.press("Se hvordan den blir")
    page.get_by_role("alert").get_by_role("link", name=re.compile("^Navn: ")).click()
    expect(page.locator("[name=name]")).to_be_focused()
    kari.fill(name="Kari Eksempel")
    kari.press("Se hvordan den blir")
    kari.sees_heading("Slik blir uttalelsen")
    sends(kari)


def test_it_is_filled_in_by_keyboard_alone(kari: Visitor) -> None:
    page = kari.page
    page.get_by_label("Privatperson").focus()
    for text in ("Kari Eksempel", "", "kari@eksempel.no", "", "Flytt boligfeltet."):
        page.keyboard.press("Space" if page.evaluate("document.activeElement.type") == "radio" else "End")
        page.keyboard.press("Tab")
        page.keyboard.type(text)
    expect(page.locator("[name=text]")).to_have_value("Flytt boligfeltet.")
    page.get_by_role("button", name="Se hvordan den blir").focus()
    page.keyboard.press("Enter")
    kari.sees_heading("Slik blir uttalelsen")


def test_every_page_of_it_is_accessible_and_fits_the_smallest_screen(
    kari: Visitor, form: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    axe = locked_axe(tmp_path_factory.mktemp("axe"))
    for path in ("/horing/", form.removesuffix("uttal-deg/"), form):
        kari.go(path)
        check(axe, kari)
    writes(kari, email="kari")
    kari.press("Se hvordan den blir")
    check(axe, kari)
    kari.fill(email="en-annen@eksempel.no")
    kari.press("Se hvordan den blir")
    kari.sees_heading("Slik blir uttalelsen")
    check(axe, kari)
    sends(kari)
    check(axe, kari)


def test_the_pages_it_is_prepared_on_are_too(
    ingrid: Visitor, form: str, address: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    axe = locked_axe(tmp_path_factory.mktemp("axe"))
    for page in ("", "oppsett/", "dokumenter/", "forhandsvisning/"):
        ingrid.go(address["hub"] + page)
        check(axe, ingrid)
    ingrid.go(address["hub"])
    ingrid.press("Ta ned siden")
    ingrid.go(f"{address['hub']}publiser/")
    check(axe, ingrid)
    ingrid.press("Publiser")
