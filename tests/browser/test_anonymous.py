"""Ingrid writes a card without a name by keyboard on a phone, and Marit sees nothing until Kåre moves the sheet on."""

from playwright.sync_api import expect

from tests.browser.serving import Server
from tests.browser.sheets import begin, open_sheet
from tests.browser.test_sheet import come_back, open_in_nynorsk, somebody
from tests.browser.test_two_faces import move
from tests.browser.visitor import Visit


def test_a_card_is_hers_alone_until_all_are_shown(visit: Visit, demo: Server) -> None:
    kare = somebody(visit, demo, "Kåre")
    address = begin(kare, "Vårt formål")
    ingrid = open_sheet(somebody(visit, demo, "Ingrid", 390), address)
    marit = open_in_nynorsk(somebody(visit, demo, "Marit"), address)
    ours, theirs = ingrid.visitor.page, marit.visitor.page
    block, hers = (page.locator("section[data-block=demanding]") for page in (ours, theirs))
    expect(block).to_contain_text("Heller ikke kollegene dine ser dem")
    block.get_by_label("Nytt kort uten navn").focus()
    for card in ("Jeg er alene om alt", "Ingen spor meg"):
        ingrid.type(card)
        ingrid.press("Enter")
    own = block.get_by_label("Kortet ditt, nummer 2")
    expect(own).to_have_value("Ingen spor meg")
    expect(block.get_by_text("Lagrer …")).to_have_count(0)  # until then it cannot be changed
    own.focus()
    ingrid.press("Control+End")
    for _ in range(6):
        ingrid.press("Backspace")
    ingrid.type("ør meg")
    ingrid.press("Tab")
    expect(block.get_by_text("Lagrer …")).to_have_count(0)
    ingrid.is_told("Lagret")
    assert ours.evaluate("document.documentElement.scrollWidth <= innerWidth")
    ours.reload()
    ingrid.is_told("Lagret")
    expect(block.get_by_label("Kortet ditt, nummer 2")).to_have_value("Ingen spør meg")
    expect(hers.locator(".ws-card")).to_have_count(0)
    for secret in ("Jeg er alene om alt", "Ingrid skriv"):
        assert secret not in theirs.content()
    marit.visitor.context.set_offline(True)
    expect(theirs.locator(".ws-state[data-state=offline]")).to_be_visible()
    move(kare, address, "del og grupper")
    expect(ours.locator("[aria-current=step]")).to_contain_text("2.")
    come_back(marit)  # to her own sheet, which was closed meanwhile
    for page, shown in ((theirs, hers), (ours, block)):
        expect(page.locator("[aria-current=step]")).to_contain_text("2.")
        said = shown.locator(".ws-cluster textarea")
        expect(said).to_have_count(2)
        assert sorted(said.evaluate_all("all => all.map((one) => one.value)")) == [
            "Ingen spør meg",
            "Jeg er alene om alt",
        ]
    block.get_by_label("Nytt kort uten navn").fill("Enda ett")
    ingrid.press("Enter")
    expect(hers.locator(".ws-cluster textarea")).to_have_count(3)
    assert "Ingrid" not in hers.inner_text()
    hers.get_by_label("Nytt kort utan namn").focus()
    marit.visitor.context.set_offline(True)
    marit.type("Skrive på ferja")
    marit.press("Enter")
    move(kare, address, "hver for oss")
    expect(ours.locator("[aria-current=step]")).to_contain_text("1.")
    expect(ours.get_by_text("Dette er arket til Fjordvik")).to_be_visible()
    come_back(marit)
    expect(hers).to_contain_text("flytta arket medan du skreiv")
    again = hers.get_by_role("button", name="Prøv igjen")
    box = again.bounding_box()
    assert box is not None
    assert box["width"] > box["height"]
    again.click()
    expect(theirs.get_by_text("Dette er arket til Lyngmo")).to_be_visible()
    expect(hers.get_by_label("Kortet ditt, nummer 1")).to_have_value("Skrive på ferja")
