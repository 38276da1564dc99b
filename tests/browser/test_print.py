"""On paper: what is printed is what one can read."""

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.pages import LAND_USE, STRATEGY, ZONING, of_process
from tests.browser.serving import Server
from tests.browser.sheets import place_of_worksheets
from tests.browser.visitor import Visit

pytestmark = pytest.mark.browser


PORTFOLIOS = (("Ingrid", "9901"), ("Marit", "9902"), ("Kåre", "9903"), ("Kåre", "9904"), ("Kåre", "9905"))


@pytest.mark.parametrize(("name", "number"), PORTFOLIOS)
def test_a_hierarchy_is_one_sheet_of_paper(demo: Server, visit: Visit, name: str, number: str) -> None:
    """The sheet has the heading and its remarks too, and they differ with who looks."""
    visitor = visit(demo)
    page = visitor.sign_in_as(name)
    visitor.go(f"/kommuner/{number}/")
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) == 1
    assert "samfunnsdel" in sheets[0].extract_text().lower()


@pytest.mark.parametrize(("name", "start"), [("Ingrid", LAND_USE), ("Ingrid", ZONING), ("Marit", STRATEGY)])
def test_the_status_of_a_process_is_one_sheet_of_paper(demo: Server, visit: Visit, name: str, start: str) -> None:
    visitor = visit(demo)
    page = visitor.sign_in_as(name)
    visitor.go(start)
    for click in of_process("main a[href$='/status/']"):
        page.locator(click).first.click()
    page.wait_for_url("**/status/")
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    assert len(sheets) == 1
    assert "Tidslinje" in sheets[0].extract_text()


def test_a_course_is_a_few_sheets_of_paper_with_no_fields_to_fill_in(demo: Server, visit: Visit) -> None:
    visitor = visit(demo)
    page = visitor.sign_in_as("Ingrid")
    place_of_worksheets(visitor).locator("#ark-common_process").get_by_role(
        "link", name="En felles planprosess", exact=True
    ).click()
    expect(page.locator(".ws-step").first).to_be_visible()
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    said = " ".join("\n".join(sheet.extract_text() for sheet in sheets).split())
    assert len(sheets) <= 8  # twenty-one, when each step took one of its own
    assert "Ta stilling til om initiativet skal stanses" in said
    assert "Dokumenter og maler" not in said
