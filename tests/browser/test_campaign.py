"""Three have sent the same letter: Ingrid splits one of them, and answers once. Real Chromium."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from tests.browser.axe import locked_axe
from tests.browser.serving import Server
from tests.browser.statements import make_campaign
from tests.browser.test_accessibility import check
from tests.browser.visitor import Visit

ANSWER = "Det bygges fortau langs Elvegata i 2028."


def test_a_letter_is_split_the_others_like_it_and_all_are_answered_once(
    demo: Server, visit: Visit, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    axe = locked_axe(tmp_path_factory.mktemp("axe"))
    consultation, [first, *others] = make_campaign(demo)
    ingrid = visit(demo)
    ingrid.sign_in_as("Ingrid")
    page = ingrid.go(first)
    ingrid.follow("Velg avsnitt")
    for words in ("Til Fjordvik", "Hilsen"):
        expect(page.get_by_role("checkbox", name=re.compile(words))).not_to_be_checked()
    ingrid.press("Lag punkter")
    ingrid.follow("Del like brev på samme måte")
    ingrid.sees_heading("Brev som ligner på uttalelse 1")
    check(axe, ingrid)
    ingrid.press("Del de valgte på samme måte")
    expect(page.get_by_text("2 uttalelser er delt på samme måte.")).to_be_visible()
    expect(ingrid.go(others[0]).locator("#punkter .co-quote q")).to_have_count(2)

    ingrid.go(f"{consultation}like/")
    ingrid.press("Let etter like punkter")
    expect(page.get_by_text(re.compile(r"2 grupper (er|ble) foreslått"))).to_be_visible()
    page.reload()
    page.get_by_role("link", name=re.compile("Elvegata", re.IGNORECASE)).first.click()
    ingrid.press("Godta de valgte")
    ingrid.follow("Skriv felles svar")
    ingrid.fill(name="Fortau i Elvegata", answer=ANSWER)
    ingrid.press("Lagre")
    for address in (first, *others):
        expect(ingrid.go(address).get_by_text(ANSWER)).to_be_visible()
    check(axe, ingrid)

    ingrid.go(f"{consultation}tabell/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Last ned som Word").first.click()
    table = tmp_path / "tabell.docx"
    download.value.save_as(table)
    assert ANSWER in ZipFile(table).read("word/document.xml").decode()
