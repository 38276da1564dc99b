"""Åse reads a training module on her telephone, errs, is told why, and is done; on paper and by keys alone too."""

import io
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.axe import locked_axe
from tests.browser.serving import Server
from tests.browser.test_keyboard import press, tab_to
from tests.browser.visitor import Visit

pytestmark = pytest.mark.browser
RIGHT = ("2", "1", "2", "2", "3")  # of the planning strategy


def test_ase_goes_through_a_module_on_her_telephone_without_a_mouse(demo: Server, visit: Visit, tmp_path: Path) -> None:
    ase, axe = visit(demo), locked_axe(tmp_path)
    page = ase.sign_in_as("Åse")
    page.set_viewport_size({"width": 390, "height": 844})
    ase.go("/kommuner/9901/folkevalgt/")
    press(page, "^Planstrategien$")
    page.wait_for_url("**/opplaering/planstrategien/")
    press(page, "^Etterpå: bruk den$")
    assert page.evaluate("location.hash") == "#kapittel-4"
    press(page, "^Ta sjekken$")
    page.wait_for_url("**/sjekk/")
    tab_to(page, "^Innen utgangen av valgåret")
    page.keyboard.press("Space")
    press(page, "^Se svarene$")
    expect(page.locator("h1")).to_have_text("0 av 5 er riktige")
    expect(page.locator("main .le-said")).to_contain_text("økonomiplanen og budsjettet")
    assert axe.violations(page, "light") == []
    assert axe.violations(page, "dark") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for number, choice in enumerate(RIGHT, 1):
        page.locator(f"#q{number}-{choice}").check()
    press(page, "^Se svarene$")
    expect(page.locator("h1")).to_have_text("Alt er riktig")
    expect(page.get_by_role("link", name="Les «Planbehov»")).to_be_visible()
    ase.go("/opplaering/")
    expect(page.locator("main .le-done")).to_have_count(2)


def test_a_planner_prints_a_module_for_the_council(demo: Server, visit: Visit) -> None:
    ingrid = visit(demo)
    page = ingrid.sign_in_as("Ingrid")
    ingrid.go("/opplaering/plansystemet/")
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    said = " ".join(sheet.extract_text() for sheet in sheets)
    assert len(sheets) <= 4
    assert "Planene er deres" in said
    assert "Ta sjekken" not in said
