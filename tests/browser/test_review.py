"""Ingrid asks Hanne of the county to look at a case; Hanne answers between two meetings, on her telephone."""

import json
import re

from playwright.sync_api import expect

from tests.browser.serving import Server
from tests.browser.sheets import place_of_worksheets
from tests.browser.visitor import Visit


def test_somebody_of_the_county_is_asked_and_answers_on_a_narrow_screen(visit: Visit, demo: Server) -> None:
    ingrid = visit(demo, width=1280)
    ingrid.sign_in_as("Ingrid")
    page = place_of_worksheets(ingrid)
    page.get_by_role("button", name=re.compile("^Begynn.* Faglig planvurdering$")).click()
    ingrid.fill(name="Kai for turistbåter", due_on="i morgen")
    ingrid.press("Lagre forespørselen")
    expect(page.get_by_text("«i morgen» er ikke en hel dato").first).to_be_visible()
    ingrid.fill(due_on="12.12.2028")
    ingrid.press("Lagre forespørselen")
    ingrid.follow("Velg panel")
    expect(page.get_by_text("De du spør, ser en tom side.")).to_be_visible()
    page.get_by_role("button", name="Spør Hanne Eksempel").click()
    expect(page.get_by_text("Hanne Eksempel er spurt.")).to_be_visible()
    ingrid.follow("Til arket")
    expect(page.get_by_role("heading", name="Fjordvik ønsker svar innen 12. desember 2028")).to_be_visible()
    sheet = page.url

    hanne = visit(demo, width=1280)
    hanne.sign_in_as("Hanne")
    hers = hanne.page
    hers.set_viewport_size({"width": 390, "height": 844})
    hanne.follow("Kai for turistbåter")
    hanne.press("Ja, jeg ser på den")
    expect(hers.get_by_text("kan du ikke sitte i panelet").first).to_be_visible()
    hers.get_by_label("Jeg er ikke inhabil").check()
    hanne.press("Ja, jeg ser på den")
    hers.get_by_text("Still et klargjørende spørsmål").click()
    hers.get_by_label("Hva må du vite?").fill("Hvor mange anløp i året?")
    hanne.press("Still spørsmålet")
    expect(hers.get_by_text("Hvor mange anløp i året?").first).to_be_visible()
    hers.get_by_label("Forslag").fill("Legg kaia der det er dypt fra før.")
    hanne.press("Lagre vurderingen")
    hanne.press("Lever vurderingen")
    expect(hers.get_by_role("heading", name=re.compile("^Levert"))).to_be_visible()
    assert hers.evaluate("document.documentElement.scrollWidth") <= 390
    hanne.go(sheet)
    told = json.loads(hers.locator("#sheet-config").text_content() or "")
    assert told["sheet"]["may_write"] == []

    page.goto(f"{sheet}disposisjon/")
    expect(page.locator(".rv-panel")).to_contain_text("har levert")
    expect(page.locator("#del-assessments")).to_contain_text("Solfjell fylkeskommune (veiledning)")
