"""Signed out in one tab while writing in another: what was typed is not lost, and can be saved after all."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.places import address_of_plan, first_link
from tests.browser.serving import Server
from tests.browser.statements import make_statements
from tests.browser.tables import PASTED
from tests.browser.visitor import Visit, Visitor

LETTER = "Vi vil ikke ha naust på Neset.\n\nHilsen Kari"
_UNAUTHORIZED = re.compile(r"status of (401|409)|Response Status Error Code 401")


@pytest.fixture
def ingrid(demo: Server, visit: Visit) -> Iterator[Visitor]:
    ingrid = visit(demo)
    ingrid.sign_in_as("Ingrid")
    yield ingrid
    ingrid.complaints[:] = [said for said in ingrid.complaints if not _UNAUTHORIZED.search(said)]


def sign_out_in_another_tab(visitor: Visitor) -> Page:
    other = visitor.context.new_page()
    other.goto(visitor.address)
    other.get_by_role("button", name="Ingrid Eksempel").click()
    other.get_by_role("button", name="Logg ut").click()
    expect(other.get_by_role("button", name="Prøv som Ingrid Eksempel")).to_be_visible()
    return other


def sign_in_again(other: Page) -> None:
    other.get_by_role("button", name="Prøv som Ingrid Eksempel").click()
    expect(other.get_by_role("button", name="Ingrid Eksempel")).to_be_visible()


def sees_that_she_is_signed_out(visitor: Visitor) -> None:
    expect(visitor.page.get_by_role("alert")).to_contain_text("Du er logget ut, så dette ble ikke lagret.")
    expect(visitor.page.get_by_role("link", name="Logg inn i en ny fane")).to_have_attribute("target", "_blank")


def test_a_field_being_edited_keeps_its_text_and_is_saved_after_signing_in_in_another_tab(ingrid: Visitor) -> None:
    plan = address_of_plan(ingrid, "9901", "theme_plan", 4)
    page = ingrid.go(plan)
    page.locator("#felt-responsible a[hx-get]").click()
    field = page.locator("#felt-responsible [name=responsible]")
    field.fill("Skrevet mens økten gikk ut")
    other = sign_out_in_another_tab(ingrid)
    save = page.locator("#felt-responsible").get_by_role("button", name="Lagre")
    for _ in range(2):
        save.click()
        sees_that_she_is_signed_out(ingrid)
        expect(field).to_have_value("Skrevet mens økten gikk ut")
    expect(page.locator("#signed-out toast-note")).to_have_count(1)
    sign_in_again(other)
    save.click()
    expect(page.locator("#felt-responsible")).to_contain_text("Skrevet mens økten gikk ut")
    expect(field).to_have_count(0)
    expect(page.locator("#signed-out")).to_be_empty()


def test_a_cell_being_mended_keeps_its_text(ingrid: Visitor) -> None:
    page = ingrid.go("/kommuner/9901/import/")
    page.get_by_text("Eller lim inn en tabell").click()
    ingrid.fill(pasted=f"{PASTED}\nLesestrategi\tTemaplan\tGjeldende\t14.12.2022\t2020\t")
    ingrid.press("Les tabellen")
    cell = page.locator(".imp-mend [name=text]")
    cell.fill("2031")
    other = sign_out_in_another_tab(ingrid)
    ingrid.press("Rett")
    sees_that_she_is_signed_out(ingrid)
    expect(cell).to_have_value("2031")
    sign_in_again(other)
    ingrid.press("Rett")
    expect(page.get_by_text("Rettet av deg i kolonne E.")).to_be_visible()
    ingrid.press("Forkast tabellen")


def test_an_ordinary_form_still_counts_after_signing_in_in_another_tab(ingrid: Visitor) -> None:
    page = ingrid.go("/kommuner/9901/planer/ny/?navn=Plan+for+fyrlykter")
    sign_in_again(sign_out_in_another_tab(ingrid))
    page.locator("main form button[type=submit]").first.click()
    ingrid.sees_heading("Plan for fyrlykter")


@pytest.fixture
def paper(demo: Server, ingrid: Visitor) -> str:
    """Where a letter is written in."""
    statement = make_statements(demo)[0]
    return first_link(ingrid, statement, "main a[href$='/uttalelser/']") + "skriv-inn/"


def writes_in_a_letter(visitor: Visitor, paper: str) -> Page:
    page = visitor.go(paper)
    page.get_by_label("Privatperson").check()
    return visitor.fill(name="Kari Eksempel", text=LETTER)


def test_a_letter_written_in_from_paper_is_saved_after_signing_in_in_another_tab(ingrid: Visitor, paper: str) -> None:
    page = writes_in_a_letter(ingrid, paper)
    page.locator("[name=file]").set_input_files({"name": "brev.pdf", "mimeType": "", "buffer": b"%PDF-1.7 brev"})
    other = sign_out_in_another_tab(ingrid)
    for _ in range(2):
        page.locator("main form button[type=submit]").first.click()
        ingrid.sees_heading("Du er logget ut")
        expect(page.get_by_label("Uttalelsen")).to_have_value(LETTER)
    expect(page.get_by_label("Velg på nytt: brev.pdf")).to_be_visible()
    sign_in_again(other)
    ingrid.press("Send på nytt")
    expect(page.locator("toast-note")).to_contain_text("Uttalelsen er skrevet inn som nr.")


def test_a_letter_is_not_saved_as_somebody_elses_before_he_has_said_that_it_is_his(ingrid: Visitor, paper: str) -> None:
    page = writes_in_a_letter(ingrid, paper)
    other = sign_out_in_another_tab(ingrid)
    other.get_by_role("button", name="Prøv som Tore Eksempel").click()
    expect(other.get_by_role("button", name="Tore Eksempel")).to_be_visible()
    page.get_by_role("button", name="Lagre", exact=True).click()
    ingrid.sees_heading("Dette er ikke lagret ennå")
    expect(page.get_by_text("Du er logget inn som Tore Eksempel nå")).to_be_visible()
    ingrid.press("Send som Tore Eksempel")
    expect(page.locator("toast-note")).to_contain_text("Uttalelsen er skrevet inn som nr.")


def test_without_scripts_the_letter_is_saved_too(demo: Server, ingrid: Visitor, paper: str, visit: Visit) -> None:
    plain = visit(demo, java_script_enabled=False)
    plain.sign_in_as("Ingrid")
    page = writes_in_a_letter(plain, paper)
    plain.context.clear_cookies()
    page.get_by_role("button", name="Lagre", exact=True).click()
    plain.sees_heading("Du er logget ut")
    other = plain.context.new_page()
    other.goto(plain.address)
    sign_in_again(other)
    plain.press("Send på nytt")
    plain.press("Send som Ingrid Eksempel")
    expect(page.get_by_text("Uttalelsen er skrevet inn som nr.")).to_be_visible()
    plain.complaints.clear()
