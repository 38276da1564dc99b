"""What people come to do, from the first page to the last."""

import re

import pytest
from playwright.sync_api import Dialog, expect

from tests.browser.conftest import Ordinary
from tests.browser.imports import import_and_undo
from tests.browser.joining import find_people_of, invite, join
from tests.browser.places import address_of_plan
from tests.browser.serving import Server
from tests.browser.tables import PASTED, drop, spreadsheet
from tests.browser.visitor import Visit, Visitor


def test_a_new_installation_becomes_a_drawn_hierarchy_by_an_invitation_and_a_spreadsheet(
    ordinary: Ordinary, anna: Visitor, visit: Visit
) -> None:
    find_people_of(anna, "Vennesla")
    link = invite(anna, "kari@eksempel.no", "Planlegger")
    kari = visit(ordinary.server)
    page = join(kari, link, "Kari Nordvik")
    kari.sees_heading("Planene i Vennesla")
    drop(kari, spreadsheet(), "planoversikt.xlsx")
    expect(page.locator("[data-chosen]")).to_have_text(re.compile(r"^planoversikt\.xlsx \(\d+,\d kB\)$"))
    kari.press("Les tabellen")
    import_and_undo(kari)


def test_siv_pastes_her_table_into_an_empty_municipality(demo: Server, visit: Visit) -> None:
    siv = visit(demo)
    page = siv.sign_in_as("Siv")
    siv.follow("Kom i gang")
    siv.follow("Lim inn en tabell i stedet")
    page.get_by_text("Eller lim inn en tabell").click()
    siv.fill(pasted=PASTED)
    siv.press("Les tabellen")
    import_and_undo(siv)


def test_a_code_read_in_the_mail_of_the_demo_signs_ingrid_in(demo: Server, visit: Visit) -> None:
    ingrid = visit(demo)
    page = ingrid.go("/inn/")
    ingrid.page.get_by_label("E-postadresse").first.fill("ingrid@solfjell.example")
    ingrid.press("Send meg en kode")
    ingrid.sees_heading("Skriv koden fra e-posten")
    asking = page.url
    ingrid.go("/post/")
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", page.locator("article").first.inner_text())
    assert code, page.locator("article").first.inner_text()
    ingrid.go(asking)
    ingrid.fill(code=code[0])
    ingrid.press("Logg inn")
    expect(page.get_by_role("button", name="Ingrid Eksempel")).to_be_visible()


def test_a_wrong_code_is_said_beside_the_field_and_lets_nobody_in(demo: Server, visit: Visit) -> None:
    stranger = visit(demo)
    page = stranger.go("/inn/")
    page.get_by_label("E-postadresse").first.fill("tore@solfjell.example")
    stranger.press("Send meg en kode")
    stranger.fill(code="ABCD-EFGH")
    stranger.press("Logg inn")
    expect(page.locator(".pd-errors[role=alert]")).to_contain_text("Kode")
    expect(page.locator(".pd-field--wrong")).to_have_count(1)
    assert "@" not in page.locator(".pd-errors").inner_text()


def edit(visitor: Visitor, field: str, text: str) -> None:
    visitor.page.locator(f"#felt-{field} a[hx-get]").click()
    visitor.page.locator(f"#felt-{field} [name={field}]").fill(text)
    visitor.page.locator(f"#felt-{field}").get_by_role("button").first.click()


def test_a_field_is_edited_where_it_stands_kept_in_the_history_and_restored(demo: Server, visit: Visit) -> None:
    ingrid = visit(demo)
    page = ingrid.sign_in_as("Ingrid")
    plan = address_of_plan(ingrid, "9901", "theme_plan", 3)
    ingrid.go(plan)
    was = page.locator("#felt-responsible .pl-value").inner_text().strip()
    edit(ingrid, "responsible", "Berit Rådmannsdatter")
    expect(page.locator("#felt-responsible").get_by_role("status")).to_have_text("Lagret")
    expect(page.locator("#felt-responsible a[hx-get]")).to_be_focused()
    page.reload()
    expect(page.locator("#felt-responsible")).to_contain_text("Berit Rådmannsdatter")

    ingrid.go(f"{plan}historikk/")
    newest = page.locator("main ol.pl-lines > li").first
    expect(newest).to_contain_text("Berit Rådmannsdatter")
    page.locator("main ol.pl-lines > li").nth(1).get_by_role("link").click()
    expect(page.get_by_role("row", name="Ansvarlig")).to_contain_text(was)
    ingrid.press("Gjenopprett")
    expect(page.locator("#felt-responsible .pl-value")).to_have_text(was)


