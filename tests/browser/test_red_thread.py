"""The red thread: several are anchored at once, leave what hangs loose, and come back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import Axe, locked_axe
from tests.browser.serving import Server
from tests.browser.visitor import Visit

pytestmark = pytest.mark.browser
PAGE = "/kommuner/9901/rod-trad/"


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> Axe:
    return locked_axe(tmp_path_factory.mktemp("axe"))


def test_ingrid_anchors_several_at_once_sees_them_go_and_takes_it_back(demo: Server, visit: Visit, axe: Axe) -> None:
    ingrid = visit(demo)
    ingrid.sign_in_as("Ingrid")
    page = ingrid.go(PAGE)
    assert axe.violations(page, "light") == []
    page = ingrid.go(f"{PAGE}henger-lost/")
    assert axe.violations(page, "dark") == []
    before = int(page.locator("h1").inner_text().split()[0])
    names = ["Utskifting av biler", "Lisenser og utstyr"]
    for name in names:
        page.get_by_role("checkbox", name=name).check()
    page.get_by_label(re.compile("^Forankre det")).select_option("Levende grender")
    page.get_by_role("button", name="Forankre").click()
    expect(page.get_by_text("2 er forankret i «Levende grender».")).to_be_visible()
    for name in names:
        expect(page.get_by_role("checkbox", name=name)).to_have_count(0)
    page.get_by_role("button", name=re.compile("^Angre")).click()
    expect(page.get_by_text("Det er som før.")).to_be_visible()
    page = ingrid.go(f"{PAGE}henger-lost/")
    expect(page.locator("h1")).to_have_text(f"{before} henger løst")
    for name in names:
        expect(page.get_by_role("checkbox", name=name)).to_have_count(1)
