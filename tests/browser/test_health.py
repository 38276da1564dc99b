"""The health check of a collaboration: answered with the keys alone, and its result on paper and on a telephone."""

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.pages import HEALTH
from tests.browser.serving import Server
from tests.browser.test_keyboard import focus, press, tab, tab_to
from tests.browser.visitor import Visit, Visitor

pytestmark = pytest.mark.browser


def at_health_checks(visitor: Visitor) -> None:
    page = visitor.go("/samarbeid/")
    for click in HEALTH:
        page.locator(click).first.click()
    page.wait_for_url("**/helsesjekk/")


def test_ingrid_answers_mends_what_she_left_out_and_takes_it_back_without_a_mouse(demo: Server, visit: Visit) -> None:
    ingrid = visit(demo)
    page = ingrid.sign_in_as("Ingrid")
    at_health_checks(ingrid)
    press(page, "^Svar på helsesjekken$")
    page.wait_for_url("**/svar/")
    for number in range(8):
        tab_to(page, "^1 · Stemmer ikke")
        if number == 3:
            press(page, "^Skriv en kommentar")
            tab_to(page, "^Kommentar")
            page.keyboard.type("Vi spør ikke neste gang.")
            continue
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
    press(page, "^Lagre svaret$")
    summary = page.locator("main .pd-errors a")
    expect(summary).to_have_count(1)
    expect(summary).to_contain_text("Overvåkning")
    expect(page.locator("main [name=monitoring_comment]")).to_have_value("Vi spør ikke neste gang.")
    tab_to(page, "^Overvåkning: Velg et trinn")
    page.keyboard.press("Enter")
    assert "monitoring" in focus(page).html
    page.keyboard.press("Space")
    press(page, "^Lagre svaret$")
    expect(page.get_by_text("Du har svart på helsesjekken")).to_be_visible()
    press(page, "^Se eller endre svaret ditt$")
    page.wait_for_url("**/svar/")
    expect(page.locator("main [name=boundaries_score]:checked")).to_have_value("3")
    expect(page.locator("main [name=monitoring_score]:checked")).to_have_value("1")
    press(page, "^Slett svaret mitt$")
    page.wait_for_url("**/helsesjekk/")
    expect(page.get_by_text("En helsesjekk venter på svaret ditt")).to_be_visible()


def test_kare_reads_what_closing_and_cancelling_mean_and_lets_it_stand(demo: Server, visit: Visit) -> None:
    kare = visit(demo)
    page = kare.sign_in_as("Kåre")
    at_health_checks(kare)
    for words, heading in (
        ("^Lukk og vis resultatet$", "Lukke helsesjekken og vise resultatet?"),
        ("^Avbryt uten resultat$", "Avbryte helsesjekken og slette svarene?"),
    ):
        press(page, words)
        kare.sees_heading(heading)
        press(page, "^La den stå åpen$")
        page.wait_for_url("**/helsesjekk/")
    assert not tab(page).is_nowhere


@pytest.mark.parametrize("width", [1280, 390])
def test_the_words_around_the_radar_are_whole_and_as_large_as_other_small_text(
    demo: Server, visit: Visit, width: int
) -> None:
    ingrid = visit(demo)
    page = ingrid.sign_in_as("Ingrid")
    at_health_checks(ingrid)
    page.set_viewport_size({"width": width, "height": 900})
    labels = page.locator(".he-radar .he-label")
    expect(labels).to_have_count(8)
    boxes = [label.bounding_box() for label in labels.all()]
    for number, box in enumerate(boxes):
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["height"] >= 3 * 12
        for other in boxes[number + 1 :]:
            assert other is not None
            apart = box["x"] + box["width"] <= other["x"] or other["x"] + other["width"] <= box["x"]
            above = box["y"] + box["height"] <= other["y"] + 2 or other["y"] + other["height"] <= box["y"] + 2
            assert apart or above


def test_the_result_is_two_sheets_of_paper_at_most_with_the_finding_first(demo: Server, visit: Visit) -> None:
    marit = visit(demo)
    page = marit.sign_in_as("Marit")
    at_health_checks(marit)
    page.locator("main .he-result > div > p a").click()
    page.wait_for_url("**/helsesjekk/0**/")
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    assert len(sheets) <= 2
    said = " ".join(sheet.extract_text() for sheet in sheets)
    assert "Svakast: løyse usemje" in sheets[0].extract_text()
    assert "Spelereglar for samarbeidet" in said
