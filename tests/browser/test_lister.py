"""The six municipalities of Lister, with the plan overviews they really keep, in one collaboration."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Ordinary
from tests.browser.joining import find_people_of, invite, join
from tests.browser.visitor import Visit, Visitor

TABLES = Path(__file__).resolve().parents[3] / "shared" / "data" / "plan-tables"
MEMBERS = {
    "Farsund": ("4206", "farsund_planoversikt.xlsx"),
    "Flekkefjord": ("4207", "flekkefjord_planstrategi_2024-2027.xlsx"),
    "Lyngdal": ("4225", "lyngdal_planer.csv"),
    "Hægebostad": ("4226", "haegebostad_planoversyn.xlsx"),
    "Kvinesdal": ("4227", "kvinesdal_planoversikt.csv"),
    "Sirdal": ("4228", "sirdal_planverk.xlsx"),
}

pytestmark = pytest.mark.skipif(
    not TABLES.is_dir(), reason="the example tables in ../shared/data/plan-tables are not here"
)


def make_collaboration(anna: Visitor) -> None:
    anna.go("/administrasjon/")
    anna.follow("Nytt samarbeid")
    anna.press("Lister interkommunale politiske råd")
    group = anna.page.get_by_role("group", name="Inviter 6 kommuner")
    expect(group.get_by_role("checkbox", checked=True)).to_have_count(6)
    anna.fill(name="Lister")
    anna.press("Lagre samarbeidet")


def take_in(berit: Visitor, number: str, file: str) -> int:
    """Everything the preview says it can make; how many that is."""
    page = berit.go(f"/kommuner/{number}/import/")
    page.locator("input[name=file]").set_input_files(TABLES / file)
    berit.press("Les tabellen")
    write = page.get_by_role("button", name=re.compile(r"^Importer \d+"))
    promised = re.search(r"\d+", write.inner_text())
    assert promised
    write.click()
    berit.sees_heading(re.compile(rf"^{promised[0]} nye planer i "))
    return int(promised[0])


def living(berit: Visitor, number: str) -> int:
    """How many of a municipality's plans are not over, counted in what can be taken out."""
    answer = berit.context.request.get(f"{berit.address}/kommuner/{number}/uttak/json/")
    return sum(plan["status"] not in {"repealed", "replaced"} for plan in answer.json()["plans"])


def test_six_municipalities_are_brought_in_and_stand_side_by_side(
    ordinary: Ordinary, anna: Visitor, visit: Visit
) -> None:
    make_collaboration(anna)
    berit = visit(ordinary.server)
    counts: dict[str, int] = {}
    for name, (number, file) in MEMBERS.items():
        find_people_of(anna, name)
        link = invite(anna, "berit@eksempel.no", "Planlegger")
        if counts:
            berit.go(link)
            berit.press("Bli med")
        else:
            join(berit, link, "Berit Lista")
        expect(berit.page).to_have_url(re.compile(f"/kommuner/{number}/$"))
        counts[name] = take_in(berit, number, file)

    for name in MEMBERS:
        berit.go("/samarbeid/")
        berit.page.get_by_role("link", name=re.compile(rf"^Svar på invitasjonen.* {name}$")).click()
        berit.press("Ja, vi er med")
    berit.go("/samarbeid/")
    berit.follow("Lister")
    berit.follow("Side om side")
    counts = {name: living(berit, MEMBERS[name][0]) for name in counts}
    for name, count in counts.items():
        row = berit.page.locator("table").first.get_by_role("row").filter(has=berit.page.get_by_role("link", name=name))
        expect(row.get_by_role("cell").first).to_have_text(re.compile(rf"^{count}\b"))
    berit.sees_heading(re.compile(rf"\b{sum(counts.values())} planer"))
    assert min(counts.values()) > 10, counts
