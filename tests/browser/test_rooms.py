"""The digital structure in a real browser: from a rule in the worksheet to a room with a file in it."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.serving import Server
from tests.browser.sheets import begin, open_sheet
from tests.browser.visitor import Visit


def test_a_rule_is_tried_while_it_is_written_and_the_room_it_became_suggests_names(
    demo: Server, visit: Visit, tmp_path: Path
) -> None:
    kare = visit(demo)
    kare.sign_in_as("Kåre")
    sheet = open_sheet(kare, begin(kare, "En digital struktur", "Bli enige"))
    row = sheet.block("Hva vi deler, og hvor").locator("tbody tr").first
    cell = row.get_by_role("textbox", name=re.compile("Navn på filene"))
    expect(row.locator("[data-naming]")).to_contain_text("Blir for eksempel: ")
    cell.fill("år_kommune_tema")
    expect(row.locator("[data-naming]")).to_have_text(re.compile(r"Blir for eksempel: \d{4}_[^_]+_Oppstartsmøte\.docx"))

    page = kare.go("/samarbeid/")
    page.locator("main a[href*='/samarbeid/']").first.click()
    page.wait_for_url(re.compile("[0-9a-f-]{36}"))

    page.goto(f"{page.url}delte-rom/")
    kare.follow("Gjør rommene som avtalt")
    room = page.locator("section.ag-room").filter(has_text="Avtalen og rommet er ulike").first
    rule = room.locator("input[name^=regel]")
    rule.fill("dato_kommune_tittel")
    expect(room.locator("[id^=eksempel]")).to_contain_text(re.compile(r"\d{4}-\d\d-\d\d_[^_]+_[^_]+\.docx"))
    kare.press("Lag de valgte rommene")
    boxes = room.locator("input[name^=confirmed]")
    if boxes.count():
        boxes.check()
        kare.press("Lag de valgte rommene")
    expect(page.locator(".pd-toast__words")).to_contain_text("Gjort slik dere ble enige om")
    kare.follow("Felles kunnskapsgrunnlag")
    file = tmp_path / "Boligtall 12.6.2026.txt"
    file.write_bytes(b"Boliger")
    page.set_input_files("input[type=file]", [file])
    kare.press("Legg inn")
    expect(page.get_by_text(re.compile(r"2026-06-12_[^_]+_Boligtall\.txt")).first).to_be_visible()
