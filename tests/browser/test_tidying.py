"""Tidying the portfolio: by the keys, by everybody, and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import Axe, locked_axe
from tests.browser.serving import Server
from tests.browser.test_keyboard import tab_to
from tests.browser.visitor import Visit

pytestmark = pytest.mark.browser
PAGE = "/kommuner/9901/rydding/"


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> Axe:
    return locked_axe(tmp_path_factory.mktemp("axe"))


def to_look_at(page: Page) -> int:
    found = re.search(r"(\d+) bør dere se på", page.locator("#ty-headline").inner_text())
    assert found
    return int(found[1])


def count_of(page: Page, finding: str) -> int:
    found = re.search(rf"{finding}\s*(\d+)", page.locator("#ty-chips").inner_text())
    assert found
    return int(found[1])


def test_ingrid_chooses_takes_it_back_and_mends_a_date_without_a_mouse(demo: Server, visit: Visit, axe: Axe) -> None:
    ingrid = visit(demo)
    ingrid.sign_in_as("Ingrid")
    page = ingrid.go(PAGE)
    assert axe.violations(page, "light") == []
    before, overdue = to_look_at(page), count_of(page, "Skulle vært revidert")
    late = page.locator(".ty-plan", has_text="Skulle vært revidert").first
    row = page.locator(f"#{late.get_attribute('id')}")
    name = row.locator("h3").inner_text()

    row.get_by_role("button", name=re.compile("^(Revider den|La den utløpe)")).focus()
    page.keyboard.press("Enter")
    expect(row.locator(".ty-chosen")).to_be_visible()
    expect(page.locator("#ty-headline")).to_contain_text(f"{before - 1} bør dere se på")
    expect(page.locator("#ty-chips")).to_contain_text(re.compile(rf"Skulle vært revidert\s*{overdue - 1}\b"))
    expect(row.get_by_role("button", name=re.compile("^Angre"))).to_be_focused()
    page.keyboard.press("Enter")
    expect(row.locator(".ty-reasons")).to_be_visible()
    expect(page.locator("#ty-headline")).to_contain_text(f"{before} bør dere se på")

    row.get_by_role("link", name=re.compile("^Velg noe annet")).focus()
    page.keyboard.press("Enter")
    expect(row.get_by_text("Hva skal skje med planen?")).to_be_visible()
    assert axe.violations(page, "dark") == []
    row.get_by_role("radio", name="Slås sammen med en annen").check()
    expect(row.locator("select[name=into]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(row.locator(".ty-reasons")).to_be_visible()

    row.get_by_role("link", name=re.compile("^Skriv en ny frist")).click()
    row.locator("[name=revision_due]").fill("i fjor")
    page.keyboard.press("Enter")
    expect(row).to_contain_text("Vi forstår ikke «i fjor»")
    row.locator("[name=revision_due]").fill("2099")
    page.keyboard.press("Enter")
    expect(row).not_to_contain_text("Skulle vært revidert")
    assert name in row.inner_text()


def test_several_are_chosen_when_they_are_ticked(demo: Server, visit: Visit) -> None:
    ingrid = visit(demo)
    ingrid.sign_in_as("Ingrid")
    page = ingrid.go(PAGE)
    expect(page.locator("#flere")).not_to_be_visible()
    boxes = page.locator(".ty-check")
    boxes.nth(3).check()
    boxes.nth(4).check()
    expect(page.locator("#flere")).to_be_visible()
    page.locator("#flere [name=outcome]").select_option("continue")
    tab_to(page, "^Velg noe annet")  # from the last that was ticked: nothing on the way is behind the form
    page.locator("#flere [name=outcome]").focus()
    tab_to(page, "^Velg dette$")
    page.keyboard.press("Enter")
    expect(page.locator("toast-note")).to_contain_text("Valgt for 2 planer.")
    page.locator("toast-note").get_by_role("button", name="Angre").click()
    expect(page.locator("toast-note")).to_contain_text("Valgene er tatt tilbake.")


def test_a_choice_is_made_without_scripts_and_seen_in_the_result(demo: Server, visit: Visit) -> None:
    ingrid = visit(demo, java_script_enabled=False)
    ingrid.sign_in_as("Ingrid")
    page = ingrid.go(PAGE)
    row = page.locator(".ty-plan").nth(5)
    name = row.locator("h3").inner_text()
    row.get_by_role("link", name=re.compile("^Velg noe annet")).click()
    ingrid.sees_heading(name)
    page.get_by_role("radio", name="Får være som den er").check()
    ingrid.press("Velg")
    expect(page.locator("main .pd-errors")).to_contain_text("Skriv hvorfor planen får være som den er.")
    ingrid.fill(because="Den er ny om et halvt år.")
    ingrid.press("Velg")
    expect(page.locator("toast-note")).to_contain_text(f"Valgt for «{name}».")
    ingrid.follow("Det dere har valgt")
    expect(page.locator("main")).to_contain_text("Den er ny om et halvt år.")
