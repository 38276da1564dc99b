"""The shared archive in a real browser: files on their way in, with and without script, and every kind of page."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.axe import Axe, locked_axe
from tests.browser.serving import Server
from tests.browser.visitor import Visit, Visitor

MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> Axe:
    return locked_axe(tmp_path_factory.mktemp("axe"))


def a_file(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def in_a_new_room(visitor: Visitor, name: str) -> str:
    page = visitor.go("/kommuner/9901/arkiv/")
    page.get_by_text("Lag et nytt rom").click()
    page.locator("main form.pd-form [name=name]").fill(name)
    page.locator("main form.pd-form").get_by_role("button", name="Lag rommet").click()
    visitor.sees_heading(name)
    return page.url


def test_files_are_sent_one_by_one_and_each_is_told_of(demo: Server, visit: Visit, tmp_path: Path) -> None:
    ingrid = visit(demo)
    ingrid.sign_in_as("Ingrid")
    in_a_new_room(ingrid, "Sendt med framdrift")
    page = ingrid.page
    files = [
        a_file(tmp_path, "Kartlegging.bin", bytes(20 * MEGABYTE)),
        a_file(tmp_path, "virus.exe", b"MZ\x00"),
        a_file(tmp_path, "Referat.txt", b"Referat fra planforum"),
    ]
    page.set_input_files("input[type=file]", files)
    ingrid.press("Legg inn")
    lines = page.locator("[data-list] li")
    expect(lines.nth(0)).to_contain_text("«Kartlegging.bin» er lagt inn.")
    expect(lines.nth(1)).to_contain_text("er et program")
    expect(lines.nth(2)).to_contain_text("«Referat.txt» er lagt inn.")
    ingrid.follow("Vis filene")
    expect(page.get_by_text("2 filer er lagt inn.")).to_be_visible()
    expect(page.locator("main tbody tr")).to_have_count(2)


def test_files_are_dropped_on_the_page(demo: Server, visit: Visit) -> None:
    ingrid = visit(demo)
    ingrid.sign_in_as("Ingrid")
    in_a_new_room(ingrid, "Sluppet")
    ingrid.page.evaluate("""() => {
        const carried = new DataTransfer();
        for (const name of ["en.txt", "to.txt"]) carried.items.add(new File([name], name));
        document.querySelector(".pd-drop").dispatchEvent(
            new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: carried }));
    }""")
    ingrid.press("Legg inn")
    expect(ingrid.page.get_by_text("2 filer er lagt inn.")).to_be_visible()


def test_without_script_files_are_sent_all_at_once(demo: Server, visit: Visit, tmp_path: Path) -> None:
    ingrid = visit(demo, java_script_enabled=False)
    ingrid.sign_in_as("Ingrid")
    in_a_new_room(ingrid, "Sendt uten script")
    files = [a_file(tmp_path, "en.txt", b"en"), a_file(tmp_path, "to.exe", b"MZ\x00")]
    ingrid.page.set_input_files("input[type=file]", files)
    ingrid.press("Legg inn")
    expect(ingrid.page.get_by_text("«en.txt» er lagt inn.")).to_be_visible()
    expect(ingrid.page.get_by_text("«to.exe» er et program")).to_be_visible()
    expect(ingrid.page.locator("main tbody tr")).to_have_count(1)


def test_a_file_is_moved_by_keyboard_alone_without_script_and_back_again(
    demo: Server, visit: Visit, tmp_path: Path
) -> None:
    ingrid = visit(demo, java_script_enabled=False)
    ingrid.sign_in_as("Ingrid")
    in_a_new_room(ingrid, "Dit det flyttes")
    room = in_a_new_room(ingrid, "Der det lå")
    page = ingrid.page
    page.set_input_files("input[type=file]", a_file(tmp_path, "Flyttes.txt", b"en"))
    ingrid.press("Legg inn")
    ingrid.go(room)
    page.get_by_label("Velg Flyttes.txt").press("Space")
    page.get_by_role("button", name="Flytt det du har krysset av").press("Enter")
    page.get_by_role("link", name="Dit det flyttes").press("Enter")
    page.get_by_role("button", name="Flytt hit").press("Enter")
    expect(page.get_by_text("«Flyttes.txt» er flyttet til Dit det flyttes.")).to_be_visible()
    expect(page.locator("main tbody tr")).to_have_count(0)
    page.get_by_role("button", name="Angre").press("Enter")
    expect(page.get_by_text("«Flyttes.txt» er flyttet tilbake.")).to_be_visible()
    expect(page.locator("main tbody tr")).to_have_count(1)


def test_every_page_of_the_archive_is_accessible_and_fits_a_small_screen(
    demo: Server, visit: Visit, axe: Axe, tmp_path: Path
) -> None:
    ingrid = visit(demo)
    ingrid.sign_in_as("Ingrid")
    room = in_a_new_room(ingrid, "Tilgjengelig")
    page = ingrid.page
    page.set_input_files("input[type=file]", a_file(tmp_path, "Referat.pdf", b"Planforum i Fjordvik"))
    ingrid.press("Legg inn")
    expect(page.get_by_text("1 fil er lagt inn.")).to_be_visible()
    ingrid.go(f"{room}innstillinger/")
    page.select_option("#id_part_0", "date")
    ingrid.press("Lagre")
    page.get_by_role("link", name="Referat.pdf").click()
    file = page.url
    ingrid.go(f"{file}endre/")
    ingrid.fill(delete_after="2020")
    ingrid.press("Lagre")
    ingrid.go(room)
    expect(page.get_by_text(re.compile("Kunne slettes etter"))).to_be_visible()
    pages = ["/kommuner/9901/arkiv/", room, f"{room}?q=referat", f"{room}innstillinger/", f"{room}apnet-for/?q=fjord"]
    pages += [f"{room}slettet/", file, f"{file}endre/"]
    for address in pages:
        page.set_viewport_size({"width": 1440, "height": 900})
        ingrid.go(address)
        for scheme in ("light", "dark"):
            assert axe.violations(page, scheme) == [], (address, scheme)
        page.set_viewport_size({"width": 320, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
