"""A statement becomes points under Ingrid's hand, and nothing she or Tore writes is lost."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.serving import Server
from tests.browser.statements import make_statements
from tests.browser.test_signed_out import sees_that_she_is_signed_out, sign_in_again, sign_out_in_another_tab
from tests.browser.visitor import Visit, Visitor

_UNAUTHORIZED = re.compile(r"status of 401|Response Status Error Code 401")


@pytest.fixture(scope="module")
def statements(demo: Server) -> list[str]:
    return make_statements(demo)


@pytest.fixture
def ingrid(demo: Server, visit: Visit) -> Iterator[Visitor]:
    ingrid = visit(demo, 1280)
    ingrid.sign_in_as("Ingrid")
    yield ingrid
    ingrid.complaints[:] = [said for said in ingrid.complaints if not _UNAUTHORIZED.search(said)]


def quotes(page: Page) -> list[str]:
    return [said.strip('«»“”"') for said in page.locator("#punkter .co-quote q").all_inner_texts()]


def points(page: Page) -> Locator:
    return page.locator("#punkter > li")


def marked(page: Page) -> str:
    return str(page.evaluate("document.getSelection().toString()"))


def select(page: Page, part: str) -> None:
    """As a hand with a mouse leaves it: also where signs of two units and letters of two signs are in between."""
    page.evaluate(
        """(part) => {
            const words = document.getElementById("tekst");
            const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(part);
                if (at < 0) continue;
                document.getSelection().setBaseAndExtent(node, at, node, at + part.length);
                return;
            }
            throw new Error("not in one piece: " + part);
        }""",
        part,
    )


def test_what_is_marked_with_the_mouse_becomes_a_point_sign_by_sign(ingrid: Visitor, statements: list[str]) -> None:
    page = ingrid.go(statements[0])
    word = page.locator("#tekst")
    box = word.bounding_box()
    assert box
    page.mouse.dblclick(box["x"] + 32, box["y"] + 34)
    assert marked(page).strip() == "Hei"
    page.locator(".co-beside-mark").click()
    expect(points(page)).to_have_count(1)
    for count, part in enumerate(("Cafe\u0301en 👩\u200d👩\u200d👧", "må få bli. <script>alert(1)</script>"), start=2):
        select(page, part)
        page.get_by_role("button", name="Gjør til punkt").first.click()
        expect(points(page)).to_have_count(count)
    expect(page.locator("#tekst-svar")).to_contain_text("Punkt 3 er laget.")
    assert quotes(page) == ["Hei", "Cafe\u0301en 👩\u200d👩\u200d👧", "må få bli. <script>alert(1)</script>"]
    page.reload()
    assert quotes(page) == ["Hei", "Cafe\u0301en 👩\u200d👩\u200d👧", "må få bli. <script>alert(1)</script>"]
    select(page, "Hei")
    page.locator(".co-beside-mark").click()
    expect(page.locator("#tekst-svar")).to_contain_text("Akkurat dette er et punkt fra før.")


def test_by_keyboard_the_marked_words_are_the_cursor(ingrid: Visitor, statements: list[str]) -> None:
    page = ingrid.go(statements[1])
    page.locator("#tekst").focus()
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowRight"):
        page.keyboard.press(key)
    assert marked(page) == "🌊 kommune."
    page.keyboard.press("ArrowDown")
    assert marked(page) == "Veien er for smal."
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Alt+p")
    expect(points(page)).to_have_count(1)
    expect(page.locator("#tekst")).to_be_focused()
    page.keyboard.press("ArrowDown")  # on from where the point ended
    page.keyboard.press("Alt+p")
    expect(points(page)).to_have_count(2)
    assert quotes(page)[0] == "Veien er for smal. Flytt den mot nord."
    field = points(page).first.locator("textarea")
    field.fill("Veien flyttes.")
    page.keyboard.press("Control+Enter")
    expect(points(page).first.locator(".co-answer__words")).to_have_text("Veien flyttes.")
    expect(page.locator("#fremdrift")).to_contain_text("1 uten svar")


def test_marking_one_more_leaves_what_is_being_typed_alone(ingrid: Visitor, statements: list[str]) -> None:
    page = ingrid.go(statements[2])
    ingrid.press("Hvert avsnitt et punkt")
    expect(points(page)).to_have_count(2)
    page.locator("#utelatt").get_by_role("button", name=re.compile("Hei")).click()
    expect(points(page)).to_have_count(3)
    expect(page.locator("#utelatt")).not_to_contain_text("Hei")
    points(page).nth(1).locator("textarea").fill("Halvskrevet")
    select(page, "Flytt den mot nord.")
    page.locator(".co-beside-mark").click()
    expect(points(page)).to_have_count(4)
    expect(points(page).nth(1).locator("textarea")).to_have_value("Halvskrevet")
    points(page).nth(1).locator(".co-about__change").click()
    page.locator("[name=name]").fill("vei")
    page.keyboard.press("Enter")
    expect(points(page).nth(1).locator(".co-tag")).to_contain_text("vei")
    expect(points(page).nth(1).locator("textarea")).to_have_value("Halvskrevet")


def test_two_people_in_the_same_line_see_both_texts_and_neither_is_lost(
    demo: Server, visit: Visit, ingrid: Visitor, statements: list[str]
) -> None:
    page = ingrid.go(statements[3])
    ingrid.press("Hele uttalelsen er ett punkt")
    expect(points(page)).to_have_count(1)
    tore = visit(demo, 1280)
    tore.sign_in_as("Tore")
    his = tore.go(statements[3])
    page.locator("#punkter textarea").fill("Ingrids svar.")
    his.locator("#punkter textarea").fill("Tores svar.")
    his.get_by_role("button", name="Lagre utkast").click()
    expect(his.locator("#punkter .co-told")).to_contain_text("Lagret.")
    page.get_by_role("button", name="Lagre utkast").click()
    expect(page.locator("#punkter [role=alert]")).to_contain_text("Tore Eksempel har skrevet i de samme linjene")
    expect(page.locator(".co-met__theirs")).to_contain_text("Tores svar.")
    expect(page.locator("#punkter textarea")).to_have_value("Ingrids svar.")
    ingrid.press("Lagre begge")
    expect(page.locator("#punkter textarea")).to_have_value("Tores svar.\n\nIngrids svar.")


def test_signed_out_while_answering_she_keeps_her_text_and_saves_it_after_all(
    ingrid: Visitor, statements: list[str]
) -> None:
    page = ingrid.go(statements[4])
    ingrid.press("Hele uttalelsen er ett punkt")
    field = page.locator("#punkter textarea")
    field.fill("Skrevet mens økten gikk ut")
    page.locator("[name=assessment]").fill("Vurdert mens økten gikk ut")
    other = sign_out_in_another_tab(ingrid)
    page.get_by_role("button", name="Lagre utkast").click()
    sees_that_she_is_signed_out(ingrid)
    expect(field).to_have_value("Skrevet mens økten gikk ut")
    page.locator("#helheten").get_by_role("button", name="Lagre", exact=True).click()
    expect(page.locator("[name=assessment]")).to_have_value("Vurdert mens økten gikk ut")
    sign_in_again(other)
    page.get_by_role("button", name="Lagre utkast").click()
    expect(page.locator("#punkter .co-told")).to_contain_text("Lagret.")
    page.locator("#helheten").get_by_role("button", name="Lagre", exact=True).click()
    expect(page.locator("#helheten .co-told")).to_contain_text("Lagret.")
    page.reload()
    expect(field).to_have_value("Skrevet mens økten gikk ut")
    expect(page.locator("[name=assessment]")).to_have_value("Vurdert mens økten gikk ut")


def test_without_javascript_she_ticks_paragraphs_and_answers(demo: Server, visit: Visit, statements: list[str]) -> None:
    ingrid = visit(demo, java_script_enabled=False)
    ingrid.sign_in_as("Ingrid")
    page = ingrid.go(statements[0])
    expect(page.get_by_role("button", name="Gjør til punkt")).to_have_count(0)
    ingrid.follow("Velg avsnitt")
    ingrid.press("Lag punkter")
    page.locator("#punkter textarea").last.fill("Takk for hilsenen.")
    page.get_by_role("button", name=re.compile("^Svaret er ferdig")).last.click()
    expect(points(page).last).to_contain_text("Takk for hilsenen.")
    expect(points(page).last).to_contain_text("Svaret er ferdig")
