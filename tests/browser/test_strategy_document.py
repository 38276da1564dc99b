"""The planning strategy in a real browser: begun, written in place, made public, and read by anybody."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.axe import Axe, locked_axe
from tests.browser.serving import Server
from tests.browser.test_accessibility import too_wide
from tests.browser.visitor import Visit, Visitor


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> Axe:
    return locked_axe(tmp_path_factory.mktemp("axe"))


def check(axe: Axe, visitor: Visitor) -> None:
    for scheme in ("light", "dark"):
        assert axe.violations(visitor.page, scheme) == [], scheme
    assert too_wide(visitor.page) == []
    visitor.page.set_viewport_size({"width": 1280, "height": 900})


def test_a_strategy_is_written_made_public_and_read_by_anybody(
    demo: Server, visit: Visit, axe: Axe, tmp_path: Path
) -> None:
    marit = visit(demo)
    page = marit.sign_in_as("Marit")
    marit.go("/kommuner/9902/planstrategi/")
    page.locator("#begynn button[type=submit]").click()
    page.wait_for_url(re.compile(r"/planstrategi/[0-9a-f-]{36}/$"))
    strategy = page.url

    page.goto(f"{strategy}prosess/")
    check(axe, marit)
    page.goto(f"{strategy}spurt/forslag/")
    check(axe, marit)
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("table.st-asked tbody tr").first).to_be_visible()
    check(axe, marit)

    page.goto(f"{strategy}dokument/")
    section = page.locator("#avsnitt-about")
    section.locator("a").first.click()
    expect(section.locator("textarea")).to_be_focused()
    section.locator("textarea").fill("Planstrategien vår.\n\n- Færre planar\n- Betre planar")
    check(axe, marit)
    section.locator("button[type=submit]").click()
    expect(section.locator("li").first).to_have_text("Færre planar")
    check(axe, marit)
    with page.expect_download() as download:
        page.locator("main a[href$='/fil/pdf/']").click()
    download.value.save_as(tmp_path / "strategi.pdf")
    assert (tmp_path / "strategi.pdf").read_bytes()[:5] == b"%PDF-"

    page.goto(f"{strategy}vedtak/offentlig/")
    check(axe, marit)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile("/vedtak/"))
    check(axe, marit)

    stranger = visit(demo)
    read = stranger.go(f"{strategy}offentlig/")
    expect(read.locator(".st-document")).to_contain_text("Planstrategien vår.")
    check(axe, stranger)
