"""Ingrid in Fjordvik and Marit in Lyngmo write in one worksheet at once. Kåre leads the meeting."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.axe import Axe, locked_axe
from tests.browser.serving import Server
from tests.browser.sheets import Open, begin, open_sheet, place_of_worksheets
from tests.browser.visitor import Visit, Visitor


def somebody(visit: Visit, demo: Server, name: str, width: int = 1280) -> Visitor:
    visitor = visit(demo, width=1280)
    visitor.sign_in_as(name)
    visitor.page.set_viewport_size({"width": width, "height": 900})
    return visitor


def both(visit: Visit, demo: Server, worksheet: str, phase: str = "", width: int = 390) -> tuple[Open, Open]:
    address = begin(somebody(visit, demo, "Kåre"), worksheet, phase)
    ingrid, marit = somebody(visit, demo, "Ingrid"), somebody(visit, demo, "Marit", width)
    # Marit reads nynorsk; what she is told is another test's.
    return open_sheet(ingrid, address), open_in_nynorsk(marit, address)


def open_in_nynorsk(visitor: Visitor, address: str) -> Open:
    visitor.go(address)
    sheet = Open(visitor)
    expect(visitor.page.locator(".ws-state")).to_have_attribute("data-state", "saved")
    return sheet


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> Axe:
    return locked_axe(tmp_path_factory.mktemp("axe"))


def test_a_case_is_written_by_two_at_once_in_all_its_parts(visit: Visit, demo: Server) -> None:
    ingrid, marit = both(visit, demo, "Faglig planvurdering")
    text = ingrid.block("Saken").get_by_role("textbox")
    text.click()
    ingrid.type("# Naust i Vika")
    ingrid.press("Enter")
    ingrid.type("Ti naust på rad")
    hers = marit.visitor.page.get_by_role("textbox", name="Tekst: Saka")
    expect(hers.get_by_role("heading", name="Naust i Vika")).to_be_visible()
    hers.get_by_text("Ti naust på rad").click()
    marit.press("End")
    marit.type(" ved sjøen")
    expect(text).to_contain_text("Ti naust på rad ved sjøen")

    asked = ingrid.block("Det vi vil ha hjelp til")
    asked.get_by_role("button", name="Legg til rad").click()
    ingrid.type("Er det tap av strandsone?")
    there = marit.visitor.page.get_by_label("Spørsmål, rad 1").first
    expect(there).to_have_value("Er det tap av strandsone?")
    there.press("Home")
    marit.type("Hvor mye: ")
    expect(asked.get_by_label("Spørsmål, rad 1")).to_have_value("Hvor mye: Er det tap av strandsone?")
    ingrid.is_told("Lagret")


def test_cards_are_grouped_taken_away_and_brought_back_by_keyboard(visit: Visit, demo: Server) -> None:
    ingrid, marit = both(visit, demo, "Vårt formål", "del og grupper")
    block = ingrid.visitor.page.locator("section[data-block][data-kind=cards]").first
    hers = marit.visitor.page.locator("section[data-block][data-kind=cards]").first
    block.get_by_label("Nytt kort").focus()
    for card in ("Vi er for få", "Hver sin mal", "Sårbare når én slutter"):
        ingrid.type(card)
        ingrid.press("Enter")
    expect(hers.locator(".ws-card")).to_have_count(3)
    block.get_by_role("button", name="Ny gruppe").press("Enter")
    ingrid.type("Folk")
    block.get_by_label("Gruppe for «Vi er for få»").focus()
    ingrid.type("Folk")
    expect(
        hers.locator(".ws-cluster", has=marit.visitor.page.get_by_label("Namn på gruppe 1")).locator("li")
    ).to_have_count(1)
    block.get_by_role("listitem").filter(has=ingrid.visitor.page.get_by_label("Gruppe for «Hver sin mal»")).get_by_role(
        "button", name="Ta bort kortet"
    ).press("Enter")
    expect(hers.locator(".ws-card")).to_have_count(2)
    ingrid.press("Control+z")
    expect(hers.locator(".ws-card")).to_have_count(3)


def test_actors_stand_in_the_table_on_the_axes_and_in_the_rings(visit: Visit, demo: Server) -> None:
    ingrid, marit = both(visit, demo, "Regionens aktørkart", "del og grupper")
    table = ingrid.visitor.page.locator("[data-kind=table]").first
    table.get_by_role("button", name="Legg til rad").press("Enter")
    ingrid.type("Reinbeitedistriktet")
    axes = ingrid.visitor.page.locator("section[data-kind=matrix]").first
    for select in axes.get_by_role("listitem").filter(has_text="Reinbeitedistriktet").get_by_role("combobox").all():
        select.focus()
        ingrid.type("5")
    mark = axes.get_by_role("button", name="Reinbeitedistriktet")
    expect(mark).to_be_visible()
    hers = marit.visitor.page.locator("section[data-kind=matrix]").first
    expect(hers.locator(".ws-mark")).to_have_count(1)
    before = hers.locator(".ws-mark").get_attribute("style")
    mark.press("ArrowLeft")
    expect(hers.locator(".ws-mark")).not_to_have_attribute("style", before or "")


def test_a_process_is_drawn_by_two(visit: Visit, demo: Server) -> None:
    ingrid, marit = both(visit, demo, "En felles planprosess", "bli enige")
    flow, hers = (
        one.visitor.page.locator("section[data-kind=flow]:not(.ws-block--closed)").first for one in (ingrid, marit)
    )
    steps, arrows = hers.locator(".ws-chip").count(), hers.locator(".ws-flow__line").count()
    assert steps > 10, "the usual course is there to begin from"
    stages = flow.locator(".ws-stage").get_by_role("button", name="Legg til steg")
    stages.nth(0).press("Enter")
    ingrid.type("Ring planleggeren")
    stages.nth(1).press("Enter")
    ingrid.type("Avklar roller")
    mine = flow.locator(".ws-steps > li").filter(has=flow.page.locator("summary", has_text="Ring planleggeren"))
    mine.get_by_label("Her tas en beslutning").press("Space")
    mine.get_by_label("Velg neste steg").select_option(label="Avklar roller")
    expect(hers.locator(".ws-chip")).to_have_count(steps + 2)
    expect(hers.locator(".ws-chip--decision", has_text="Ring planleggeren")).to_be_visible()
    expect(hers.locator(".ws-flow__line")).to_have_count(arrows + 1)


def go_offline(sheet: Open) -> None:
    sheet.visitor.context.set_offline(True)
    expect(sheet.visitor.page.locator(".ws-state")).to_contain_text("ligger på denne enheten")


def come_back(sheet: Open) -> None:
    """What Chromium says of having had no line is no fault of ours."""
    sheet.visitor.context.set_offline(False)
    complaints = sheet.visitor.complaints
    complaints[:] = [one for one in complaints if not re.search("ERR_INTERNET_DISCONNECTED|WebSocket", one)]


def test_what_is_written_without_a_line_survives_that_the_page_is_loaded_again(visit: Visit, demo: Server) -> None:
    ingrid, marit = both(visit, demo, "Faglig planvurdering")
    asked = ingrid.block("Det vi vil ha hjelp til")
    asked.get_by_role("button", name="Legg til rad").click()
    ingrid.type("Rekkefølge?")
    theirs = marit.visitor.page.get_by_label("Spørsmål, rad 1").first
    expect(theirs).to_have_value("Rekkefølge?")
    ingrid.is_told("Lagret")
    go_offline(ingrid)
    asked.get_by_label("Spørsmål, rad 1").press("End")
    ingrid.type(" Skrevet på ferja")
    theirs.press("Home")
    marit.type("Først: ")
    ingrid.visitor.page.reload()
    ingrid.visitor.sees_heading("Du er uten nett")
    ingrid.visitor.press("Prøv igjen")
    expect(ingrid.visitor.page.get_by_role("status")).to_contain_text("Fortsatt uten nett")
    assert ingrid.visitor.page.evaluate("getComputedStyle(document.querySelector('main')).maxInlineSize") != "none"
    come_back(ingrid)  # and the page opens the sheet by itself
    both_wrote = "Først: Rekkefølge? Skrevet på ferja"
    expect(theirs).to_have_value(both_wrote)
    expect(ingrid.block("Det vi vil ha hjelp til").get_by_label("Spørsmål, rad 1")).to_have_value(both_wrote)
    kept = ingrid.visitor.page.evaluate("""async () => (await Promise.all((await caches.keys()).map(
        async (name) => (await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname)))).flat()""")
    assert [re.sub(r"\.[0-9a-f]{12}\.", ".", one) for one in sorted(kept)] == [
        "/arbeidsark/uten-nett/nb/", "/static/web/plandugnad.css", "/static/web/sheet-away.js",
    ]  # fmt: skip


def test_where_sockets_are_shut_out_it_goes_by_ordinary_calls(visit: Visit, demo: Server) -> None:
    address = begin(somebody(visit, demo, "Kåre"), "Faglig planvurdering")
    ingrid, marit = somebody(visit, demo, "Ingrid"), somebody(visit, demo, "Marit")
    ingrid.page.route_web_socket("**/direkte/", lambda socket: socket.close(code=1011))
    sheet, other = open_sheet(ingrid, address), open_in_nynorsk(marit, address)
    sheet.block("Det vi vil ha hjelp til").get_by_role("button", name="Legg til rad").click()
    sheet.type("Uten forbindelse")
    theirs = other.visitor.page.get_by_label("Spørsmål, rad 1").first
    expect(theirs).to_have_value("Uten forbindelse")
    theirs.press("End")
    other.type(" i det hele")
    expect(sheet.block("Det vi vil ha hjelp til").get_by_label("Spørsmål, rad 1")).to_have_value(
        "Uten forbindelse i det hele"
    )
    sheet.is_told("Lagret")


def test_a_part_that_is_locked_while_she_is_away_gives_her_words_back(visit: Visit, demo: Server) -> None:
    kare = somebody(visit, demo, "Kåre")
    address = begin(kare, "Faglig planvurdering")
    ingrid = open_sheet(somebody(visit, demo, "Ingrid"), address)
    asked = ingrid.block("Det vi vil ha hjelp til")
    asked.get_by_role("button", name="Legg til rad").click()
    ingrid.type("Står her")
    kare.go(address)
    expect(kare.page.get_by_label("Spørsmål, rad 1").first).to_have_value("Står her")
    ingrid.is_told("Lagret")
    go_offline(ingrid)
    asked.get_by_label("Spørsmål, rad 1").press("End")
    ingrid.type(" og kom for sent")
    kare.page.get_by_text("Led møtet").click()
    kare.press("Lås Det vi vil ha hjelp til")
    expect(kare.page.get_by_role("button", name="Lås opp Det vi vil ha hjelp til")).to_be_focused()
    come_back(ingrid)
    expect(ingrid.visitor.page.locator(".ws-notes")).to_contain_text("tatt vare på")
    expect(asked.get_by_label("Spørsmål, rad 1")).to_have_value("Står her")
    expect(asked).to_contain_text("Møtelederen har låst denne delen")


def composes(sheet: Open, *steps: str, becomes: str) -> Iterator[None]:
    """Letters put together by a dead key or an input method, and what happens between them."""
    keys = sheet.visitor.context.new_cdp_session(sheet.visitor.page)
    for letters in steps:
        about = {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)}
        keys.send("Input.imeSetComposition", about)
        yield
    keys.send("Input.insertText", {"text": becomes})
    keys.detach()


def test_letters_are_put_together_while_another_writes_in_the_same_text(visit: Visit, demo: Server) -> None:
    ingrid, marit = both(visit, demo, "Faglig planvurdering", width=1280)
    text = ingrid.block("Saken").get_by_role("textbox")
    theirs = marit.visitor.page.get_by_role("textbox", name="Tekst: Saka")
    text.click()
    ingrid.type("Kaien")
    expect(theirs).to_have_text("Kaien")
    theirs.click()
    for steps, becomes in ((("°",), "å"), (("n", "ni", "ni h", "ni hao"), "你好")):
        for _ in composes(ingrid, *steps, becomes=becomes):
            marit.type("M")
            marit.visitor.page.wait_for_timeout(150)  # for what a browser that does not wait would have made of it
    for one in (text, theirs):
        expect(one).to_have_text(re.compile("^(?=([^M]*M){5}[^M]*$)KaienM*åM*你好M*$"))
    assert text.inner_text() == theirs.inner_text()


def test_signing_out_leaves_nothing_of_the_sheet_on_the_device(visit: Visit, demo: Server) -> None:
    ingrid = open_sheet(somebody(visit, demo, "Ingrid"), begin(somebody(visit, demo, "Kåre"), "Faglig planvurdering"))
    page = ingrid.visitor.page
    ingrid.block("Saken").get_by_role("textbox").click()
    ingrid.type("Naust i Vika")
    ingrid.is_told("Lagret")
    kept = """() => new Promise((done) => { const asked = indexedDB.open("plandugnad-sheets"); asked.onsuccess = () => {
        const count = asked.result.transaction("updates").objectStore("updates").count();
        count.onsuccess = () => { asked.result.close(); done(count.result); }; }; })"""
    assert page.evaluate(kept) > 0
    page.get_by_role("button", name="Ingrid Eksempel").click()
    ingrid.visitor.press("Logg ut")
    expect(page.get_by_role("button", name="Prøv som Ingrid Eksempel")).to_be_visible()
    page.wait_for_function("!Object.keys(sessionStorage).includes('plandugnad-sheets-are-to-go')")
    assert page.evaluate(kept) == 0


def test_a_part_is_shown_to_all_and_each_may_leave_it(visit: Visit, demo: Server) -> None:
    kare = somebody(visit, demo, "Kåre")
    address = begin(kare, "Faglig planvurdering")
    ingrid = open_sheet(somebody(visit, demo, "Ingrid"), address)
    kare.page.get_by_text("Led møtet").click()
    kare.press("Vis for alle Saken")
    shown = ingrid.visitor.page.get_by_role("dialog", name="Saken")
    expect(shown).to_be_visible()
    ingrid.press("Escape")
    expect(shown).to_be_hidden()
    expect(ingrid.block("Saken")).to_be_visible()


# Every worksheet in its other phases: test_two_faces.
@pytest.mark.parametrize("width", [1280, 390])
def test_while_people_vote_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    visit: Visit, demo: Server, axe: Axe, width: int
) -> None:
    address = begin(somebody(visit, demo, "Kåre", width), "Vårt formål", "prioriter")
    sheet = open_sheet(somebody(visit, demo, "Ingrid", width), address)
    page = sheet.visitor.page
    for field in page.locator(".ws-add input:visible").all():
        field.fill("Fjordvik og Lyngmo")
        field.press("Enter")
    sheet.is_told("Lagret")
    assert axe.violations(page, "light") == []
    assert axe.violations(page, "dark") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_who_leads_sees_at_once_what_another_who_leads_has_done(visit: Visit, demo: Server) -> None:
    kare = somebody(visit, demo, "Kåre")
    address = begin(kare, "Vårt formål")  # where others write alone, and she who leads has nothing of her own to see
    here, there = kare.page, kare.context.new_page()
    here.get_by_text("Led møtet").click()
    there.goto(address)
    there.get_by_text("Led møtet").click()
    there.get_by_role("button", name="5 minutter", exact=True).click()
    expect(here.get_by_role("timer")).to_contain_text(re.compile("4:5|5:00"))
    there.get_by_role("button", name="Lås Målene våre").click()
    expect(here.get_by_role("button", name="Lås opp Målene våre")).to_be_visible()
    # The number of the sheet follows too: what is done next is not refused as done to something older.
    here.get_by_role("button", name="Bli enige").click()
    for page in (here, there):
        expect(page.locator("[aria-current=step]")).to_contain_text("Bli enige")
        expect(page.locator(".ws-state")).to_have_text("Lagret")


def test_days_are_said_in_the_language_of_the_page_also_where_the_browser_lacks_it(visit: Visit, demo: Server) -> None:
    marit = somebody(visit, demo, "Marit")
    place = place_of_worksheets(marit)
    place.locator("#ark-purpose").get_by_role("link", name="Vårt formål", exact=True).click()
    goals = marit.page.get_by_role("region", name="Måla våre").first
    expect(goals).to_contain_text(re.compile(r"31\. des"))
    expect(goals).not_to_contain_text("Dec")


def test_who_only_reads_a_drawing_is_not_told_to_drag_in_it(visit: Visit, demo: Server) -> None:
    marit = somebody(visit, demo, "Marit")
    place = place_of_worksheets(marit)
    place.locator("#ark-actors").get_by_role("link", name="Regionens aktørkart", exact=True).click()
    drawing = marit.page.locator(".ws-drawing").first
    expect(drawing.get_by_text("Kommunestyrene")).to_be_visible()
    expect(drawing.locator(".ws-help")).to_be_hidden()