def test_a_deleted_plan_comes_back_with_one_click(demo: Server, visit: Visit) -> None:
    ingrid = visit(demo)
    page = ingrid.sign_in_as("Ingrid")
    plan = address_of_plan(ingrid, "9901", "theme_plan", 4)
    ingrid.go(plan)
    name = page.get_by_role("heading", level=1).inner_text()
    ingrid.press("Slett planen")
    expect(page.locator("toast-note")).to_contain_text(f"«{name}» er slettet.")
    ingrid.press("Angre")
    ingrid.sees_heading(name)
    assert page.url.endswith(plan)


def test_two_who_write_in_the_same_field_lose_nothing(demo: Server, visit: Visit) -> None:
    ingrid, tore = visit(demo), visit(demo)
    ingrid.sign_in_as("Ingrid")
    tore.sign_in_as("Tore")
    plan = address_of_plan(ingrid, "9901", "theme_plan", 5)
    for visitor in (ingrid, tore):
        visitor.go(plan)
        visitor.page.locator("#felt-notes a[hx-get]").click()
        expect(visitor.page.locator("#felt-notes [name=notes]")).to_be_visible()
    tore.page.locator("#felt-notes [name=notes]").fill("Tore: kommer til utvalget i mars.")
    tore.page.locator("#felt-notes").get_by_role("button", name="Lagre").click()
    expect(tore.page.locator("#felt-notes").get_by_role("status")).to_have_text("Lagret")
    ingrid.page.locator("#felt-notes [name=notes]").fill("Ingrid: venter på kulturplanen.")
    ingrid.page.locator("#felt-notes").get_by_role("button", name="Lagre").click()

    warned = ingrid.page.locator("#felt-notes").get_by_role("alert")
    expect(warned).to_contain_text("Tore Eksempel har endret dette feltet mens du skrev.")
    expect(warned).to_contain_text("Tore: kommer til utvalget i mars.")
    expect(ingrid.page.locator("#felt-notes [name=notes]")).to_have_value("Ingrid: venter på kulturplanen.")
    ingrid.page.locator("#felt-notes [name=notes]").fill("Kommer til utvalget i mars. Venter på kulturplanen.")
    ingrid.press("Lagre det jeg skrev")
    expect(ingrid.page.locator("#felt-notes").get_by_role("status")).to_have_text("Lagret")
    ingrid.go(f"{plan}historikk/")
    expect(ingrid.page.locator("main ol.pl-lines")).to_contain_text("Tore: kommer til utvalget i mars.")


@pytest.mark.parametrize("answer", ["dismiss", "accept"])
def test_a_closed_window_asks_before_it_throws_away_what_was_typed(demo: Server, visit: Visit, answer: str) -> None:
    ingrid = visit(demo)
    page = ingrid.sign_in_as("Ingrid")
    plan = address_of_plan(ingrid, "9901", "theme_plan", 5)
    ingrid.go(plan)
    page.locator("#felt-responsible a[hx-get]").click()
    page.locator("[name=responsible]").press_sequentially("Ny")
    asked: list[str] = []

    def ask(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept() if answer == "accept" else dialog.dismiss()

    page.on("dialog", ask)
    page.get_by_role("link", name="Kommuner").first.click(no_wait_after=True)
    if answer == "accept":
        page.wait_for_url("**/kommuner/")
    else:
        page.wait_for_timeout(300)
        assert page.url.endswith(plan)
        expect(page.locator("[name=responsible]")).to_have_value(re.compile("Ny"))
    assert asked == ["beforeunload"]
