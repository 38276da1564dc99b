"""Scripts that are switched off, blocked or not arrived yet must not stand in anybody's way."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.imports import import_and_undo
from tests.browser.places import address_of_plan
from tests.browser.serving import Server
from tests.browser.tables import PASTED, spreadsheet
from tests.browser.visitor import Visit, Visitor


@pytest.fixture
def ingrid(demo: Server, visit: Visit) -> Visitor:
    found = visit(demo, java_script_enabled=False)
    found.sign_in_as("Ingrid")
    return found


def test_a_field_is_edited_and_its_history_is_there(ingrid: Visitor) -> None:
    plan = address_of_plan(ingrid, "9901", "theme_plan", 6)
    page = ingrid.go(plan)
    page.locator("#felt-responsible a").last.click()
    ingrid.sees_heading("Ansvarlig")
    ingrid.fill(responsible="Oppvekstsjefen")
    ingrid.press("Lagre")
    expect(page.locator("#felt-responsible .pl-value")).to_have_text("Oppvekstsjefen")
    expect(page.locator("toast-note")).to_contain_text("Lagret: Ansvarlig")
    expect(page.locator("#plan-history")).to_contain_text("Oppvekstsjefen")


def test_what_must_be_mended_is_said_and_what_was_typed_is_kept(ingrid: Visitor) -> None:
    plan = address_of_plan(ingrid, "9901", "theme_plan", 6)
    page = ingrid.go(f"{plan}endre/")
    ingrid.fill(name="", responsible="Oppvekstsjefen selv")
    ingrid.press("Lagre planen")
    page.get_by_role("alert").get_by_role("link", name=re.compile("^Navn: ")).click()
    expect(page.locator("main [name=name]")).to_be_focused()
    expect(page.locator("main [name=responsible]")).to_have_value("Oppvekstsjefen selv")


def test_a_table_is_narrowed_and_sorted(ingrid: Visitor) -> None:
    page = ingrid.go("/kommuner/9901/tabell/")
    page.get_by_text("Søk og filtrer").click()
    ingrid.fill(q="bolig")
    ingrid.press("Vis planene")
    expect(page.locator("caption")).to_have_text(re.compile(r"^\d+ planer av \d+$"))
    page.get_by_role("columnheader", name="Vedtatt").get_by_role("link").click()
    years = [int(each[-4:]) for each in page.locator("tbody td[data-label=Vedtatt]").all_inner_texts() if each]
    assert len(years) > 2
    assert years == sorted(years)


def test_a_plan_is_made_deleted_and_brought_back(ingrid: Visitor) -> None:
    page = ingrid.go("/kommuner/9901/")
    ingrid.follow("Ny plan")
    ingrid.fill(navn="Temaplan for fiskevelferd")
    ingrid.press("Gå videre")
    ingrid.press("Lag planen")
    ingrid.sees_heading("Temaplan for fiskevelferd")
    ingrid.press("Slett planen")
    ingrid.press("Angre")
    ingrid.sees_heading("Temaplan for fiskevelferd")
    ingrid.press("Slett planen")
    expect(page.locator("toast-note")).to_contain_text("er slettet")


@pytest.mark.parametrize("way", ["pasted", "as a file"])
def test_siv_imports_and_undoes(demo: Server, visit: Visit, way: str) -> None:
    siv = visit(demo, java_script_enabled=False)
    siv.sign_in_as("Siv")
    page = siv.go("/kommuner/9906/import/")
    if way == "pasted":
        page.get_by_text("Eller lim inn en tabell").click()
        siv.fill(pasted=PASTED)
    else:
        file = {"name": "planer.xlsx", "mimeType": "application/octet-stream", "buffer": spreadsheet()}
        page.get_by_label("Slipp planoversikten her").set_input_files(file)  # type: ignore[arg-type]
    siv.press("Les tabellen")
    import_and_undo(siv)


def test_the_written_form_is_chosen_and_one_signs_out(ingrid: Visitor) -> None:
    page = ingrid.go("/kommuner/9901/tabell/?type=theme_plan")
    page.get_by_role("button", name="Ingrid Eksempel").click()
    ingrid.press("Nynorsk")
    expect(page.locator("html")).to_have_attribute("lang", "nn")
    assert page.url.endswith("/kommuner/9901/tabell/?type=theme_plan")
    page.get_by_role("button", name="Ingrid Eksempel").click()
    ingrid.press("Bokmål")
    expect(page.locator("html")).to_have_attribute("lang", "nb")
    page.get_by_role("button", name="Ingrid Eksempel").click()
    ingrid.press("Logg ut")
    expect(page.get_by_role("link", name="Logg inn", exact=True)).to_be_visible()


def test_a_worksheet_is_written_in_by_forms_alone(ingrid: Visitor) -> None:
    page = ingrid.go("/samarbeid/")
    page.get_by_role("link", name="Solfjellregionen").first.click()
    page.wait_for_url(re.compile("/samarbeid/[0-9a-f-]{36}/"))
    page.goto(f"{page.url}arbeidsark/")
    page.get_by_role("link", name="En digital struktur").first.click()
    ingrid.follow("Skriv i arket som disposisjon")
    page.get_by_role("link", name=re.compile(r"^Legg til rad \(Hva vi deler")).click()
    ingrid.fill(kind="Sjekkliste for naust", room="Maler")
    ingrid.press("Legg til")
    row = page.locator("tr", has_text="Sjekkliste for naust")
    row.get_by_role("link", name=re.compile("^Endre")).click()
    ingrid.press("Ta bort")
    expect(row).to_have_count(0)
    ingrid.press("Angre")
    expect(row.locator("td[data-label=Rom]")).to_have_text("Maler")
