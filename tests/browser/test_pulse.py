"""Kari has a plan and no account. On her phone she answers from the link in her mail. Real Chromium."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.axe import locked_axe
from tests.browser.serving import Server
from tests.browser.visitor import Visit

PHONE = ViewportSize(width=390, height=844)


def test_kari_answers_on_her_phone_in_two_presses(
    demo: Server, visit: Visit, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ingrid = visit(demo)
    ingrid.sign_in_as("Ingrid")
    page = ingrid.go("/kommuner/9901/planstrategi/")
    page.locator(".st-term a").first.click()
    page.get_by_role("link", name="Oppfølging").click()
    expect(page.get_by_role("heading", name="Hvordan det går", exact=True)).to_be_visible()
    page.get_by_role("link", name="Spør hvordan det går").click()
    page.get_by_role("button", name="Spør nå").click()
    expect(page.get_by_text(re.compile(r"e-poste?r? er sendt"))).to_be_visible()
    mail = visit(demo).go("/post/")
    address = re.search(r"/puls/[\w-]+/", mail.content())
    assert address

    kari = visit(demo)
    phone = kari.go(address[0])
    phone.set_viewport_size(PHONE)
    workshop: Path = tmp_path_factory.mktemp("axe")
    axe = locked_axe(workshop)
    assert axe.violations(phone, "light") == []
    assert axe.violations(phone, "dark") == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    phone.get_by_role("button", name="Går som planlagt").first.click()
    expect(phone.locator(".lv-saved").first).to_contain_text("Går som planlagt")
    other = phone.locator(".lv-ask").nth(1)
    other.get_by_text("Noe annet").click()
    other.get_by_role("button", name="Forsinket").click()
    expect(phone.get_by_text("Skriv hvorfor.").first).to_be_visible()
    phone.get_by_label("Hvorfor?").and_(phone.locator("[aria-describedby*=error]")).fill("Planleggeren sluttet.")
    phone.locator(".lv-ask").nth(1).get_by_role("button", name="Forsinket").click()
    expect(phone.locator(".lv-saved").nth(1)).to_contain_text("Planleggeren sluttet.")
    assert axe.violations(phone, "light") == []
